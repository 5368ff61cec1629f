"""All that the pages add to a site, as files: for each thing its pages and its schema.org document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Final

from dcat_publisher.publish.pages.render import Site, page, portion
from dcat_publisher.publish.pages.structured import as_document
from dcat_publisher.publish.pages.wording import LANGUAGES

_HTML: Final = "text/html"
# Token and IRI of the profiles that the documents are in; that of the data itself comes first.
PROFILES: Final = (
    ("dcat-ap-no", "https://data.norge.no/specification/dcat-ap-no"),
    ("schema", "https://schema.org/"),
)


@dataclass(frozen=True, slots=True)
class PageFile:
    """One file of a thing: what stands behind its path, the media type, the content.

    `language` is that of a page, `profile` the token of the profile where it is not the one of the data.
    """

    suffix: str
    media_type: str
    data: bytes
    language: str | None = None
    profile: str | None = None


def page_files(site: Site, node: str, language: str) -> Iterator[PageFile]:
    """Yield the files of one thing; `language` is the one that `.html` and the terms of schema.org are in.

    With several languages in the site there is `.nb.html` and so on besides.
    """
    own, tags = _languages(site, language)
    path = site.addresses[node]
    rendered = {tag: page(site, site.reader(tag), node, path) for tag in dict.fromkeys([*tags, own])}
    yield PageFile("html", _HTML, rendered[own], own)
    for tag in tags:
        yield PageFile(f"{tag}.html", _HTML, rendered[tag], tag)
    about = as_document(site.reader(own), node, site.catalog)
    if about is not None:
        yield PageFile("schema.jsonld", "application/ld+json", about, profile="schema")


def portion_files(site: Site, language: str) -> Iterator[list[PageFile]]:
    """Yield the files of the catalogue's pages, portion by portion; none where one shows the whole list."""
    own, tags = _languages(site, language)
    for number in count(1):
        shown = {tag: portion(site, site.reader(tag), number) for tag in tags or [own]}
        files = [
            PageFile(f"{tag}.html" if tags else "html", _HTML, data, tag)
            for tag, data in shown.items()
            if data is not None
        ]
        if not files:
            return
        yield files


def _languages(site: Site, language: str) -> tuple[str, list[str]]:
    """Return the language of `.html`, and those that pages are named by, if there are several."""
    tags = [tag for tag in site.languages if tag in LANGUAGES] if len(site.languages) > 1 else []
    return language if language in LANGUAGES else "nb", tags
