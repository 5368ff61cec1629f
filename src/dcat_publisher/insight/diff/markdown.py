"""The difference as Markdown for a comment on a pull request."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final

from dcat_publisher.insight.diff.comparison import Difference, Entry, Kind
from dcat_publisher.insight.diff.values import single_spaced
from dcat_publisher.insight.diff.wording import KINDS, VERBS, Sentence, Wording
from dcat_publisher.model.language import Words
from dcat_publisher.model.terms import lexical

_WORDS: Final = Words(__file__)


MARK: Final = "<!-- dcat-publisher diff -->"
"""The first line: by it a workflow finds its own comment again."""
MAX_LENGTH: Final = 60_000
"""GitHub refuses a comment above 65,536 characters."""
_SPECIAL: Final = re.compile(r"([\\`*_\[\]|~])")
_MENTION: Final = re.compile(r"(?<!\w)([@#])(?=\w)")


def as_markdown(difference: Difference, wording: Wording) -> str:
    """Write the difference; too long a text is cut between lines, and says so."""
    lines, length = [], 0
    every = list(_lines(difference, wording))
    for number, line in enumerate(every):
        length += len(line) + 1
        if length > MAX_LENGTH:
            lines += ["", _WORDS["cut"][wording.tongue].format(number=len(every) - number)]
            break
        lines.append(line)
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """Write text so that Markdown shows it as it is: no markup, no mention of a person or an issue."""
    plain = _SPECIAL.sub(r"\\\1", html.escape(single_spaced(text), quote=False))
    return _MENTION.sub(r"\1<!-- -->", plain)


def _lines(difference: Difference, wording: Wording) -> Iterator[str]:
    yield MARK
    yield f"### {_WORDS['heading'][wording.tongue]}"
    yield ""
    if not difference.entries:
        yield wording.phrase("none")
        return
    yield "| " + " | ".join(KINDS[kind.name.lower()][wording.tongue] for kind in Kind) + " |"
    yield "|" + "---:|" * len(Kind)
    yield "| " + " | ".join(str(difference.number(kind)) for kind in Kind) + " |"
    for entry in (*difference.records(), *difference.shared()):
        yield ""
        yield from _entry(entry, wording)
    if difference.codes():
        yield ""
        yield wording.phrase("codes", number=len(difference.codes()))


def _entry(entry: Entry, wording: Wording) -> Iterator[str]:
    kind, address = KINDS[entry.kind.name.lower()][wording.tongue], lexical(entry.subject)
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
    marked = wording.marked(old, new, _marked)
    if marked is not None:
        return marked
    before, after = escaped(wording.value(old, new)), escaped(wording.value(new, old))
    return f"<del>{before}</del> → <ins>{after}</ins>"


def _marked(sign: str, text: str) -> str:
    inner, space = escaped(text), " " * (text != text.rstrip())
    tag = {"=": None, "-": "del", "+": "ins"}[sign]
    return f"{inner}{space}" if tag is None else f"<{tag}>{inner}</{tag}>{space}"
