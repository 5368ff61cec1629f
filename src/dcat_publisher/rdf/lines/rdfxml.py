"""The lines of RDF/XML: those of the elements that describe a node and of its properties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dcat_publisher.model.namespaces import RDF
from dcat_publisher.model.terms import iri
from dcat_publisher.rdf.lines.model import Scan, resolved

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

_BASE: Final = "http://www.w3.org/XML/1998/namespacebase"
# Attributes that are no properties of the node (RDF 1.1 XML Syntax, 6.2).
_SYNTAX: Final = frozenset(
    RDF + name for name in ("about", "ID", "nodeID", "resource", "parseType", "datatype", "bagID")
)


@dataclass(frozen=True, slots=True)
class _Element:
    """What the children of an element are (`nodes`, `properties` or `text`), and what they are about."""

    children: str
    base: str | None
    subject: str | None = None


class _Scanner:
    """Follows the elements of one file, which alternate: nodes hold properties, properties hold nodes."""

    def __init__(self, scan: Scan, parser: XMLParserType) -> None:
        self.scan = scan
        self.parser = parser
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
            self.open.append(self._node(attributes, base))
        else:
            self.open.append(self._property(name, attributes, base, outer.subject))

    def end(self, _name: str) -> None:
        """Take an end tag."""
        self.open.pop()

    def _node(self, attributes: Mapping[str, str], base: str | None) -> _Element:
        line = self.parser.CurrentLineNumber
        subject = _named(attributes, base, "about")
        self.scan.note(line, subject)
        for attribute in attributes:
            if attribute not in _SYNTAX and attribute != _BASE:
                self.scan.note(line, subject, iri(attribute))
        return _Element("properties", base, subject)

    def _property(
        self, name: str, attributes: Mapping[str, str], base: str | None, subject: str | None
    ) -> _Element:
        line = self.parser.CurrentLineNumber
        self.scan.note(line, subject, iri(name))
        self.scan.note(line, subject, iri(name), _named(attributes, base, "resource"))
        kind = attributes.get(RDF + "parseType")
        if kind in (None, "Collection"):
            return _Element("nodes", base)
        return _Element("properties" if kind == "Resource" else "text", base)


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
