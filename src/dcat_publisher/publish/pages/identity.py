"""Whose pages these are: name, logo, colours, links, own style and templates; without any, a mark of text."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any, Final, NamedTuple

from dcat_publisher.model.language import LANGUAGES, in_language
from dcat_publisher.publish.pages.predicates import CONTACT, CONTACT_PAGE, EMAIL, PUBLISHER
from dcat_publisher.publish.pages.reader import Reader
from dcat_publisher.publish.pages.text_blocks import clickable
from dcat_publisher.publish.pages.wording import WORDING
from dcat_publisher.system.templates import OwnTemplate

Texts = tuple[str, ...]
"""A text in each of the languages, in their order; the same three times where it is one."""
_NOTHING: Final[Texts] = ("",) * len(LANGUAGES)
# What the page of every body should lead to; the words for them are ours.
KNOWN_LINKS: Final = {
    "accessibility": "link_accessibility",
    "privacy": "link_privacy",
    "contact": "link_contact",
}


@dataclass(frozen=True, slots=True)
class OwnLink:
    """A link in the head or the foot of every page; `key` is one of `KNOWN_LINKS`, or nothing."""

    label: Texts
    href: Texts
    key: str = ""


class OwnFile(NamedTuple):
    """A file that the pages show: its name in the site, its media type, its bytes."""

    name: str
    media_type: str
    data: bytes


class Shown(NamedTuple):
    """A link in one language."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Identity:
    """What every page has of its publisher.

    `name` stands in the head, beside or instead of the picture `logo`; both may be missing. `style` comes
    behind the style sheet of the program, `templates` before its templates. `accent` is the
    colour of the icon where none is given; `files` are the pictures, which the pages know by name.
    """

    name: Texts = _NOTHING
    logo: str = ""
    icon: str = ""
    head: tuple[OwnLink, ...] = ()
    foot: tuple[OwnLink, ...] = ()
    style: str = ""
    templates: tuple[OwnTemplate, ...] = ()
    accent: str = "#004f63"
    files: tuple[OwnFile, ...] = ()
    is_resolved: bool = False

    def name_in(self, language: str) -> str:
        """Return the name in one language."""
        return self.name[LANGUAGES.index(language)]

    def links_in(self, language: str) -> tuple[list[Shown], list[Shown]]:
        """Return the links of head and foot in one language."""
        at = LANGUAGES.index(language)
        rows = (self.head, self.foot)
        head, foot = ([Shown(link.label[at], link.href[at]) for link in row] for row in rows)
        return head, foot

    def missing(self) -> list[str]:
        """Return which of the links that every body should have are not there."""
        given = {link.key for link in (*self.head, *self.foot)}
        return [key for key in KNOWN_LINKS if key not in given]

    def to_json(self) -> str:
        """Write it as text, for another process; the files stay here."""
        return json.dumps(asdict(replace(self, files=())))

    @classmethod
    def from_json(cls, text: str) -> Identity:
        """Read what `to_json` wrote."""
        value: dict[str, Any] = {**json.loads(text), "files": ()}
        head, foot = (tuple(_link(each) for each in value.pop(key)) for key in ("head", "foot"))
        templates = tuple(OwnTemplate(*each) for each in value.pop("templates"))
        return cls(**{**value, "name": tuple(value["name"])}, head=head, foot=foot, templates=templates)


def _link(value: dict[str, Any]) -> OwnLink:
    return OwnLink(tuple(value["label"]), tuple(value["href"]), value["key"])


def resolved(identity: Identity, reader_of: Callable[[str], Reader], catalog: str) -> Identity:
    """Return the identity with what the catalogue itself says: who publishes it, and whom to ask."""
    if identity.is_resolved:
        return identity
    name, foot = identity.name, identity.foot
    readers = [reader_of(language) for language in LANGUAGES]
    publishers = readers[0].graph.objects(catalog, PUBLISHER)[:1]
    if not any(name) and publishers:
        name = tuple(reader.name(publishers[0]).text for reader in readers)
    href = _contact(readers[0], catalog)
    if "contact" in identity.missing() and href is not None:
        foot = (*foot, OwnLink(label_of("contact"), (href,) * len(LANGUAGES), "contact"))
    return replace(identity, name=name, foot=foot, is_resolved=True)


def label_of(key: str) -> Texts:
    """Return the words for one of `KNOWN_LINKS`."""
    return tuple(in_language(WORDING[KNOWN_LINKS[key]], language) for language in LANGUAGES)


def _contact(reader: Reader, catalog: str) -> str | None:
    graph = reader.graph
    addresses = (
        clickable(address[1:-1])
        for point in graph.objects(catalog, CONTACT)
        for predicate in (CONTACT_PAGE, EMAIL)
        for address in graph.objects(point, predicate)
        if address.startswith("<")
    )
    return next((address for address in addresses if address is not None), None)
