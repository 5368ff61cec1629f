"use strict";
(() => {
  const form = document.querySelector("form.search");
  const list = document.getElementById("list");
  const reset = document.getElementById("reset");
  const status = document.getElementById("hits");
  const portions = document.getElementById("portions");
  let entries = null;
  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  const forms = (word) => {
    const ending = /^(.{4,}?)(?:(?:ene|ane|er|ar|en|et|e|a)s?|s)$/u.exec(word);
    if (ending === null) return [word];
    const elided = /^(.+)([bdfgkpt])([lnr])$/u.exec(ending[1]);
    const whole = elided ? ["", elided[2]].map((more) => elided[1] + elided[2] + more + "e" + elided[3]) : [];
    return [word, ending[1], ...whole];
  };
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
    const words = fold(String(wanted.get("q"))).split(/\s+/).filter(Boolean).map(forms);
    const chosen = [...wanted].filter(([key, value]) => key !== "q" && value);
    const has = (text) => words.every((word) => word.some((form) => text.includes(form)));
    const found = all.filter((entry) =>
      has(entry.text) && chosen.every(([key, value]) => entry.facets[key].includes(value)));
    found.sort((one, other) => has(other.name) - has(one.name)); // first what is named by the words
    reset.hidden = !words.length && !chosen.length;
    if (portions) portions.hidden = true; // what is found is shown whole
    list.innerHTML = found.map((entry) => `<li>${entry.html}</li>`).join("");
    status.textContent = reset.hidden ? "" : found.length
      ? status.dataset.hits.replace("{shown}", found.length).replace("{count}", all.length)
      : status.dataset.none;
  };
  if (form.dataset.index) form.addEventListener("input", show);
})();
