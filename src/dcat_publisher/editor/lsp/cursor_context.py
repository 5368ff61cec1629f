"""Where the cursor is, from the lines above it: the text need not be whole YAML while somebody types.

Blocks are followed by their indentation, as people write them; in flow style only the line itself is looked
at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dcat_publisher.source.source_text import Text

_KEY = re.compile(r"^(?P<indent>\s*(?:- +)*)(?P<key>[^\s#'\"\[\]{},:][^#'\"\[\]{},]*?)\s*:(?:\s|$)")
_VALUE = re.compile(r"^(?P<indent>\s*(?:- +)*)(?P<key>[^\s#:]+):\s+(?P<before>.*?)(?P<word>[^\s\[,{]*)$")
_ITEM = re.compile(r"^(?P<indent>\s*)- +(?P<word>[^\s:]*)$")
_WORD = re.compile(r"^(?P<indent>\s*(?:- +)*)(?P<word>[^\s:#]*)$")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is being typed: the start of a word, as the value of `key`, or as a key when `key` is None.

    `parents` are the keys around it from the outermost in, `siblings` the keys (with their values) beside it.
    """

    word: str
    key: str | None
    parents: tuple[str, ...]
    siblings: dict[str, str]


def surroundings(text: Text, line: int, column: int) -> Surroundings | None:
    """Return what is being typed at a line and column; None where nothing can be offered."""
    typed = text.line(line)[: column - 1]
    if re.search(r"(?:^|\s)#", typed):
        return None
    value = _VALUE.match(typed)
    if value is not None:
        indent = len(value["indent"])
        return Surroundings(
            value["word"], value["key"], _parents(text, line, indent), _siblings(text, line, indent)
        )
    item = _ITEM.match(typed)
    if item is not None:
        return _in_list(text, line, item)
    word = _WORD.match(typed)
    if word is None:
        return None
    indent = len(word["indent"])
    return Surroundings(word["word"], None, _parents(text, line, indent), _siblings(text, line, indent))


def _in_list(text: Text, line: int, item: re.Match[str]) -> Surroundings:
    """Return the surroundings of a list item: a value of the key that the list belongs to."""
    parents = _parents(text, line, len(item["indent"]) + 1)
    return Surroundings(item["word"], parents[-1] if parents else None, parents[:-1], {})


def _parents(text: Text, line: int, indent: int) -> tuple[str, ...]:
    found: list[str] = []
    for number in range(line - 1, 0, -1):
        match = _KEY.match(text.line(number))
        if match is not None and len(match["indent"]) < indent:
            found.append(match["key"])
            indent = len(match["indent"])
            if indent == 0:
                break
            if "-" in match["indent"]:  # the key of the list stands at or left of its dashes
                indent = match["indent"].index("-") + 1
    return tuple(reversed(found))


def _siblings(text: Text, line: int, indent: int) -> dict[str, str]:
    """Return the keys of the same block, upward and downward, with what stands behind them on their line."""
    found: dict[str, str] = {}
    for numbers in (range(line - 1, 0, -1), range(line + 1, len(text.lines) + 1)):
        for number in numbers:
            here = text.line(number)
            match = _KEY.match(here)
            width = len(match["indent"]) if match is not None else len(here) - len(here.lstrip())
            if here.strip() and not here.lstrip().startswith("#") and width < indent:
                break
            if match is not None and width == indent:
                found[match["key"]] = here[match.end() :].strip()
    return found
