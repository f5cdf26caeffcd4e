// What the hand wants beyond links and forms. Every page works without it.
"use strict";

// Copy a citation: <button data-copy="EX-0041 ¶98">.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  const said = button.textContent;
  button.textContent = "copied";
  setTimeout(() => { button.textContent = said; }, 1200);
});
