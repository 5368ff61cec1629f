"""How the portal's two parsers take values out of a graph: the newer (Kotlin, Jena), the older (rdflib).

They differ in what they do with a value of another kind than expected, which is where properties get lost.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dcat_publisher.insight.harvest.facts import SKOLEM
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.namespaces import XSD
from dcat_publisher.model.terms import datatype, is_blank, is_iri, is_literal, language, lexical

KEPT_LANGUAGES: Final = ("nb", "nn", "no", "en")
"""The tags that the newer parser keeps; an untagged text counts as `no` there, as `nb` in the older one."""
Texts = dict[str, str]


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads one dataset's graph; `old` says with which parser's eyes."""

    graph: Graph
    old: bool = False

    def values(self, node: str, predicate: str) -> Sequence[str]:
        """Return the objects of a property."""
        return self.graph.objects(node, predicate)

    def texts(self, node: str, predicate: str) -> Texts | None:
        """Return a text by language; of several in one language the last counts. None when there is none."""
        found: Texts = {}
        for tag, text in self._pairs(node, predicate):
            found[tag] = text
        if not self.old and "" in found:
            found.setdefault("no", found.pop(""))
            found.pop("", None)
        return found or None

    def text_list(self, node: str, predicate: str) -> list[Texts] | None:
        """Return every text of a property, each with its language."""
        found = [{tag or "no": text} for tag, text in self._pairs(node, predicate)]
        return found or None

    def _pairs(self, node: str, predicate: str) -> Iterator[tuple[str, str]]:
        for value in self.values(node, predicate):
            tag = language(value)
            if self.old:
                if not is_blank(value):
                    yield tag or "nb", lexical(value)
            elif is_literal(value) and (tag is None or tag in KEPT_LANGUAGES):
                yield tag or "", lexical(value)

    def strings(self, node: str, predicate: str) -> list[str] | None:
        """Return the texts and addresses of a property, those of blank nodes left out."""
        found = [text for value in self.values(node, predicate) if (text := self._string(value)) is not None]
        return found or None

    def string(self, node: str, predicate: str) -> str | None:
        """Return one text or address of a property; of several the first (in the portal: any)."""
        values = self.values(node, predicate)
        return self._string(values[0]) if values else None

    def _string(self, value: str) -> str | None:
        if is_blank(value) or (not self.old and is_iri(value) and SKOLEM in value):
            return None
        return lexical(value)

    def address(self, value: str) -> str | None:
        """Return the address that is shown for a node: none for a node that had none of its own."""
        if is_blank(value) or SKOLEM in value:
            return None
        return lexical(value) if self.old or is_iri(value) else None

    def nodes(self, node: str, predicate: str) -> Sequence[str]:
        """Return the nodes of a property: with the newer parser none at all when one value is a literal."""
        values = self.values(node, predicate)
        if not self.old and any(is_literal(value) for value in values):
            return ()
        return values

    def node(self, node: str, predicate: str) -> str | None:
        """Return the one node of a property."""
        values = self.values(node, predicate)
        if not values or (not self.old and is_literal(values[0])):
            return None
        return values[0]

    def date(self, node: str, predicate: str) -> str | None:
        """Return a date; the older parser drops what is no valid xsd:date or xsd:dateTime, so also years."""
        value = self.string(node, predicate)
        if value is None or not self.old:
            return value
        type_ = datatype(self.values(node, predicate)[0])
        return _iso(value, type_ or "")


def _iso(text: str, type_: str) -> str | None:
    try:
        if type_ == XSD + "date":
            return dt.date.fromisoformat(text[:10]).isoformat()
        if type_ == XSD + "dateTime":
            moment = dt.datetime.fromisoformat(text)
            return moment.isoformat().replace("+00:00", "Z")
    except ValueError:
        return None
    return None
