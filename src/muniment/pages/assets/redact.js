// What is to be kept from publication, pointed at and not typed: words that are marked in a passage, and a
// box on a page by two of its corners, or drawn with the mouse. Without JavaScript both are typed.

const words = document.querySelector("[data-fills]");
const source = document.querySelector("#here .source");
document.addEventListener("selectionchange", () => {
  const marked = getSelection();
  if (words && source?.contains(marked.anchorNode) && source.contains(marked.focusNode) && `${marked}`.trim()) words.value = `${marked}`;
});

const page = document.querySelector("[data-cover]");
const field = document.getElementById("box");
const shown = document.createElementNS("http://www.w3.org/2000/svg", "rect");
shown.classList.add("chosen");
let corner = null, pressed = null;

const at = (event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(page.getScreenCTM().inverse());

function draw(a, b) {
  const { width, height } = page.viewBox.baseVal;
  const within = (value, most) => Math.round(Math.min(Math.max(value, 0), most) * 10) / 10;
  const [left, right] = [a.x, b.x].map((x) => within(x, width)).sort((x, y) => x - y);
  const [top, bottom] = [a.y, b.y].map((y) => within(y, height)).sort((x, y) => x - y);
  for (const [name, value] of Object.entries({ x: left, y: top, width: right - left, height: bottom - top })) shown.setAttribute(name, value);
  page.append(shown);
  field.value = `${page.dataset.cover}:${[left, height - bottom, right, height - top].map((n) => Math.round(n * 10) / 10).join(",")}`;
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
