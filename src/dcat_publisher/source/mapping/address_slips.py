"""Addresses with a slip in them: what stands around them, a misspelt `https://`, a number that lacks some."""

from __future__ import annotations

import re
from typing import Final

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.language import Message, Words
from dcat_publisher.model.namespaces import DCAT, FOAF, VCARD
from dcat_publisher.model.terms import iri
from dcat_publisher.rdf.jsonld_context import Definition
from dcat_publisher.rules import finding
from dcat_publisher.source import Scalar
from dcat_publisher.source.mapping.iris import SCHEMES, iri_fault, is_email, telephone
from dcat_publisher.vocabulary import Vocabulary
from dcat_publisher.vocabulary.suggestions import did_you_mean_this, distance, these_fit

_WORDS: Final = Words(__file__)
_EMAIL: Final = VCARD + "hasEmail"
_TELEPHONE: Final = VCARD + "hasTelephone"
_OF_THE_WEB: Final = frozenset(
    {DCAT.accessURL, DCAT.downloadURL, DCAT.endpointURL, DCAT.endpointDescription, VCARD.hasURL}
)
"""Properties that lead to an address, never to a record, although no class says so."""
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"“”«»]+", re.IGNORECASE)
_LINKED: Final = re.compile(r"\[[^\]]*\]\((https?://[^)\s]+)\)")
_TWICE: Final = re.compile(r"https?[:;.,]?/*(?:www\.)?(?=https?[:;.,]?/)", re.IGNORECASE)
_SCHEME: Final = re.compile(r"([a-z]{3,7})(?:[:;.,]?/{1,3}|:)(?=[\w-]+(?:[.,][\w-]+)+)", re.IGNORECASE)
_BEHIND: Final = ".,;:!?)>]”»'\""
_HOST: Final = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?::[0-9]+)?(?:[/?#]\S*)?", re.IGNORECASE)
_AT: Final = re.compile(r"\s*(?:\(at\)|\[at\]|\{at\}|\(a\)|\(krøllalfa\)|\[krøllalfa\])\s*", re.IGNORECASE)
_COMMA: Final = re.compile(r"(?<=@)([\w-]+),\s?(?=[a-z]{2,}\Z)")
_MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_FILE: Final = re.compile(r"\A(?:[A-Za-z]:[\\/]|\\\\|file:|[/~]\w+/)")
_FILE_NAME: Final = re.compile(
    r"(?!www\.)(?:\.{1,2}/)*(?:[^:?#./]+/)*[^:?#/]+"
    r"\.(?:csv|tsv|txt|xlsx?|ods|docx?|odt|pdf|json|geojson|xml|gml|html?|ttl|rdf|parquet|sav|zip|gz)",
    re.IGNORECASE,
)
"""A file by its name alone. None of these suffixes but `zip` is a domain, and nobody describes data there."""
_MAIL_OF_THE_WEB: Final = re.compile(rf"https?:/*(?:mailto:)?({_MAIL.pattern})/?", re.IGNORECASE)
_CALL: Final = re.compile(r"tel:\+?[0-9A-Fa-f*#().-]*[0-9][0-9A-Fa-f*#().-]*(?:;\S*)?")
"""RFC 3966, section 3: digits, with what people put between them, and parameters."""


def takes_address(definition: Definition | None, vocabulary: Vocabulary) -> bool:
    """Return whether a key leads to an address of the web, and not to a record."""
    if definition is None or definition.reverse:
        return False
    return definition.predicate in _OF_THE_WEB or vocabulary.range_of(iri(definition.iri)) == FOAF.Document


def address_meant(text: str) -> str | None:
    """Return the address of the web that a text has in it, or is with a slip; None where it has none."""
    linked = _LINKED.findall(text)
    found = linked or [match[0].rstrip(_BEHIND) for match in _ADDRESS.finditer(text) if _ends(text, match)]
    if len(found) == 1 and found[0] != text and iri_fault(found[0]) is None:
        return str(found[0])
    return _put_right(_TWICE.sub("", text.replace("\\", "/"), count=1))


def _put_right(text: str) -> str | None:
    """Return the address that a text with a misspelt beginning or host is meant as; None for none."""
    if iri_fault(text) is None and text.lower().startswith(("http://", "https://")):
        return text
    match = _SCHEME.match(text)
    if match is None or match[0].lower() in ("http://", "https://"):
        return _with_full_stops(text)
    scheme = match[1].lower()
    if not _is_like_http(scheme):
        return None
    right = f"{'https' if 's' in scheme else 'http'}://{text[match.end() :]}"
    return right if iri_fault(right) is None else None


def _ends(text: str, address: re.Match[str]) -> bool:
    """Return whether an address ends where it was found to: before a space, a closing mark or nothing."""
    rest = text[address.end() :]
    return rest.strip(_BEHIND) == "" or rest[0].isspace()


def _is_like_http(scheme: str) -> bool:
    """Return whether a scheme is that of the web, or a misspelling of it and no other one."""
    nearest = min(distance(scheme, "https", 2), distance(scheme, "http", 2))
    return nearest == 0 or (scheme not in SCHEMES and nearest <= (2 if len(scheme) > 3 else 1))


def _with_full_stops(text: str) -> str | None:
    """Return an address with a full stop for each comma in its host."""
    scheme, mark, rest = text.partition("://")
    host, slash, path = rest.partition("/")
    right = f"{scheme}{mark}{host.replace(',', '.')}{slash}{path}"
    return right if mark and right != text and iri_fault(right) is None else None


def web_slip(node: Scalar) -> Finding | None:
    """Report an address of the web that is none as it is written; of a key that takes nothing else."""
    text = node.text
    right = address_meant(text)
    whole = _with_spaces(text, right)
    if whole is not None:
        asked = these_fit(each for each in (whole, right) if each is not None)
        return finding("T101", node.place, value=text, reason=_WORDS["around"], suggestion=asked)
    if right is not None and (iri_fault(text) is not None or _is_misspelt(text)):
        asked = did_you_mean_this(right)
        return finding("T101", node.place, value=text, reason=_reason(text), suggestion=asked, meant=right)
    if _FILE_NAME.fullmatch(text) is not None:
        return finding("T101", node.place, value=text, reason=_WORDS["file_name"])
    if _FILE.match(text) is not None:
        return finding("T101", node.place, value=text, reason=_WORDS["own_file"])
    if is_email(text):
        return finding("T101", node.place, value=text, reason=_WORDS["mail"])
    if _HOST.fullmatch(text) is not None:
        return finding("T103", node.place, value=text)
    is_word = iri_fault(text) is not None and ":" not in text
    return finding("T101", node.place, value=text, reason=_WORDS["no_scheme"]) if is_word else None


def _with_spaces(text: str, first: str | None) -> str | None:
    """Return an address with its spaces as they are written in one, where they may be part of it.

    They may be where a letter or a digit follows: whether a remark begins there, only the author knows.
    """
    behind = text.removeprefix(first) if first is not None and text.startswith(first) else ""
    whole = re.sub(r"\s+", "%20", text.strip())
    return whole if re.match(r"\s+\w", behind) and iri_fault(whole) is None else None


def _is_misspelt(text: str) -> bool:
    match = _SCHEME.match(text)
    return match is not None and match[1].lower() not in SCHEMES


def _reason(text: str) -> Message:
    """Say what is wrong where an address could be found in a text."""
    if _ADDRESS.fullmatch(text) is not None:
        return _WORDS["host"]
    is_within = _ADDRESS.search(text) is not None and not _is_misspelt(text)
    return _WORDS["around" if is_within else "beginning"]


def contact_slip(node: Scalar, definition: Definition | None) -> Finding | None:
    """Report what is no e-mail address or telephone number, where a key takes one."""
    if definition is not None and definition.iri == _EMAIL:
        return _mail_slip(node)
    if definition is None or definition.iri != _TELEPHONE:
        return None
    number = telephone(node.text)
    if number is not None:
        return finding("T106", node.place, value=node.text, right=number, meant=number)
    if _CALL.fullmatch(node.text) is not None:
        return None
    return finding("T108", node.place, value=node.text)


def _mail_slip(node: Scalar) -> Finding | None:
    text = _MAIL_OF_THE_WEB.sub(r"mailto:\1", node.text)
    if is_email(node.text) or text.startswith(("http://", "https://")):  # of these others say what they are
        return None
    found = dict.fromkeys(_MAIL.findall(_COMMA.sub(r"\1.", _AT.sub("@", text))))
    if len(found) > 1 and iri_fault(text) is not None:
        return None  # several in one value
    right = f"mailto:{next(iter(found))}" if found else None
    if right is not None and right == node.text.partition("?")[0]:
        return None
    asked = None if right is None else did_you_mean_this(right)
    return finding("T107", node.place, value=node.text, suggestion=asked, meant=right)


__all__ = ["address_meant", "contact_slip", "takes_address", "web_slip"]
