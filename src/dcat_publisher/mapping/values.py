"""One value to one term: IRIs, dates, numbers, texts; each checked, each fault a finding.

The checks are stricter than a JSON-LD processor, which takes what it does not understand without a word.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from dcat_publisher.findings import Finding, Message
from dcat_publisher.place import Place
from dcat_publisher.rules import finding
from dcat_publisher.rules.model import words
from dcat_publisher.terms import XSD, iri, literal

# RFC 3987, section 2.2: characters that no IRI may hold; N-Triples and Jena refuse them too.
_NOT_IN_IRI: Final = re.compile(
    r"[\x00-\x20<>\"{}|\\^`\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]"
)
_BAD_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_HOST: Final = re.compile(r"(?:[\w](?:[\w-]*[\w])?\.)*[\w](?:[\w-]*[\w])?\.?|\[[0-9A-Fa-f:.]+\]")
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*")
_SCRIPTED: Final = frozenset({"javascript", "data", "vbscript", "file", "blob"})
# BCP 47, section 2.1, without the grandfathered tags.
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_EMAIL: Final = re.compile(r"[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+")
_BARE_HOST: Final = re.compile(
    r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:no|com|org|net|eu|io|dk|se|int|edu|gov)(?:[/?#:].*)?"
)
# Characters that XML 1.0 (section 2.2) does not allow, and the bidirectional controls that disguise text.
_NOT_IN_TEXT: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
)
_ZONE = r"(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)?"
_DATES: Final = {
    "date": re.compile(rf"(\d{{4}})-(\d\d)-(\d\d){_ZONE}"),
    "dateTime": re.compile(rf"(\d{{4}})-(\d\d)-(\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?{_ZONE}"),
    "gYearMonth": re.compile(rf"(\d{{4}})-(0[1-9]|1[0-2]){_ZONE}"),
    "gYear": re.compile(rf"(\d{{4}}){_ZONE}"),
}
_NUMBER: Final = words("et tall", "eit tal", "a number")
_TYPED: Final[dict[str, tuple[re.Pattern[str], Message, str]]] = {
    "nonNegativeInteger": (
        re.compile(r"\+?\d+|-0+"),
        words("et helt tall", "eit heilt tal", "a whole number"),
        "2048",
    ),
    "integer": (re.compile(r"[+-]?\d+"), words("et helt tall", "eit heilt tal", "a whole number"), "2048"),
    "decimal": (re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)"), _NUMBER, "10.5"),
    "double": (re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|-?INF|NaN"), _NUMBER, "250.0"),
    "boolean": (
        re.compile(r"true|false|1|0"),
        words("true eller false", "true eller false", "true or false"),
        "true",
    ),
    "hexBinary": (
        re.compile(r"(?:[0-9A-Fa-f]{2})*"),
        words(
            "en rekke heksadesimale sifre", "ei rekkje heksadesimale siffer", "a row of hexadecimal digits"
        ),
        "9f86d081884c7d65",
    ),
    "duration": (
        re.compile(r"-?P(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?"),
        words("en varighet", "ei varigheit", "a duration"),
        "P1D",
    ),
}


def iri_fault(value: str) -> Message | None:
    """Say why a text is not an absolute IRI that every consumer takes (RFC 3987); None when it is one."""
    scheme, colon, rest = value.partition(":")
    if not colon or _SCHEME.fullmatch(scheme) is None:
        return words("det mangler `https://` foran", "det manglar `https://` framfor", "it lacks `https://`")
    if scheme.lower() in _SCRIPTED:
        return words(
            f"`{scheme}:` er ikke tillatt", f"`{scheme}:` er ikkje tillate", f"`{scheme}:` is not allowed"
        )
    bad = _NOT_IN_IRI.search(value)
    if bad is not None:
        shown = _shown(bad[0])
        return words(
            f"{shown['nb']} er ikke tillatt",
            f"{shown['nn']} er ikkje tillate",
            f"{shown['en']} is not allowed",
        )
    if _BAD_PERCENT.search(value) is not None:
        return words(
            "`%` må følges av to sifre",
            "`%` må følgjast av to siffer",
            "`%` has to be followed by two digits",
        )
    if not rest or rest == "//":
        return words(
            "det står ingenting bak kolon", "det står ingenting bak kolon", "nothing stands behind the colon"
        )
    if scheme.lower() in ("http", "https") and not _good_host(value):
        return words("vertsnavnet er feil", "vertsnamnet er feil", "the host name is wrong")
    return None


def _shown(character: str) -> Message:
    if character == " ":
        return words("mellomrom", "mellomrom", "a space")
    if "!" <= character <= "~":
        return words(*[f"`{character}`"] * 3)
    code = f"U+{ord(character):04X}"
    return words(f"tegnet {code}", f"teiknet {code}", f"the character {code}")


def _good_host(value: str) -> bool:
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    return (
        bool(host)
        and value.partition(":")[2].startswith("//")
        and _HOST.fullmatch(f"[{host}]" if ":" in host else host) is not None
    )


def iri_term(value: str, place: Place) -> str | Finding:
    """Give the term of an absolute IRI, or the finding."""
    fault = iri_fault(value)
    if fault is None:
        return iri(value)
    if _EMAIL.fullmatch(value) is not None:
        return finding("T102", place, value=value)
    if ":" not in value.partition("/")[0] and _BARE_HOST.fullmatch(value) is not None:
        return finding("T103", place, value=value)
    return finding("T101", place, value=value, reason=fault)


def looks_like_address(value: str) -> bool:
    """Tell whether a text is meant as an address rather than as a local name."""
    return ":" in value or "@" in value or _BARE_HOST.fullmatch(value) is not None


def text_fault(value: str, place: Place) -> Finding | None:
    """Report characters that cannot be published."""
    bad = _NOT_IN_TEXT.search(value)
    return None if bad is None else finding("T501", place, character=f"U+{ord(bad[0]):04X}")


def language_fault(tag: str, place: Place) -> Finding | None:
    """Report a language tag that is not well-formed (BCP 47)."""
    return None if _LANGUAGE.fullmatch(tag) is not None else finding("T401", place, tag=tag)


def typed_term(value: str, datatype: str, place: Place) -> str | Finding:
    """Give the literal of a datatype, or the finding; a date key takes the date form that the text has."""
    name = datatype.removeprefix(XSD)
    if name in _DATES:
        form = date_form(value)
        return literal(value, f"{XSD}{form}") if form is not None else _date_finding(value, place)
    if name in _TYPED:
        pattern, expected, example = _TYPED[name]
        if pattern.fullmatch(value) is None:
            return finding("T202", place, value=value, expected=expected, example=example)
    return literal(value, datatype)


def date_form(value: str) -> str | None:
    """Give the XSD type (date, dateTime, gYearMonth, gYear) whose form a text has, None when it has none."""
    for name, pattern in _DATES.items():
        match = pattern.fullmatch(value)
        if match is not None:
            return name if name.startswith("g") or _in_calendar(match) else None
    return None


def _in_calendar(match: re.Match[str]) -> bool:
    try:
        date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return False
    return True


def _date_finding(value: str, place: Place) -> Finding:
    match = re.fullmatch(r"(\d{1,2})[./](\d{1,2})[./](\d{4})", value)
    if match is None:
        return finding("T201", place, value=value)
    iso = f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"
    if date_form(iso) is None:
        return finding("T201", place, value=value)
    suggestion = words(f"Mente du `{iso}`?", f"Meinte du `{iso}`?", f"Did you mean `{iso}`?")
    return finding("T201", place, value=value, suggestion=suggestion)
