"""The difference as Markdown for a comment on a pull request."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final

from dcat_publisher.insight.diff.comparison import Difference, Entry, Kind
from dcat_publisher.insight.diff.values import one_line, segments
from dcat_publisher.insight.diff.wording import KINDS, VERBS, Sentence, Wording
from dcat_publisher.model.language import words
from dcat_publisher.model.terms import is_literal, lexical

MARK: Final = "<!-- dcat-publisher diff -->"
"""The first line: by it a workflow finds its own comment again."""
MAX_LENGTH: Final = 60_000
"""GitHub refuses a comment above 65,536 characters."""
_HEADING: Final = words("Endringer i katalogen", "Endringar i katalogen", "Changes in the catalogue")
_CUT: Final = words(
    "Resten er utelatt: {number} linjer til. Kjør kommandoen selv for å se alt.",
    "Resten er utelaten: {number} liner til. Køyr kommandoen sjølv for å sjå alt.",
    "The rest is left out: {number} lines more. Run the command yourself to see all.",
)
_SPECIAL: Final = re.compile(r"([\\`*_\[\]|~])")
_MENTION: Final = re.compile(r"(?<!\w)([@#])(?=\w)")


def as_markdown(difference: Difference, wording: Wording) -> str:
    """Write the difference; too long a text is cut between lines, and says so."""
    lines, length = [], 0
    every = list(_lines(difference, wording))
    for number, line in enumerate(every):
        length += len(line) + 1
        if length > MAX_LENGTH:
            lines += ["", _CUT[wording.tongue].format(number=len(every) - number)]
            break
        lines.append(line)
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """Write text so that Markdown shows it as it is: no markup, no mention of a person or an issue."""
    plain = _SPECIAL.sub(r"\\\1", html.escape(one_line(text), quote=False))
    return _MENTION.sub(r"\1<!-- -->", plain)


def _lines(difference: Difference, wording: Wording) -> Iterator[str]:
    yield MARK
    yield f"### {_HEADING[wording.tongue]}"
    yield ""
    if not difference.entries:
        yield wording.phrase("none")
        return
    yield "| " + " | ".join(KINDS[kind][wording.tongue] for kind in Kind) + " |"
    yield "|" + "---:|" * len(Kind)
    yield "| " + " | ".join(str(difference.number(kind)) for kind in Kind) + " |"
    for entry in (*difference.records(), *difference.shared()):
        yield ""
        yield from _entry(entry, wording)
    if difference.codes():
        yield ""
        yield wording.phrase("codes", number=len(difference.codes()))


def _entry(entry: Entry, wording: Wording) -> Iterator[str]:
    kind, address = KINDS[entry.kind][wording.tongue], lexical(entry.subject)
    yield f"**{kind}: {escaped(wording.heading(entry))}** `{address}`"
    bullets = list(_bullets(entry, wording))
    yield from ["", *bullets] if bullets else []


def _bullets(entry: Entry, wording: Wording) -> Iterator[str]:
    if entry.kind is Kind.MOVED:
        yield f"- ⚠ {escaped(wording.moved(entry))}"
    if entry.users:
        yield f"- {escaped(wording.users(entry))}"
    if entry.kind in (Kind.CHANGED, Kind.MOVED):
        for sentence in wording.sentences(entry):
            yield f"- {VERBS[sentence.verb][wording.tongue]} {_said(sentence, wording)}"


def _said(sentence: Sentence, wording: Wording) -> str:
    old, new, what = sentence.old, sentence.new, escaped(sentence.what)
    if old is None or new is None:
        return f"{what}: {escaped(wording.value(next(filter(None, (old, new)))))}"
    return f"{what}: {_both(old, new, wording)}"


def _both(old: str, new: str, wording: Wording) -> str:
    if is_literal(old) and is_literal(new) and lexical(old) != lexical(new):
        if one_line(lexical(old)) == one_line(lexical(new)):
            return wording.phrase("space")
        found = segments(lexical(old), lexical(new))
        if found is not None:
            return "".join(_marked(sign, text) for sign, text in found).strip()
    before, after = escaped(wording.value(old, new)), escaped(wording.value(new, old))
    return f"<del>{before}</del> → <ins>{after}</ins>"


def _marked(sign: str, text: str) -> str:
    inner, space = escaped(text), " " * (text != text.rstrip())
    tag = {"=": None, "-": "del", "+": "ins"}[sign]
    return f"{inner}{space}" if tag is None else f"<{tag}>{inner}</{tag}>{space}"
