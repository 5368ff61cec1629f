"""All that the pages add to a site, as files: for each thing its pages and its schema.org document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final, NamedTuple

from dcat_publisher.model.language import LANGUAGES, supported
from dcat_publisher.publish.pages.portion_pages import Portions
from dcat_publisher.publish.pages.profiles import OTHER_PROFILE
from dcat_publisher.publish.pages.render import Site, catalog_page, page
from dcat_publisher.publish.pages.structured import as_document
from dcat_publisher.rdf.formats import JSON_LD

_HTML: Final = "text/html"


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


class PortionFile(NamedTuple):
    """A page with a portion of the catalogue's list: suffix, language, digest of what it shows, its maker."""

    suffix: str
    language: str
    key: bytes
    make: Callable[[], bytes]
    media_type: str = _HTML


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
        token = OTHER_PROFILE.token
        yield PageFile(f"{token}.{JSON_LD.suffix}", JSON_LD.media_type, about, profile=token)


def portion_files(site: Site, language: str) -> Iterator[list[PortionFile]]:
    """Yield the files of the catalogue's pages, portion by portion; none where one shows the whole list."""
    own, tags = _languages(site, language)
    shown = {tag: Portions(catalog_page(site, site.reader(tag))) for tag in tags or [own]}
    for number in range(1, shown[own].last + 1) if shown[own].last > 1 else ():
        yield [
            PortionFile(f"{tag}.html" if tags else "html", tag, of.key(number), partial(of.page, number))
            for tag, of in shown.items()
        ]


def _languages(site: Site, language: str) -> tuple[str, list[str]]:
    """Return the language of `.html`, and those that pages are named by, if there are several."""
    tags = [tag for tag in site.languages if tag in LANGUAGES] if len(site.languages) > 1 else []
    return supported(language), tags
