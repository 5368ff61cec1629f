"""A configuration with which nginx serves the folder as the endpoint does, negotiation included."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit

from dcat_publisher.publish.nginx_choice import (
    ALIASES,
    OFFERS,
    OTHERS,
    Offer,
    languages_of,
    map_of,
    media_types,
    profile_maps,
)
from dcat_publisher.publish.nginx_links import alternates, hash_sizes, thing_maps
from dcat_publisher.publish.pages.environment import packed, policy
from dcat_publisher.publish.pages.files import PROFILES
from dcat_publisher.publish.pages.render import Site
from dcat_publisher.publish.pages.wording import LANGUAGES
from dcat_publisher.rdf.formats import FORMATS

_ALLOW: Final = "GET, HEAD, OPTIONS"
_VARY: Final = "Accept, Accept-Encoding, Accept-Language, Accept-Profile"
_COMMON: Final = (
    'add_header Cache-Control "public, no-cache" always;',
    'add_header Access-Control-Allow-Origin "*" always;',
    'add_header Access-Control-Expose-Headers "Content-Location, Content-Profile, ETag, Link" always;',
    'add_header X-Content-Type-Options "nosniff" always;',
)
_DATA: Final = "|".join(entry.suffix for entry in FORMATS)
# What is asked for by its own name and describes no single thing.
_BESIDE: Final = (("context", "jsonld"), ("shapes", "ttl"))
# What depends on the path is worked out once, so it has to be asked for before the path becomes that of a
# file. No `if` that may hold does anything but leave: where one held, nginx forgets `try_files`. 418 stands
# for 300, which nginx has no page for.
_CHOICE: Final = """\
set $before $name$paged;
if (!-f $document_root$uri.ttl) { return 404; }
if ($profile_query = list) { return 418; }
if (-f $document_root$uri$other_suffix) { rewrite ^(.*)$ $other_folder$1 last; }
if ($offer = none) { return 406; }
if ($folder) { rewrite ^ $folder$paged last; }
try_files $paged$suffix =404;"""


def configuration(
    site: Site, resources: Sequence[Mapping[str, object]], language: str, *, in_portions: bool = False
) -> bytes:
    """Return the configuration for the `http` context of nginx 1.11.2 or later.

    `resources` are the entries of the list of resources; `language` is the one that `.html` is in;
    `in_portions` says that the catalogue's pages are there in portions, as its data is.
    """
    languages = tuple(site.languages) if len(site.languages) > 1 else ()
    best = f"$language_best{len(languages) - 1}" if languages else ""
    own = language if language in LANGUAGES else "nb"
    catalog = site.addresses.get(site.catalog, "catalog")
    maps = [
        hash_sizes(resources),
        *media_types(),
        *languages_of(languages),
        *profile_maps(*PROFILES),
        *thing_maps(catalog, resources),
        *_files_chosen(f".{best}" if best else "", best or own),
        *_pages(catalog, best or own, languages, in_portions=in_portions),
    ]
    link = f"add_header Link '{alternates(languages, own)}';"
    locations = _locations(urlsplit(site.base).path.rstrip("/"), languages, best or own, link)
    filled = {
        "maps": "\n".join(maps),
        "catalog": catalog,
        "common": textwrap.indent("\n".join(_COMMON), "    "),
        "link": f"    {link.removesuffix(';')} always;",
        "listed": "".join(
            f"  $name.{offer.suffix}  {offer.media_type}\n" for offer in OFFERS[: len(FORMATS) + 1]
        ),
        "locations": textwrap.indent("\n".join(locations), "    "),
    }
    return re.sub("@([a-z]+)@", lambda match: filled[match[1]], packed("nginx.conf")).encode() + b"\n"


def _locations(prefix: str, languages: Sequence[str], language: str, link: str) -> Iterator[str]:
    if prefix:
        yield f"location ^~ {prefix}/ {{ rewrite ^{re.escape(prefix)}(/.*)$ $1 last; }}"
    yield from _beside()
    yield from _by_suffix(languages, language, link)
    yield from (_alias(alias, link) for alias in (*ALIASES, *OTHERS))
    yield _location("/", _negotiated(link), _CHOICE)


def _files_chosen(best: str, language: str) -> Iterator[str]:
    """Yield the maps for the file of what was chosen and what its headers say, and those for the methods."""
    suffixes = [
        (offer.name, f"{best}.html" if offer.name == "html" else f".{offer.suffix}") for offer in OFFERS
    ]
    yield map_of("$offer", "suffix", [("default", ""), *suffixes])
    folders = [(alias.name, f"/.as/{alias.name}") for alias in ALIASES]
    yield map_of("$offer", "folder", [("default", ""), *folders])
    yield map_of("$offer", "conforms_to", [("default", f"<{PROFILES[0][1]}>"), ("html", "")])
    yield map_of("$offer", "page_policy", [("default", ""), ("html", policy())])
    yield map_of("$offer", "page_language", [("default", ""), ("html", language)])
    yield map_of("$request_method", "allowed", [("default", ""), ("OPTIONS", _ALLOW)])
    yield map_of("$request_method", "reads", [("default", ""), ("GET", "1"), ("HEAD", "1"), ("OPTIONS", "1")])


def _pages(catalog: str, best: str, languages: Sequence[str], *, in_portions: bool) -> Iterator[str]:
    """Yield the maps from what is asked for of the catalogue, and `?page=`, to the file without suffix."""
    offers = r"(?!none)\S+" if in_portions else r"(?!html|none)\S+"
    name, number = re.escape(catalog), "[1-9][0-9]{0,8}"
    pages = [
        (rf"~^/{name} {offers} (?<number>{number})$", "/_pages/$number"),
        (rf"~^/{name} {offers} .", "/_pages/none"),
    ]
    yield map_of("$thing $offer $arg_page", "paged", [("default", "$uri"), *pages])
    yield map_of(
        "$paged",
        "of_pages",
        [("default", ""), ("~^/_pages/(?<of_pages_number>.+)$", "?page=$of_pages_number")],
    )
    tagged = "|".join(rf"{tag}\.html" for tag in languages) or "html"
    suffixes = "|".join(filter(None, (_DATA, tagged if in_portions else "")))
    files = [
        (
            rf"~^/{name}\.(?<page_suffix>{suffixes}) (?<page_number>{number})$",
            "/_pages/$page_number.$page_suffix",
        ),
        (rf"~^/{name}\.(?:{suffixes}) .", "/_pages/none"),
    ]
    yield map_of("$uri $arg_page", "page_file", [("default", "$uri"), *files])
    if languages:
        chosen = [
            (rf"~^/{name}\.html (?<html_number>{number})$", f"/_pages/$html_number.{best}.html"),
            (rf"~^/{name}\.html .", "/_pages/none"),
        ]
        default = ("default", f"$page_stem.{best}.html")
        yield map_of("$uri $arg_page", "html_file", [default, *(chosen if in_portions else [])])


def _beside() -> Iterator[str]:
    """Yield the locations of documents that describe no single thing, with and without their suffix."""
    plain = _headers("Accept-Encoding")
    for name, suffix in _BESIDE:
        yield _location(f"= /{name}.{suffix}", plain, "try_files $uri =404;")
        yield f"location = /{name} {{ rewrite ^ /{name}.{suffix} last; }}"
    yield _location(r"~ \.(json|xml|txt|svg|ico)$", plain, "try_files $uri =404;")
    yield _location("= /.well-known/void", plain, "default_type text/turtle;")


def _by_suffix(languages: Sequence[str], language: str, link: str) -> Iterator[str]:
    """Yield the locations of what is asked for by suffix; a page with no language in its name is chosen."""
    plain = _headers("Accept-Encoding", link)
    vary = "Accept-Encoding, Accept-Language" if languages else "Accept-Encoding"
    safe = f'add_header Content-Security-Policy "{policy()}";'
    pages = _headers(vary, link, safe, f"add_header Content-Language {language};")
    if languages:
        tagged = _headers("Accept-Encoding", link, safe, "add_header Content-Language $page_tag;")
        tags = rf"~ \.(?<page_tag>{'|'.join(languages)})\.html$"
        yield _location(tags, tagged, "try_files $page_file =404;")
        yield _location(r"~ ^(?<page_stem>.+)\.html$", pages, "try_files $html_file =404;")
    else:
        yield _location(r"~ \.html$", pages, "try_files $page_file =404;")
    usual, other = (f'add_header Content-Profile "<{iri}>";' for _, iri in PROFILES)
    yield _location(rf"~ {re.escape(f'.{OTHERS[0].suffix}')}$", plain, other, "try_files $uri =404;")
    yield _location(rf"~ \.({_DATA})$", plain, usual, "try_files $page_file =404;")


def _alias(alias: Offer, link: str) -> str:
    """Return the location that answers with another media type than the file's own, or in another profile."""
    if alias in OTHERS:
        headers = _headers(
            _VARY, link, f"add_header Content-Location $name.{alias.suffix};",
            f'add_header Content-Profile "<{PROFILES[1][1]}>";',
        )  # fmt: skip
    else:
        headers = _negotiated(link)
    types = f"internal;\ntypes {{ }}\ndefault_type {alias.media_type};"
    types += "" if alias is OTHERS[0] else "\netag off;"  # the tag would be that of the same file as it is
    found = f"try_files $wanted.{alias.suffix} =404;"
    return _location(rf"~ ^/\.as/{alias.name}(?<wanted>/.+)$", headers, types, found)


def _negotiated(link: str) -> str:
    located = "add_header Content-Location $name$suffix$of_pages;"
    conforms = "add_header Content-Profile $conforms_to;\nadd_header Content-Security-Policy $page_policy;"
    return _headers(_VARY, link, located, conforms, "add_header Content-Language $page_language;")


def _headers(vary: str, *rows: str) -> str:
    return "\n".join(["set $before $name;", *_COMMON, f'add_header Vary "{vary}" always;', *rows])


def _location(path: str, *lines: str) -> str:
    body = textwrap.indent("\n".join(lines), "    ")
    return f"location {path} {{\n{body}\n}}"
