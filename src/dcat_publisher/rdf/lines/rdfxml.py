"""The lines of RDF/XML: those of the elements that describe a node and of its properties."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dcat_publisher.model.namespaces import RDF
from dcat_publisher.model.terms import TYPE, iri
from dcat_publisher.rdf.lines.model import LINE_END, START, Scan, Span, resolved

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

_TAG: Final = re.compile(r"<[^\s/>]*")
_XML: Final = "http://www.w3.org/XML/1998/namespace"
_XML_PLAIN: Final = "xml:"
_BASE: Final = f"{_XML}base"
# Attributes that are no properties of the node (RDF 1.1 XML Syntax, 6.2).
_SYNTAX: Final = frozenset(
    RDF + name for name in ("about", "ID", "nodeID", "resource", "parseType", "datatype", "bagID")
)


@dataclass(slots=True)
class _Element:
    """What the children of an element are (`nodes`, `properties` or `text`), and what they are about.

    Of a property, `node` is the value that stands within it, and `members` are those of a collection.
    """

    children: str
    base: str | None
    subject: str | None = None
    predicate: str | None = None
    node: str | None = None
    node_at: Span = START
    members: list[str | None] | None = None
    is_property: bool = False
    counted: int = 0


class _Scanner:
    """Follows the elements of one file, which alternate: nodes hold properties, properties hold nodes."""

    def __init__(self, scan: Scan, parser: XMLParserType) -> None:
        self.scan = scan
        self.parser = parser
        self.lines = LINE_END.split(scan.text)
        self.open = [_Element("nodes", scan.base)]
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take a start tag; namespace and local name are one text, as they are in RDF."""
        outer = self.open[-1]
        base = resolved(attributes[_BASE], outer.base) if _BASE in attributes else outer.base
        if outer.children == "text" or (len(self.open) == 1 and name == RDF + "RDF"):
            self.open.append(_Element(outer.children, base))
        elif outer.children == "nodes":
            self.open.append(self._node(name, attributes, base))
        else:
            self.open.append(self._property(name, attributes, base, outer.subject))

    def end(self, _name: str) -> None:
        """Take an end tag: of a property, its triple comes out now, unless it did at the start."""
        done = self.open.pop()
        if not done.is_property:
            return
        if done.members is not None:
            self._collection(done, done.members)
        elif done.children != "properties":
            self.scan.number(done.subject, done.node)
        if done.node is not None and done.children == "nodes":
            self.scan.note(done.node_at, done.subject, done.predicate, done.node)

    def _collection(self, done: _Element, members: list[str | None]) -> None:
        cells = [self.scan.unnamed() for _ in members]
        self.scan.number(done.subject, *cells[:1])
        for member, following in zip(members, [*cells[1:], None], strict=True):
            self.scan.number(following, member)

    def _place(self) -> Span:
        """Return where the start tag stands that is being read: from its bracket to the end of its name."""
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber
        text = self.lines[line - 1] if line <= len(self.lines) else ""
        tag = _TAG.match(text, column)
        return Span(line, column + 1, column + 1 if tag is None else tag.end() + 1)

    def _node(self, name: str, attributes: Mapping[str, str], base: str | None) -> _Element:
        place, outer = self._place(), self.open[-1]
        named = any(RDF + attribute in attributes for attribute in ("about", "ID", "nodeID"))
        subject = _named(attributes, base, "about") if named else self.scan.unnamed()
        if name != RDF + "Description":
            self.scan.number(subject)
            self.scan.note(place, subject, TYPE)
        self.scan.note(place, subject)
        self._attributes(attributes, subject, place)
        if outer.members is not None:
            outer.members.append(subject)
        elif outer.is_property:
            outer.node, outer.node_at = subject, place
        return _Element("properties", base, subject)

    def _attributes(self, attributes: Mapping[str, str], subject: str | None, place: Span) -> bool:
        """Take the attributes that are properties; return whether there are any."""
        found = [
            name for name in attributes if name not in _SYNTAX and not name.startswith((_XML, _XML_PLAIN))
        ]
        for name in found:
            self.scan.number(subject)
            self.scan.note(place, subject, iri(name))
        return bool(found)

    def _predicate(self, name: str) -> str:
        """Return the property of an element: `rdf:li` is the next of the numbered ones (7.2.25)."""
        if name != RDF + "li":
            return iri(name)
        self.open[-1].counted += 1
        return RDF[f"_{self.open[-1].counted}"]

    def _property(
        self, name: str, attributes: Mapping[str, str], base: str | None, subject: str | None
    ) -> _Element:
        place, predicate = self._place(), self._predicate(name)
        self.scan.note(place, subject, predicate)
        kind = attributes.get(RDF + "parseType")
        if kind == "Resource":
            inner = self.scan.unnamed()
            self.scan.number(subject, inner)
            self.scan.note(place, subject, predicate, inner)
            self.scan.note(place, inner)
            return _Element("properties", base, inner, is_property=True)
        value = _named(attributes, base, "resource")
        if value is None and self._attributes(attributes, described := self.scan.unnamed(), place):
            value = described
            self.scan.note(place, described)
        self.scan.note(place, subject, predicate, value)
        members: list[str | None] | None = [] if kind == "Collection" else None
        children = "nodes" if kind in (None, "Collection") else "text"
        return _Element(children, base, subject, predicate, value, place, members, is_property=True)


def _named(attributes: Mapping[str, str], base: str | None, attribute: str) -> str | None:
    """Return the node that an attribute names: its address, its place in the document, or its label."""
    reference = attributes.get(RDF + attribute)
    if reference is None and attribute == "about" and RDF + "ID" in attributes:
        reference = f"#{attributes[f'{RDF.iri}ID']}"
    if reference is None:
        label = attributes.get(RDF + "nodeID")
        return None if label is None else f"_:{label}"
    address = resolved(reference, base)
    return None if address is None else iri(address)


def rdfxml_lines(scan: Scan) -> None:
    """Note the lines of an RDF/XML file."""
    from xml.parsers import expat  # noqa: PLC0415  loaded where XML is read

    parser = expat.ParserCreate("utf-8", namespace_separator="")
    _Scanner(scan, parser)
    try:
        parser.Parse(scan.text.encode("utf-8", "replace"), True)
    except expat.ExpatError:
        return  # the lines up to the fault stand
