"""How much work the contexts of a JSON-LD document make, told before a parser is let loose on it.

A term or a type may have a context of its own (JSON-LD 1.1, section 4.1.8), which a processor reads anew
wherever it is used: one of 2,000 terms that 5,000 objects use is 180 kB of text and 10 million terms.
What is in scope there is copied besides, which takes about an eighth of the time for each of its entries.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator
from typing import Final

from dcat_publisher.model.language import Message, Words

_WORDS: Final = Words(__file__).group("bound")
_CONTEXT: Final = "@context"
_COPIED: Final = 8
"""As many entries are copied in the time in which one is read."""
_LEAST: Final = 3_000_000
_PER_BYTE: Final = 3
"""The entries that may be read, about one a microsecond: on the smallest of documents, and for each byte."""
_SMALL: Final = 30_000
"""Up to how many bytes a document cannot hold enough contexts and uses to be slow."""
_BRACKET: Final = re.compile(r'"(?:[^"\\]++|\\.)*+"|[\[\]{}]', re.DOTALL)
_CLOSER: Final = {"[": "]", "{": "}"}
# Numbers stay texts: one of 5,000 digits is no fault.
_DECODER: Final = json.JSONDecoder(object_pairs_hook=tuple, parse_int=str, parse_float=str)
Pairs = tuple[tuple[str, object], ...]
"""A JSON object with all of its keys, also those that are there twice."""


def context_fault(data: bytes) -> Message | None:
    """Return what is wrong where the contexts of a document are out of proportion to its size, else None."""
    escaped = b"\\u00" in data  # a key may be spelled so
    if len(data) <= _SMALL or (data.count(b'"@context"') < 2 and not escaped):
        return None
    document = _parsed(data.decode("utf-8-sig", "replace"))
    if _work(document) > _LEAST + _PER_BYTE * len(data):
        return _WORDS["contexts"]
    return None


def _parsed(text: str) -> object:
    """Parse a document, up to its first fault where it has one: so far a parser of RDF reads it, too."""
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        with contextlib.suppress(json.JSONDecodeError):
            return _DECODER.decode(_closed(text[: error.pos]))
    return None


def _closed(text: str) -> str:
    """Cut a document after its last bracket, and close what is open there."""
    end, closers = 0, list[str]()
    for match in _BRACKET.finditer(text):
        if match[0] in _CLOSER:
            closers.append(_CLOSER[match[0]])
        elif match[0] in "]}" and closers:
            closers.pop()
        if match[0][0] != '"':
            end = match.end()
    return text[:end] + "".join(reversed(closers))


def _work(document: object) -> float:
    """Return how many entries of contexts a processor reads, at most."""
    scoped, work = _scoped(document), 0.0
    waiting: list[tuple[object, int]] = [(document, 0)]
    while waiting:
        value, in_scope = waiting.pop()
        if isinstance(value, list):
            waiting += ((item, in_scope) for item in value)
        elif isinstance(value, tuple):
            own, times = _used(value, scoped)
            work += own + times * (in_scope + own) / _COPIED
            waiting += ((item, in_scope + own) for key, item in value if key != _CONTEXT)
    return work


def _used(pairs: Pairs, scoped: dict[str, int]) -> tuple[int, int]:
    """Return the entries of the contexts that an object uses itself, and how many contexts these are."""
    entries = times = 0
    for key, value in pairs:
        if key == _CONTEXT:
            entries, times = entries + _size(value), times + 1
            continue
        if key in scoped:
            number = max(1, sum(1 for leaf in _leaves(value) for _ in _members(leaf)))
            entries, times = entries + scoped[key] * number, times + number
        for leaf in _leaves(value) if scoped else ():
            if isinstance(leaf, str) and leaf in scoped:  # it may be a type
                entries, times = entries + scoped[leaf], times + 1
    return entries, times


def _leaves(value: object) -> Iterator[object]:
    """Yield a value that is no list, or the items of lists within lists."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting += item
        else:
            yield item


def _members(value: object) -> Iterator[object]:
    """Yield the objects in an object, which may be a map with an index, else the value alone."""
    objects: list[object] = [
        item for _, entry in _pairs(value) for item in _leaves(entry) if isinstance(item, tuple)
    ]
    yield from objects or [value]


def _scoped(document: object) -> dict[str, int]:
    """Return the terms that have a context of their own, with the entries of the largest one."""
    found: dict[str, int] = {}
    waiting: list[tuple[object, bool]] = [(document, False)]
    while waiting:
        value, is_context = waiting.pop()
        if isinstance(value, list):
            waiting += ((item, is_context) for item in value)
            continue
        for key, item in _pairs(value):
            own = [_size(part) for name, part in _pairs(item) if name == _CONTEXT] if is_context else []
            if own:
                found[key] = max(found.get(key, 0), *own)
            waiting.append((item, is_context or key == _CONTEXT))
    return found


def _pairs(value: object) -> Pairs:
    return value if isinstance(value, tuple) else ()


def _size(context: object) -> int:
    """Return the entries of a context, with those of the contexts within it."""
    number = 0
    waiting: list[object] = [context]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += value
        elif isinstance(value, tuple):
            number += len(value)
            waiting += (item for _, item in value)
    return number
