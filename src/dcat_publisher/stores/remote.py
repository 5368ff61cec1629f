"""A store at the other end: reading, writing and removing named graphs by the protocols of SPARQL 1.1.

`GraphStore` uses the Graph Store HTTP Protocol, which replaces a graph in one request; `QueryStore` uses
SPARQL Query and Update, for stores that have nothing else, and sends what has changed in a graph alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol
from urllib.parse import quote, urlencode, urlsplit

from dcat_publisher.model.errors import StoreError
from dcat_publisher.model.language import Words, filled
from dcat_publisher.rdf.formats import N_TRIPLES, format_named
from dcat_publisher.rdf.gate import quads
from dcat_publisher.stores.comparison import Difference, Triples, triples_of
from dcat_publisher.stores.connection import Answer, Connection, Request, refused, without_secrets
from dcat_publisher.stores.sparql_text import (
    TRIPLES_AT_ONCE,
    batches,
    data_operation,
    has_blank,
    quoted,
    shares,
)

_WORDS: Final = Words(__file__).group("store")
# Turtle first: some stores write durations and large numbers right there, and not in N-Triples.
_WEIGHTS: Final = {"turtle": "", "n-triples": ";q=0.8", "rdf-xml": ";q=0.5"}
_WANTED: Final = {name: format_named(name) for name in _WEIGHTS}
_ACCEPT: Final = ", ".join(f"{entry.media_type}{_WEIGHTS[name]}" for name, entry in _WANTED.items())
_RDF: Final = {
    **{named: entry.name for entry in _WANTED.values() for named in (entry.media_type, *entry.old_names)},
    "text/plain": N_TRIPLES.name,  # what it was sent as before it had a type of its own (RDF Test Cases, 3)
}
_JSON: Final = "application/sparql-results+json"
_FORM: Final = "application/x-www-form-urlencoded"
# A store may cut its answers at a number of rows without a word. None is known to do so below this number.
_SURELY_WHOLE: Final = 1000
_DIGITS: Final = (1, 2)
_WHOLE_NUMBER: Final = re.compile("[0-9]{1,15}")
# What would end the name of a graph in a query (SPARQL 1.1, rule IRIREF).
_NOT_IN_AN_IRI: Final = re.compile(r"[\x00-\x20<>\"{}|^`\\]")
_SHOWN_OF_A_NAME: Final = 100


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
        pattern = f"GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), {quoted(beginning)}))"
        count = self._count(f"SELECT (COUNT(DISTINCT ?g) AS ?n) WHERE {{ {pattern} }}")
        found = set(self._column(f"SELECT DISTINCT ?g WHERE {{ {pattern} }}"))
        for digits in _DIGITS:
            if len(found) < count:
                for part in shares("?g", digits):
                    found.update(self._column(f"SELECT DISTINCT ?g WHERE {{ {pattern} {part} }}"))
        if len(found) < count:
            raise StoreError(filled(_WORDS["not_all"], number=str(len(found)), count=str(count)))
        for name in found:
            if _NOT_IN_AN_IRI.search(name) is not None:
                raise StoreError(filled(_WORDS["no_iri"], name=name[:_SHOWN_OF_A_NAME]))
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
                for part in shares("?o", digits):
                    found |= self._constructed(name, part)
        return found

    def _constructed(self, name: str, condition: str) -> Triples:
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{name}> {{ ?s ?p ?o {condition} }} }}"
        return _triples(self._ask(query, _ACCEPT), name)

    def _count(self, query: str) -> int:
        values = self._column(query)
        if len(values) != 1 or not _WHOLE_NUMBER.fullmatch(values[0]):
            raise StoreError(filled(_WORDS["no_number"], address=without_secrets(self.address)))
        return int(values[0])

    def _column(self, query: str) -> list[str]:
        answer = self._ask(query, _JSON)
        try:
            results = json.loads(answer.body)
            (variable,) = results["head"]["vars"]
            return [_text(row[variable]["value"]) for row in results["results"]["bindings"]]
        except (ValueError, LookupError, TypeError, RecursionError) as error:
            words = filled(_WORDS["no_results"], address=without_secrets(self.address))
            raise StoreError(words) from error

    def _ask(self, query: str, accept: str) -> Answer:
        headers = {"Accept": accept, "Content-Type": _FORM}
        answer = self.connection.send("POST", self.address, headers, urlencode({"query": query}).encode())
        if answer.status != 200:
            raise refused(Request.QUERY, answer)
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
            raise refused(Request.READ, answer, name)
        found = _triples(answer, name)
        if self.queries is not None and len(found) >= _SURELY_WHOLE:
            count = self.queries.count(name)
            if count > len(found):
                return self.queries.in_parts(name, count)
        return found

    def write(self, name: str, document: bytes, change: Difference) -> None:  # noqa: ARG002 (a PUT is whole)
        """Replace a graph."""
        headers = {"Content-Type": N_TRIPLES.media_type}
        answer = self.connection.send("PUT", self._address_of(name), headers, document)
        if answer.status not in (200, 201, 204):
            raise refused(Request.WRITE, answer, name)

    def remove(self, name: str) -> None:
        """Remove a graph; all is well when it is not there."""
        answer = self.connection.send("DELETE", self._address_of(name), {})
        if answer.status not in (200, 202, 204, 404):
            raise refused(Request.REMOVE, answer, name)

    def names(self, beginning: str) -> list[str]:
        """Return the names of the graphs whose IRI begins so; the protocol itself has no such request."""
        if self.queries is None:
            raise StoreError(_WORDS["no_queries"])
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
        clear = any(has_blank(triple) for triple in removed)  # DELETE DATA cannot name a blank node
        if clear:
            removed = ()
            added = [line.removesuffix(" .") for line in document.decode().splitlines()]
        operations = [f"DROP SILENT GRAPH <{name}>"] if clear else []
        operations += [data_operation("DELETE", name, some) for some in batches(removed)]
        operations += [data_operation("INSERT", name, some) for some in batches(added)]
        if len(removed) + len(added) <= TRIPLES_AT_ONCE:
            operations = [" ;\n".join(operations)]
        for operation in operations:
            self._update(operation, Request.WRITE, name)

    def remove(self, name: str) -> None:
        """Remove a graph; all is well when it is not there."""
        self._update(f"DROP SILENT GRAPH <{name}>", Request.REMOVE, name)

    def names(self, beginning: str) -> list[str]:
        """Return the names of the graphs whose IRI begins so, in order."""
        return self.queries.names(beginning)

    def _update(self, text: str, what: Request, name: str) -> None:
        headers = {"Content-Type": "application/sparql-update"}
        answer = self.connection.send("POST", self.update_address, headers, text.encode())
        if answer.status not in (200, 202, 204):
            raise refused(what, answer, name)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _triples(answer: Answer, name: str) -> Triples:
    if not answer.body.strip():
        return {}
    format_ = _RDF.get(answer.media_type)
    if format_ is None:
        raise StoreError(filled(_WORDS["no_rdf"], name=name, type=answer.media_type))
    try:
        parser = quads(answer.body, format_, f"<{name}>")
        return triples_of((str(quad.subject), str(quad.predicate), str(quad.object)) for quad in parser)
    except SyntaxError as error:
        raise StoreError(filled(_WORDS["syntax"], name=name, reason=str(error))) from error
