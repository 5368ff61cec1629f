"""Choosing by header within nginx: maps that rank what is offered, and let the ranks meet.

nginx has no notion of weights, but it can match regular expressions. So each media type and language gets a
rank: four digits for its weight, one for how exactly it was named, and its name behind them. Ranks meet in
duels: a regular expression with a back-reference tells which of two begins with the larger number. Variables
are worked out when they are needed, and the usual Accept headers are looked up whole before that.

Names of variables are short, and captures have none: nginx keeps all names in one table, and complains when
it is full. `with_owners` puts the site's name in front of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from dcat_publisher.model.terms import uri_of
from dcat_publisher.rdf.formats import ALIASES as ALIASES_OF
from dcat_publisher.rdf.formats import FORMATS, JSON_LD, TABLE

# "first:second" where the second number is the larger: alike up to a digit in which it is larger.
_SECOND_IS_LARGER: Final = "~^([0-9]*)(?:{})".format(
    "|".join(rf"{digit}[0-9]*[a-z]\w*:\1[{digit + 1}-9]" for digit in range(9))
)


# What an IRI may hold that a header field may not hold as it is.


class Offer(NamedTuple):
    """One thing to choose: the name of its variables, its media type, and the suffix of its file."""

    name: str
    media_type: str
    suffix: str


def _variable(media_type: str) -> str:
    """Return what the variables of an alias are named by: a suffix it is known by, else its own words."""
    suffix = next((entry.suffix for entry in TABLE if entry.media_type == media_type), None)
    return suffix or re.sub(r"application/|\W", "", media_type)


FILES: Final = tuple(Offer(entry.suffix, entry.media_type, entry.suffix) for entry in FORMATS)
DATA: Final = "|".join(re.escape(offer.suffix) for offer in FILES)
"""The pattern of the suffixes of data."""
ALIASES: Final = tuple(
    Offer(_variable(alias), alias, suffix) for suffix, names in ALIASES_OF.items() for alias in names
)
OFFERS: Final = (*FILES, Offer("html", "text/html", "html"), *ALIASES)
OTHERS: Final = (
    Offer("schema", JSON_LD.media_type, f"schema.{JSON_LD.suffix}"),
    Offer("schemajson", JSON_LD.aliases[0], f"schema.{JSON_LD.suffix}"),
)
"""What there is in another profile than the usual one, under its own media type and a wider one."""
_OTHER_NAMES: Final = (JSON_LD.suffix, _variable(JSON_LD.aliases[0]))
Profile = tuple[str, str]
"""Token and IRI."""


def defined_in(text: str) -> set[str]:
    """Return the names of the variables that a part of a configuration defines."""
    pattern = r"^\s*(?:map (?:\".*?\"|\S+)|geo|set) \$(\w+)|\(\?<(\w+)>"
    return {name for pair in re.findall(pattern, text, re.MULTILINE) for name in pair if name}


def with_owners(text: str, owners: Mapping[str, str]) -> str:
    """Put the name of its owner in front of the name of each variable that has one."""
    spelt = "|".join(sorted(owners, key=len, reverse=True))
    owned = rf"(\$\{{?|\(\?<)({spelt})\b"
    return re.sub(owned, lambda match: f"{match[1]}{owners[match[2]]}_{match[2]}", text)


def map_of(source: str, target: str, rows: Iterable[tuple[str, str]]) -> str:
    """Write a map block: the variable `target` by the values of `source`."""
    lines = "\n".join(f"    {quoted(key)} {quoted(value)};" for key, value in rows)
    return f"map {quoted(source)} ${target} {{\n{lines}\n}}"


def in_header(address: str) -> str:
    """Return an IRI as it may stand in a header, within a quoted text in which `$` begins a variable."""
    return uri_of(address).replace("$", "${dollar}").replace("'", "%27")


def quoted(text: str) -> str:
    """Write a word of a configuration."""
    return (
        text
        if re.fullmatch(r"\w+|\$\w+", text)
        else '"{}"'.format(text.replace("\\", "\\\\").replace('"', '\\"'))
    )


def _ranks(pattern: str, exact: int, name: str = "", where: str = "") -> list[tuple[str, str]]:
    """Return the rows from a header to the rank with which it names something, whose name is put behind it.

    `exact` says how exactly it is named, `where` is a pattern that the header has to begin with. One whose
    weight is none is not wanted.
    """
    start = rf"~*{where}(?:^|,)[ \t]*{pattern}[ \t]*"
    weighted = rf"{start}(?:;[^,]*)?;[ \t]*q="
    rows = [(f"{weighted}[1-9]", f"1000{exact}{name}")]
    for digits in (1, 2, 3):
        more = "[0-9]*" if digits == 3 else ""
        number = rf"{weighted}0?\.([0-9]{{{digits}}}){more}(?![0-9.])"
        rows.append((number, f"0$1{'0' * (3 - digits)}{exact}{name}"))
    return [*rows, (f"{weighted}[0-9.]", f"00000{name}"), (rf"{start}(?:[;,]|$)", f"1000{exact}{name}")]


def _duels(ranks: Sequence[str], prefix: str) -> Iterator[str]:
    """Let ranks meet one after the other; of two alike the former wins. `prefix` has the winner's rank."""
    for number, rank in enumerate(ranks[1:], start=1):
        former = ranks[0] if number == 1 else f"{prefix}{number - 1}"
        target = prefix if number == len(ranks) - 1 else f"{prefix}{number}"
        yield map_of(
            f"${former}:${rank}", target, [("default", f"${former}"), (_SECOND_IS_LARGER, f"${rank}")]
        )


