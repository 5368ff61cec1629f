"""Whether a value is of the kind that a key takes: a text, a date, a code, an address, a record.

Asked of a key that may have been meant, never of one that was written: the answer is strict, for a wrong yes
would put a wrong word into a catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from dcat_publisher.model.namespaces import ADMS, CV, DCAT, DCT, FOAF, SPDX, VCARD
from dcat_publisher.model.terms import iri
from dcat_publisher.rdf.jsonld_context import Definition, Kind
from dcat_publisher.source import Mapping, Node, Scalar
from dcat_publisher.source.mapping.codes import may_mean
from dcat_publisher.source.mapping.iris import is_address, is_email
from dcat_publisher.source.mapping.language_tags import language_fault
from dcat_publisher.source.mapping.literals import is_empty, items
from dcat_publisher.source.mapping.values import date_form, is_date_type, typed_term
from dcat_publisher.vocabulary import Vocabulary

MayLead = Callable[[Definition, str], bool]


_DOCUMENT: Final = FOAF.Document
# What is described where it is used and has no page of its own: a bare web address is none of these.
_PARTS: Final = frozenset(
    {
        DCAT.Distribution,
        DCAT.Relationship,
        VCARD.Kind,
        CV.Cost,
        DCT.PeriodOfTime,
        SPDX.Checksum,
        ADMS.Identifier,
    }
)
_YEAR: Final = re.compile(r"(?<![0-9])[12][0-9]{3}(?![0-9])|[12][0-9]{7}")
_NUMBER: Final = re.compile(r"[+-]?[0-9][0-9 ]*(?:[.,][0-9]+)?")
_TELEPHONE: Final = re.compile(r"(?:tel:)?\+?[0-9(][0-9 ()-]{4,}")
_LOCAL_NAME: Final = re.compile(r"#?[A-Za-z0-9][A-Za-z0-9._/-]*")


@dataclass(frozen=True, slots=True)
class Fitting:
    """Holds values against keys, by what the vocabulary says that keys take.

    `may_lead` tells whether a key may lead to the record of a name: whether it is of the right class.
    """

    vocabulary: Vocabulary
    may_lead: MayLead

    def fits(self, key: str, value: Node) -> bool:
        """Tell whether all that stands under a key is of its kind; what is not there yet cannot be wrong."""
        if is_empty(value):
            return True
        context = self.vocabulary.context
        keyword = context.keyword(key)
        if keyword is not None:
            return self._names_it(keyword, value)
        definition = context.definitions.get(key) or context.definition(key)
        return definition is None or all(self._one(definition, item) for item in items(value))

    def _names_it(self, keyword: str, value: Node) -> bool:
        """Return whether a value is a type, or an address."""
        texts = [item.text if isinstance(item, Scalar) else "" for item in items(value)]
        if keyword == "@type":
            return all(self.vocabulary.context.type_iri(text) is not None for text in texts)
        return keyword == "@id" and len(texts) == 1 and is_address(texts[0])

    def _one(self, definition: Definition, value: Node) -> bool:
        if definition.kind is Kind.TEXT:
            return _is_text(value) or (isinstance(value, Mapping) and self._is_language_map(value))
        if isinstance(value, Mapping):
            return definition.kind is Kind.REFERENCE and self._is_described(definition)
        if not isinstance(value, Scalar):
            return False
        if definition.kind is Kind.CODE:
            is_named = self.vocabulary.context.expand(value.text) is not None or is_address(value.text)
            return is_named or may_mean(value.text, definition.name, self.vocabulary)
        if definition.kind is Kind.TYPED:
            return _is_typed(value, definition.datatype or "")
        return definition.kind is Kind.STRING or self._is_link(definition, value.text)

    def _is_language_map(self, value: Mapping) -> bool:
        meaning = self.vocabulary.context.meaning
        return all(
            language_fault(tag.text, tag.place) is None and meaning(tag.text) is None
            for tag, _ in value.entries
        )

    def _is_described(self, definition: Definition) -> bool:
        """Return whether a property leads to what may be described in place; a document is only linked to."""
        return self.vocabulary.range_of(iri(definition.iri)) not in (None, _DOCUMENT)

    def _is_link(self, definition: Definition, text: str) -> bool:
        range_ = self.vocabulary.range_of(iri(definition.iri))
        if definition.iri == VCARD + "hasEmail":
            return is_email(text)
        if definition.iri == VCARD + "hasTelephone":
            return _TELEPHONE.fullmatch(text) is not None
        if is_address(text):
            return not is_email(text) and not text.startswith("tel:") and range_ not in _PARTS
        named = _LOCAL_NAME.fullmatch(text) is not None and not _is_number(text)
        return named and range_ not in (None, _DOCUMENT) and self.may_lead(definition, text)


def _is_text(value: Node) -> bool:
    return isinstance(value, Scalar) and not is_address(value.text) and not _is_number(value.text)


def _is_number(text: str) -> bool:
    return date_form(text) is not None or _NUMBER.fullmatch(text) is not None


def _is_typed(value: Scalar, datatype: str) -> bool:
    """Tell whether a value has its datatype, or is a date in another form: what is wrong with it is said."""
    if is_date_type(datatype):
        return _YEAR.search(value.text) is not None and not is_address(value.text)
    return isinstance(typed_term(value.text, datatype, value.place), str)


__all__ = ["Fitting", "MayLead"]
