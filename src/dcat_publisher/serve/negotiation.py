"""Request headers to a choice among what is offered: media type, language, coding (RFC 9110, section 12).

Pure functions over text. A header is read leniently: an element that cannot be read is passed over, and a
header without one readable element counts as missing, so that no header can make a request fail.

Reading takes a time that grows with the length of the header and no faster, whatever is in it: each character
is looked at a fixed number of times, and no more is read than the limits below allow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Final

from dcat_publisher.model.language import NEIGHBOURS

# RFC 9110, section 5.6.2 (token), 5.6.4 (quoted-string) and 12.4.2 (weight; `.5` and `5` are let pass as 0.5
# and 1).
_TOKEN: Final = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_QUOTED: Final = r'"(?:[^"\\]|\\.)*"'
# What an element is put together from, up to a comma; the second is for what stands behind a quotation mark
# that nobody closes, where to look for the end of a quotation again and again would be in vain.
_PIECE: Final = re.compile(rf"{_QUOTED}|<[^<>]*>|[^,\"<]+|[\"<,]")
_PLAIN_PIECE: Final = re.compile(r"<[^<>]*>|[^,<]+|[<,]")
_PARAMETER: Final = re.compile(rf"[ \t]*;[ \t]*(?:({_TOKEN})[ \t]*=[ \t]*({_TOKEN}|{_QUOTED}))?")
_WEIGHT: Final = re.compile(r"[0-9]*(?:\.[0-9]*)?")
_MEDIA_RANGE: Final = re.compile(rf"({_TOKEN})/({_TOKEN})|\*")
_VALUE: Final = re.compile(_TOKEN)

# What stands behind this many characters of a header, or this many elements, is not read: of real ones, the
# longest have a tenth of it.
_LONGEST: Final = 4096
_MOST_ELEMENTS: Final = 64
_MOST_PIECES: Final = 8 * _MOST_ELEMENTS
_MOST_PARAMETERS: Final = 16
# BCP 47 has tags of four or five parts; what stands behind eight narrows nothing down here.
_MOST_SUBTAGS: Final = 8
# Parameters that describe a document further without making it another type: RFC 6906 and RDF 1.2, section 9.
_HINTS: Final = frozenset({"profile", "version"})

Parameters = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Weighted:
    """One element of a list header: value in lower case, parameters without `q`, and weight 0 to 1."""

    value: str
    parameters: Parameters
    weight: float


def elements(header: str, value: re.Pattern[str] = _VALUE) -> Iterator[Weighted]:
    """Read a list header; elements whose value, parameters or weight are malformed are passed over."""
    for text in _split(header):
        found = _element(text, value)
        if found is not None:
            yield found


def _split(header: str) -> Iterator[str]:
    """Return the elements of a list header as text; a comma in a quotation or in an IRI parts none."""
    return islice(filter(None, _parted(header[:_LONGEST])), _MOST_ELEMENTS)


def _parted(header: str) -> Iterator[str]:
    """Part a header at its commas; what stands between two may be empty."""
    pattern, at, start = _PIECE, 0, 0
    for _ in range(_MOST_PIECES):
        match = pattern.match(header, at)
        if match is None:
            break
        at = match.end()
        if match[0] == ",":
            yield header[start : at - 1].strip(" \t")
            start = at
        elif match[0] == '"':
            pattern = _PLAIN_PIECE
    yield header[start:at].strip(" \t")


def _element(text: str, value: re.Pattern[str]) -> Weighted | None:
    head = value.match(text)
    if head is None:
        return None
    parameters: list[tuple[str, str]] = []
    weight, at, weighted, count = 1.0, head.end(), False, 0
    while at < len(text):
        match = _PARAMETER.match(text, at)
        count += 1
        if match is None or count > _MOST_PARAMETERS:
            return None
        at = match.end()
        if match[1] is None:
            continue
        name, content = match[1].lower(), _unquoted(match[2])
        if name != "q":
            # What stands behind the weight says nothing of the type (RFC 7231, 5.3.2; gone in RFC 9110).
            parameters += [] if weighted else [(name, content)]
            continue
        weighted = True
        if _WEIGHT.fullmatch(content) is None or not content.strip("."):
            return None
        weight = min(float(content), 1.0)
    return Weighted(head[0].lower(), tuple(parameters), weight)


def _unquoted(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text[1:-1]) if text[:1] == '"' else text


def choose_media_type(accept: str | None, offered: tuple[str, ...]) -> str | None:
    """Return the media type to answer with, or None when nothing that is offered is acceptable.

    Args:
        accept: the Accept header, None when there is none.
        offered: the media types there are, the server's favourite first.

    The highest weight wins, among equals the type that was named more exactly, then the server's order. A
    missing header accepts anything. Ranges with unknown parameters are held against the offer strictly at
    first; if that leaves nothing, the parameters are disregarded, since a client is better served so than by
    a 406.
    """
    return _choose_media_type(accept[:_LONGEST] if accept is not None else None, offered)


@lru_cache(maxsize=1024)
def _choose_media_type(accept: str | None, offered: tuple[str, ...]) -> str | None:
    ranges = list(elements(accept, _MEDIA_RANGE)) if accept is not None else []
    if not ranges:
        return offered[0] if offered else None
    return _best(ranges, offered) or _best(
        [Weighted(item.value, (), item.weight) for item in ranges], offered
    )


def _best(ranges: Sequence[Weighted], offered: tuple[str, ...]) -> str | None:
    fitting = [item for item in ranges if all(_fits(name, value) for name, value in item.parameters)]
    ranked = [(_rank(fitting, media_type), -number, media_type) for number, media_type in enumerate(offered)]
    rank, _, chosen = max(ranked, default=((0.0, 0, 0), 0, ""))
    return chosen if rank[0] > 0 else None


def _rank(ranges: Sequence[Weighted], media_type: str) -> tuple[float, int, int]:
    """Return the weight of a media type by the most exact range that covers it, and how exact that is."""
    main = media_type.partition("/")[0]
    exactness = {media_type: 2, f"{main}/*": 1, "*/*": 0, "*": 0}
    covering = [
        (exactness[item.value], len(item.parameters), item.weight)
        for item in ranges
        if item.value in exactness
    ]
    exact, parameters, weight = max(covering, default=(0, 0, 0.0))
    return weight, exact, parameters


def _fits(name: str, value: str) -> bool:
    return name in _HINTS or (name == "charset" and value.lower() in {"utf-8", "utf8"})


def choose_language(accept: str | None, offered: tuple[str, ...]) -> str:
    """Return the language to answer in: the best of the offered ones, the first where none is asked for.

    Follows RFC 4647, section 3.4 (lookup): `nb-NO` finds `nb`. Who reads one Norwegian language reads the
    other, so each finds the other when it is not there itself, and `no` finds both.
    """
    return _choose_language(accept[:_LONGEST] if accept is not None else None, offered)


@lru_cache(maxsize=1024)
def _choose_language(accept: str | None, offered: tuple[str, ...]) -> str:
    ranges = sorted(elements(accept or ""), key=lambda item: -item.weight)
    refused = {item.value for item in ranges if item.weight == 0}
    wanted = [tag for item in ranges if item.weight > 0 for tag in _tags(item.value)]
    return next((tag for tag in [*wanted, *offered] if tag in offered and tag not in refused), offered[0])


def _tags(value: str) -> tuple[str, ...]:
    """Return the language tags that a range stands for, from the longest to the shortest."""
    parts = value.split("-", _MOST_SUBTAGS)[:_MOST_SUBTAGS]
    tags = ["-".join(parts[:count]) for count in range(len(parts), 0, -1)]
    return (*tags, *NEIGHBOURS.get(tags[-1], ()))


def accepts_gzip(accept_encoding: str | None) -> bool:
    """Return whether gzip is asked for by name and not less wanted than the plain form (RFC 9110, 12.5.3).

    `*` is not enough: a harvester that takes a coded body for text must have named the coding itself.
    """
    if accept_encoding is None or "gzip" not in accept_encoding.lower():
        return False
    weights = {item.value: item.weight for item in elements(accept_encoding)}
    gzip = max(weights.get("gzip", 0.0), weights.get("x-gzip", 0.0))
    return gzip > 0 and gzip >= weights.get("identity", 0.0)


_ENTITY_TAG: Final = re.compile(r'(W/)?("[^"]*")')


def names_tag(header: str, tag: str, *, weakly: bool = True) -> bool:
    """Return whether an If-None-Match header (compared weakly) or an If-Match header (strongly) names a tag.

    `*` names any (RFC 9110, sections 8.8.3.2, 13.1.1 and 13.1.2).
    """
    if header.strip() == "*":
        return True
    return any(
        found == tag and (weakly or not weak) for weak, found in _ENTITY_TAG.findall(header, 0, _LONGEST)
    )


def profiles(header: str | None) -> Iterable[str]:
    """Return the profile IRIs of an Accept-Profile header, most wanted first (W3C connegp, section 7.1)."""
    if header is None:
        return ()
    found: list[tuple[float, str]] = []
    for text in _split(header):
        iri, _, rest = text.partition(">")
        weighted = _element(f"x{rest}", _VALUE)
        if iri.startswith("<") and weighted is not None and weighted.weight > 0:
            found.append((-weighted.weight, iri[1:]))
    return tuple(iri for _, iri in sorted(found, key=lambda item: item[0]))
