"""Values that went and came: which belong together, and which words of a text differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from dcat_publisher.model.terms import is_literal, language

LONG: Final = 60
"""From how many characters on a text's changed words are shown instead of the whole."""
CONTEXT: Final = 4
"""How many words around a change are shown."""
MAX_WORDS: Final = 4000
"""Longer texts are not compared word by word: that takes the square of their length."""
_TOKENS: Final = re.compile(r"\w+\s*|[^\w\s]\s*")

Segment = tuple[str, str]
"""`=`, `-` or `+`, and the text that stayed, went or came."""


def one_line(text: str) -> str:
    """Write a text on one line, with single spaces."""
    return " ".join(text.split())


def paired(
    removed: Sequence[str], added: Sequence[str], kept: Sequence[str] = ()
) -> Iterator[tuple[str | None, str | None]]:
    """Pair an old value with the new one that took its place: the only two of a language, or the only two.

    Beside values that stay nothing takes another's place: one went, another came.
    """
    gone, come = list(removed), list(added)
    for tag in dict.fromkeys(map(language, removed)):
        formers, nows = ([value for value in some if _is_text(value, tag)] for some in (gone, come))
        if len(formers) == len(nows) == 1 and not any(_is_text(value, tag) for value in kept):
            gone.remove(formers[0])
            come.remove(nows[0])
            yield formers[0], nows[0]
    if len(gone) == len(come) == 1 and not kept:
        yield gone[0], come[0]
        return
    yield from ((value, None) for value in gone)
    yield from ((None, value) for value in come)


def _is_text(value: str, tag: str | None) -> bool:
    return is_literal(value) and language(value) == tag


def segments(old: str, new: str) -> list[Segment] | None:
    """Return what stayed, went and came between two texts, word by word; long stretches that stayed are cut.

    None for texts that are short, or too long, or have too little in common to be told so.
    """
    if max(len(old), len(new)) < LONG:
        return None
    before, after = _TOKENS.findall(one_line(old)), _TOKENS.findall(one_line(new))
    if max(len(before), len(after)) > MAX_WORDS:
        return None
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < 0.5:
        return None
    found: list[Segment] = []
    codes = matcher.get_opcodes()
    for number, (operation, start, end, new_start, new_end) in enumerate(codes):
        if operation == "equal":
            found.append(("=", _cut(before[start:end], number == 0, number == len(codes) - 1)))
            continue
        found += [
            (sign, "".join(tokens))
            for sign, tokens in (("-", before[start:end]), ("+", after[new_start:new_end]))
            if tokens
        ]
    return found


def _cut(tokens: list[str], first: bool, last: bool) -> str:
    """Keep some words beside a change: the end of what comes first, the start of what comes last."""
    head, tail = [] if first else tokens[:CONTEXT], [] if last else tokens[-CONTEXT:]
    if len(head) + len(tail) >= len(tokens):
        return "".join(tokens)
    return f"{''.join(head)}… {''.join(tail)}"
