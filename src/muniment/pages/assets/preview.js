// The preview of a dossier follows its file: while the page is looked at it is asked for again, and put
// in place when it has changed. Without JavaScript one reloads it.

const main = document.getElementById("main");
let shown = main.innerHTML;

setInterval(async () => {
  if (document.hidden) return;
  const answer = await fetch(location.href).catch(() => null);
  if (!answer) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("main").innerHTML;
  if (fresh === shown) return;
  const place = scrollY;
  main.innerHTML = shown = fresh;
  scrollTo(0, place);
}, 2000);
