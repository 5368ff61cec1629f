"""What imported graphs hold in an older or another spelling, written as it is today; each change is noted.

The table is data, `replacements.toml`. Both spellings say the same; what has no other stays as it is.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from dcat_publisher.importing.literals import parts_of
from dcat_publisher.importing.spellings import moment, spelled
from dcat_publisher.model.graph import Graph, Triple
from dcat_publisher.model.namespaces import DCAT, DCT, VCARD, XSD
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import TYPE, literal
from dcat_publisher.rdf.jsonld_context import Definition, Kind
from dcat_publisher.source.mapping.codes import concept_of
from dcat_publisher.source.mapping.iris import SCHEMES, iri_fault, is_email
from dcat_publisher.source.mapping.language_tags import three_letters
from dcat_publisher.source.mapping.values import date_form, is_date_type
from dcat_publisher.vocabulary import Vocabulary

_TABLE: Final = Path(__file__).with_name("replacements.toml")
_NOWHERE: Final = Place("")
_WHOLE: Final = re.compile(r"\+?([0-9]+)(?:\.0*)?")
_LANGUAGE: Final = DCT.language
_EMAIL: Final = VCARD.hasEmail
_NUMBER: Final = f'"^^<{XSD}nonNegativeInteger>'
_DATED: Final = frozenset({DCT.PeriodOfTime})


class Repair(NamedTuple):
    """A triple that was written anew: what it was, and by which rule of this module."""

    rule: str
    before: Triple
    after: Triple


@dataclass(slots=True)
class Repaired:
    """A graph as it is written today, and what was changed in it."""

    graph: Graph
    repairs: list[Repair] = field(default_factory=list)


@cache
def table() -> Mapping[str, Mapping[str, str]]:
    """Return the table of replacements: properties, beginnings of addresses, whole addresses; as terms."""
    groups = tomllib.loads(_TABLE.read_text("utf-8"))
    return {
        name: {f"<{old}{end}": f"<{new}{end}" for old, new in entries.items()}
        for name, entries in groups.items()
        for end in ("" if name == "beginnings" else ">",)
    }


def repaired(graph: Graph, vocabulary: Vocabulary, language: str | None = None) -> Repaired:
    """Return a graph with what the table and the forms of values say; the graph that is given is not changed.

    `language` is that of texts which do not name theirs, where the call says it.
    """
    done = Repaired(Graph())
    mending = _Mending(vocabulary, language)
    index = done.graph.index
    for subject, said in graph.index.items():
        changed = mending.subject(subject, said)
        if not changed:
            index[subject] = said
            continue
        done.repairs += changed
        gone = {repair.before for repair in changed}
        for predicate, values in said.items():
            for value in values:
                if (subject, predicate, value) not in gone:
                    done.graph.add(subject, predicate, value)
        for repair in changed:
            done.graph.add(*repair.after)
    return done


class _Mending:
    """Finds what to change, one subject at a time."""

    def __init__(self, vocabulary: Vocabulary, language: str | None) -> None:
        self._vocabulary = vocabulary
        self._language = language
        self._by_property = vocabulary.context.by_property
        self._prefixes = vocabulary.context.prefixes
        groups = table()
        self._properties, self._beginnings = groups["properties"], groups["beginnings"]
        self._addresses = groups["addresses"]
        self._known: dict[tuple[str, str], tuple[str, str] | None] = {}

    def subject(self, subject: str, said: Mapping[str, list[str]]) -> list[Repair]:
        found: list[Repair] = []
        renames = _is_of_dcat(said.get(TYPE, ()))
        for predicate, values in said.items():
            if predicate == TYPE:
                found += self._types(subject, values)
                continue
            named = predicate if predicate.startswith("<http") else self._named(predicate)
            renamed = self._properties.get(named, named) if renames else named
            for value in values:
                change = self._value(renamed, value)
                if change is not None or renamed != predicate:
                    rule, new = change or ("property", value)
                    found.append(Repair(rule, (subject, predicate, value), (subject, renamed, new)))
        return found

    def _types(self, subject: str, types: list[str]) -> list[Repair]:
        return [
            Repair("prefix", (subject, TYPE, type_), (subject, TYPE, named))
            for type_ in types
            if not type_.startswith("<http") and (named := self._named(type_)) != type_
        ]

    def _named(self, term: str) -> str:
        """Return an address in full whose prefix nothing resolved, as of a file that does not declare it."""
        scheme, _, rest = term[1:-1].partition(":")
        space = None if scheme.lower() in SCHEMES or "//" in rest else self._prefixes.get(scheme)
        return term if space is None or term[0] != "<" else f"<{space}{rest}>"

    def _value(self, predicate: str, value: str) -> tuple[str, str] | None:
        """Return the rule and the new value; None where a value stays as it is."""
        if value[0] == "<":
            return self._address(value)
        if value[0] != '"':
            return None
        right = spelled(value)
        if predicate in self._rules:
            key = (predicate, value)
            if key not in self._known:
                self._known[key] = self._literal(predicate, right[1] if right is not None else value)
            return self._known[key] or right
        return right

    def _address(self, value: str) -> tuple[str, str] | None:
        whole = self._addresses.get(value)
        if whole is not None:
            return "address", whole
        for old, new in self._beginnings.items():
            if value.startswith(old):
                return "address", f"{new}{value[len(old) :]}"
        named = value if value.startswith("<http") else self._named(value)
        return None if named == value else ("prefix", named)

    @property
    def _rules(self) -> Mapping[str, Definition]:
        if not hasattr(self, "_by_term"):
            self._by_term = {
                f"<{name}>": each[0]
                for name, each in self._by_property.items()
                if each[0].kind in (Kind.REFERENCE, Kind.CODE, Kind.TYPED, Kind.TEXT)
            }
        return self._by_term

    def _literal(self, predicate: str, value: str) -> tuple[str, str] | None:
        definition = self._rules[predicate]
        mend: Mapping[Kind, Callable[[Definition, str], tuple[str, str] | None]] = {
            Kind.TYPED: self._typed, Kind.CODE: self._code, Kind.REFERENCE: self._link, Kind.TEXT: self._text,
        }  # fmt: skip
        return mend[definition.kind](definition, value)

    def _text(self, _definition: Definition, value: str) -> tuple[str, str] | None:
        return (
            None if self._language is None or value[-1] != '"' else ("language", f"{value}@{self._language}")
        )

    def _typed(self, definition: Definition, value: str) -> tuple[str, str] | None:
        text, tag, datatype = parts_of(value)
        wanted = definition.datatype or ""
        if wanted == XSD + "nonNegativeInteger" and not value.endswith(_NUMBER):
            match = _WHOLE.fullmatch(text)
            return None if match is None else ("number", literal(match[1], wanted))
        mistyped = tag is None and (datatype is None or is_date_type(datatype))
        text = moment(text)
        form = date_form(text) if mistyped and is_date_type(wanted) else None
        right = None if form is None else literal(text, XSD + form)
        return None if right is None or right == value else ("date", right)

    def _code(self, definition: Definition, value: str) -> tuple[str, str] | None:
        text, _, _ = parts_of(value)
        if definition.predicate == _LANGUAGE:
            text = three_letters(text) or text
        if len(self._by_property[definition.iri]) == 1 and text:
            found = concept_of(text, definition, definition.name, self._vocabulary, _NOWHERE)
            if isinstance(found, str) and self._vocabulary.codes.describing(found) is not None:
                return "code", f"<{found}>"
        return self._link(definition, value)

    def _link(self, definition: Definition, value: str) -> tuple[str, str] | None:
        text, _, _ = parts_of(value)
        if definition.predicate == _EMAIL and is_email(text):
            return "link", f"<mailto:{text.removeprefix('mailto:')}>"
        if not text.startswith(("http://", "https://")) or iri_fault(text) is not None:
            return None
        newer = self._address(f"<{text}>")
        return "link", f"<{text}>" if newer is None else newer[1]


def _is_of_dcat(types: list[str] | tuple[str, ...]) -> bool:
    space = f"<{DCAT}"
    return any(type_.startswith(space) or type_ in _DATED for type_ in types)


__all__ = ["Repair", "Repaired", "repaired", "table"]