def media_types() -> Iterator[str]:
    """Yield the maps that end in `$offer`: the name of what Accept or `_mediatype` choose, or "none"."""
    asked = [(f"~*^{_in_query(offer.media_type)}$", offer.media_type) for offer in OFFERS]
    yield map_of("$q_type", "accept", [("default", "none/none"), ("", "$http_accept"), *asked])
    none = [("default", "10000"), ("~*[a-z0-9.+*-]/[a-z0-9.+*-]", "00000")]
    yield map_of("$accept", "any", [*_ranks(r"\*/\*", 0), *_ranks(r"\*", 0), *none])
    mains = {offer.name: offer.media_type.partition("/")[0] for offer in OFFERS}
    for main in sorted(set(mains.values())):
        yield map_of("$accept", main[:4], [*_ranks(rf"{main}/\*", 1), ("default", "$any")])
    for offer in OFFERS:
        rows = _ranks(re.escape(offer.media_type), 2, offer.name)
        wider = f"${{{mains[offer.name][:4]}}}{offer.name}"
        yield map_of("$accept", f"r_{offer.name}", [*rows, ("default", wider)])
    yield from _duels([f"r_{offer.name}" for offer in OFFERS], "type")
    yield map_of("$type", "fought", [("default", "none"), ("~^0000", "none"), ("~^[0-9]*(.+)$", "$1")])
    usual = [(offer.media_type, offer.name) for offer in OFFERS]
    known = [("default", "$fought"), ("", OFFERS[0].name), ("*/*", OFFERS[0].name), *usual]
    yield map_of("$accept", "offer", known)


def _in_query(media_type: str) -> str:
    """Return the pattern of a media type as it may stand in a query."""
    return re.escape(media_type).replace("/", "(?:/|%2F)").replace(r"\+", "(?:[+ ]|%2B)")


def languages_of(languages: Sequence[str]) -> Iterator[str]:
    """Yield the maps that end in `$lang`, the language that `Accept-Language` chooses."""
    rest = r"(?:-[a-z0-9-]+)?"
    patterns = {tag: (rf"(?:nb|no){rest}" if tag == "nb" else rf"{tag}{rest}") for tag in languages}
    if patterns:
        yield from _ranked("$http_accept_language", patterns, "lang")


def _ranked(header: str, patterns: Mapping[str, str], target: str) -> Iterator[str]:
    """Yield the maps that choose a name by a header; what it begins with wins among equals."""
    for name, pattern in patterns.items():
        rows = [*_ranks(pattern, 1, name, rf"^(?=[ \t]*{pattern}).*?"), *_ranks(pattern, 0, name)]
        yield map_of(header, f"r_{name}", [("default", f"00000{name}"), *rows])
    yield from _duels([f"r_{name}" for name in patterns], f"{target}_r")
    yield map_of(f"${target}_r", target, [("default", next(iter(patterns))), ("~^[0-9]*(.+)$", "$1")])


