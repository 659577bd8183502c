// Says how far coding again is, without the page being loaded again; the preview is scrolled to.

const section = document.querySelector("[data-progress]");

async function ask() {
  const answer = await fetch("/codebook/progress", { headers: { accept: "application/json" } });
  if (!answer.ok) return;
  const now = await answer.json();
  if (!now.running) {
    location.replace("/codebook#coding");
    location.reload();
    return;
  }
  section.querySelector("[data-told]").textContent = `${now.done} of ${now.total} articles, ${now.changed} statements changed.`;
  setTimeout(ask, 1000);
}
if (section?.hasAttribute("data-running")) setTimeout(ask, 500);
document.getElementById("preview")?.scrollIntoView();

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter") document.querySelector(".issue-form .primary")?.click();
});
