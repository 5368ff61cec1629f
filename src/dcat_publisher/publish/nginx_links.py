"""What nginx says of single things in headers: a file of its own, included, with a short line for each.

The links that all things have (their formats) are one text with the name in it. Of the rest, a line has the
number of a text that things share (their class, licence, publisher) and what the thing alone has: the files
of a dataset, below a folder that they share, which has a number, too. Maps of the site's configuration put
the header together when it is asked for. Keys are short and maps are small, because nginx complains of others
unless it was told, once for all sites, to keep larger tables.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple
from urllib.parse import quote, unquote

from dcat_publisher.publish.nginx_choice import in_header, map_of
from dcat_publisher.publish.pages.profiles import OTHER_PROFILE, PublishedProfile
from dcat_publisher.rdf.formats import FORMATS, JSON_LD

RESOURCES_FILE: Final = "nginx-resources.conf"
# nginx reads no longer word than 4096 bytes in a configuration; the path stands before it.
_LONGEST: Final = 3500
# How much of the end of a path a thing is known by, in bytes, and how many of them one map has: with this
# nginx needs no larger tables than it has anyway. Variables are joined, so more than 64 maps do not pay.
_KEY: Final = 40
_KEYS: Final = 100
_MOST_MAPS: Final = 64
# A folder that fewer things than this have files in is not worth a number.
_FEW: Final = 8
_TOKENS: Final = 5
_STEPS: Final = 4
_HEADING: Final = (
    "# The links of single resources, for nginx.conf. Made by the build: changes here are lost.\n"
)


class _Thing(NamedTuple):
    """A thing with a path as nginx knows it: what it may share with others, and its files."""

    path: str
    shared: str
    files: tuple[str, ...]


def resource_maps(
    resources: Sequence[Mapping[str, object]], base: str, tokens: Sequence[str], *, in_portions: bool
) -> Iterator[str]:
    """Yield the parts of the file that is included; `in_portions` says whether pages of HTML are there.

    `tokens` are those of the profiles that data are in besides the usual one.
    """
    yield _HEADING
    yield map_of("", "paged_h", [("default", "1" if in_portions else "0")])
    things = [_thing(about, base, tokens) for about in resources]
    shared = {text: number for number, text in enumerate(dict.fromkeys(thing.shared for thing in things), 1)}
    yield from _table("$l_num", "l_set", [(str(number), text) for text, number in shared.items()])
    folders = {folder: str(number) for number, folder in enumerate(_folders(things), 1)}
    yield from _table("$l_fold", "l_dir", [(number, folder) for folder, number in folders.items()])
    lines = [(thing.path, f"{shared[thing.shared]} {_below(thing, folders)}".rstrip()) for thing in things]
    yield from _lines(lines)


def link_maps(base: str, profiles: Sequence[PublishedProfile], formats: str) -> Iterator[str]:
    """Yield the maps of the configuration that make the links of one thing of its line, see the module.

    `profiles` are those that data are in besides the usual one, `formats` the links to all formats. What has
    no line is a page that describes no thing: there is no data of it to link to.
    """
    yield map_of("$l_line", "l_all", [("default", formats), ("", "")])
    for number, profile in enumerate(profiles):
        yield map_of("", f"l_as{number}", [("default", _data_links(profile.iri, f".{profile.token}", ", "))])
    yield 'geo $dollar {\n    default "$";\n}'
    yield map_of("$thing", "l_key", [("default", ""), (rf"~(?s)(.{{1,{_KEY}}})\z", "$1")])
    cited = in_header(base.rstrip("/"))
    yield map_of("", "l_cited", [("default", f', <{cited}$thing>; rel="cite-as"')])
    yield map_of("$l_line", "l_num", [("default", ""), ("~^([0-9]+)", "$1")])
    yield map_of("$l_line", "l_fold", [("default", ""), ("~^[0-9]+ ([0-9]+)", "$1")])
    yield map_of("$l_line", "l_rest0", [("default", ""), ("~^[0-9]+ [0-9]+ (.+)$", "$1")])
    for number in range(_STEPS):
        if number:
            rows = [("default", ""), (rf"~^(?:\S+ ){{{_TOKENS}}}(.+)$", "$1")]
            yield map_of(f"$l_rest{number - 1}", f"l_rest{number}", rows)
        yield map_of(f"$l_dir $l_rest{number}", f"l_it{number}", [("default", ""), *_items()])


def _items() -> Iterator[tuple[str, str]]:
    """Yield the rows for a folder and that many names of files and more, the most first.

    There is no variable beside the captures: to work one out could change them.
    """
    for count in range(_TOKENS, 0, -1):
        pattern = r" (\S+)" * count
        links = "".join(f', <$1${number}>; rel="item"' for number in range(2, count + 2))
        yield (rf"~^(\S*){pattern}(?: |$)", links)


def alternates(languages: Sequence[str], own: str, profiles: Sequence[PublishedProfile]) -> str:
    """Return the links to all formats, with the name of the thing left to nginx, and the profiles' tokens."""
    data = [_data_links(profiles[0].iri)]
    pages = [("html", own), *((f"{tag}.html", tag) for tag in languages)]
    data += [
        f'<$name.{suffix}>; rel="alternate"; type="text/html"; hreflang="{tag}"' for suffix, tag in pages
    ]
    tokens = [
        f'<http://www.w3.org/ns/dx/prof/Profile>; rel="type"; token="{token}"; anchor="{in_header(iri)}"'
        for token, iri in profiles
    ]
    own_links = "".join(["$l_set", *(f"$l_it{number}" for number in range(_STEPS))])
    return ", ".join([*data, *tokens]) + own_links