def profile_maps(profiles: Sequence[Profile]) -> Iterator[str]:
    """Yield the maps that tell in which profile a request wants its answer, and where that would be.

    The first profile is the usual one, the last is there as JSON-LD only, those between are as the first. Who
    asks for a profile in a format that it does not have gets the usual one, which says so. `$p_query` is
    "list" where a list of all there is was asked for.
    """
    names = {_name_of(number, profiles): profile for number, profile in enumerate(profiles)}
    queries = [("default", "usual"), ("", ""), ("~^(?:alt|all)$", "list")]
    queries += [(f"~^(?:{_asked(*profile)})$", name) for name, profile in names.items() if name != "usual"]
    yield map_of("$q_prof", "p_query", queries)
    patterns = {name: f"<{re.escape(address)}>" for name, (_, address) in names.items()}
    yield from _ranked("$http_accept_profile", patterns, "prof")
    wanted = [("default", ""), ("~^:(.+)$", "$1"), ("~^(.+):", "$1")]
    yield map_of("$p_query:$prof", "p_wanted", wanted)
    yield from _narrow_maps()
    yield from _data_maps({name: names[name] for name in list(names)[1:-1]})


def _name_of(number: int, profiles: Sequence[Profile]) -> str:
    return "usual" if not number else "other" if number == len(profiles) - 1 else f"p{number}"


def _asked(token: str, address: str) -> str:
    """Return the pattern of a profile as it may stand in a query."""
    in_query = re.escape(address).replace(":", "(?::|%3[Aa])").replace("/", "(?:/|%2[Ff])")
    return rf"{re.escape(token)}|{in_query}".replace(r"\#", r"(?:\#|%23)")


def _narrow_maps() -> Iterator[str]:
    """Yield the maps that end in `$o_suffix` and `$o_folder`: where that for search engines would be."""
    yield map_of("$p_wanted", "o_wanted", [("default", ""), ("other", "1")])
    narrow, wide = _OTHER_NAMES
    types = [("default", narrow), ("~^0000.[a-z]+:0000", ""), (_SECOND_IS_LARGER, wide)]
    yield map_of(f"$r_{narrow}:$r_{wide}", "o_type", types)
    yield map_of("$o_wanted:$o_type", "o_asked", [("default", ""), ("~^1:(.+)$", "$1")])
    ways = list(zip(_OTHER_NAMES, OTHERS, strict=True))
    suffixes = [("default", ".none"), *((type_, f".{offer.suffix}") for type_, offer in ways)]
    yield map_of("$o_asked", "o_suffix", suffixes)
    folders = [("default", ""), *((type_, f"/.as/{offer.name}") for type_, offer in ways)]
    yield map_of("$o_asked", "o_folder", folders)


def _data_maps(profiles: Mapping[str, Profile]) -> Iterator[str]:
    """Yield the maps that end in `$d_suffix`, `$d_folder` and `$d_iri`: where data in a profile would be.

    Of the formats the one counts that Accept ranks first among those of data.
    """
    if not profiles:
        return
    offers = (*FILES, *ALIASES)
    yield from _duels([f"r_{offer.name}" for offer in offers], "d_type")
    yield map_of("$d_type", "d_best", [("default", "none"), ("~^0000", "none"), ("~^[0-9]*(.+)$", "$1")])
    yield map_of("$accept", "d_offer", [("default", "$d_best"), ("", FILES[0].name)])
    yield map_of("$d_offer", "d_ext", [("default", ""), *((each.name, f".{each.suffix}") for each in offers)])
    rows = [(f"~^{name}(.+)$", f".{token}$1") for name, (token, _) in profiles.items()]
    yield map_of("$p_wanted$d_ext", "d_suffix", [("default", ".none"), *rows])
    folders = [(each.name, f"/.as/d_{each.name}") for each in ALIASES]
    yield map_of("$d_offer", "d_folder", [("default", "/.as/d"), *folders])
    addresses = [(name, f"<{in_header(address)}>") for name, (_, address) in profiles.items()]
    yield map_of("$p_wanted", "d_iri", [("default", ""), *addresses])
