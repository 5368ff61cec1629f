"""The words and the look of the HTML report."""

from __future__ import annotations

from dcat_publisher.model.language import words

WORDS = {
    "title": words("Kontroll av datakatalogen", "Kontroll av datakatalogen", "Check of the data catalogue"),
    "clean": words("Ingenting å rette.", "Ingenting å rette.", "Nothing to correct."),
    "passed": words(
        "Katalogen kan publiseres, men noe bør bli bedre.",
        "Katalogen kan publiserast, men noko bør verte betre.",
        "The catalogue can be published, but some things should be better.",
    ),
    "failed": words(
        "Katalogen kan ikke publiseres før det som er galt, er rettet.",
        "Katalogen kan ikkje publiserast før det som er gale, er retta.",
        "The catalogue cannot be published until what is wrong is corrected.",
    ),
    "files": words("{count} filer er lest", "{count} filer er lesne", "{count} files were read"),
    "overview": words("Funn per fil", "Funn per fil", "Findings by file"),
    "file": words("Fil", "Fil", "File"),
    "without": words(
        "{count} filer er uten funn.", "{count} filer er utan funn.", "{count} files have no findings."
    ),
    "place": words(
        "linje {line}, kolonne {column}", "linje {line}, kolonne {column}", "line {line}, column {column}"
    ),
    "waived": words("Unntatt", "Unnateke", "Waived"),
    "until": words("til og med {day}", "til og med {day}", "until {day}"),
}

# Contrast of every pair of colours is 4.5 or more (WCAG 2.2, 1.4.3); severity is a word first and a colour
# second.
STYLE = """
:root { color-scheme: light dark; --line: #767676; --error: #a4001d; --warning: #7a4d00; --info: #00527a; }
@media (prefers-color-scheme: dark) { :root { --error: #ff9aa5; --warning: #ffc66d; --info: #8fd3ff; } }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2rem; overflow-wrap: anywhere; }
h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
.verdict { font-size: 1.2rem; font-weight: 600; border-left: .4rem solid var(--info); padding-left: .8rem; }
.verdict.failed { border-color: var(--error); } .verdict.passed { border-color: var(--warning); }
table { border-collapse: collapse; } caption { text-align: left; font-weight: 600; padding: .3rem 0; }
th, td { border: 1px solid var(--line); padding: .3rem .6rem; text-align: right; }
th[scope=row], th:first-child { text-align: left; }
article { border-left: .25rem solid var(--info); padding: .2rem 0 .2rem .8rem; margin: 1rem 0; }
article.error { border-color: var(--error); } article.warning { border-color: var(--warning); }
.severity { text-transform: uppercase; font-size: .8rem; color: var(--info); }
.severity.error { color: var(--error); } .severity.warning { color: var(--warning); }
.where { margin: .2rem 0; font-size: .9rem; } .help { margin: .3rem 0; }
pre { margin: .3rem 0; padding: .4rem .6rem; border: 1px solid var(--line); white-space: pre-wrap;
      overflow-wrap: anywhere; }
mark { background: none; color: inherit; text-decoration: underline 2px; text-underline-offset: .2em; }
@media print { main { max-width: none; padding: 0; } article { break-inside: avoid; } a { color: inherit; } }
"""
