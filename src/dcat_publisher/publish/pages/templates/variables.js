"use strict";
(() => {
  const form = document.getElementById("variables");
  const list = document.getElementById("list");
  const status = document.getElementById("hits");
  const datasets = [...document.querySelectorAll("#datasets a")];
  const most = 200;
  const titles = {nb: [4, 5, 6], nn: [5, 4, 6], en: [6, 4, 5]}[document.documentElement.lang] || [4, 5, 6];
  const letters = {"ø": "o", "æ": "ae"};
  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/[øæ]/gu, (each) => letters[each]);
  let entries = null;
  const load = async () => {
    if (entries === null) {
      const answers = await Promise.all(form.dataset.index.split(" ").map((name) => fetch(name)));
      const parts = await Promise.all(answers.filter((answer) => answer.ok).map((answer) => answer.json()));
      entries = parts.flat().map((entry) => [entry, fold(entry.slice(3).join(" "))]);
    }
    return entries;
  };
  const item = (entry) => {
    const link = document.createElement("a");
    const [number, page, fragment, name] = entry;
    const dataset = datasets[number];
    link.href = `${dataset.dataset.path}.variables${page > 1 ? `-${page}` : ""}${form.dataset.suffix}#${encodeURIComponent(fragment)}`;
    link.textContent = titles.map((at) => entry[at]).find((text) => text) || name;
    const found = document.createElement("li");
    found.append(link, ` (${name}), ${dataset.textContent}`);
    return found;
  };
  const show = async () => {
    const all = await load();
    const words = fold(document.getElementById("q").value).split(/\s+/u).filter(Boolean);
    const found = words.length ? all.filter(([, text]) => words.every((word) => text.includes(word))) : [];
    const exact = ([entry]) => (entry.slice(3).some((text) => fold(text) === words.join(" ")) ? 0 : 1);
    found.sort((one, other) => exact(one) - exact(other));
    list.replaceChildren(...found.slice(0, most).map(([entry]) => item(entry)));
    status.textContent = !words.length ? "" : !found.length ? status.dataset.none
      : found.length === 1 ? status.dataset.one : status.dataset.hits.replace("{count}", String(found.length));
  };
  form.hidden = false;
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) {
    document.getElementById("q").value = asked;
    show();
  }
})();
