"""Built catalogue to `out/`: every record in every format, and the whole as one document; all or nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from dcat_publisher.catalog import Catalog
from dcat_publisher.errors import OutputError
from dcat_publisher.formats import FORMATS
from dcat_publisher.graph import Graph
from dcat_publisher.mapping import Record
from dcat_publisher.pages import render_pages
from dcat_publisher.parts import part_of
from dcat_publisher.replacement import replaced_folder
from dcat_publisher.terms import datatype, iri, language, lexical
from dcat_publisher.vocabulary import Context, Vocabulary
from dcat_publisher.vocabulary.context import Json

SUFFIXES: Final = tuple(entry.suffix for entry in FORMATS)
SITE_FILE: Final = "site.json"
HTML: Final = ("html", "text/html")
_TITLES: Final = tuple(
    iri(name)
    for name in (
        "http://purl.org/dc/terms/title",
        "http://xmlns.com/foaf/0.1/name",
        "http://www.w3.org/2006/vcard/ns#fn",
    )
)
_MODIFIED: Final = (iri("http://purl.org/dc/terms/modified"), iri("http://purl.org/dc/terms/issued"))


@contextmanager
def replaced_site(out: Path) -> Iterator[Path]:
    """Give an empty folder to fill, which takes the place of `out` when all went well.

    Raises OutputError when `out` holds something that this program did not write, or cannot be written.
    """
    if out.exists() and any(out.iterdir()) and not _is_ours(out):
        raise OutputError(
            f"{out} holds files that dcat-publisher did not write; name another folder with --out"
        )
    try:
        with replaced_folder(out) as staging:
            yield staging
    except OSError as error:
        raise OutputError(f"{out} cannot be written: {error.strerror or error}") from error


def write_site(
    catalog: Catalog,
    vocabulary: Vocabulary,
    out: Path,
    *,
    suffixes: Sequence[str] = SUFFIXES,
    pages: bool = True,
    parts: bool = True,
) -> None:
    """Write the catalogue to `out`; a reader sees the former content or the new one, never a mixture.

    `suffixes` are those of the formats to write; `pages` says whether there are HTML pages too, `parts` whether
    each record has documents of its own. Raises OutputError when `out` holds something that this program did
    not write, or cannot be written.
    """
    with replaced_site(out) as staging:
        resources = list(_write_resources(catalog, vocabulary.context, staging, suffixes, pages, parts))
        _write(staging / "context.jsonld", context_bytes(vocabulary.context))
        site: Json = {
            "version": 1,
            "base": catalog.settings.base,
            "catalog": "catalog",
            "resources": resources,
        }
        _write(staging / SITE_FILE, _json_bytes(site))


def _is_ours(out: Path) -> bool:
    return (out / SITE_FILE).exists() or {entry.name for entry in out.iterdir()} <= {
        "catalog.ttl",
        "catalog.jsonld",
    }


def _write_resources(
    catalog: Catalog, context: Context, staging: Path, suffixes: Sequence[str], with_pages: bool, parts: bool
) -> Iterator[Json]:
    graph = catalog.graph
    pages = _pages(catalog) if with_pages else {}
    formats = [entry for entry in FORMATS if entry.suffix in suffixes]
    for record in catalog.records:
        if not parts and record.path != "catalog":
            continue
        subject = iri(record.iri)
        part = graph if record.path == "catalog" else part_of(graph, subject)
        contents = {entry.suffix: (entry.media_type, entry.write(part, context)) for entry in formats}
        if record.path in pages:
            contents[HTML[0]] = (HTML[1], pages[record.path])
        for suffix, (_, data) in contents.items():
            _write(staging / f"{record.path}.{suffix}", data)
        files: dict[str, Json] = {
            suffix: {"mediaType": media_type, "sha256": hashlib.sha256(data).hexdigest()}
            for suffix, (media_type, data) in contents.items()
        }
        yield {**about(graph, record), "files": files}


def _pages(catalog: Catalog) -> dict[str, bytes]:
    settings = catalog.settings
    return render_pages(
        catalog.graph, settings.base, catalog.iri, catalog.findings, settings.language or "nb"
    )


def about(graph: Graph, record: Record) -> dict[str, Json]:
    """Give what the list of resources says of a record, but for its files."""
    subject = iri(record.iri)
    titles: dict[str, Json] = {}
    for predicate in _TITLES:
        for title in graph.objects(subject, predicate):
            titles.setdefault(language(title) or "", lexical(title))
    dates = [
        lexical(value)
        for name in _MODIFIED
        for value in graph.objects(subject, name)
        if datatype(value) is not None
    ]
    types: list[Json] = [lexical(type_) for type_ in graph.types(subject)]
    return {
        "path": record.path,
        "iri": record.iri,
        "types": types,
        "title": titles,
        "modified": dates[0] if dates else None,
    }


def context_bytes(context: Context) -> bytes:
    """Give the context as the vocabulary has it: one line per key, as it is read by people."""
    lines = (
        f"    {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}"
        for key, value in context.json.items()
    )
    return ('{\n  "@context": {\n' + ",\n".join(lines) + "\n  }\n}\n").encode()


def _json_bytes(value: Json) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _write(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
