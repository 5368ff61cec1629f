"""The code lists: SKOS concept schemes, found by the key that takes their values, by code or by label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import Words, filled, placed
from dcat_publisher.model.namespaces import DCT, OWL, PUB, SKOS, VOID
from dcat_publisher.model.terms import iri_value, language, lexical
from dcat_publisher.rdf.parse_cache import parsed
from dcat_publisher.system.reasons import reason_of

_WORDS: Final = Words(__file__).group("misfit")
_SCHEME = SKOS.ConceptScheme
_NOTATION = SKOS.notation
_LABEL = SKOS.prefLabel
_SPACE = VOID.uriSpace
_COMPLETE = PUB.complete
_KEY = PUB.key
_EVERYDAY_WORDS = PUB.everydayWords
_ISSUED = DCT.issued
_DEPRECATED = OWL.deprecated
_REPLACED = DCT.isReplacedBy
_CONCEPT = SKOS.Concept


def turtle_triples(file: Path) -> Iterator[tuple[str, str, str]]:
    """Parse a Turtle file of this installation; a fault is a ConfigurationError."""
    from dcat_publisher.rdf.gate import quads  # noqa: PLC0415  what was parsed before is remembered

    try:
        for quad in quads(file.read_bytes(), "turtle", str(file)):
            yield str(quad.subject), str(quad.predicate), str(quad.object)
    except (SyntaxError, OSError) as error:
        raise ConfigurationError(placed(str(file), reason_of(error))) from error


def read_turtle(files: Iterable[Path]) -> Graph:
    """Read the Turtle files that exist into one graph."""
    return Graph(triple for file in files if file.exists() for triple in turtle_triples(file))


@dataclass(frozen=True, slots=True)
class Code:
    """One concept of a code list: its IRI, its notation and its labels by language."""

    iri: str
    notation: str
    labels: Mapping[str, str]


@dataclass(frozen=True)
class CodeList:
    """One list, as its file describes it; `complete` when a code that is not here does not exist."""

    name: str
    file: Path

    @cached_property
    def graph(self) -> Graph:
        """The triples of the list."""
        return parsed([self.file], lambda: read_turtle([self.file]))

    @cached_property
    def header(self) -> Mapping[str, list[str]]:
        """What the file says of the list; it stands first, so that no list is parsed for its name."""
        head = Graph()
        for subject, predicate, value in turtle_triples(self.file):
            if value == _CONCEPT:
                break
            head.add(subject, predicate, value)
        for described in head.index.values():
            if _SPACE in described:
                return described
        raise ConfigurationError(filled(_WORDS["no_scheme"], where=str(self.file)))

    def _said(self, predicate: str) -> list[str]:
        return [lexical(value) for value in self.header.get(predicate, ())]

    @property
    def space(self) -> str:
        """What a bare code is appended to."""
        return self._said(_SPACE)[0]

    @property
    def complete(self) -> bool:
        """Whether the list is whole, so that membership can be checked."""
        return self._said(_COMPLETE) == ["true"]

    @property
    def has_everyday_words(self) -> bool:
        """Whether the labels are words that can be misspelt; else they are names, of places and the like.

        Two names may differ in one letter: Lardal is no misspelling of Lærdal. A list that says nothing has
        names, for a wrong guess puts a falsehood into a catalogue.
        """
        return self._said(_EVERYDAY_WORDS) == ["true"]

    @property
    def keys(self) -> list[str]:
        """The keys of the source, in English, that take their values from the list."""
        return self._said(_KEY)

    @property
    def issued(self) -> str:
        """The date of the copy, empty when it has none."""
        return next(iter(self._said(_ISSUED)), "")

    @cached_property
    def codes(self) -> Mapping[str, Code]:
        """The codes by IRI, in the order of the file."""
        found: dict[str, Code] = {}
        for subject, predicates in self.graph.index.items():
            notations = predicates.get(_NOTATION)
            if notations:
                labels = {language(label) or "": lexical(label) for label in predicates.get(_LABEL, ())}
                found[iri_value(subject)] = Code(iri_value(subject), lexical(notations[0]), labels)
        return found

    @cached_property
    def withdrawn(self) -> Mapping[str, tuple[Code, ...]]:
        """The codes that no longer hold (`owl:deprecated`), by IRI, each with those that replace it."""
        replaced = {
            iri_value(subject): [iri_value(other) for other in said.get(_REPLACED, ())]
            for subject, said in self.graph.index.items()
            if _DEPRECATED in said
        }
        codes = self.codes
        return {
            concept: tuple(codes[other] for other in others if other in codes)
            for concept, others in replaced.items()
        }

    @cached_property
    def by_notation(self) -> Mapping[str, Code]:
        """The codes by notation."""
        return {code.notation: code for code in self.codes.values()}

    @cached_property
    def by_label(self) -> Mapping[str, tuple[Code, ...]]:
        """The codes by label in any language, in lower case."""
        found: dict[str, dict[str, Code]] = {}
        for code in self.codes.values():
            for label in code.labels.values():
                found.setdefault(label.casefold(), {})[code.iri] = code
        return {label: tuple(codes.values()) for label, codes in found.items()}

    def begun_by(self, label: str) -> tuple[Code, ...]:
        """Return the codes with a longer label that begins with a label as a whole word: `Kongo-Kinshasa`."""
        begins = re.compile(rf"{re.escape(label.casefold())}[^\w]")
        return tuple(
            code
            for code in self.codes.values()
            if any(begins.match(longer.casefold()) for longer in code.labels.values())
        )


class CodeLists:
    """All lists of an installation; a list is parsed when a key that uses it occurs."""

    def __init__(self, files: tuple[Path, ...], spaces: Mapping[str, str] | None = None) -> None:
        """Keep the files, and the namespaces of the codes of keys (in English), by the context."""
        self._lists = [CodeList(file.stem, file) for file in files]
        self._spaces = spaces or {}

    def __iter__(self) -> Iterator[CodeList]:
        return iter(self._lists)

    @cached_property
    def _by_key(self) -> dict[str, list[CodeList]]:
        found: dict[str, list[CodeList]] = {}
        for entry in self._lists:
            for key in entry.keys:
                found.setdefault(key, []).append(entry)
        return found

    def of_key(self, key: str) -> list[CodeList]:
        """Return the lists whose codes a key (in English) takes.

        Those that name the key; else those of the namespace that the context gives to its codes.
        """
        named = self._by_key.get(key)
        if named is None:
            space = self._spaces.get(key)
            named = self._by_key[key] = [entry for entry in self._lists if space and entry.space == space]
        return named

    def describing(self, concept: str) -> CodeList | None:
        """Return the list that describes a concept, by its IRI."""
        found = (entry for space, entry in self._by_space if concept.startswith(space))
        return next((entry for entry in found if concept in entry.codes), None)

    @cached_property
    def _by_space(self) -> list[tuple[str, CodeList]]:
        return [(entry.space, entry) for entry in self._lists]
