"""Plain text to blocks: paragraphs and lists as the author typed them, with addresses made into links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

_BULLET: Final = re.compile(r"[-*•–] +")
# Bounded and anchored, so that the time to read a text grows with its length only.
_ADDRESS: Final = re.compile(
    r"(https?://[^\s<>\"]+[^\s<>\".,;:!?)\]}»'])|(?<![\w.+-])([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+)"
)
# A short line of its own that ends like no sentence and has something below it.
_CAPTION: Final = re.compile(r".{1,39}[^\s.,:;!?)]")
# Schemes that a page may link to; all else is shown as text.
_CLICKABLE: Final = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x20\x7f]+", re.IGNORECASE)


class Span(NamedTuple):
    """A piece of text, perhaps a link."""

    text: str
    href: str | None = None


class Block(NamedTuple):
    """A paragraph or a caption (one item), or a list."""

    kind: str
    items: tuple[tuple[Span, ...], ...]


def clickable(address: str) -> str | None:
    """Return the address when a page may link to it (http, https, mailto), else None."""
    return address if _CLICKABLE.fullmatch(address) is not None else None


@lru_cache(maxsize=16)
def blocks(text: str) -> tuple[Block, ...]:
    """Read text whose blocks are parted by blank lines and whose list items begin with a dash.

    The pages of a thing in several languages are made one after the other, often of the same text.
    """
    found: list[Block] = []
    groups = list(_groups(text))
    for number, (kind, lines) in enumerate(groups):
        items = lines if kind == "list" else [" ".join(lines)]
        caption = (
            kind == "paragraph" and number + 1 < len(groups) and _CAPTION.fullmatch(items[0]) is not None
        )
        found.append(Block("caption" if caption else kind, tuple(tuple(spans(item)) for item in items)))
    return tuple(found)


def lead(text: str, longest: int = 320) -> str:
    """Return the first paragraph, cut at a word when it is long."""
    first = next((" ".join(lines) for kind, lines in _groups(text) if kind == "paragraph"), text)
    if len(first) <= longest:
        return first
    return f"{first[:longest].rpartition(' ')[0] or first[:longest]} …"


def spans(text: str) -> Iterator[Span]:
    """Part a text at its web and e-mail addresses."""
    at = 0
    for match in _ADDRESS.finditer(text):
        if match.start() > at:
            yield Span(text[at : match.start()])
        yield Span(match[0], match[1] or f"mailto:{match[2]}")
        at = match.end()
    if at < len(text):
        yield Span(text[at:])


def _groups(text: str) -> Iterator[tuple[str, list[str]]]:
    kind, lines = "paragraph", list[str]()
    for line in [*text.splitlines(), ""]:
        bullet = _BULLET.match(line.lstrip())
        now = "list" if bullet is not None else kind if line.strip() else ""
        if now != kind or not line.strip():
            if lines:
                yield kind, lines
            kind, lines = now or "paragraph", []
        if bullet is not None:
            lines.append(line.lstrip()[bullet.end() :].strip())
        elif line.strip() and kind == "list":
            lines[-1] += f" {line.strip()}"
        elif line.strip():
            lines.append(line.strip())
    if lines:
        yield kind, lines
