"""The prefixes that an RDF file declares, so that people read its names as they wrote them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from dcat_publisher.rdf.formats import SUFFIXES, format_named, suffix_of

_MOST_BYTES: Final = 1_000_000
"""How much of a file is looked at: prefixes stand at its beginning."""
_DECLARED: Final = {
    "turtle": re.compile(r"^\s*@?prefix\s+([\w.-]*):\s*<([^<>\s]+)>", re.IGNORECASE | re.MULTILINE),
    "xml": re.compile(r"\bxmlns:([\w.-]+)\s*=\s*[\"']([^\"'<>\s]+)[\"']"),
}
_SEVERAL: Final = re.compile(r"\.\s*(?=@prefix)", re.IGNORECASE)


def prefixes_in(files: Iterable[Path]) -> dict[str, str]:
    """Return prefix -> namespace, the first declaration of each; what cannot be read has none."""
    found: dict[str, str] = {}
    for file in files:
        for prefix, namespace in _prefixes(file):
            found.setdefault(prefix, namespace)
    return found


def _prefixes(file: Path) -> Iterator[tuple[str, str]]:
    name = SUFFIXES.get(suffix_of(file))
    grammar = "" if name is None else format_named(name).grammar
    try:
        with file.open("rb") as stream:
            text = stream.read(_MOST_BYTES).decode("utf-8-sig", "replace")
    except OSError:
        return
    if grammar == "json":
        yield from _in_context(text)
    elif grammar in _DECLARED:
        yield from _DECLARED[grammar].findall(_SEVERAL.sub(".\n", text))


def _in_context(text: str) -> Iterator[tuple[str, str]]:
    """Yield the prefixes of the first context: terms that stand for the beginning of addresses."""
    start = re.search(r'"@context"\s*:\s*(?=[{\[])', text)
    if start is None:
        return
    try:
        context, _ = json.JSONDecoder().raw_decode(text, start.end())
    except (ValueError, RecursionError):
        return
    for each in context if isinstance(context, list) else [context]:
        for term, meaning in each.items() if isinstance(each, dict) else ():
            if isinstance(meaning, str) and meaning[-1:] in ("/", "#", ":") and term[:1] != "@":
                yield term, meaning
