"""Values that are links: local names, addresses and codes to IRIs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.namespaces import DCT, FOAF, TIME, VCARD
from dcat_publisher.model.terms import iri
from dcat_publisher.rdf.jsonld_context import Definition
from dcat_publisher.rules import finding
from dcat_publisher.source import Scalar
from dcat_publisher.source.mapping.address_slips import contact_slip, takes_address, web_slip
from dcat_publisher.source.mapping.codes import concept_of, label_behind_prefix, unlisted
from dcat_publisher.source.mapping.iris import iri_term, is_email, looks_like_address
from dcat_publisher.source.mapping.literals import WORDS, Outcome
from dcat_publisher.source.mapping.names import Fits, Names, anything_fits
from dcat_publisher.source.mapping.values import date_form, period_of
from dcat_publisher.vocabulary import Vocabulary
from dcat_publisher.vocabulary.suggestions import did_you_mean_this

_BETWEEN: Final = re.compile(r"[,;]\s+|;|\s+(?:og|and)\s+(?=https?:)")
_WORD: Final = re.compile(r"#?(?!//)[\w./:?&=%@-]+")
_CONTACT: Final = VCARD.Kind
_POINT: Final = re.compile(r"geo:[-+]?[0-9]")
"""An address of RFC 5870; `geo` is the prefix of GeoSPARQL here, and the point would become a name in it."""
_PERIOD: Final = DCT.PeriodOfTime


@dataclass(frozen=True)
class ReferenceResolver:
    """Resolves links with the local names of the catalogue and the code lists of the vocabulary."""

    vocabulary: Vocabulary
    names: Names
    _known: dict[tuple[str, str], str] = field(default_factory=dict)

    def reference(self, node: Scalar, base: str, definition: Definition | None = None) -> Outcome:
        """Map a local name (`npr`), a fragment of the same record (`#csv`), a prefixed name or an IRI.

        `definition` is that of the key, which says what the record that is named has to be.
        """
        text = node.text
        if text.startswith("#"):
            return self._term(f"{base}{text}", node)
        fault = self._other_form(node, definition)
        if fault is not None:
            return fault
        if looks_like_address(text) and not (is_email(text) and self._leads_to_record(definition)):
            return self._term(self.vocabulary.context.expand(text) or text, node)
        return self._named(node, definition)

    def _other_form(self, node: Scalar, definition: Definition | None) -> Finding | None:
        """Report what people write in the place of a link: a number, years, an e-mail address, a list."""
        text, range_ = node.text, self.range_of(definition)
        if _POINT.match(text) is not None:
            return finding("T101", node.place, value=text, reason=WORDS["geo"])
        slip = contact_slip(node, definition)
        if slip is not None:
            return slip
        if range_ == TIME.Instant and definition is not None and date_form(text) is not None:
            key = "endDate" if definition.predicate == TIME.hasEnd else "startDate"
            return finding("R201", node.place, name=text, suggestion=did_you_mean_this(f"{key}: {text}"))
        period = period_of(text) if range_ == _PERIOD else None
        if period is not None:
            return finding("T206", node.place, value=text, right=period)
        if definition is not None and range_ == _CONTACT and is_email(text):
            mail = f"mailto:{text.removeprefix('mailto:')}"
            example = f"{{type: ContactOrganization, fn: {{nb: …}}, hasEmail: {mail}}}"
            key = definition.name
            return finding("R104", node.place, key=key, expected=WORDS["contact"], example=example)
        words = [word.strip() for word in _BETWEEN.split(text)]
        if len(words) > 1 and all(map(_WORD.fullmatch, words)):
            return finding("T304", node.place, value=text, words=", ".join(words))
        is_name = text in self.names
        return web_slip(node) if takes_address(definition, self.vocabulary) and not is_name else None

    def _leads_to_record(self, definition: Definition | None) -> bool:
        """Return whether a key leads to records, which no e-mail address is."""
        range_ = self.range_of(definition)
        return range_ not in (None, FOAF.Document)

    def _named(self, node: Scalar, definition: Definition | None) -> Outcome:
        """Return what a local name means."""
        return self.names.term(node.text, node.place, self.fits(self.range_of(definition)))

    def may_lead(self, definition: Definition, name: str) -> bool:
        """Return whether a key may lead to the record of a name, or to one that is not there yet."""
        return self.may_be(name, self.range_of(definition))

    def may_be(self, name: str, range_: str | None) -> bool:
        """Return whether a name is that of a record of a class, or of one that is not there yet."""
        paths = [name] if name in self.names.by_path else self.names.by_name.get(name, [])
        fits = self.fits(range_)
        return not paths or any(fits(self.names.types_of(path)) for path in paths)

    def range_of(self, definition: Definition | None) -> str | None:
        """Return the class of the records that a key may lead to; None for any."""
        if definition is None or definition.reverse:
            return None
        return self.vocabulary.range_of(iri(definition.iri))

    def fits(self, range_: str | None) -> Fits:
        """Return what tells of a record, by the types that it states, whether it is of a class."""
        if range_ is None:
            return anything_fits
        context, superclasses = self.vocabulary.context, self.vocabulary.superclasses

        def fits(types: Sequence[str]) -> bool:
            classes = [iri(value) for name in types if (value := context.type_iri(name)) is not None]
            return any(range_ == class_ or range_ in superclasses(class_) for class_ in classes)

        return fits

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
            if isinstance(outcome, Finding):
                return label_behind_prefix(node.text, key, self.vocabulary, node.place) or outcome
            return unlisted(expanded, node, key, self.vocabulary) or outcome
        found = concept_of(node.text, definition, key, self.vocabulary, node.place)
        return self._no_code(node, key, found) if isinstance(found, Finding) else self._term(found, node)

    def _no_code(self, node: Scalar, key: str, fault: Finding) -> Outcome:  # noqa: ARG002  for those who keep it
        """Return what a text means that is no code: a local name, else the fault."""
        is_name = may_be_name(node.text) and node.text in self.names
        return self._named(node, None) if is_name else fault

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
