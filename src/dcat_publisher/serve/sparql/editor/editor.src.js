// The SPARQL editor of the query page: a text field with highlighting and completion, built on CodeMirror 6.
import {EditorView, keymap, lineNumbers, highlightActiveLine, drawSelection, placeholder} from "@codemirror/view";
import {EditorState} from "@codemirror/state";
import {defaultKeymap, history, historyKeymap} from "@codemirror/commands";
import {StreamLanguage, syntaxHighlighting, HighlightStyle, bracketMatching} from "@codemirror/language";
import {autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap} from "@codemirror/autocomplete";
import {sparql} from "@codemirror/legacy-modes/mode/sparql";
import {tags} from "@lezer/highlight";

const KEYWORDS = ["PREFIX", "BASE", "SELECT", "DISTINCT", "REDUCED", "CONSTRUCT", "DESCRIBE", "ASK", "FROM", "NAMED", "WHERE",
  "GROUP BY", "HAVING", "ORDER BY", "ASC", "DESC", "LIMIT", "OFFSET", "VALUES", "OPTIONAL", "GRAPH", "SERVICE", "BIND", "AS",
  "UNION", "MINUS", "FILTER", "EXISTS", "NOT EXISTS", "COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT", "STR",
  "LANG", "LANGMATCHES", "DATATYPE", "BOUND", "IRI", "CONTAINS", "STRSTARTS", "LCASE", "REGEX", "YEAR", "COALESCE", "IF"];
const style = HighlightStyle.define([
  {tag: tags.keyword, color: "var(--accent)", fontWeight: "600"},
  {tag: [tags.string, tags.atom, tags.literal], color: "var(--code-text)"},
  {tag: [tags.variableName, tags.local(tags.variableName), tags.special(tags.variableName)], color: "var(--code-name)"},
  {tag: tags.comment, color: "var(--quiet)", fontStyle: "italic"},
]);
const theme = EditorView.theme({
  "&": {color: "var(--ink)", backgroundColor: "var(--ground)", border: "2px solid var(--quiet)", borderRadius: ".25rem", fontSize: ".9375rem"},
  "&.cm-focused, &:focus-within": {outline: "3px solid var(--mark)", outlineOffset: "2px"},
  ".cm-content": {fontFamily: "ui-monospace, monospace", caretColor: "var(--ink)", minHeight: "14rem"},
  ".cm-scroller": {lineHeight: "1.5"},
  ".cm-gutters": {backgroundColor: "var(--tint)", color: "var(--quiet)", border: "0"},
  ".cm-activeLine": {backgroundColor: "transparent"},
  ".cm-cursor": {borderLeftColor: "var(--ink)"},
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {backgroundColor: "var(--line)"},
  ".cm-tooltip": {backgroundColor: "var(--ground)", color: "var(--ink)", border: "1px solid var(--quiet)"},
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": {backgroundColor: "var(--accent)", color: "var(--ground)"},
  "&.cm-focused .cm-matchingBracket": {backgroundColor: "var(--line)"},
});

// Prefixes complete to what declares them, names to themselves; a prefix that is used is declared on top.
const declared = (text, prefix) => new RegExp(`^\\s*PREFIX\\s+${prefix}:`, "im").test(text);
const source = (words) => (context) => {
  const typed = context.matchBefore(/[?$]?[\w-]*:?[\w-]*/);
  if (!typed || (typed.from === typed.to && !context.explicit)) return null;
  const text = context.state.doc.toString();
  const variables = [...new Set(text.match(/[?$]\w+/g) || [])].filter((name) => name !== typed.text);
  const terms = words.terms.map(([name, about]) => ({label: name, detail: about, type: "property", apply: (view, completion, from, to) => {
    const prefix = name.split(":")[0];
    const head = declared(view.state.doc.toString(), prefix) ? "" : `PREFIX ${prefix}: <${words.prefixes[prefix]}>\n`;
    view.dispatch({changes: [{from: 0, insert: head}, {from, to, insert: name}], selection: {anchor: head.length + from + name.length}});
  }}));
  const prefixes = Object.entries(words.prefixes).map(([name, space]) => ({label: `${name}:`, detail: space, type: "namespace"}));
  return {from: typed.from, validFor: /^[?$]?[\w-]*:?[\w-]*$/, options: [
    ...variables.map((label) => ({label, type: "variable", boost: 1})), ...prefixes, ...terms,
    ...KEYWORDS.map((label) => ({label, type: "keyword"}))]};
};

const field = document.getElementById("query");
const given = document.getElementById("completion");
if (field && given) {
  const host = document.createElement("div");
  const root = host.attachShadow({mode: "open"}); // its styles are constructed there, which the policy allows
  field.before(host);
  const label = document.querySelector(`label[for="${field.id}"]`).textContent;
  const view = new EditorView({
    root, parent: root,
    state: EditorState.create({doc: field.value, extensions: [
      lineNumbers(), history(), drawSelection(), bracketMatching(), closeBrackets(), highlightActiveLine(),
      StreamLanguage.define(sparql), syntaxHighlighting(style), theme, EditorView.lineWrapping,
      autocompletion({icons: false, override: [source(JSON.parse(given.textContent))]}),
      EditorView.contentAttributes.of({"aria-label": label, "aria-multiline": "true", spellcheck: "false", autocapitalize: "off"}),
      EditorView.updateListener.of((update) => { if (update.docChanged) field.value = update.state.doc.toString(); }),
      // Tab leaves the field, as everywhere on a page: nobody is caught in it.
      keymap.of([{key: "Mod-Enter", run: () => { field.form.requestSubmit(); return true; }},
        ...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
    ]}),
  });
  field.hidden = true;
  document.querySelector(`label[for="${field.id}"]`).addEventListener("click", () => view.focus());
}
