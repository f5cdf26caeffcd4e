// What is to be kept from publication, pointed at and not typed: words that are marked in a passage, and a
// box on a page by two of its corners, or drawn with the mouse. Without JavaScript both are typed.

const words = document.querySelector("[data-fills]");
const source = document.querySelector("#here .source");
document.addEventListener("selectionchange", () => {
  const marked = getSelection();
  if (words && source?.contains(marked.anchorNode) && source.contains(marked.focusNode) && `${marked}`.trim()) words.value = `${marked}`;
});

// Boxes are counted on the page as it lies in the file: the group on which they lie knows how it is turned.
const lying = document.querySelector("[data-cover]");
const page = lying?.closest("svg");
const field = document.getElementById("box");
const shown = document.createElementNS("http://www.w3.org/2000/svg", "rect");
shown.classList.add("chosen");
let corner = null, pressed = null;

const at = (event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(lying.getScreenCTM().inverse());

function draw(a, b) {
  const within = (value, most) => Math.round(Math.min(Math.max(value, 0), most) * 10) / 10;
  const [left, right] = [a.x, b.x].map((x) => within(x, Number(lying.dataset.width))).sort((x, y) => x - y);
  const [bottom, top] = [a.y, b.y].map((y) => within(y, Number(lying.dataset.height))).sort((x, y) => x - y);
  for (const [name, value] of Object.entries({ x: left, y: bottom, width: right - left, height: top - bottom })) shown.setAttribute(name, value);
  lying.append(shown);
  field.value = `${lying.dataset.cover}:${[left, bottom, right, top].join(",")}`;
}

const far = (a, b) => Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) > 5;

// A finger scrolls the page: with it the corners are tapped, and only a mouse or a pen draws.
page?.addEventListener("pointerdown", (event) => { pressed = event.pointerType === "touch" ? null : event; });
page?.addEventListener("dragstart", (event) => event.preventDefault());
page?.addEventListener("pointermove", (event) => { if (pressed && far(pressed, event)) draw(at(pressed), at(event)); });
page?.addEventListener("click", (event) => {
  if (pressed && far(pressed, event)) corner = null;
  else if (corner) { draw(corner, at(event)); corner = null; }
  else { corner = at(event); draw(corner, corner); }
  pressed = null;
});
addEventListener("pointerup", () => { setTimeout(() => { pressed = null; }); });
