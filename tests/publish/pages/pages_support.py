"""A page as a test reads it."""

from __future__ import annotations

from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from dcat_publisher.checking.catalog import read_catalog
from dcat_publisher.model.terms import iri
from dcat_publisher.publish.pages import Site, addresses
from dcat_publisher.system.resources import packaged
from dcat_publisher.vocabulary import Vocabulary
from dcat_publisher.vocabulary.profile import profile_named

ROOT = Path(__file__).parents[3]
LANGUAGES = ("nb", "nn", "en")
VOID = {"meta", "link", "br", "input", "img"}


@cache
def reference() -> Site:
    """Return the site of the reference catalogue, with its findings."""
    return site_of(ROOT / "source")


def site_of(source: Path) -> Site:
    catalog = read_catalog(source, Vocabulary((packaged("vocab"),)), profile_named())
    base, records = catalog.settings.base, {iri(record.iri): record.path for record in catalog.records}
    places = addresses(catalog.graph, base, records)
    return Site(catalog.graph, base, iri(catalog.iri), catalog.findings, places, LANGUAGES)


class Page(HTMLParser):
    """A page as read: elements in order, links, ids, the text, and whether the tags are balanced."""

    def __init__(self, html: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.scripts: list[str] = []
        self.feed(html.decode())
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        (self.scripts if self.open[-1:] in (["script"], ["style"]) else self.texts).append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.texts).split())

    def attributes(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.elements if name in attributes]
