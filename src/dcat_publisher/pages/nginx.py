"""A configuration with which nginx serves the folder as the endpoint does, negotiation included."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from urllib.parse import urlsplit

from dcat_publisher.formats import FORMATS
from dcat_publisher.pages.environment import packed
from dcat_publisher.pages.nginx_choice import ALIASES, OFFERS, Offer, languages_of, map_of, media_types
from dcat_publisher.pages.render import Site

_ALLOW: Final = "GET, HEAD, OPTIONS"
_VARY: Final = "Accept, Accept-Encoding, Accept-Language, Accept-Profile"
_COMMON: Final = (
    'add_header Cache-Control "public, no-cache" always;',
    'add_header Access-Control-Allow-Origin "*" always;',
    'add_header Access-Control-Expose-Headers "Content-Location, Content-Profile, ETag, Link" always;',
    'add_header X-Content-Type-Options "nosniff" always;',
)
# `$name` is worked out once, so it has to be asked for before the path becomes that of a file.
_CHOICE: Final = """\
set $asked $name;
if (!-f $document_root$uri.ttl) { return 404; }
if ($offer = none) { return 406; }
if ($folder) { rewrite ^(.*)$ $folder$1 last; }"""


def configuration(site: Site, removed: Iterable[str] = ()) -> bytes:
    """Give the configuration for the `http` context of nginx 1.11.2 or later; `removed` are to answer 410."""
    languages = tuple(site.languages) if len(site.languages) > 1 else ()
    best = f".$language_best{len(languages) - 1}" if languages else ""
    catalog = site.addresses.get(site.catalog, "catalog")
    maps = [*media_types(), *languages_of(languages), *_names(best, catalog)]
    prefix = urlsplit(site.base).path.rstrip("/")
    locations = [
        *(f"location = /{path} {{ return 410; }}" for path in removed),
        *([f"location ^~ {prefix}/ {{ rewrite ^{re.escape(prefix)}(/.*)$ $1 last; }}"] if prefix else []),
        *_files(languages, best),
        *(_alias(alias, languages) for alias in ALIASES),
        _location(
            "/", _headers(_VARY, _links(languages), located=True), _CHOICE, "try_files $uri$suffix =404;"
        ),
    ]
    filled = {
        "maps": "\n".join(maps),
        "catalog": catalog,
        "common": textwrap.indent("\n".join(_COMMON), "    "),
        "listed": "".join(
            f"  $name.{offer.suffix}  {offer.media_type}\n" for offer in OFFERS[: len(FORMATS) + 1]
        ),
        "locations": textwrap.indent("\n".join(locations), "    "),
    }
    return re.sub("@([a-z]+)@", lambda match: filled[match[1]], packed("nginx.conf")).encode() + b"\n"


def _names(best: str, catalog: str) -> Iterator[str]:
    """Give the maps for the file of what was chosen, the name that links begin with, and the methods."""
    suffixes = [
        (offer.name, f"{best}.html" if offer.name == "html" else f".{offer.suffix}") for offer in OFFERS
    ]
    yield map_of("$offer", "suffix", [("default", ""), *suffixes])
    yield map_of(
        "$offer", "folder", [("default", ""), *((alias.name, f"/.as/{alias.name}") for alias in ALIASES)]
    )
    yield map_of("$uri", "name", [("default", ""), ("/", catalog), ("~/(?<last_part>[^/]+)$", "$last_part")])
    yield map_of("$request_method", "allowed", [("default", ""), ("OPTIONS", _ALLOW)])
    yield map_of("$request_method", "reads", [("default", ""), ("GET", "1"), ("HEAD", "1"), ("OPTIONS", "1")])


def _files(languages: Sequence[str], best: str) -> Iterator[str]:
    """Give the locations of what is asked for by suffix; a page with no language in its name is chosen."""
    plain = _headers("Accept-Encoding", "")
    if languages:
        yield _location(rf"~ \.({'|'.join(languages)})\.html$", plain, "try_files $uri =404;")
        pages = _headers("Accept-Encoding, Accept-Language", "")
        yield _location(r"~ ^(?<stem>.+)\.html$", pages, f"try_files $stem{best}.html $uri =404;")
    suffixes = [*(entry.suffix for entry in FORMATS), "html", "json", "xml", "txt", "svg"]
    yield _location(rf"~ \.({'|'.join(suffixes)})$", plain, "try_files $uri =404;")
    yield _location("= /.well-known/void", plain, "default_type text/turtle;")


def _alias(alias: Offer, languages: Sequence[str]) -> str:
    """Give the location that answers with another media type than the file's own."""
    headers = _headers(_VARY, _links(languages), located=True)
    types = f"internal;\ntypes {{ }}\ndefault_type {alias.media_type};\netag off;"
    return _location(
        rf"~ ^/\.as/{alias.name}(?<wanted>/.+)$", headers, types, f"try_files $wanted.{alias.suffix} =404;"
    )


def _links(languages: Sequence[str]) -> str:
    data = [
        f'<$name.{entry.suffix}>; rel="alternate describedby"; type="{entry.media_type}"' for entry in FORMATS
    ]
    pages = [f'<$name.{tag}.html>; rel="alternate"; type="text/html"; hreflang="{tag}"' for tag in languages]
    return ", ".join([*data, *pages])


def _headers(vary: str, link: str, *, located: bool = False) -> str:
    rows = [*_COMMON, f'add_header Vary "{vary}" always;']
    if link:
        rows.append(f"add_header Link '{link}';")
    if located:
        rows.append("add_header Content-Location $name$suffix;")
    return "\n".join(rows)


def _location(path: str, *lines: str) -> str:
    body = textwrap.indent("\n".join(lines), "    ")
    return f"location {path} {{\n{body}\n}}"
