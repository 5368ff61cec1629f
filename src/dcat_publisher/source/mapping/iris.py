"""A text to an IRI, or the reason why it is none.

The checks are stricter than those of a JSON-LD processor, which takes or drops what is wrong without a word.
"""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import Final
from urllib.parse import urljoin, urlsplit

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.language import Message, Words, filled
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import NAME_AT_END, iri
from dcat_publisher.rules import finding
from dcat_publisher.source.mapping.secrets import login_fault

_WORDS: Final = Words(__file__)


# RFC 3987, section 2.2: what no IRI may hold (but for brackets around an IP address); parsers refuse it too.
# The last character of the Basic Multilingual Plane that is a `ucschar`, then those of the planes above.
_ABOVE: Final = "".join(f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 14))
_NOT_IN_IRI: Final = re.compile(
    r"[\x00-\x20<>\"{}|\\^`\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef]"
    rf"|[^\x00-\ud7ff\uf900-\uffef{_ABOVE}\U000e1000-\U000efffd]"
)
# Brackets stand around an IP address only, and one `#` begins the fragment.
_MISPLACED: Final = re.compile(r"[][]|#[^#]*#")
_IP_ADDRESS: Final = re.compile(r"(^[A-Za-z][\w+.-]*://(?:[^][/?#@]*@)?)\[[0-9A-Fa-f:.]+\](?=[:/?#]|\Z)")
# What nearly every address looks like; it passes all the checks below, which take ten times as long.
_ORDINARY: Final = re.compile(
    r"https?://(?!https?\b)[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*(?::[0-9]{1,4})?"
    r"(?:/[A-Za-z0-9/_.~!$&'()*+,;=:@?-]*)?(?:#[A-Za-z0-9/_.~!$&'()*+,;=:@?-]*)?"
)
_BAD_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_HOST: Final = re.compile(r"(?:[\w](?:[\w-]*[\w])?\.)*[\w](?:[\w-]*[\w])?\.?")
_WEB: Final = frozenset({"http", "https"})
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*")
# With a letter too few, too many, or two that changed places; `http` and `https` themselves are known.
_MISSPELT: Final = re.compile(r"(?:h{0,2}t{1,3}p{1,2}|h+pt+|thtp|hhtp|htpt)s{0,2}", re.IGNORECASE)
_SCRIPTED: Final = frozenset({"javascript", "data", "vbscript", "file", "blob"})
SCHEMES: Final = frozenset(
    {"acct", "ark", "cid", "did", "doi", "fax", "ftp", "ftps", "geo", "git", "hdl", "http", "https", "info"}
    | {"ldap", "ldaps", "mailto", "mid", "news", "ni", "oid", "sftp", "sip", "sips", "sms", "ssh", "tag"}
    | {"tel", "urn", "xmpp"}
)
"""What stands before a colon without `//` is one of these, or a prefix that was misspelt."""
_EMAIL: Final = re.compile(r"[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+")
_TEL: Final = re.compile(r"(?:tel|tlf|telefon|phone)[.:]?\s*", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\(?\+?[0-9(][0-9 ()./\u00a0\u202f–-]{4,}", re.ASCII)
_BARE_HOST: Final = re.compile(
    r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:no|com|org|net|eu|io|dk|se|int|edu|gov)(?:[/?#:].*)?"
    r"|localhost(?:[/:].*)?"
)


def iri_fault(value: str) -> Message | None:
    """Say why a text is not an absolute IRI that every consumer takes (RFC 3987); None when it is one."""
    if _ORDINARY.fullmatch(value) is not None:
        return None
    bad = _NOT_IN_IRI.search(value) or _MISPLACED.search(_IP_ADDRESS.sub(r"\1", value))
    if bad is not None:
        return filled(_WORDS["not_allowed"], what=_shown(bad[0][-1]))
    scheme, colon, rest = value.partition(":")
    if not colon or _SCHEME.fullmatch(scheme) is None:
        return _WORDS["no_scheme"]
    if scheme.lower() in _SCRIPTED:
        return filled(_WORDS["not_allowed"], what=f"`{scheme}:`")
    if scheme.lower() not in SCHEMES and (not rest.startswith("//") or _MISSPELT.fullmatch(scheme)):
        return filled(_WORDS["unknown_scheme"], scheme=scheme)
    if _BAD_PERCENT.search(value) is not None:
        return _WORDS["percent"]
    if not rest or rest == "//":
        return _WORDS["after_colon"]
    if (rest.startswith("//") or scheme.lower() in _WEB) and not _good_host(value, scheme.lower() in _WEB):
        return _WORDS["host"]
    return None


def _shown(character: str) -> str | Message:
    if character == " ":
        return _WORDS["space"]
    if "!" <= character <= "~":
        return f"`{character}`"
    return filled(_WORDS["character"], code=f"U+{ord(character):04X}")


def _good_host(value: str, of_the_web: bool) -> bool:
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname or "", parts.port
        if ":" in host:
            ip_address(host)
    except ValueError:
        return False
    if parts.netloc.count("@") > 1 or host in _WEB:  # `https://https://…`: its own beginning, twice
        return False
    return ":" in host or not of_the_web or _HOST.fullmatch(host) is not None


def iri_term(value: str, place: Place) -> str | Finding:
    """Return the term of an absolute IRI, or the finding."""
    if "://" not in value and _BARE_HOST.fullmatch(value) is not None:
        return finding("T103", place, value=value)
    fault = iri_fault(value)
    if fault is None:
        return login_fault(value, place) or iri(value)
    if _EMAIL.fullmatch(value) is not None:
        return finding("T102", place, value=value)
    return finding("T101", place, value=value, reason=fault)


def property_term(value: str, place: Place) -> str | Finding:
    """Return the term of a property's IRI, or the finding; RDF/XML (5.1.2) wants a name at its end."""
    if NAME_AT_END.search(value) is not None:
        return iri_term(value, place)
    reason = _WORDS["property_name"]
    return finding("T101", place, value=value, reason=reason)


def looks_like_address(value: str) -> bool:
    """Return whether a text is meant as an address rather than as a local name."""
    return ":" in value or "@" in value or _BARE_HOST.fullmatch(value) is not None


def telephone(value: str) -> str | None:
    """Return the address of a telephone number that is written as people do; None where it is none.

    RFC 3966: `tel:`, a plus, the country, digits. Eight digits without a country are a Norwegian number.
    """
    text = _TEL.sub("", value)
    if value.startswith("tel:+") or _NUMBER.fullmatch(text) is None:
        return None
    digits = "".join(letter for letter in text if letter.isdigit())
    if text.lstrip("(").startswith("+"):
        return f"tel:+{digits}"
    if digits.startswith("00"):
        return f"tel:+{digits[2:]}"
    # Eight digits are a subscriber, five a company; less or more lacks something that nobody can add.
    return f"tel:+47{digits}" if len(digits) in (5, 8) else None


def is_email(value: str) -> bool:
    """Return whether a text is an e-mail address, with `mailto:` before it or not."""
    return _EMAIL.fullmatch(value.removeprefix("mailto:")) is not None


def is_address(value: str) -> bool:
    """Return whether a text is an address, or one that lacks only its `https://` or `mailto:`."""
    return iri_fault(value) is None or is_email(value) or _BARE_HOST.fullmatch(value) is not None


def resolved(reference: str, base: str) -> str:
    """Resolve a reference (RFC 3986, 5); one that cannot be is given back, to be reported as an IRI."""
    if _NOT_IN_IRI.search(reference) is not None:  # `urljoin` would drop some of these without a word
        return reference
    try:
        return urljoin(base, reference)
    except ValueError:
        return reference
