"""A store at the other end: reading, writing and removing named graphs by the protocols of SPARQL 1.1.

`GraphStore` uses the Graph Store HTTP Protocol, which replaces a graph in one request; `QueryStore` uses
SPARQL Query and Update, for stores that have nothing else, and sends what has changed in a graph alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final, Protocol
from urllib.parse import quote, urlencode, urlsplit

from pyoxigraph import RdfFormat, parse

from dcat_publisher.model.errors import StoreError
from dcat_publisher.stores.comparison import Difference, Triples, triples_of
from dcat_publisher.stores.connection import Answer, Connection, refused

# Turtle first: some stores write durations and large numbers right there, and not in N-Triples.
_RDF: Final = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "text/plain": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
}
_ACCEPT: Final = "text/turtle, application/n-triples;q=0.8, application/rdf+xml;q=0.5"
_JSON: Final = "application/sparql-results+json"
_FORM: Final = "application/x-www-form-urlencoded"
# A store may cut its answers at a number of rows without a word. None is known to do so below this number.
_SURELY_WHOLE: Final = 1000
_HEXADECIMAL: Final = "0123456789abcdef"
_DIGITS: Final = (1, 2)
# Stores refuse updates beyond some length, and hold locks for as long as one lasts.
_TRIPLES_AT_ONCE: Final = 500


class Store(Protocol):
    """What pushing and comparing need of a store; every method raises StoreError."""

    def read(self, name: str) -> Triples:
        """Return what a named graph has; nothing when it is not there."""

    def write(self, name: str, document: bytes, change: Difference) -> None:
        """Make a graph what the N-Triples document says, given what differs."""

    def remove(self, name: str) -> None:
        """Remove a graph; all is well when it is not there."""

    def names(self, beginning: str) -> list[str]:
        """Return the names of the graphs whose IRI begins so, in order."""


@dataclass(frozen=True, slots=True)
class QueryEndpoint:
    """A store's SPARQL Query endpoint."""

    connection: Connection
    address: str

    def names(self, beginning: str) -> list[str]:
        """Return the names of the graphs whose IRI begins so, in order."""
        pattern = f"GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), {_quoted(beginning)}))"
        count = self._count(f"SELECT (COUNT(DISTINCT ?g) AS ?n) WHERE {{ {pattern} }}")
        found = set(self._column(f"SELECT DISTINCT ?g WHERE {{ {pattern} }}"))
        for digits in _DIGITS:
            if len(found) < count:
                for part in _parts("?g", digits):
                    found.update(self._column(f"SELECT DISTINCT ?g WHERE {{ {pattern} {part} }}"))
        if len(found) < count:
            raise StoreError(f"the store lists {len(found)} of its {count} graphs; raise its limit of rows")
        return sorted(found)

    def count(self, name: str) -> int:
        """Return the number of triples of a graph."""
        return self._count(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{name}> {{ ?s ?p ?o }} }}")

    def graph(self, name: str) -> Triples:
        """Return a graph by CONSTRUCT, in parts where the store cuts its answers."""
        found = self._constructed(name, "")
        if len(found) >= _SURELY_WHOLE and (count := self.count(name)) > len(found):
            found = self.in_parts(name, count)
        return found

    def in_parts(self, name: str, count: int) -> Triples:
        """Return a graph of `count` triples by several queries, each for a share of its objects."""
        found: dict[str, str] = {}
        for digits in _DIGITS:
            if len(found) < count:
                for part in _parts("?o", digits):
                    found |= self._constructed(name, part)
        return found

    def _constructed(self, name: str, condition: str) -> Triples:
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{name}> {{ ?s ?p ?o {condition} }} }}"
        return _triples(self._ask(query, _ACCEPT), name)

    def _count(self, query: str) -> int:
        (value,) = self._column(query)
        return int(value)

    def _column(self, query: str) -> list[str]:
        answer = self._ask(query, _JSON)
        try:
            results = json.loads(answer.body)
            (variable,) = results["head"]["vars"]
            return [row[variable]["value"] for row in results["results"]["bindings"]]
        except (ValueError, KeyError, TypeError) as error:
            raise StoreError(f"{self.address} does not answer queries as SPARQL results in JSON") from error

    def _ask(self, query: str, accept: str) -> Answer:
        headers = {"Accept": accept, "Content-Type": _FORM}
        answer = self.connection.send("POST", self.address, headers, urlencode({"query": query}).encode())
        if answer.status != 200:
            raise refused("answer a query", answer)
        return answer


