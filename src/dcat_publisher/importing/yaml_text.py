"""Trees to YAML text that people edit: block style, plain texts where they stay what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from dcat_publisher.importing.tree import Item, Node, Value
from dcat_publisher.source.typing_marks import UNSEEN

# What a plain text may begin with and hold. YAML 1.1 ends one at `: ` and ` #`, and reads other beginnings as
# something else; the reader of sources takes more for slips of the keyboard.
_PLAIN: Final = re.compile(
    r"[^\W_](?:[^\x00-\x1f\x7f-\xa0\u00ad\u2028\u2029\ufeff\ud800-\udfff#:]|:(?=[^\s:])|(?<=\S)#)*(?<![\s:])"
)
_KEY: Final = re.compile(r"[^\W_][\w.-]*(?::[\w/.-][\w/.#?=&%~+-]*)?")
_TOKEN: Final = re.compile(r"[A-Za-z0-9][\w.+/-]*(?::[\w/][\w.+/#-]*)?")
_NOT_PRINTED: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_IN_COMMENT: Final = re.compile(f"{_NOT_PRINTED.pattern}|[\n\t]")
"""What no comment may hold: what YAML ends a line at, and what it refuses."""
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED: Final = re.compile(
    '["\\\\\n\r\t\x00-\x1f\x7f-\x9f\u00a0\u00ad\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufffe\uffff'
    "\ud800-\udfff]"
)
_WIDTH: Final = 100


def yaml_text(node: Node) -> str:
    """Return the text of a file."""
    return "".join(f"{line}\n" for line in _mapping(node, ""))


def _mapping(node: Node, indent: str) -> Iterator[str]:
    for key, value in node.entries.items():
        for comment in node.comments.get(key, ()):
            yield f"{indent}# {_IN_COMMENT.sub(_escape, comment)}"
        yield from _entry(f"{indent}{written_key(key)}:", value, indent)


def _entry(head: str, value: Value, indent: str) -> Iterator[str]:
    """Write what stands behind a key."""
    if isinstance(value, str):
        yield from _scalar(head, value, indent)
    elif isinstance(value, Node):
        yield from _below(head, value, indent)
    else:
        yield from _sequence(head, value, indent)


def _below(head: str, node: Node, indent: str) -> Iterator[str]:
    if list(node.entries) == ["id"] and isinstance(node.entries["id"], str):
        yield f"{head} {{id: {_in_braces(node.entries['id'])}}}"
        return
    yield head
    yield from _mapping(node, f"{indent}  ")


def _sequence(head: str, items: list[Item], indent: str) -> Iterator[str]:
    texts = [item for item in items if isinstance(item, str)]
    if len(texts) == len(items) and all(_TOKEN.fullmatch(text) for text in texts):
        line = f"{head} [{', '.join(texts)}]"
        if len(line) <= _WIDTH or not texts:
            yield line
            return
    yield head
    for item in items:
        yield from _item(item, f"{indent}  ")


def _item(item: Item, indent: str) -> Iterator[str]:
    if isinstance(item, str):
        yield from _scalar(f"{indent}-", item, indent)
        return
    if list(item.entries) == ["id"] and isinstance(item.entries["id"], str):
        yield f"{indent}- {{id: {_in_braces(item.entries['id'])}}}"
        return
    lines = list(_mapping(item, f"{indent}  "))
    first = next(number for number, line in enumerate(lines) if not line.lstrip().startswith("#"))
    yield from lines[:first]
    yield f"{indent}- {lines[first][len(indent) + 2 :]}"
    yield from lines[first + 1 :]


def _scalar(head: str, text: str, indent: str) -> Iterator[str]:
    if "\n" in text and _fits_a_block(text):
        yield f"{head} |{'' if text.endswith(chr(10)) else '-'}"
        yield from (f"{indent}  {line}" if line else "" for line in text.removesuffix("\n").split("\n"))
    else:
        yield f"{head} {written(text)}"


def _fits_a_block(text: str) -> bool:
    return (
        not text[0].isspace() and not text.endswith("\n\n") and "\r" not in text
        and _NOT_PRINTED.search(text) is None and UNSEEN.match(text) is None
    )  # fmt: skip


@lru_cache(maxsize=16384)
def written(text: str) -> str:
    """Return a text on one line: plain where it stays what it is, else between quotation marks."""
    if _PLAIN.fullmatch(text) is not None and UNSEEN.search(text) is None:
        return text
    if _ESCAPED.search(text.replace('"', "").replace("\\", "")) is None:
        return f"'{text.replace(chr(39), chr(39) * 2)}'"
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    return _ESCAPES.get(character) or (f"\\x{code:02X}" if code < 256 else f"\\u{code:04X}")


def _in_braces(text: str) -> str:
    """Return a text as it stands between braces, where commas and brackets end it."""
    return text if _TOKEN.fullmatch(text) is not None else _quoted(text)


def _quoted(text: str) -> str:
    if _ESCAPED.search(text.replace('"', "").replace("\\", "")) is None:
        return f"'{text.replace(chr(39), chr(39) * 2)}'"
    return '"' + _ESCAPED.sub(_escape, text) + '"'


@lru_cache(maxsize=4096)
def written_key(key: str) -> str:
    """Return a key as it is written."""
    return key if _KEY.fullmatch(key) is not None else _quoted(key)
