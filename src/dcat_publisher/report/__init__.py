"""Findings to text: for people, editors, build servers and programs; one module per format.

A format is a function that gives the whole text of a `Report`; `FORMATS` is the table of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import cast

from dcat_publisher.report.model import Report, summary

Writer = Callable[[Report], str]
_MODULES = {
    "full": "lines", "concise": "lines", "json": "json_report", "sarif": "sarif", "junit": "junit",
    "github": "github", "gitlab": "gitlab", "turtle": "turtle", "html": "html",
}  # fmt: skip
FORMATS: Mapping[str, str] = MappingProxyType(_MODULES)
"""Name of a format -> the module of this package that writes it."""
_FOR_PEOPLE = {"text": "text", "lines": "text", "statistics": "text"}
"""What people get who ask for no format: what matters in full, and the rest in short."""


_IN_PIECES = frozenset({"concise", "json", "github", "junit", "html", "gitlab", "sarif"})


def pieces_of(name: str, report: Report) -> Iterable[str]:
    """Return the text of a format in pieces, which some formats make one after the other."""
    if name not in _IN_PIECES:
        return [writer_of(name)(report)]
    module = import_module(f"{__name__}.{FORMATS[name]}")
    return cast("Callable[[Report], Iterable[str]]", getattr(module, f"{name}_pieces"))(report)


def writer_of(name: str) -> Writer:
    """Return the function that writes a format; its module is imported only now."""
    file = (_MODULES | _FOR_PEOPLE)[name]
    module = import_module(f"{__name__}.{file}")
    return cast(Writer, getattr(module, file if name == "json" else name))


__all__ = ["FORMATS", "Report", "Writer", "pieces_of", "summary", "writer_of"]