def _data_links(iri: str, token: str = "", before: str = "") -> str:
    """Return the links to the formats of the data in a profile, whose files have a token in their names."""
    return before + ", ".join(
        f'<$name{token}.{entry.suffix}>; rel="alternate describedby"; type="{entry.media_type}"; '
        f'profile="{in_header(iri)}"'
        for entry in FORMATS
    )


def _thing(about: Mapping[str, object], base: str, tokens: Sequence[str]) -> _Thing:
    """Take a thing's links apart, as many as nginx takes in one word."""
    path = str(about["path"])
    shared, files, room = list[str](), list[str](), _LONGEST
    given, links = about["files"], about.get("links", [])
    if isinstance(given, dict) and f"{OTHER_PROFILE.token}.{JSON_LD.suffix}" in given:
        shared.append(
            f', <$name.{OTHER_PROFILE.token}.{JSON_LD.suffix}>; rel="alternate describedby"; '
            f'type="{JSON_LD.media_type}"; profile="{OTHER_PROFILE.iri}"'
        )
    for number, token in enumerate(tokens):
        if isinstance(given, dict) and f"{token}.{FORMATS[0].suffix}" in given:
            shared.append(f"$l_as{number}")
    for link in links if isinstance(links, list) else ():
        target, relation = in_header(link["href"]), str(link["rel"])
        room -= len(target) + len(relation) + len(', <>; rel=""')
        if room <= 0:
            break
        if relation == "item" and len(files) < _TOKENS * _STEPS:
            files.append(target)
        elif relation == "cite-as" and link["href"] == base + path and quote(path) == path:
            shared.append("$l_cited")
        else:
            shared.append(f', <{target}>; rel="{relation}"')
    return _Thing(f"/{unquote(path)}", "".join(shared), tuple(files))



def _ancestors(thing: _Thing) -> Iterator[str]:
    """Yield the folders that all files of a thing are below, the longest first."""
    first, last = min(thing.files, default=""), max(thing.files, default="")
    common = next((n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))
    folder = first[:common].rpartition("/")[0]
    while folder:
        yield f"{folder}/"
        folder = folder.rpartition("/")[0]


def _folders(things: Sequence[_Thing]) -> list[str]:
    """Return the folders with a number: of each thing the longest that enough things have files in."""
    counts = Counter(folder for thing in things for folder in _ancestors(thing))
    return list(dict.fromkeys(filter(None, (_of_many(thing, counts) for thing in things))))


def _of_many(thing: _Thing, counts: Mapping[str, int]) -> str | None:
    return next((folder for folder in _ancestors(thing) if counts[folder] >= _FEW), None)


def _below(thing: _Thing, folders: Mapping[str, str]) -> str:
    """Return the files of a thing as they stand in its line: the number of a folder, what is below it."""
    folder = next((each for each in _ancestors(thing) if each in folders), "")
    files = [file.removeprefix(folder) for file in thing.files]
    return " ".join([folders.get(folder, "0"), *files]) if files and all(files) else ""


def _lines(lines: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield the maps to the line of a thing by the end of its path, or by the path if others end alike.

    nginx takes two keys that differ in case for one, unless they are regular expressions.
    """
    keys = {path: path.encode()[-_KEY:].decode("utf-8", "surrogateescape") for path, _ in lines}
    spelt = Counter(key.lower() for key in keys.values())
    short = [(_literal(keys[path]), line) for path, line in lines if spelt[keys[path].lower()] == 1]
    alike = [(f"~^{re.escape(path)}$", line) for path, line in lines if spelt[keys[path].lower()] > 1]
    yield from _table("$l_key", "l_line", short, [("$thing", alike)] if alike else [])


def _literal(key: str) -> str:
    """Return a key that nginx takes for no regular expression."""
    return f"\\{key}" if key[:1] in ("~", "\\") else key


def _table(
    source: str, target: str, rows: Sequence[tuple[str, str]],
    more: Sequence[tuple[str, Sequence[tuple[str, str]]]] = (),
) -> Iterator[str]:  # fmt: skip
    """Yield the maps from keys to texts; only one of them has a key, so the texts are joined."""
    size = max(_KEYS, -(-len(rows) // _MOST_MAPS))
    parts = [*((source, rows[start : start + size]) for start in range(0, len(rows), size)), *more]
    if len(parts) == 1:
        yield map_of(parts[0][0], target, [("default", ""), *parts[0][1]])
        return
    for number, (key, part) in enumerate(parts):
        yield map_of(key, f"{target}{number}", [("default", ""), *part])
    yield map_of("", target, [("default", "".join(f"${target}{number}" for number in range(len(parts))))])
