// The keyboard. keys.json says which key does what, and the page hands it on; this says how.
//
// What can be chosen with j and k carries data-item; what it opens is its first link, or the link named
// by data-open. One item at a time has the focus, so that a screen reader follows. Until one has it, the
// passage that the address asks for is the one that is meant.
const items = () => [...document.querySelectorAll("[data-item]")];
const chosen = () => document.activeElement?.closest("[data-item]") ?? document.querySelector(".asked[data-item]");

function step(by) {
  const all = items();
  if (!all.length) return;
  const at = all.indexOf(chosen());
  const first = Math.max(0, all.findIndex((one) => one.getBoundingClientRect().top >= 0));
  const next = at < 0 ? first : Math.min(all.length - 1, Math.max(0, at + by));
  const one = all[next];
  if (!one.hasAttribute("tabindex")) one.tabIndex = -1;
  one.focus({ preventScroll: true });
  one.scrollIntoView({ block: "nearest" });
}

const follow = (selector) => document.querySelector(selector)?.click();

const deeds = {
  search: () => document.getElementById("find")?.select(),
  next: () => step(1),
  previous: () => step(-1),
  onward: () => follow('a[rel="next"]'),
  back: () => follow('a[rel="prev"]'),
  open: () => chosen()?.querySelector("[data-open], a")?.click(),
  tag: () => {
    const link = chosen()?.querySelector("a[data-work]");
    if (link) link.click();
    else document.getElementById("tag")?.focus();
  },
  verdict: () => document.querySelector("#judge button:enabled")?.focus(),
  date: () => document.getElementById("on")?.focus(),
  copy: () => (chosen()?.querySelector("[data-copy]") ?? document.querySelector("[data-copy]"))?.click(),
  help: () => { location.href = "/help"; },
};

const keys = new Map(document.documentElement.dataset.keys.split(" ").map((one) => one.split("=")));

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
  const does = keys.get(event.key);
  if (!does || (does === "open" && !chosen())) return;
  event.preventDefault();
  deeds[does]();
});
