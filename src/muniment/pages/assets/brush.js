// Drag over the months of a search to keep what was written between them.

const brush = document.querySelector("[data-brush]");
const months = brush ? [...brush.querySelectorAll("[data-first]")] : [];
const band = document.createElement("div");
band.className = "band";
let from = null;

const at = (x) => months.findIndex((one) => { const box = one.getBoundingClientRect(); return x >= box.left && x < box.right; });

function draw(a, b) {
  const home = brush.getBoundingClientRect();
  const left = months[Math.min(a, b)].getBoundingClientRect().left - home.left;
  const right = months[Math.max(a, b)].getBoundingClientRect().right - home.left;
  band.style.setProperty("left", `${left}px`);
  band.style.setProperty("width", `${right - left}px`);
}

brush?.addEventListener("pointerdown", (event) => { from = at(event.clientX); });
brush?.addEventListener("dragstart", (event) => event.preventDefault());
brush?.addEventListener("pointermove", (event) => {
  const to = at(event.clientX);
  if (from === null || from < 0 || to < 0 || to === from) return;
  brush.append(band);
  draw(from, to);
});
addEventListener("pointerup", (event) => {
  const to = from === null ? -1 : at(event.clientX);
  if (from !== null && from >= 0 && to >= 0 && to !== from) {
    const [first, last] = [Math.min(from, to), Math.max(from, to)];
    const since = `${months[first].dataset.first}-01`;
    const [year, month] = months[last].dataset.last.split("-").map(Number);
    const until = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
    location.href = `/search?${new URLSearchParams({ q: brush.dataset.brush, sort: brush.dataset.sort, since, until })}`;
  }
  from = null;
  band.remove();
});
