"""Choosing by header within nginx: maps that rank what is offered, and let the ranks meet.

nginx has no notion of weights, but it can match regular expressions. So each media type and language gets a
rank of five digits, four for its weight and one for how exactly it was named, and they meet in duels: a
regular expression with a back-reference tells which of two numbers is the larger. Variables are worked out
when they are needed, and the usual Accept headers are looked up whole before that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from dcat_publisher.rdf.formats import FORMATS

# "first:second" where the second number is the larger: alike up to a digit in which it is larger.
_SECOND_IS_LARGER: Final = "^(?<same>[0-9]*)(?:{})".format(
    "|".join(f"{digit}[0-9]*:\\k<same>[{digit + 1}-9]" for digit in range(9))
)


class Offer(NamedTuple):
    """One thing to choose: the name of its variables, its media type, and the suffix of its file."""

    name: str
    media_type: str
    suffix: str


OFFERS: Final = (
    *(Offer(entry.suffix, entry.media_type, entry.suffix) for entry in FORMATS),
    Offer("html", "text/html", "html"),
    Offer("trig", "application/trig", "ttl"),
    Offer("n3", "text/n3", "ttl"),
    Offer("json", "application/json", "jsonld"),
    Offer("xml", "application/xml", "rdf"),
    Offer("textxml", "text/xml", "rdf"),
    Offer("nq", "application/n-quads", "nt"),
)
ALIASES: Final = OFFERS[len(FORMATS) + 1 :]
OTHERS: Final = (
    Offer("schema", "application/ld+json", "schema.jsonld"),
    Offer("schemajson", "application/json", "schema.jsonld"),
)
"""What there is in another profile than the usual one, under its own media type and a wider one."""
Profile = tuple[str, str]
"""Token and IRI."""


def map_of(source: str, target: str, rows: Iterable[tuple[str, str]]) -> str:
    """Write a map block: the variable `target` by the values of `source`."""
    lines = "\n".join(f"    {_quoted(key)} {_quoted(value)};" for key, value in rows)
    return f"map {_quoted(source)} ${target} {{\n{lines}\n}}"


def _quoted(text: str) -> str:
    return (
        text
        if re.fullmatch(r"\w+|\$\w+", text)
        else '"{}"'.format(text.replace("\\", "\\\\").replace('"', '\\"'))
    )


def _weight_of(pattern: str, name: str) -> list[tuple[str, str]]:
    """Return the rows that find the weight with which a header names something, "1" where it says none."""
    start = rf"~*(?:^|,)[ \t]*{pattern}[ \t]*"
    return [(rf"{start}(?:;[^,]*)?;[ \t]*q=(?<w_{name}>[0-9.]+)", f"$w_{name}"), (rf"{start}(?:[;,]|$)", "1")]


def _rank(source: str, target: str) -> str:
    """Return the map from "exactness:weight" to a rank; nothing named is the rank of zero."""
    rows = [("default", "00000"), (rf"~^(?<e_{target}>[0-9]):[1-9]", f"1000$e_{target}")]
    for digits in (1, 2, 3):
        zeros = "0" * (3 - digits)
        pattern = rf"~^(?<e{digits}_{target}>[0-9]):0?\.(?<d{digits}_{target}>[0-9]{{{digits}}})"
        value = f"0${{d{digits}_{target}}}{zeros}$e{digits}_{target}"
        rows.append((f"{pattern}[0-9]*$" if digits == 3 else f"{pattern}$", value))
    return map_of(source, target, rows)


def _duels(names: Sequence[str], prefix: str) -> Iterator[str]:
    """Let ranks meet one after the other; of two alike the former wins. The last maps have name and rank."""
    yield map_of("", f"{prefix}_best0", [("default", names[0])])
    yield map_of("", f"{prefix}_top0", [("default", f"${prefix}_{names[0]}")])
    for number, name in enumerate(names[1:], start=1):
        duel, former = f"${prefix}_top{number - 1}:${prefix}_{name}", number - 1
        larger = f"~{_SECOND_IS_LARGER}".replace("same", f"same_{prefix}_{number}")
        yield map_of(duel, f"{prefix}_best{number}", [("default", f"${prefix}_best{former}"), (larger, name)])
        larger = larger.replace(f"same_{prefix}", f"again_{prefix}")
        rank = f"${prefix}_{name}"
        yield map_of(duel, f"{prefix}_top{number}", [("default", f"${prefix}_top{former}"), (larger, rank)])


def media_types() -> Iterator[str]:
    """Yield the maps that end in `$offer`: the name of what Accept or `_mediatype` choose, or "none"."""
    asked = [(f"~*^{_in_query(offer.media_type)}$", offer.media_type) for offer in OFFERS]
    yield map_of("$arg__mediatype", "accept", [("default", "none/none"), ("", "$http_accept"), *asked])
    none = [("default", "1"), ("~*[a-z0-9.+*-]/[a-z0-9.+*-]", "")]
    yield map_of("$accept", "accept_any", [*_weight_of(r"\*/\*", "any"), *_weight_of(r"\*", "star"), *none])
    for main in ("text", "application"):
        yield map_of("$accept", f"accept_{main}", [*_weight_of(rf"{main}/\*", main), ("default", "")])
    for offer in OFFERS:
        rows = _weight_of(re.escape(offer.media_type), offer.name)
        yield map_of("$accept", f"named_{offer.name}", [*rows, ("default", "")])
        main = offer.media_type.partition("/")[0]
        found = f"$named_{offer.name};$accept_{main};$accept_any"
        ways = [
            (f"~^(?<two_{offer.name}>[^;]+);", f"2:$two_{offer.name}"),
            (f"~^;(?<one_{offer.name}>[^;]+);", f"1:$one_{offer.name}"),
            (f"~^;;(?<any_{offer.name}>.+)$", f"0:$any_{offer.name}"),
        ]
        yield map_of(found, f"found_{offer.name}", [("default", ""), *ways])
        yield _rank(f"$found_{offer.name}", f"type_{offer.name}")
    names = [offer.name for offer in OFFERS]
    yield from _duels(names, "type")
    last = len(names) - 1
    yield map_of(f"$type_top{last}", "type_fought", [("default", f"$type_best{last}"), ("~^0000", "none")])
    usual = [(offer.media_type, offer.name) for offer in OFFERS]
    known = [("default", "$type_fought"), ("", names[0]), ("*/*", names[0]), *usual]
    yield map_of("$accept", "offer", known)


def _in_query(media_type: str) -> str:
    """Return the pattern of a media type as it may stand in a query."""
    return re.escape(media_type).replace("/", "(?:/|%2F)").replace(r"\+", "(?:[+ ]|%2B)")


def languages_of(languages: Sequence[str]) -> Iterator[str]:
    """Rank the languages as `Accept-Language` does."""
    rest = r"(?:-[a-z0-9-]+)?"
    patterns = {tag: (rf"(?:nb|no){rest}" if tag == "nb" else rf"{tag}{rest}") for tag in languages}
    yield from _ranked("$http_accept_language", patterns, "language")


def _ranked(header: str, patterns: Mapping[str, str], prefix: str) -> Iterator[str]:
    """Rank names by a header; what it begins with wins among equals."""
    for name, pattern in patterns.items():
        begins = [("default", "0"), (f"~*^[ \\t]*{pattern}", "1")]
        yield map_of(header, f"asked_{name}", [*_weight_of(pattern, name), ("default", "")])
        yield map_of(header, f"first_{name}", begins)
        yield _rank(f"$first_{name}:$asked_{name}", f"{prefix}_{name}")
    if patterns:
        yield from _duels(list(patterns), prefix)


def profile_maps(usual: Profile, other: Profile) -> Iterator[str]:
    """Yield the maps that end in `$other_suffix` and `$other_folder`: where the other profile would be.

    The other profile is there as JSON-LD only; who asks for it in a format that it does not have gets the
    usual one, which says so. `$profile_query` is "list" where a list of all there is was asked for.
    """
    token, address = other
    in_query = re.escape(address).replace(":", "(?::|%3[Aa])").replace("/", "(?:/|%2[Ff])")
    queries = [
        ("default", "usual"),
        ("", ""),
        ("~^(?:alt|all)$", "list"),
        (f"~^(?:{token}|{in_query})$", "other"),
    ]
    yield map_of("$arg__profile", "profile_query", queries)
    patterns = {"usual": f"<{re.escape(usual[1])}>", "other": f"<{re.escape(address)}>"}
    yield from _ranked("$http_accept_profile", patterns, "profile")
    wanted = [("default", ""), ("~^other:", "1"), ("~^:other$", "1")]
    yield map_of("$profile_query:$profile_best1", "other_wanted", wanted)
    larger = f"~{_SECOND_IS_LARGER}".replace("same", "same_other")
    types = [("default", "jsonld"), ("~^0000.:0000.$", ""), (larger, "json")]
    yield map_of("$type_jsonld:$type_json", "other_type", types)
    asked = [("default", ""), ("~^1:(?<type_of_other>.+)$", "$type_of_other")]
    yield map_of("$other_wanted:$other_type", "other_asked", asked)
    ways = list(zip(("jsonld", "json"), OTHERS, strict=True))
    suffixes = [("default", ".none"), *((type_, f".{offer.suffix}") for type_, offer in ways)]
    yield map_of("$other_asked", "other_suffix", suffixes)
    folders = [("default", ""), *((type_, f"/.as/{offer.name}") for type_, offer in ways)]
    yield map_of("$other_asked", "other_folder", folders)
