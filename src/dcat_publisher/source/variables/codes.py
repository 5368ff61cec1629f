"""Code lists and concepts of variables: an address, a prefixed name, or the name of a list that is known."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.place import Place
from dcat_publisher.source.mapping.iris import iri_term, looks_like_address
from dcat_publisher.vocabulary import Vocabulary
from dcat_publisher.vocabulary.suggestions import nearest

_OID: Final = re.compile(r"(?:oid[ :=.]*)?([0-2](?:\.[0-9]+){4,})", re.IGNORECASE)
# The number of a code list of Norwegian health services (volven.no), below the object identifier of them all.
_VOLVEN: Final = re.compile(r"(?:volven|kodeverk)?[ :.-]*([1-9][0-9]{3})", re.IGNORECASE)
_OF_VOLVEN: Final = "2.16.578.1.12.4.1.1"


def oid_of(text: str) -> str | None:
    """Return the address of a code list that is named by its number only; None for other texts."""
    whole, number = _OID.fullmatch(text), _VOLVEN.fullmatch(text)
    if whole is not None:
        return f"urn:oid:{whole[1]}"
    return None if number is None else f"urn:oid:{_OF_VOLVEN}.{number[1]}"


@dataclass(frozen=True)
class Known:
    """What the vocabulary knows of code lists and prefixes; `addresses` are texts that were read as IRIs.

    Many variables of many lists name the same ones.
    """

    vocabulary: Vocabulary
    addresses: dict[str, str] = field(default_factory=dict)

    @cached_property
    def lists(self) -> dict[str, str]:
        """The IRIs of the code lists by name."""
        return {each.name: each.space.rstrip("/#") for each in self.vocabulary.codes}

    def nearest_list(self, text: str) -> str | None:
        """Return the name of the list that was meant, where there is one."""
        found = nearest(text, self.lists)
        return found[0] if found else None

    def address(self, text: str, place: Place) -> str | Finding | None:
        """Return the IRI that a text is, in full or with a prefix; what is wrong with it; None for words."""
        expanded = self.vocabulary.context.expand(text)
        if expanded is None and not looks_like_address(text):
            return None
        term = iri_term(text if expanded is None else expanded, place)
        if isinstance(term, Finding):
            return term
        found = self.addresses[text] = term[1:-1]
        return found
