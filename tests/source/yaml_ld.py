"""A second reading of the source, to hold the first one against: YAML to JSON-LD, then PyLD.

It shares no code with the program. PyYAML reads, PyLD maps with the published context, and here stands only
what the documentation of the source format adds to JSON-LD: where records have their IRIs from, the defaults
of catalog.yaml, local names, codes and labels, the forms of dates, the classes of nested nodes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from pyld import jsonld
from pyoxigraph import BlankNode, Literal, NamedNode

from tests.source.yaml_ld_vocabulary import Node, Value, Vocabulary

Triple = tuple[str, str, str]

_SETTINGS = ("base", "defaultLanguage", "defaults")
_XSD = "http://www.w3.org/2001/XMLSchema#"
_POWDER = "http://www.w3.org/2007/05/powder-s#"
_FOAF, _DCT = "http://xmlns.com/foaf/0.1/", "http://purl.org/dc/terms/"
_DATE_FORMS = {"xsd:gYear": r"\d{4}", "xsd:gYearMonth": r"\d{4}-\d\d", "xsd:dateTime": r"\d{4}-\d\d-\d\dT.*"}
_ZONE = r"(?:Z|[+-]\d\d:\d\d)?"


@dataclass
class Reading:
    """A source folder as JSON-LD documents: one for each record, which is the base of its relative IRIs."""

    source: Path
    vocabulary: Vocabulary
    catalog: Node = field(init=False)
    names: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.catalog = _load(self.source / "catalog.yaml")
        self.names = {}
        for file in sorted(self.source.rglob("*.y*ml")):
            for path, node in self._nodes(file):
                stated = self.vocabulary.stated(node, "@id")
                iri = f"{self._base}{path}" if stated is None else self.vocabulary.iri(str(stated))
                self.names[path] = self.names[path.rpartition("/")[2]] = iri

    @property
    def _base(self) -> str:
        return str(self.catalog["base"])

    def _nodes(self, file: Path) -> Iterator[tuple[str, Node]]:
        root, path = _load(file), file.relative_to(self.source).with_suffix("").as_posix()
        if any(key in self.vocabulary.context or ":" in key for key in root):
            ignored = _SETTINGS if path == "catalog" else ()
            yield path, {key: value for key, value in root.items() if key not in ignored}
        else:
            for name, node in root.items():
                assert isinstance(node, dict)
                yield f"{path}/{name}", node

    def triples(self, file: Path) -> set[Triple]:
        """The triples of one file, by PyLD."""
        found: set[Triple] = set()
        for path, node in self._nodes(file):
            document = Plumbing(self, f"{self._base}{path}").record(node)
            found |= triples_of(document, f"{self._base}{path}", self.vocabulary.context)
        return found


class Plumbing:
    """Makes one record a JSON-LD document."""

    def __init__(self, reading: Reading, address: str) -> None:
        self.vocabulary, self.names, self.catalog = reading.vocabulary, reading.names, reading.catalog
        self.address = address
        self.described: set[str] = set()

    def record(self, node: Node) -> Node:
        """The document of a record, with what it inherits."""
        inherited = {key: value for key, value in self._defaults(node) if self._is_new(key, node)}
        document = self._node({**node, **inherited}, self.address, None) | self._of_variables(node)
        language = self.catalog.get("defaultLanguage")
        return {"@context": {"@language": language}, **document} if language is not None else document

    def _of_variables(self, node: Node) -> Node:
        """What a list of variables leads to besides itself: the description for CSVW, and its page."""
        if not any(self.vocabulary.property(key)[1] == f"{_POWDER}describedby" for key in node):
            return {}
        titles: list[Value] = [
            {"@value": "Variabler", "@language": "nb"}, {"@value": "Variablar", "@language": "nn"},
            {"@value": "Variables", "@language": "en"},
        ]  # fmt: skip
        page: Node = {"@id": f"{self.address}.variables", "@type": f"{_FOAF}Document", f"{_DCT}title": titles}
        metadata: Node = {"@id": f"{self.address}.variables-metadata.json"}
        return {f"{_POWDER}describedby": metadata, f"{_FOAF}page": page}

    def _defaults(self, node: Node) -> Iterator[tuple[str, Value]]:
        stated = self.vocabulary.stated(node, "@type") or []
        types = {self.vocabulary.iri(str(name)) for name in _list(stated)}
        defaults = self.catalog.get("defaults", {})
        assert isinstance(defaults, dict)
        for name, keys in defaults.items():
            assert isinstance(keys, dict)
            yield from keys.items() if self.vocabulary.iri(name) in types else ()

    def _is_new(self, key: str, node: Node) -> bool:
        return all(self.vocabulary.property(key) != self.vocabulary.property(own) for own in node)

    def _node(self, node: Node, owner: str, key: str | None) -> Node:
        """A node with its IRI and its type, and all that it holds."""
        stated = self.vocabulary.stated(node, "@id")
        if stated is not None and len(node) == 1:
            return {"@id": stated}
        absolute = self._identifier(node, owner, key) if stated is None else self._absolute(str(stated))
        self.described.add(absolute)
        made: Node = {"@id": absolute if stated is None else stated}
        if key is not None and self.vocabulary.stated(node, "@type") is None:
            made |= self._range(key)
        below = owner if key is None else absolute
        for name, value in node.items():
            if self.vocabulary.keyword(name) != "@id":
                made[name] = self._value(name, value, below)
        return made

    def _absolute(self, identifier: str) -> str:
        return self.address + identifier if identifier.startswith("#") else self.vocabulary.iri(identifier)

    def _range(self, key: str) -> Node:
        reverse, property_ = self.vocabulary.property(key)
        known = not reverse and property_ in self.vocabulary.ranges
        return {"@type": self.vocabulary.ranges[property_]} if known else {}

    def _identifier(self, node: Node, owner: str, key: str | None) -> str:
        """The IRI of a node without one: owner, key, format, and a number from the second on."""
        if key is None:
            return owner
        local = re.split("[:/#]", self.vocabulary.english(key))[-1]
        form = node.get("format")
        if isinstance(form, str) and form.isalnum():
            local += f"-{form.lower()}"
        first = f"{owner}{'-' if '#' in owner else '#'}{local}"
        candidates = [first, *(f"{first}-{number}" for number in range(2, 1000))]
        return next(candidate for candidate in candidates if candidate not in self.described)

    def _value(self, key: str, value: Value, owner: str) -> Value:
        if isinstance(value, list):
            return [self._value(key, item, owner) for item in value]
        definition = self.vocabulary.definition(key)
        if isinstance(value, dict):
            if "@list" in value:
                return {"@list": [self._value(key, item, owner) for item in _list(value["@list"])]}
            is_text = "@value" in value or definition.get("@container") == "@language"
            return value if is_text else self._node(value, owner, key)
        match definition.get("@type"):
            case "@id":
                return self.names.get(value, value)
            case "@vocab":
                return self._code(key, value)
            case "xsd:date":
                forms = [form for form, text in _DATE_FORMS.items() if re.fullmatch(text + _ZONE, value)]
                return {"@value": value, "@type": forms[0]} if forms else value
        return value

    def _code(self, key: str, value: str) -> str:
        """A code of the key's own list is left to the context; all else becomes the concept's IRI."""
        prefix, colon, _ = value.partition(":")
        if (colon and prefix in self.vocabulary.context) or "://" in value:  # `rdf` alone is a format
            return value
        lists = self.vocabulary.lists_of(key)
        if lists and value in lists[0].codes:
            return value
        words = value.casefold()
        known = [entry.codes[value] for entry in lists if value in entry.codes]
        known += [entry.labels[words] for entry in lists if words in entry.labels]
        return known[0] if known else self.names.get(value, value)


def _load(file: Path) -> Node:
    loaded = yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)
    assert isinstance(loaded, dict)
    return loaded


def _list(value: Value) -> list[Value]:
    return value if isinstance(value, list) else [value]


def triples_of(document: object, base: str, context: object = None) -> set[Triple]:
    """The triples of a JSON-LD document, by PyLD, each term in N-Triples; no term may be a blank node."""
    options: dict[str, object] = {"base": base, "processingMode": "json-ld-1.1"}
    if context is not None:
        options["expandContext"] = {"@context": context}
    dataset = jsonld.to_rdf(document, options)
    assert set(dataset) <= {"@default"}
    found = dataset.get("@default", [])
    return {(term(triple["subject"]), term(triple["predicate"]), term(triple["object"])) for triple in found}


def term(node: dict[str, str]) -> str:
    """A term of PyLD in N-Triples."""
    if node["type"] == "IRI":
        return str(NamedNode(node["value"]))
    if node["type"] == "blank node":
        return str(BlankNode(node["value"].removeprefix("_:")))
    if "language" in node:
        return str(Literal(node["value"], language=node["language"]))
    if node["datatype"] == f"{_XSD}double":
        return double(node["value"])
    return str(Literal(node["value"], datatype=NamedNode(node["datatype"])))


def double(text: str) -> str:
    """A double by its value: PyLD rewrites even one that is a string, which JSON-LD (API, 8.2.2) does not."""
    return f'"{float(text)!r}"^^<{_XSD}double>'
