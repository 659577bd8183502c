// Keys for what the page can do, and words marked by selecting them; all of it are forms and links without this.

const typing = "input, textarea, select, [contenteditable]";

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey) {
    if (event.key === "Enter") document.querySelector("[data-save]")?.click();
    return;
  }
  if (event.altKey) return;
  if (event.key === "Escape") {
    if (event.target.closest(typing)) event.target.blur();
    else document.querySelector("[data-cancel]")?.click();
    return;
  }
  if (event.target.closest(typing)) return;
  const key = event.code.startsWith("Digit") ? event.code.slice(5) : event.key;
  const pressed = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!pressed) return;
  event.preventDefault();
  if (pressed.dataset.mark) mark(pressed.dataset.mark, event.shiftKey);
  else pressed.click();
});

// A decision is sent once, however often its key is pressed.
for (const form of document.querySelectorAll('form[method="post"]')) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
}
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

for (const hint of document.querySelectorAll(".with-script")) hint.hidden = false;
for (const hint of document.querySelectorAll(".without-script")) hint.hidden = true;
for (const button of document.querySelectorAll("[data-mark]")) {
  button.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
  button.addEventListener("click", (event) => mark(button.dataset.mark, event.shiftKey));
}

// Offsets count code points of the article's text, as everywhere in onrecord.
function offset(holder, node, at) {
  const range = document.createRange();
  range.setStart(holder, 0);
  range.setEnd(node, at);
  return Number(holder.dataset.start) + [...range.toString()].length;
}

function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return [];
  const range = selection.getRangeAt(0);
  const found = [];
  for (const holder of document.querySelectorAll("[data-passage] [data-start]")) {
    if (!range.intersectsNode(holder)) continue;
    const own = document.createRange();
    own.selectNodeContents(holder);
    if (range.compareBoundaryPoints(Range.START_TO_START, own) > 0) own.setStart(range.startContainer, range.startOffset);
    if (range.compareBoundaryPoints(Range.END_TO_END, own) < 0) own.setEnd(range.endContainer, range.endOffset);
    const text = own.toString();
    const words = text.trim();
    if (!words) continue;
    const start = offset(holder, own.startContainer, own.startOffset) + [...text.slice(0, text.indexOf(words[0]))].length;
    found.push({ words: words.replace(/\s+/g, " "), start, end: start + [...words].length });
  }
  return found;
}

function mark(part, more) {
  const field = document.querySelector(`[data-lines="${part}"]`);
  const found = selected();
  if (!field || !found.length) return;
  const before = part === "conditions" ? "if: " : "";
  const lines = found.map(({ words, start, end }) => `${before}${words} [${start}-${end}]`);
  const keep = more || part === "conditions" ? field.value.split("\n").filter((line) => line.trim()) : [];
  field.value = [...keep, ...lines].join("\n");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  if (part !== "conditions") draw();
}

// The paragraph shows the words of the form as it is now.
function draw() {
  const spans = [];
  for (const part of ["content", "source", "cue"]) {
    for (const line of document.querySelector(`[data-lines="${part}"]`).value.split("\n")) {
      const place = line.match(/\[(\d+)-(\d+)\]\s*$/);
      if (place) spans.push({ part, start: Number(place[1]), end: Number(place[2]) });
    }
  }
  for (const holder of document.querySelectorAll("[data-passage] [data-start]")) {
    const letters = [...holder.textContent];
    const first = Number(holder.dataset.start);
    const cuts = new Set([0, letters.length]);
    for (const { start, end } of spans) for (const at of [start - first, end - first]) if (at > 0 && at < letters.length) cuts.add(at);
    const places = [...cuts].sort((a, b) => a - b);
    holder.replaceChildren();
    for (let at = 0; at + 1 < places.length; at++) {
      const [start, end] = [places[at], places[at + 1]];
      const labels = spans.filter((one) => one.start - first <= start && one.end - first >= end).map((one) => one.part);
      const stretch = document.createElement("span");
      stretch.className = labels.join(" ");
      stretch.textContent = letters.slice(start, end).join("");
      holder.append(stretch);
    }
  }
}
for (const field of document.querySelectorAll("[data-lines]")) field.addEventListener("change", () => draw());
