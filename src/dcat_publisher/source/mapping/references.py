"""Values that are links: local names, addresses and codes to IRIs."""

from __future__ import annotations

from dataclasses import dataclass, field

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.place import Place
from dcat_publisher.rdf.jsonld_context import Definition
from dcat_publisher.source import Scalar
from dcat_publisher.source.mapping.codes import concept_of, unlisted
from dcat_publisher.source.mapping.iris import iri_term, looks_like_address
from dcat_publisher.source.mapping.literals import Outcome
from dcat_publisher.source.mapping.records import Names
from dcat_publisher.vocabulary import Vocabulary


@dataclass(frozen=True)
class ReferenceResolver:
    """Resolves links with the local names of the catalogue and the code lists of the vocabulary."""

    vocabulary: Vocabulary
    names: Names
    _known: dict[tuple[str, str], str] = field(default_factory=dict)

    def reference(self, node: Scalar, base: str) -> Outcome:
        """Map a local name (`npr`), a fragment of the same record (`#csv`), a prefixed name or an IRI."""
        text = node.text
        if text.startswith("#"):
            return self._term(f"{base}{text}", node)
        if looks_like_address(text):
            return self._term(self.vocabulary.context.expand(text) or text, node)
        return self._named(text, node.place)

    def _named(self, name: str, place: Place) -> Outcome:
        """Return what a local name means."""
        return self.names.term(name, place)

    def concept(self, node: Scalar, definition: Definition, key: str) -> Outcome:
        """Map a code, a label, a prefixed name or an IRI; a local name where that is none of them."""
        known = self._known.get((key, node.text))
        if known is not None:
            return known, node.place
        outcome = self._concept(node, definition, key)
        if not isinstance(outcome, Finding):
            self._known[key, node.text] = outcome[0]
        return outcome

    def _concept(self, node: Scalar, definition: Definition, key: str) -> Outcome:
        expanded = self.vocabulary.context.expand(node.text)
        if expanded is not None:
            outcome = self._term(expanded, node)
            fault = unlisted(expanded, node, key, self.vocabulary.codes)
            return outcome if isinstance(outcome, Finding) or fault is None else fault
        found = concept_of(node.text, definition, key, self.vocabulary.codes, node.place)
        return self._no_code(node, key, found) if isinstance(found, Finding) else self._term(found, node)

    def _no_code(self, node: Scalar, key: str, fault: Finding) -> Outcome:  # noqa: ARG002  for those who keep it
        """Return what a text means that is no code: a local name, else the fault."""
        is_name = may_be_name(node.text) and node.text in self.names
        return self._named(node.text, node.place) if is_name else fault

    def example(self, definition: Definition) -> str:
        """Return a value of a link, to show in a help text."""
        lists = self.vocabulary.codes.of_key(definition.name)
        return next((code for entry in lists for code in entry.by_notation), "https://example.no/")

    def _term(self, value: str, node: Scalar) -> Outcome:
        term = iri_term(value, node.place)
        return term if isinstance(term, Finding) else (term, node.place)


def may_be_name(text: str) -> bool:
    """Return whether a link can be meant as a local name: it is neither a fragment nor an address."""
    return not text.startswith("#") and not looks_like_address(text)
