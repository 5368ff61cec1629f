"""Faults between braces, brackets and quotation marks: what is not closed, a comma that is missing."""

from __future__ import annotations

import re

from dcat_publisher.model.finding import Finding
from dcat_publisher.rules import finding
from dcat_publisher.source.diagnosis.lines import Fault, indent_of, value_start
from dcat_publisher.source.diagnosis.misread_texts import CLOSING
from dcat_publisher.source.typing_marks import quoted, short


def not_closed(fault: Fault) -> Finding | None:
    """Find a brace, a bracket or a quotation mark that is opened and not closed."""
    if "scanning a quoted scalar" in fault.context:
        mark = fault.at(fault.first)[fault.start - 1 : fault.start]
        return finding("Y030", fault.place(fault.first, fault.start), mark=mark, closing=mark)
    if "parsing a flow" not in fault.context:
        return _open_quotation(fault)
    mark = fault.at(fault.first)[fault.start - 1 : fault.start]
    here = fault.text[fault.column - 1 : fault.column]
    if mark in CLOSING and (fault.line > fault.first or here in ("}", "]") or not here):
        return finding("Y030", fault.place(fault.first, fault.start), mark=mark, closing=CLOSING[mark])
    return None


def _open_quotation(fault: Fault) -> Finding | None:
    """Find a text of several lines that ended at the quotation mark of another one."""
    above = fault.above(fault.line)
    start = value_start(fault.at(above))
    if "expected key" not in fault.problem or start is None or fault.column <= indent_of(fault.text) + 1:
        return None
    mark = fault.at(above)[start]
    if mark in "\"'" and fault.at(above).count(mark) % 2 == 1:
        return finding("Y030", fault.place(above, start + 1), mark=mark, closing=mark)
    return None


def closed_too_often(fault: Fault) -> Finding | None:
    """Find a brace or bracket that closes nothing, behind a value that is complete."""
    mark = fault.text[fault.column - 1 : fault.column]
    if mark not in ("}", "]") or "expected key" not in fault.problem:
        return None
    return finding("Y035", fault.place(fault.line, fault.column), mark=mark)


def within_braces(fault: Fault) -> Finding | None:
    """Find a comma that is missing between braces, or a colon in a text there."""
    if "parsing a flow" not in fault.context or "',' or" not in fault.problem or _is_outside(fault):
        return None
    before, rest = fault.text[: fault.column - 1], fault.text[fault.column - 1 :]
    if rest.startswith(":"):
        key = re.search(r"[ \t](nb|nn|no|en|se)$", before)
        if key is not None:
            text = f"{key[1]}{rest}".split(",")[0].rstrip("}] ")
            return finding("Y032", fault.place(fault.line, key.start(1) + 1, len(key[1])), text=short(text))
        return _colon_in_braces(fault, before, rest)
    is_next = re.search(r"[\"'}\]][ \t]+$", before) is not None
    if is_next and re.match(r"[\"'{\[]|[\w@-]+:(?:[ \t]|$)", rest) is not None:
        text = rest.split(",")[0].rstrip("}] ")
        return finding("Y032", fault.place(fault.line, fault.column), text=short(text))
    return None


def _is_outside(fault: Fault) -> bool:
    """Return whether a line is no further in than the one that opened the braces, and so none of theirs."""
    return fault.line > fault.first and indent_of(fault.text) <= indent_of(fault.at(fault.first))


def _colon_in_braces(fault: Fault, before: str, rest: str) -> Finding:
    start = max(before.rfind(", "), before.rfind("{"), before.rfind("["))
    match = re.compile(r"[^:]*:[ \t]+").match(before, start + 1)
    start = start + 1 if match is None else match.end()
    text = f"{before[start:]}{rest}".split(",")[0].rstrip("}] ")
    return finding("Y014", fault.place(fault.line, fault.column), text=short(quoted(text)))


def backslash(fault: Fault) -> Finding | None:
    """Find a backslash between double quotation marks that begins no character of YAML."""
    is_escape = "escape" in fault.problem and "quoted scalar" in fault.context
    return finding("Y034", fault.place(fault.line, fault.column)) if is_escape else None
