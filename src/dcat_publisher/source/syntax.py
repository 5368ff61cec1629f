"""What a YAML parser means, in words for the one who typed."""

from __future__ import annotations

from typing import Final

from yaml import YAMLError

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.place import Place
from dcat_publisher.rules import finding
from dcat_publisher.source.comments import BREAKS, LINE, cut_in
from dcat_publisher.source.diagnosis import Fault, cause_of

MAX_DEPTH: Final = 50
"""The deepest nesting that is read, aliases followed; a real record has five levels."""


def syntax_finding(error: YAMLError, text: str, file: str) -> Finding:
    """Say in plain words what a YAML parser means, with the place that it points at.

    What is not closed before the end of the file is reported where it was opened.
    """
    mark = getattr(error, "problem_mark", None)
    if mark is None:  # libyaml says of a character that it does not read only how many bytes come before
        return _bad_character(text, getattr(error, "position", 0) or 0, file)
    problem = str(getattr(error, "problem", None) or error)
    if "end of stream" in problem:
        mark = getattr(error, "context_mark", None) or mark
    line, column = min(mark.line, text.count("\n")) + 1, mark.column + 1
    if "nesting depth" in problem:  # libyaml reads ahead of the tree, which would have refused long before
        return finding("Y010", Place(file, line, column, line, column + 1), limit=str(MAX_DEPTH))
    cut = cut_in(text.splitlines(), _first_line(error, line), line)
    if cut is not None:
        number, start, rest = cut
        return finding("Y015", Place(file, number, start, number, start + len(rest)))
    return cause_of(_fault(error, text, file, (line, column)))


def _fault(error: YAMLError, text: str, file: str, at: tuple[int, int]) -> Fault:
    context = getattr(error, "context_mark", None)
    first, start = at if context is None else (context.line + 1, context.column + 1)
    lines = [line.rstrip(BREAKS) for line in LINE.findall(text)]
    problem = str(getattr(error, "problem", None) or error)
    return Fault(lines, file, problem, *at, first, start, str(getattr(error, "context", None) or ""))


def _first_line(error: YAMLError, line: int) -> int:
    """Return the first line that may hold the cause: where braces were opened, else the one above."""
    context = getattr(error, "context_mark", None)
    within_braces = context is not None and "flow" in str(getattr(error, "context", None))
    return min(context.line + 1, line - 1) if context is not None and within_braces else line - 1


def _bad_character(text: str, offset: int, file: str) -> Finding:
    before = text.encode()[:offset].decode(errors="ignore")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    character = f"U+{ord(text[len(before)]):04X}" if len(before) < len(text) else "?"
    return finding("T501", Place(file, line, column, line, column + 1), character=character)
