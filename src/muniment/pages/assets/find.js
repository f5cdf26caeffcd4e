// The search of a published dossier: passages that have every word, from a list beside the page. It asks
// nothing of anybody, so that it works from a memory stick.

const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const list = document.getElementById("finds");
const said = new URLSearchParams(location.search).get("q") || "";
const field = document.getElementById("find");

function show(query) {
  const words = plain(query).match(/[\p{L}\p{N}]+/gu) || [];
  list.replaceChildren();
  if (!words.length) return;
  const found = PASSAGES.filter(([, , author, text]) => { const told = plain(`${author} ${text}`); return words.every((word) => told.includes(word)); });
  document.getElementById("found").textContent = `${found.length.toLocaleString("en")} of ${PASSAGES.length.toLocaleString("en")} published passages have these words.${found.length > 200 ? " The first 200 are shown." : ""}`;
  for (const [label, number, author, text] of found.slice(0, 200)) {
    const one = document.createElement("article");
    one.className = "hit";
    const head = document.createElement("p");
    head.className = "small";
    const link = document.createElement("a");
    link.className = "citation";
    link.href = `exhibits/${label}.html#p${number}`;
    link.textContent = `${label} ¶${number}`;
    const who = document.createElement("strong");
    who.textContent = ` ${author}`;
    const words = document.createElement("p");
    words.className = "source";
    words.textContent = text.length > 600 ? `${text.slice(0, 600)} …` : text;
    head.append(link, who);
    one.append(head, words);
    list.append(one);
  }
}

if (list) {
  field.value = said;
  field.addEventListener("input", () => show(field.value));
  show(said);
}