@dataclass(frozen=True, slots=True)
class GraphStore:
    """A store with the Graph Store HTTP Protocol; `queries` where its query endpoint is known as well."""

    connection: Connection
    address: str
    queries: QueryEndpoint | None

    def read(self, name: str) -> Triples:
        """Return what a named graph has; nothing when it is not there."""
        answer = self.connection.send("GET", self._address_of(name), {"Accept": _ACCEPT})
        if answer.status in (204, 404):
            return {}
        if answer.status != 200:
            raise refused(f"give the graph <{name}>", answer)
        found = _triples(answer, name)
        if self.queries is not None and len(found) >= _SURELY_WHOLE:
            count = self.queries.count(name)
            if count > len(found):
                return self.queries.in_parts(name, count)
        return found

    def write(self, name: str, document: bytes, change: Difference) -> None:  # noqa: ARG002 (a PUT is whole)
        """Replace a graph."""
        headers = {"Content-Type": "application/n-triples"}
        answer = self.connection.send("PUT", self._address_of(name), headers, document)
        if answer.status not in (200, 201, 204):
            raise refused(f"write the graph <{name}>", answer)

    def remove(self, name: str) -> None:
        """Remove a graph; all is well when it is not there."""
        answer = self.connection.send("DELETE", self._address_of(name), {})
        if answer.status not in (200, 202, 204, 404):
            raise refused(f"remove the graph <{name}>", answer)

    def names(self, beginning: str) -> list[str]:
        """Return the names of the graphs whose IRI begins so; the protocol itself has no such request."""
        if self.queries is None:
            raise StoreError("the graphs of a store can be listed by a query only; add --query-url")
        return self.queries.names(beginning)

    def _address_of(self, name: str) -> str:
        return f"{self.address}{'&' if urlsplit(self.address).query else '?'}graph={quote(name, safe='')}"


@dataclass(frozen=True, slots=True)
class QueryStore:
    """A store with SPARQL Query and, where it is to be written, SPARQL Update."""

    connection: Connection
    queries: QueryEndpoint
    update_address: str

    def read(self, name: str) -> Triples:
        """Return what a named graph has; nothing when it is not there."""
        return self.queries.graph(name)

    def write(self, name: str, document: bytes, change: Difference) -> None:
        """Remove and add what differs; where that is not much, in one request."""
        removed: Sequence[str] = change.removed
        added: Sequence[str] = change.added
        clear = any(_has_blank(triple) for triple in removed)  # DELETE DATA cannot name a blank node
        if clear:
            removed = ()
            added = [line.removesuffix(" .") for line in document.decode().splitlines()]
        operations = [f"DROP SILENT GRAPH <{name}>"] if clear else []
        operations += [_data("DELETE", name, some) for some in _batches(removed)]
        operations += [_data("INSERT", name, some) for some in _batches(added)]
        if len(removed) + len(added) <= _TRIPLES_AT_ONCE:
            operations = [" ;\n".join(operations)]
        for operation in operations:
            self._update(operation, f"write the graph <{name}>")

    def remove(self, name: str) -> None:
        """Remove a graph; all is well when it is not there."""
        self._update(f"DROP SILENT GRAPH <{name}>", f"remove the graph <{name}>")

    def names(self, beginning: str) -> list[str]:
        """Return the names of the graphs whose IRI begins so, in order."""
        return self.queries.names(beginning)

    def _update(self, text: str, what: str) -> None:
        headers = {"Content-Type": "application/sparql-update"}
        answer = self.connection.send("POST", self.update_address, headers, text.encode())
        if answer.status not in (200, 202, 204):
            raise refused(what, answer)


def _data(verb: str, name: str, triples: Iterable[str]) -> str:
    lines = " .\n".join(triples)
    return f"{verb} DATA {{ GRAPH <{name}> {{\n{lines}\n}} }}"


def _batches(triples: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(triples), _TRIPLES_AT_ONCE):
        yield triples[start : start + _TRIPLES_AT_ONCE]


def _has_blank(triple: str) -> bool:
    subject, _, value = triple.split(" ", 2)
    return subject[0] == "_" or value[0] == "_"


def _parts(variable: str, digits: int) -> Iterator[str]:
    """Yield filters that divide what a variable stands for into small shares, by the digits of a digest."""
    for first in product(_HEXADECIMAL, repeat=digits):
        beginning = "".join(first)
        yield f'FILTER(STRSTARTS(MD5(STR({variable})), "{beginning}"))'


def _triples(answer: Answer, name: str) -> Triples:
    if not answer.body.strip():
        return {}
    format_ = _RDF.get(answer.media_type)
    if format_ is None:
        raise StoreError(f"the store gives the graph <{name}> as {answer.media_type}, which is not RDF")
    try:
        quads = parse(answer.body, format=format_)
        return triples_of((str(quad.subject), str(quad.predicate), str(quad.object)) for quad in quads)
    except SyntaxError as error:
        raise StoreError(f"the store gives the graph <{name}> with a syntax error: {error}") from error


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
