"use strict";
(() => {
  const form = document.querySelector("form.search");
  const list = document.getElementById("list");
  const reset = document.getElementById("reset");
  const status = document.getElementById("hits");
  const portions = document.getElementById("portions");
  let entries = null;
  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  const plain = (text) => fold(text).replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  // As `matching.py` does it.
  const forms = (word) => {
    const endings = [/^(.{4,}?)(?:(?:ene|ane|er|ar|en|et|e|a)s?|s)$/u, /^(.{2,}[^d]e)(?:r|n|t|ne|rs|ns|ts|nes)$/u]
      .map((ending) => ending.exec(word)).filter(Boolean);
    const found = [word, ...endings.map((ending) => ending[1])];
    if (found.length > 1) {
      const stem = found[1];
      const doubled = /^(.{3,})([fgklmnprst])\2$/u.exec(stem);
      if (doubled) found.push(doubled[1] + doubled[2]);
      const elided = /^(.+)([bdfgkpt])([lnr])$/u.exec(stem);
      if (elided && ([...stem].length > 4 || !word.endsWith("re"))) {
        const [, before, consonant, last] = elided;
        found.push(before + consonant + "e" + last, before + consonant + consonant + "e" + last);
      }
    }
    const whole = [...word].length > 5 && /^(.{2,}?)([bdfgkpt])\2?e([lnr])$/u.exec(word);
    if (whole) found.push(whole[1] + whole[2] + whole[3]);
    return [...new Set(found)];
  };
  const worths = [[60, 50, 40], [35, 30, 22], [12, 10, 6]];
  const worth = (fields, word) => {
    for (const [n, text] of fields.entries()) {
      const padded = ` ${text} `;
      if (padded.includes(` ${word[0]} `)) return worths[n][0];
      if (word.some((form) => padded.includes(` ${form}`))) return worths[n][1];
      if (word.some((form) => text.includes(form))) return worths[n][2];
    }
    return 0;
  };
  const score = (fields, words) => {
    const each = words.map((word) => worth(fields, word));
    const whole = words.map((word) => word[0]).join(" ");
    const bonus = fields[0] === whole ? 100 : fields[0].includes(whole) ? 20 : 0;
    return [each.filter((one) => one > 0).length, each.reduce((sum, one) => sum + one, bonus)];
  };
  const find = (all, text, chosen) => {
    const words = plain(text).split(" ").filter(Boolean).map(forms);
    const given = all.filter((entry) =>
      (!entry.edition || words.some((word) => entry.edition.split(" ").includes(word[0])))
      && chosen.every(([key, value]) => (entry.facets[key] || []).includes(value)));
    if (!words.length) return [text.trim() ? [] : given.filter((entry) => entry.listed), false];
    const scored = given.map((entry) => [entry, ...score(entry.fields, words)]);
    const most = Math.max(0, ...scored.map((one) => one[1]));
    const hits = scored.filter((one) => most && one[1] === most);
    const back = (entry) => entry.rank > 2 && !words.some((word) => entry.fields[0].split(" ").includes(word[0]));
    hits.sort((one, other) =>
      back(one[0]) - back(other[0]) || other[2] - one[2] || one[0].rank - other[0].rank);
    return [hits.map((one) => one[0]), most > 0 && most < words.length];
  };
  const load = async () => {
    if (entries === null) {
      const answer = await fetch(form.dataset.index);
      const parts = answer.ok ? await answer.json() : {entries: null};
      for (const entry of parts.entries || []) { // the values of facets stand once in the file
        for (const key of Object.keys(entry.facets)) entry.facets[key] = entry.facets[key].map((n) => parts.values[n]);
      }
      entries = parts.entries;
    }
    return entries;
  };
  const number = (count) => String(count).replace(
    /\B(?=(\d{3})+$)/g, document.documentElement.lang === "en" ? "," : "\u00a0");
  const show = async () => {
    const all = await load();
    if (all === null) return;
    const wanted = new FormData(form);
    const text = String(wanted.get("q"));
    const chosen = [...wanted].filter(([key, value]) => key !== "q" && value);
    const asks = Boolean(text.trim() || chosen.length);
    const [found, partial] = find(all, text, chosen);
    reset.hidden = !asks;
    if (portions) portions.hidden = true; // what is found is shown whole
    list.innerHTML = found.map((entry) => `<li>${entry.html}</li>`).join("");
    status.textContent = !asks ? "" : !found.length ? status.dataset.none
      : status.dataset.hits.replace("{shown}", number(found.length)) + (partial ? ` ${status.dataset.partial}` : "");
  };
  if (!form.dataset.index) return;
  form.addEventListener("input", show);
  // A server that only has files gives the page as it is: what the address asks for is looked for here.
  const asked = new URLSearchParams(location.search);
  const given = [...form.elements].filter((field) => field.name && asked.get(field.name) && !field.value);
  for (const field of given) field.value = asked.get(field.name);
  if (given.length) show();
})();
