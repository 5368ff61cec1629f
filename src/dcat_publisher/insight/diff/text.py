"""The difference as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from dcat_publisher.insight.diff.comparison import Difference, Entry, Kind
from dcat_publisher.insight.diff.values import one_line, segments
from dcat_publisher.insight.diff.wording import KINDS, VERBS, Sentence, Wording
from dcat_publisher.model.terms import is_literal, lexical


def as_text(difference: Difference, wording: Wording) -> str:
    """Write the difference; a line that says so when there is none."""
    return "".join(f"{line}\n" for line in _lines(difference, wording))


def _lines(difference: Difference, wording: Wording) -> Iterator[str]:
    if not difference.entries:
        yield wording.phrase("none")
        return
    yield counts(difference, wording.tongue)
    for entry in (*difference.records(), *difference.shared()):
        yield ""
        yield from _entry(entry, wording)
    if difference.codes():
        yield ""
        yield wording.phrase("codes", number=len(difference.codes()))


def counts(difference: Difference, tongue: str) -> str:
    """Count the records by what happened to them."""
    return ", ".join(f"{KINDS[kind][tongue]}: {difference.number(kind)}" for kind in Kind)


def _entry(entry: Entry, wording: Wording) -> Iterator[str]:
    address = lexical(entry.subject)
    yield f"{KINDS[entry.kind][wording.tongue]}: {wording.heading(entry)}  <{address}>"
    if entry.kind is Kind.MOVED:
        yield f"  {wording.moved(entry)}"
    if entry.users:
        yield f"  {wording.users(entry)}"
    if entry.kind in (Kind.CHANGED, Kind.MOVED):
        for sentence in wording.sentences(entry):
            yield f"  {VERBS[sentence.verb][wording.tongue]} {said(sentence, wording)}"


def said(sentence: Sentence, wording: Wording) -> str:
    """Say a sentence after its verb, with changed words as `[-old-]{+new+}`."""
    old, new = sentence.old, sentence.new
    if old is None or new is None:
        return f"{sentence.what}: {wording.value(next(filter(None, (old, new))))}"
    marked = _marked(old, new, wording)
    if marked is not None:
        return f"{sentence.what}: {marked}"
    return f"{sentence.what}: {wording.value(old, new)} → {wording.value(new, old)}"


def _marked(old: str, new: str, wording: Wording) -> str | None:
    if not is_literal(old) or not is_literal(new) or lexical(old) == lexical(new):
        return None
    if one_line(lexical(old)) == one_line(lexical(new)):
        return wording.phrase("space")
    found = segments(lexical(old), lexical(new))
    if found is None:
        return None
    return "".join(_mark(sign, text) for sign, text in found).strip()


def _mark(sign: str, text: str) -> str:
    inner = text.rstrip()
    marked = {"=": inner, "-": f"[-{inner}-]", "+": f"{{+{inner}+}}"}[sign]
    return marked + " " * (text != inner)
