"""The graph as one reader sees it: in one language, from one page, every value as text and perhaps a link."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import NEAREST_TAGS
from dcat_publisher.model.named_terms import NAMES
from dcat_publisher.model.namespaces import SKOS, XSD
from dcat_publisher.model.terms import TYPE, datatype, iri, iri_value, is_iri, is_literal, language, lexical
from dcat_publisher.publish.pages.periods import period_of
from dcat_publisher.publish.pages.predicates import BYTE_SIZE, DESCRIPTION, IDENTIFIER, START, TITLE
from dcat_publisher.publish.pages.references import Users, users
from dcat_publisher.publish.pages.text_blocks import clickable
from dcat_publisher.publish.pages.values import Property, Text, Value
from dcat_publisher.publish.pages.wording import day, size_of, sort_key, word
from dcat_publisher.vocabulary.labels import Labels

_IN_SCHEME: Final = SKOS.inScheme
_DATES: Final = (XSD + "date", XSD + "dateTime", XSD + "gYearMonth", XSD + "gYear")
# How far a text is shown where it stands for something else: in a link, a list, a tab's title.
_LONGEST_NAME: Final = 300
_LONGEST_ADDRESS: Final = 60


@dataclass(frozen=True)
class Reader:
    """Reads a graph for the pages of one language.

    `addresses` has the path below the base of everything that has a page; `suffix` ends the links to pages.
    What a node is called and where it leads is asked many times over, so it is kept: a reader is for a graph
    that is whole. Who refers to a node is the same for readers of all languages, who may share `_users`.
    """

    graph: Graph
    labels: Labels
    language: str
    addresses: Mapping[str, str]
    suffix: str
    _users: dict[str, Users] = field(default_factory=dict, repr=False, compare=False)
    _names: dict[str, Text] = field(default_factory=dict, repr=False, compare=False)
    _ranks: dict[str, tuple[str, str]] = field(default_factory=dict, repr=False, compare=False)
    _links: dict[tuple[str, int], Value] = field(default_factory=dict, repr=False, compare=False)
    _lists: dict[Hashable, list[str]] = field(default_factory=dict, repr=False, compare=False)

    def href(self, node: str, here: str) -> str | None:
        """Return the address of a node's page, relative to `here`; a nested node is on its owner's page."""
        owner, _, fragment = node[1:-1].partition("#")
        path = self.addresses.get(node) or (self.addresses.get(iri(owner)) if fragment else None)
        if path is None:
            return None
        anchor = f"#{fragment}" if fragment and node not in self.addresses else ""
        return f"{'../' * here.count('/')}{quote(path, safe='/%')}{self.suffix}{anchor}"

    def best(self, texts: Sequence[str]) -> list[str]:
        """Return the literals in the page's language, or in the nearest one that there is."""
        if len(texts) < 2:
            return [text for text in texts if is_literal(text)]
        by_tag: dict[str, list[str]] = {}
        for text in texts:
            if is_literal(text):
                by_tag.setdefault((language(text) or "").lower(), []).append(text)
        order = NEAREST_TAGS[self.language]
        return next((by_tag[tag] for tag in [*order, *sorted(by_tag)] if tag in by_tag), [])

    def text(self, node: str, predicates: Iterable[str]) -> Text | None:
        """Return the first text of a node in the best language."""
        for predicate in predicates:
            for literal in self.best(self.graph.objects(node, predicate)):
                return self.shown(literal)
        return None

    def shown(self, literal: str) -> Text:
        """Return a literal's text, with its language when it is not the page's."""
        tag = language(literal)
        return Text(lexical(literal), tag if tag != self.language else None)

    def name(self, node: str) -> Text:
        """Return what a node is called: a title or a label, else its IRI or the end of it."""
        name = self._names.get(node)
        if name is None:
            name = self._names[node] = self._name(node)
        return name

    def rank(self, node: str) -> tuple[str, str]:
        """Return what nodes are sorted by where they stand in order of name."""
        rank = self._ranks.get(node)
        if rank is None:
            rank = self._ranks[node] = sort_key(self.name(node).text), node
        return rank

    def once(self, key: Hashable, make: Callable[[], list[str]]) -> Sequence[str]:
        """Return a list of nodes that is made once; several pages ask for the same long ones."""
        if key not in self._lists:
            self._lists[key] = make()
        return self._lists[key]

    def users(self, node: str) -> Users:
        """Return by property the things with a page that refer to a node."""
        if node not in self._users:
            self._users[node] = users(self.graph, self.addresses, node)
        return self._users[node]

    def _name(self, node: str) -> Text:
        found = self.text(node, NAMES) or self.text(node, (DESCRIPTION,))  # a rights statement has no title
        if found is not None:
            return Text(_cut(found.text), found.language)
        period = period_of(self.graph, node, self.language)
        if period is not None:
            return Text(period.text)
        value = lexical(node)
        local = value.startswith(("http:", "https:")) and node in self.addresses
        return Text(_cut(unquote(value.rstrip("/").rpartition("/")[2]) if local else _short_address(value)))

    def is_nested(self, term: str, owner: str) -> bool:
        """Return whether a value is a node that is described on the page of its owner."""
        return term.startswith(f"{owner[:-1]}#") and bool(self.graph.predicates(term))

    def value(self, term: str, here: str, owner: str | None = None, seen: tuple[str, ...] = ()) -> Value:
        """Return a value as it is shown on the page `here`; nodes nested in `owner` with their details."""
        if not is_iri(term):
            return self._literal(term)
        if owner is not None and term.startswith(f"{owner[:-1]}#") and term not in seen:
            anchor = iri_value(term).partition("#")[2]
            period = period_of(self.graph, term, self.language)
            if period is not None:
                return Value(period.text, exact=period.exact, anchor=anchor)
            details = self.properties(term, here, owner, seen=(*seen, term))
            return Value("" if details else self._class(term), anchor=anchor, details=details)
        if self.addresses.get(term) == here:  # a page that links to itself means what it is about
            return Value(_short_address(iri_value(term)), href=clickable(iri_value(term)))
        key = term, here.count("/")
        link = self._links.get(key)
        if link is None:
            name = self.name(term)
            href = self.href(term, here) or clickable(iri_value(term))
            link = self._links[key] = Value(name.text, name.language, href)
        return link

    def _class(self, node: str) -> str:
        """Return what a node is that nothing else is said of."""
        return ", ".join(self.labels.type(type_, self.language) for type_ in self.graph.types(node)) or "–"

    def _literal(self, term: str) -> Value:
        text, type_ = lexical(term), datatype(term)
        if type_ in _DATES:
            return Value(day(text, self.language), date=text)
        if type_ == XSD + "boolean" and text in ("true", "false"):
            return Value(word("yes" if text == "true" else "no", self.language))
        shown = self.shown(term)
        return Value(shown.text, shown.language)

    def properties(
        self,
        node: str,
        here: str,
        owner: str | None = None,
        without: Iterable[str] = (),
        seen: tuple[str, ...] = (),
    ) -> tuple[Property, ...]:
        """Return what the graph says of a node, `without` some properties, in order of label."""
        types = tuple(self.graph.types(node))
        left_out = {TYPE, *without}
        found = [
            self.property(predicate, values, types, here, owner, seen)
            for predicate, values in self.graph.predicates(node).items()
            if predicate not in left_out
        ]
        return tuple(sorted(found, key=lambda item: (item.iri not in _FIRST, sort_key(item.label))))

    def property(
        self, predicate: str, values: Sequence[str], types: tuple[str, ...], here: str,
        owner: str | None = None, seen: tuple[str, ...] = (),
    ) -> Property:  # fmt: skip
        """Return one property of a node with all its values."""
        shown = [self.value(value, here, owner, seen) for value in values]
        if predicate == BYTE_SIZE:
            shown = [_rounded(value, self.language) for value in shown]
        if len(shown) > 1:
            codes = {value for value in values if self.graph.objects(value, _IN_SCHEME)}
            shown = _told_apart(sorted(zip(shown, values, strict=True), key=_order), codes)
        label = self.labels.property(predicate, types, self.language)
        return Property(label, self.labels.short(predicate), iri_value(predicate), tuple(shown))


