// The reader: what one points at in the text stands out in the list, and the other way round; j and k go through it.

const entries = [...document.querySelectorAll(".entry")];
const numbers = new Map(entries.map((entry) => [entry.dataset.number, entry]));
const list = document.querySelector(".list");
const still = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";

function parts(number) {
  return document.querySelectorAll(`.text .a-${number}`);
}

function light(number, on) {
  for (const part of parts(number)) part.classList.toggle("lit", on);
  numbers.get(number)?.classList.toggle("lit", on);
}

for (const entry of entries) {
  entry.addEventListener("mouseenter", () => light(entry.dataset.number, true));
  entry.addEventListener("mouseleave", () => light(entry.dataset.number, false));
}

// In the text the innermost statement under the pointer stands out.
let pointed = null;
document.querySelector(".text").addEventListener("mouseover", (event) => {
  const part = event.target.closest("[class*='a-']");
  const number = part && [...part.classList].find((name) => /^a-\d+$/.test(name))?.slice(2);
  if (number === pointed) return;
  if (pointed) light(pointed, false);
  pointed = number ?? null;
  if (pointed) light(pointed, true);
});

function current() {
  const target = document.querySelector(":target");
  const number = target?.dataset.number ?? target?.id.match(/^a-(\d+)$/)?.[1];
  return number ? entries.indexOf(numbers.get(number)) : -1;
}

// The list scrolls by itself beside the text: where a statement is opened, its words are brought into view as well.
function show(entry) {
  if (getComputedStyle(list).position !== "sticky") return;
  const part = parts(entry.dataset.number)[0];
  const box = part?.getBoundingClientRect();
  if (box && (box.top < 60 || box.bottom > innerHeight - 60)) part.scrollIntoView({ block: "center", behavior: still });
  const top = entry.offsetTop - list.clientHeight / 4;
  list.scrollTo({ top, behavior: still });
}

function open() {
  const index = current();
  if (index >= 0) show(entries[index]);
}

addEventListener("hashchange", open);
open();

document.addEventListener("keydown", (event) => {
  const step = { j: 1, k: -1 }[event.key];
  if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const index = current();
  const next = entries[index < 0 ? (step > 0 ? 0 : entries.length - 1) : index + step];
  if (!next) return;
  event.preventDefault();
  location.replace(`#${next.id}`);
});
