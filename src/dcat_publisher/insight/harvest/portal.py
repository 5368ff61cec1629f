"""What data.norge.no makes of a dataset: its JSON, field by field, as the portal's parsers build it."""

from __future__ import annotations

import re
from typing import Final

from dcat_publisher.insight.harvest.portal_nodes import (
    Field,
    agent,
    attributions,
    contacts,
    distributions,
    legal_bases,
    legislation,
    periods,
    series_of,
)
from dcat_publisher.insight.harvest.reader import Reader, Texts
from dcat_publisher.model.named_terms import LABEL, TITLE
from dcat_publisher.model.namespaces import AUTHORITY, term, terms

_HTML: Final = re.compile(r"<.*?>|&([a-z0-9]+|#[0-9]{1,6}|#x[0-9a-f]{1,6});")
_EU_THEME: Final = AUTHORITY + "data-theme"
_LOS: Final = "https://psi.norge.no/los"
_EUROVOC: Final = "http://eurovoc.europa.eu"
_CODE: Final = term("dc:identifier")
_AUTHORITY_CODE: Final = term("at:authority-code")
REFERENCES: Final = terms(
    "dct", "hasVersion", "isVersionOf", "isPartOf", "hasPart", "references", "isReferencedBy", "replaces",
    "isReplacedBy", "requires", "isRequiredBy", "relation", "source",
)  # fmt: skip


def portal_json(reader: Reader, subject: str) -> dict[str, Field]:
    """Return the fields that the portal shows of a dataset; None for what it has not."""
    return {
        "uri": reader.address(subject),
        "title": reader.texts(subject, TITLE),
        "description": _without_html(reader.texts(subject, term("dct:description"))),
        "publisher": agent(reader, subject, term("dct:publisher")),
        "identifier": reader.strings(subject, term("dct:identifier")),
        "issued": reader.date(subject, term("dct:issued")),
        "modified": reader.date(subject, term("dct:modified")),
        "landingPage": reader.strings(subject, term("dcat:landingPage")),
        "page": reader.strings(subject, term("foaf:page")),
        "keyword": reader.text_list(subject, term("dcat:keyword")),
        "contactPoint": contacts(reader, subject),
        **_themes(reader, subject),
        **_codes(reader, subject),
        **_relations(reader, subject),
        "temporal": periods(reader, subject),
        "distribution": distributions(reader, subject, term("dcat:distribution")),
        "sample": distributions(reader, subject, term("adms:sample")),
        **legal_bases(reader, subject),
        "applicableLegislation": None if reader.old else legislation(reader, subject),
    }


def _without_html(texts: Texts | None) -> Texts | None:
    return None if texts is None else {tag: _HTML.sub("", text) for tag, text in texts.items()}


def _themes(reader: Reader, subject: str) -> dict[str, Field]:
    found = [
        (address, value)
        for value in reader.nodes(subject, term("dcat:theme"))
        if (address := reader.address(value)) is not None
    ]

    def within(space: str) -> list[Field] | None:
        return [
            _coded(reader, value, address.rpartition("/")[2]) for address, value in found if space in address
        ] or None

    addresses = (
        reader.strings(subject, term("dcat:theme")) if reader.old else [address for address, _ in found]
    )
    return {
        "themeUris": addresses or None,
        "theme": within(_EU_THEME),
        "losTheme": within(_LOS),
        "eurovocThemes": within(_EUROVOC),
    }


def is_shown_theme(address: str) -> bool:
    """Return whether a theme is of one of the three lists that the portal shows."""
    return any(space in address for space in (_EU_THEME, _LOS, _EUROVOC))


def _coded(reader: Reader, value: str, code: str | None, label: str = LABEL) -> dict[str, Field]:
    return {"uri": reader.address(value), "code": code, "prefLabel": reader.texts(value, label)}


def _code(reader: Reader, subject: str, predicate: str, code: str = _CODE) -> dict[str, Field] | None:
    value = reader.node(subject, predicate)
    if value is None:
        return None
    return _filled(_coded(reader, value, reader.string(value, code)))


def _code_list(
    reader: Reader, subject: str, predicate: str, code: str, label: str = LABEL
) -> list[Field] | None:
    found = (
        _filled(_coded(reader, value, reader.string(value, code), label))
        for value in reader.nodes(subject, predicate)
    )
    return [entry for entry in found if entry is not None] or None


def _filled(entry: dict[str, Field]) -> dict[str, Field] | None:
    return entry if any(value is not None for value in entry.values()) else None


def _codes(reader: Reader, subject: str) -> dict[str, Field]:
    types = _code_list(reader, subject, term("dct:type"), _CODE)
    return {
        "accessRights": _code(reader, subject, term("dct:accessRights")),
        "accrualPeriodicity": _code(reader, subject, term("dct:accrualPeriodicity")),
        "provenance": _code(reader, subject, term("dct:provenance"), _AUTHORITY_CODE),
        "dctType": types[0] if types is not None and reader.old else types,
        "language": _code_list(reader, subject, term("dct:language"), _AUTHORITY_CODE),
        "spatial": _code_list(reader, subject, term("dct:spatial"), term("dct:identifier"), TITLE),
    }


def _relations(reader: Reader, subject: str) -> dict[str, Field]:
    references: list[Field] = [
        {
            "referenceType": predicate[1:-1],
            "uri": reader.address(value),
            "prefLabel": reader.texts(value, term("rdfs:label")),
        }
        for predicate in REFERENCES
        for value in reader.nodes(subject, predicate)
    ]
    return {
        "references": references or None,
        "conformsTo": _standards(reader, subject),
        "subject": _code_list(reader, subject, term("dct:subject"), term("dct:identifier")),
        "qualifiedAttributions": attributions(reader, subject),
        **series_of(reader, subject),
    }


def _standards(reader: Reader, subject: str) -> list[Field] | None:
    found: list[Field] = []
    for value in reader.values(subject, term("dct:conformsTo")):
        own = reader.string(value, term("rdfs:seeAlso")) if reader.old else None
        source = own or reader.string(value, term("dct:source"))
        entry = {"uri": source or reader.address(value), "prefLabel": reader.texts(value, TITLE)}
        if reader.old or any(entry.values()):
            found.append(entry)
    return found or None
