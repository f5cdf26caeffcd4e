// A long chat goes on as one scrolls: the next page is fetched, and its messages are put below those that
// are here. The links that do the same without JavaScript stay.

const chat = document.querySelector("[data-more]");
let next = document.querySelector('.pager a[rel="next"]');
let waits = false;

async function goOn() {
  if (waits || !next) return;
  waits = true;
  const answer = await fetch(next.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const more = page.querySelector("[data-more]");
  if (answer.ok && more) chat.append(...more.children);
  const onward = page.querySelector('.pager a[rel="next"]');
  for (const link of document.querySelectorAll('.pager a[rel="next"]')) {
    if (onward) link.href = onward.href;
    else link.remove();
  }
  next = document.querySelector('.pager a[rel="next"]');
  waits = false;
}

new IntersectionObserver((seen) => { if (seen.some((one) => one.isIntersecting)) goOn(); }, { rootMargin: "1500px" })
  .observe([...document.querySelectorAll(".pager")].at(-1) ?? chat);
