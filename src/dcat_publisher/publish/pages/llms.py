"""`/llms.txt`: what the catalogue is and where its data is, for language models (https://llmstxt.org)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from dcat_publisher.publish.pages.catalog_page import held
from dcat_publisher.publish.pages.markup import capitalized
from dcat_publisher.publish.pages.predicates import DATASET, DESCRIPTIONS, SERIES, SERVICE
from dcat_publisher.publish.pages.reader import Reader
from dcat_publisher.publish.pages.text_blocks import lead
from dcat_publisher.publish.pages.wording import word
from dcat_publisher.rdf.formats import FORMATS

if TYPE_CHECKING:
    from dcat_publisher.publish.pages.render import Site

_MOST: Final = 200


def llms_text(site: Site, reader: Reader) -> bytes:
    """Return the text, in the reader's language: the catalogue, its forms, its data in short."""
    return ("\n".join(_lines(site, reader)) + "\n").encode("utf-8", "replace")


def _lines(site: Site, reader: Reader) -> Iterator[str]:
    language = reader.language
    described = reader.text(site.catalog, DESCRIPTIONS)
    yield f"# {_plain(reader.name(site.catalog).text)}"
    if described is not None:
        yield f"\n> {_plain(lead(described.text))}"
    yield f"\n## {capitalized(word('formats', language))}\n"
    path = site.addresses[site.catalog]
    for entry in FORMATS:
        yield f"- [{entry.label}]({site.base}{path}.{entry.suffix})"
    yield f"- [SPARQL]({site.base}sparql)"
    yield f"- [OpenAPI]({site.base}openapi.json)"
    yield f"- [Sitemap]({site.base}sitemap.xml)"
    for key, type_ in (("sources", DATASET), ("series", SERIES), ("services", SERVICE)):
        yield from _section(site, reader, capitalized(word(key, language)), held(reader, site.catalog, type_))


def _section(site: Site, reader: Reader, heading: str, nodes: Sequence[str]) -> Iterator[str]:
    if not nodes:
        return
    yield f"\n## {heading}\n"
    for node in nodes[:_MOST]:
        text = reader.text(node, DESCRIPTIONS)
        said = "" if text is None else f": {_plain(lead(text.text, 200))}"
        address = f"{site.base}{quote(site.addresses[node], safe='/%')}"
        yield f"- [{_plain(reader.name(node).text)}]({address}){said}"
    if len(nodes) > _MOST:
        more = word("and_more", reader.language).format(count=len(nodes) - _MOST)
        yield f"- {more}: {site.base}sitemap.xml"


def _plain(text: str) -> str:
    """Write a text on one line, without what Markdown would take for a link."""
    return " ".join(text.split()).replace("[", "(").replace("]", ")")
