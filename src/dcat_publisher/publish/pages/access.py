"""How to get the data: access rights, distributions, whom to ask, and the laws that decide."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from dcat_publisher.model.language import in_language
from dcat_publisher.model.named_terms import NAMES
from dcat_publisher.model.terms import iri_value, lexical
from dcat_publisher.publish.pages.markup import capitalized
from dcat_publisher.publish.pages.predicates import (
    ACCESS_RIGHTS,
    ACCESS_URL,
    BYTE_SIZE,
    CONTACT,
    CONTACT_PAGE,
    DESCRIPTION,
    DESCRIPTIONS,
    DISTRIBUTION,
    DOWNLOAD_URL,
    EMAIL,
    FORMAT,
    LANDING_PAGE,
    LEGISLATION,
    MEDIA_TYPE,
    TITLE,
)
from dcat_publisher.publish.pages.reader import Reader
from dcat_publisher.publish.pages.text_blocks import Block, blocks, clickable
from dcat_publisher.publish.pages.values import Property, Text, Value
from dcat_publisher.publish.pages.wording import ACCESS, size_of, word

_LONGEST_FORMAT: Final = 30


class Button(NamedTuple):
    """A link that people come for: what it does, what they get or where it leads, and the address.

    An address that a page may not link to is shown as text. `size` is the exact number of bytes that the note
    rounds.
    """

    text: str
    note: str
    href: str | None
    address: str
    primary: bool = True
    size: str = ""


class Offer(NamedTuple):
    """One way to get the data: a distribution with its buttons and what else is said of it."""

    anchor: str | None
    title: Value
    description: tuple[Block, ...]
    language: str | None
    buttons: tuple[Button, ...]
    details: tuple[Property, ...]


class Law(NamedTuple):
    """One law: its name, its full citation, and the address of its text."""

    name: Value
    citation: Text | None
    href: str | None


def button(text: str, address: str, note: str = "", *, primary: bool = True) -> Button:
    """Return a button; without a note it says which host it leads to."""
    host = (urlsplit(address).hostname or "") if address.startswith(("http:", "https:")) else ""
    return Button(text, note or host.removeprefix("www."), clickable(address), address, primary)


def access_codes(rights: Iterable[str]) -> list[str]:
    """Return the codes of access rights: what their addresses end with."""
    return [iri_value(term).rpartition("/")[2] for term in rights]


def access(reader: Reader, node: str, here: str) -> tuple[tuple[Value, str], ...]:
    """Return the access rights, each with a sentence that says what it means if it is in the EU list."""
    rights = reader.graph.objects(node, ACCESS_RIGHTS)
    found = []
    for term, code in zip(rights, access_codes(rights), strict=True):
        value = reader.value(term, here)
        note = in_language(ACCESS[code], reader.language) if code in ACCESS else ""
        found.append((value._replace(text=capitalized(value.text)), note))
    return tuple(found)


def offer(reader: Reader, node: str, here: str, owner: str) -> Offer:
    """Return a distribution as it is shown on the page of its dataset."""
    described = reader.best(reader.graph.objects(node, DESCRIPTION))[:1]
    description = reader.shown(described[0]) if described else Text("")
    buttons = tuple(_buttons(reader, node, access_codes(reader.graph.objects(owner, ACCESS_RIGHTS))))
    told = (BYTE_SIZE,) if any(button.size for button in buttons) else ()
    shown = (TITLE, DESCRIPTION, ACCESS_URL, DOWNLOAD_URL, *told)
    others = [*_in_other_languages(reader, node, here, owner), *_nested(reader, node, here, owner)]
    return Offer(
        iri_value(node).partition("#")[2] if node.startswith(f"{owner[:-1]}#") else None,
        _title(reader, node, here),
        blocks(description.text),
        description.language,
        buttons,
        (*others, *reader.properties(node, here, owner, shown, (node,))),
    )


def _buttons(reader: Reader, node: str, rights: Collection[str]) -> Iterator[Button]:
    """Yield the files, with format and size, then the pages; a page that is a file as well is that file."""
    graph, language = reader.graph, reader.language
    files, pages = graph.objects(node, DOWNLOAD_URL), graph.objects(node, ACCESS_URL)
    form = _format(reader, node)
    exact = [lexical(size) for size in graph.objects(node, BYTE_SIZE)] if len(files) == 1 else []
    exact = exact if len(exact) == 1 else []
    sizes = [size_of(size, language) for size in exact]
    for file in files:
        text = f"{word('download', language)} {form}".rstrip()
        yield button(text, lexical(file), "".join(sizes))._replace(size="".join(exact))
    key = _access_word(rights)
    for page in pages:
        if page not in files:
            yield button(word("go" if files else key, language), lexical(page), primary=not files)


def _access_word(rights: Collection[str]) -> str:
    """Return the key of the word for a page that leads to data with these access rights."""
    return "apply" if "RESTRICTED" in rights else "read_access" if "NON_PUBLIC" in rights else "go"


def _format(reader: Reader, node: str) -> str:
    """Return the format as people say it, if it is short."""
    graph = reader.graph
    terms = graph.objects(node, FORMAT) or graph.objects(node, MEDIA_TYPE)
    name = reader.name(terms[0]).text if len(terms) == 1 else ""
    return name if len(name) <= _LONGEST_FORMAT else ""


def _in_other_languages(reader: Reader, node: str, here: str, owner: str) -> Iterator[Property]:
    """Yield title and description in the languages that the page does not show them in."""
    types = tuple(reader.graph.types(node))
    for predicate in (TITLE, DESCRIPTION):
        texts = reader.graph.objects(node, predicate)
        rest = [text for text in texts if text not in reader.best(texts)[:1]]
        if rest:
            yield reader.property(predicate, rest, types, here, owner)


def _nested(reader: Reader, node: str, here: str, owner: str) -> Iterator[Property]:
    """Yield the addresses that are described on the page: their buttons tell nothing of that."""
    for predicate in (ACCESS_URL, DOWNLOAD_URL):
        terms = [term for term in reader.graph.objects(node, predicate) if reader.is_nested(term, owner)]
        if terms:
            types = tuple(reader.graph.types(node))
            yield reader.property(predicate, terms, types, here, owner, (node,))


def _title(reader: Reader, node: str, here: str) -> Value:
    """Return the name of a distribution, if it has one; a link where it has a page of its own."""
    if node in reader.addresses:
        return reader.value(node, here)
    named = any(reader.graph.objects(node, name) for name in NAMES)
    name = reader.name(node) if named else Text("")
    return Value(name.text, name.language)


def landing_pages(reader: Reader, node: str, *, primary: bool) -> tuple[Button, ...]:
    """Return the pages about the data; they come first where there is no other way to the data."""
    text = word("landing", reader.language)
    pages = reader.graph.objects(node, LANDING_PAGE)
    return tuple(button(text, lexical(page), primary=primary) for page in pages)


def common_way(reader: Reader, series: str, members: Iterable[str]) -> tuple[Button, ...]:
    """Return the page that leads to the data of a whole series: the one that all its distributions name."""
    graph = reader.graph
    ways = [way for member in members for way in graph.objects(member, DISTRIBUTION)]
    pages = {page for way in ways for page in graph.objects(way, ACCESS_URL)}
    files = any(graph.objects(way, DOWNLOAD_URL) for way in ways)
    if len(pages) != 1 or files:
        return ()
    key = _access_word(access_codes(graph.objects(series, ACCESS_RIGHTS)))
    return (button(word(key, reader.language), lexical(pages.pop())),)


def contacts(reader: Reader, node: str, here: str) -> tuple[Value, ...]:
    """Return the addresses to write to."""
    graph = reader.graph
    return tuple(
        reader.value(address, here)
        for contact in graph.objects(node, CONTACT)
        for predicate in (EMAIL, CONTACT_PAGE)
        for address in graph.objects(contact, predicate)
    )


def laws(reader: Reader, node: str, here: str) -> tuple[Law, ...]:
    """Return the laws that apply to a node."""
    return tuple(
        Law(reader.value(law, here), reader.text(law, DESCRIPTIONS), clickable(iri_value(law)))
        for law in reader.graph.objects(node, LEGISLATION)
    )
