// Shows how far an addition is, as the server renders it, whenever the server says that something has happened.

const job = document.getElementById("job");
const source = new EventSource(job.dataset.events);
let busy = false;
let again = false;

async function show() {
  if (busy) {
    again = true;
    return;
  }
  busy = true;
  try {
    const answer = await fetch(location.href);
    if (answer.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      job.replaceChildren(...page.getElementById("job").childNodes);
    }
  } finally {
    setTimeout(() => {
      busy = false;
      if (again) {
        again = false;
        show();
      }
    }, 500);
  }
}

source.addEventListener("progress", show);
source.addEventListener("end", () => {
  source.close();
  show();
});
