"""What nginx says of a thing in headers: a map from its path to its links, as the list of resources has them.

The links that all things have (their formats) are one text with the name in it. Only the rest stands in the
map, one line for each thing: nginx looks it up in a hash table, whatever its size.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import quote, unquote

from dcat_publisher.publish.nginx_choice import map_of
from dcat_publisher.publish.pages.files import PROFILES
from dcat_publisher.rdf.formats import FORMATS

# nginx reads no longer word than 4096 bytes in a configuration; the path stands before it.
_LONGEST: Final = 3500
# What an IRI may hold that a header field may not hold as it is.
_IRI_CHARACTERS: Final = "%/:?#[]@!$&'()*+,;=-._~"
_USUAL, _OTHER = PROFILES
_SUFFIX: Final = r"(?:\.(?:nb|nn|en))?\.html|(?:\.schema)?\.jsonld|\.(?:ttl|rdf|nt)"


def thing_maps(catalog: str, resources: Sequence[Mapping[str, object]]) -> Iterator[str]:
    """Yield the maps from a request's path to the thing, its name, and the links that it alone has.

    They are worked out once for a request, so they have to be asked for before the path becomes that of a
    file.
    """
    stem = rf"~^(?<stem_of_thing>/.+?)(?:{_SUFFIX})$"
    yield map_of("$uri", "thing", [("default", "$uri"), ("/", f"/{catalog}"), (stem, "$stem_of_thing")])
    yield map_of("$thing", "name", [("default", ""), ("~/(?<last_part>[^/]+)$", "$last_part")])
    yield 'geo $dollar {\n    default "$";\n}'
    found = [(path, "".join(_relations(one))) for one, path in _paths(resources)]
    # nginx takes two paths that differ in case for one; better no links than those of another thing.
    spelt = Counter(path.lower() for path, _ in found)
    rows = [(path, links) for path, links in found if links and spelt[path.lower()] == 1]
    yield map_of("$thing", "relations", [("default", ""), *rows])


def hash_sizes(resources: Sequence[Mapping[str, object]]) -> str:
    """Return the sizes of the tables that maps are looked up in, which nginx wants to know before any map.

    There are twice as many places as keys, and each has room for the longest key and its neighbours.
    """
    longest = max((len(path.encode()) for _, path in _paths(resources)), default=0)
    bucket = 1 << (max(2 * longest, 256) - 1).bit_length()
    size = 1 << (max(2 * len(resources), 2048) - 1).bit_length()
    return f"variables_hash_max_size 4096;\nmap_hash_max_size {size};\nmap_hash_bucket_size {bucket};"


def _paths(resources: Sequence[Mapping[str, object]]) -> Iterator[tuple[Mapping[str, object], str]]:
    """Yield the entries, each with its path as nginx knows it."""
    for one in resources:
        yield one, f"/{unquote(str(one['path']))}"


def alternates(languages: Sequence[str], own: str) -> str:
    """Return the links to all formats, with the name of the thing left to nginx, and the profiles' tokens."""
    data = [
        f'<$name.{entry.suffix}>; rel="alternate describedby"; type="{entry.media_type}"; '
        f'profile="{_USUAL[1]}"'
        for entry in FORMATS
    ]
    pages = [("html", own), *((f"{tag}.html", tag) for tag in languages)]
    data += [
        f'<$name.{suffix}>; rel="alternate"; type="text/html"; hreflang="{tag}"' for suffix, tag in pages
    ]
    tokens = [
        f'<http://www.w3.org/ns/dx/prof/Profile>; rel="type"; token="{token}"; anchor="{iri}"'
        for token, iri in PROFILES
    ]
    return ", ".join([*data, *tokens]) + "$relations"


def _relations(about: Mapping[str, object]) -> Iterator[str]:
    """Yield the links of one thing, each behind a comma, as many as nginx takes."""
    room = _LONGEST
    for link in _links(about):
        room -= len(link.encode())
        if room > 0:
            yield link


def _links(about: Mapping[str, object]) -> Iterator[str]:
    files, links = about["files"], about.get("links", [])
    if isinstance(files, dict) and f"{_OTHER[0]}.jsonld" in files:
        yield (
            f', <$name.{_OTHER[0]}.jsonld>; rel="alternate describedby"; type="application/ld+json"; '
            f'profile="{_OTHER[1]}"'
        )
    for link in links if isinstance(links, list) else ():
        target = quote(link["href"], safe=_IRI_CHARACTERS).replace("$", "${dollar}")
        yield f', <{target}>; rel="{link["rel"]}"'
