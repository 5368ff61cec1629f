"use strict";
(() => {
  const form = document.querySelector("form.search");
  const list = document.getElementById("list");
  const reset = document.getElementById("reset");
  const status = document.getElementById("hits");
  const portions = document.getElementById("portions");
  let entries = null;
  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  const load = async () => {
    if (entries === null) {
      const answer = await fetch(form.dataset.index);
      entries = answer.ok ? (await answer.json()).entries : null;
    }
    return entries;
  };
  const show = async () => {
    const all = await load();
    if (all === null) return;
    const wanted = new FormData(form);
    const words = fold(String(wanted.get("q"))).split(/\s+/).filter(Boolean);
    const chosen = [...wanted].filter(([key, value]) => key !== "q" && value);
    const found = all.filter((entry) =>
      words.every((word) => entry.text.includes(word)) &&
      chosen.every(([key, value]) => entry.facets[key].includes(value)));
    reset.hidden = !words.length && !chosen.length;
    if (portions) portions.hidden = true; // what is found is shown whole
    list.innerHTML = found.map((entry) => `<li>${entry.html}</li>`).join("");
    status.textContent = reset.hidden ? "" : found.length
      ? status.dataset.hits.replace("{shown}", found.length).replace("{count}", all.length)
      : status.dataset.none;
  };
  if (form.dataset.index) form.addEventListener("input", show);
})();
