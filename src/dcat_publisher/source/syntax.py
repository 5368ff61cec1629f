"""What a YAML parser means, in words for the one who typed."""

from __future__ import annotations

from yaml import YAMLError

from dcat_publisher.findings import Finding
from dcat_publisher.place import Place
from dcat_publisher.rules import finding


def syntax_finding(error: YAMLError, text: str, file: str) -> Finding:
    """Say in plain words what a YAML parser means, with the place that it points at."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:  # a character that YAML does not allow: the reader gives an offset only
        offset = getattr(error, "position", 0) or 0
        line, column = text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
        problem = str(getattr(error, "reason", error))
        return finding("Y001", Place(file, line, column, line, column + 1), problem=problem)
    line, column = min(mark.line, text.count("\n")) + 1, mark.column + 1
    problem = str(getattr(error, "problem", None) or error)
    return finding(_cause(text, line, problem), Place(file, line, column, line, column + 1), problem=problem)


def _cause(text: str, line: int, problem: str) -> str:
    """Give the code of the most usual causes, which the parser's own words do not name."""
    lines = text.splitlines()
    content = lines[line - 1] if line <= len(lines) else ""
    if content[: len(content) - len(content.lstrip())].count("\t"):
        return "Y013"
    return "Y014" if "mapping values are not allowed" in problem else "Y001"
