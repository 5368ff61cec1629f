"""What `import` is called with, as documents: files, folders, patterns, addresses with their pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final
from urllib.parse import urljoin

from dcat_publisher.cli.rdf_targets import documents_of
from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import Words, filled
from dcat_publisher.model.named_terms import NEXT_PAGE
from dcat_publisher.model.terms import lexical
from dcat_publisher.rdf.documents import Document
from dcat_publisher.rdf.read import read_rdf
from dcat_publisher.source.starter import BASE

_WORDS: Final = Words(__file__).group("import")
_MAX_PAGES: Final = 1000
_NEXT_MARKS: Final = (b"hydra", b"nextPage")


def documents_to_import(
    targets: Sequence[str], form: str | None, folder: Path, base: str | None
) -> list[Document]:
    """Return the documents of an import; addresses in a file that lack their beginning begin with the base.

    A page that leads to a next one is followed, where it was fetched. Raises ConfigurationError as
    `documents_of` does, and where pages lead in a circle.
    """
    found: list[Document] = []
    for target in targets:
        if target.startswith(("http://", "https://")):
            found += _pages(target, form, folder)
        else:
            here = documents_of([target], form, folder)
            found += [replace(document, base=base or BASE) for document in here]
    return list({(document.name, document.file.resolve()): document for document in found}.values())


def _pages(address: str, form: str | None, folder: Path) -> Iterator[Document]:
    seen: set[str] = set()
    while address not in seen:
        if len(seen) >= _MAX_PAGES:
            raise ConfigurationError(filled(_WORDS["many_pages"], address=address, most=str(_MAX_PAGES)))
        seen.add(address)
        (document,) = documents_of([address], form, folder)
        yield document
        following = _next_page(document)
        if following is None:
            return
        address = urljoin(document.base, following)
    raise ConfigurationError(filled(_WORDS["circle"], address=address))


def _next_page(document: Document) -> str | None:
    data = document.file.read_bytes()
    if not any(mark in data for mark in _NEXT_MARKS):
        return None
    graph: Graph = read_rdf(document.file, document.form, document.base)
    following = (value for name in NEXT_PAGE for value in sorted(graph.inverse().get(name, ())))
    return next(map(lexical, following), None)


__all__ = ["documents_to_import"]