_FIRST: Final = frozenset(iri_value(term) for term in (TITLE, DESCRIPTION, IDENTIFIER, START))


def _rounded(size: Value, language: str) -> Value:
    return size._replace(text=size_of(size.text, language), exact=size.text, unit=" B")


def _order(pair: tuple[Value, str]) -> tuple[bool, str]:
    return pair[0].language is not None, sort_key(pair[0].text)


def _told_apart(pairs: Sequence[tuple[Value, str]], codes: Collection[str]) -> list[Value]:
    """Tell values of one text apart by their hosts; codes of one name mean one thing, which is named once."""
    texts = [value.text for value, _ in pairs]
    found, named = [], set[str]()
    for value, term in pairs:
        host = urlsplit(iri_value(term)).hostname if is_iri(term) and texts.count(value.text) > 1 else None
        if not value.text or host is None:
            found.append(value)
        elif term not in codes:
            found.append(value._replace(text=f"{value.text} ({host})"))
        else:
            found.append(value._replace(text=host) if value.text in named else value)
            named.add(value.text)
    return found


def _short_address(value: str) -> str:
    """Write an address as people do: without scheme, and without the middle when it is long."""
    text = value.removeprefix("mailto:")
    if not text.startswith(("http://", "https://")) or len(text) <= _LONGEST_ADDRESS:
        return text
    host, _, path = text.partition("://")[2].partition("/")
    return f"{host.removeprefix('www.')}/…/{path.rstrip('/').rpartition('/')[2]}"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_NAME else f"{text[:_LONGEST_NAME]}…"
