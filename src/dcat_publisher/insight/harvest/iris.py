"""Which IRIs the harvester's gate lets through: those that Apache Jena writes as RDF/XML.

Jena's writer accepts more than RFC 3987 (letters of any script, braces, an unknown scheme) and less (no
hyphen in a scheme, no user name before an HTTP host). The rules were found by trial, character by character,
against Jena 4.5; later versions may differ at the edges.
"""

from __future__ import annotations

import ipaddress
import re
from typing import Final

# RFC 3986, appendix B.
_PARTS: Final = re.compile(r"(?:([^:/?#]+):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL)
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.]*")
_BAD_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_AUTHORITY: Final = re.compile(r"(?:([^@]*)@)?(\[[^\]]*\][^\[\]:]*|[^:\[\]]*)(?::([0-9]*))?")
_IPV4_SHAPED: Final = re.compile(r"[0-9]+(?:\.[0-9]+){3}")
_LABEL: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
_STRICT_LABEL: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?")
# XML 1.0, third edition, appendix B, is what Jena's XML library knows: letters beyond it are none.
_NAME_START: Final = re.compile(
    r"[A-Za-z_À-ÖØ-öø-ıĴ-ľŁ-ňŊ-žƀ-ǃǍ-ǰǴǵǺ-ȗɐ-ʨʻ-ˁΆΈ-ΊΌΎ-ΡΣ-ώЁ-ЌЎ-яё-ќў-ҁ一-龥가-힣]"
)
_NAME: Final = re.compile(
    r"[\w.\-·À-ÖØ-öø-ıĴ-ľŁ-ňŊ-žƀ-ǃǍ-ǰǴǵǺ-ȗɐ-ʨʻ-ˁ̀-͠͡ͅΆΈ-ΊΌΎ-ΡΣ-ώЁ-ЌЎ-яё-ќў-ҁ一-龥가-힣]", re.ASCII
)
_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
# RDF/XML, section 5.1: names that are syntax, not properties.
_NOT_PROPERTIES: Final = frozenset(
    f"{_RDF}{name}"
    for name in (
        "RDF", "Description", "ID", "about", "parseType", "resource", "nodeID", "datatype", "li",
        "aboutEach", "aboutEachPrefix", "bagID",
    )
)  # fmt: skip

SPACE, PERCENT, SCHEME, HOST, USER, PORT, BRACKET, HASH = (
    "space", "percent", "scheme", "host", "user", "port", "bracket", "hash",
)  # fmt: skip


def iri_fault(value: str) -> str | None:
    """Say what makes the gate refuse an IRI, as one of the words of this module; None when it passes."""
    match = _PARTS.fullmatch(value)
    assert match is not None  # the expression takes any string
    scheme, authority, path, query, fragment = match.groups()
    if scheme is None or _SCHEME.fullmatch(scheme) is None:
        return SCHEME
    if any(character in value for character in " \t\r\n"):
        return SPACE
    if _BAD_PERCENT.search(value) is not None:
        return PERCENT
    if fragment is not None and "#" in fragment:
        return HASH
    if any("[" in part or "]" in part for part in (path, query or "", fragment or "")):
        return BRACKET
    return _authority_fault(scheme.lower(), authority)


def _authority_fault(scheme: str, authority: str | None) -> str | None:
    if authority is None:
        return HOST if scheme == "http" else None
    match = _AUTHORITY.fullmatch(authority)
    if match is None:
        return USER if authority.count("@") > 1 else PORT if authority.count(":") else HOST
    user, host, _ = match.groups()
    if user is not None and (":" in user or scheme == "http"):
        return USER
    if user is not None and ("[" in user or "]" in user):
        return BRACKET
    if not host:
        return HOST if scheme == "http" else None
    return None if _is_host(host) else HOST


def _is_host(host: str) -> bool:
    if host.startswith("["):
        return _is_address(host[1 : host.index("]")])
    if _IPV4_SHAPED.fullmatch(host) is not None:
        return all(number == str(int(number)) and int(number) < 256 for number in host.split("."))
    labels = host.removesuffix(".").split(".")
    if host.isascii():
        return all(_LABEL.fullmatch(label) is not None for label in labels)
    return all(_is_international(label) for label in labels)


def _is_address(text: str) -> bool:
    if text.startswith("v"):
        return re.fullmatch(r"v[0-9A-Fa-f]+\.[^\[\]%]*", text) is not None
    try:
        ipaddress.IPv6Address(text)
    except ValueError:
        return False
    return "%" not in text


def _is_international(label: str) -> bool:
    """Return whether a label, converted to ASCII (IDNA 2003), has letters, digits and hyphens only."""
    if label.startswith("-") or label.endswith("-"):
        return False
    if not label.isascii():
        try:
            label = label.encode("idna").decode("ascii")
        except UnicodeError:
            return False
    return _STRICT_LABEL.fullmatch(label) is not None


def has_xml_name(predicate: str) -> bool:
    """Return whether XML can name a property: its IRI has to end in a name (RDF/XML, section 2.2)."""
    if predicate in _NOT_PROPERTIES:
        return False
    start = len(predicate)
    while start > 0 and _NAME.match(predicate[start - 1]) is not None:
        start -= 1
    if predicate[start - 1 : start] == "%":  # the two digits belong to the escape
        start = min(start + 2, len(predicate))
    while start < len(predicate) and _NAME_START.match(predicate[start]) is None:
        start += 1
    space = predicate[:start]
    return start < len(predicate) and iri_fault(space) is None
