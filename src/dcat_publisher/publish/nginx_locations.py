"""The places of the configuration of nginx: which file answers an address, and with which headers."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from typing import Final

from dcat_publisher.checking.reserved import DOCUMENTS, PAGES
from dcat_publisher.publish.feed.page import FEED_FOLDER
from dcat_publisher.publish.headers import ON_EVERY_ANSWER, VARY
from dcat_publisher.publish.nginx_choice import ALIASES, DATA, OTHERS, Offer, in_header
from dcat_publisher.publish.pages.profiles import OTHER_PROFILE, PublishedProfile
from dcat_publisher.rdf.formats import TURTLE

COMMON_LINES: Final = (
    "add_header Cache-Control $cached always;",
    *(f'add_header {name} "{value}" always;' for name, value in ON_EVERY_ANSWER),
)
"""What every answer has, errors included."""
# What is asked for by its own name and describes no single thing.
_BESIDE: Final = tuple(name.split(".") for name in DOCUMENTS)
CLOSED_PAGES: Final = rf"^/{FEED_FOLDER}[0-9a-f]{{20}}\.trig$"
"""The pattern of the pages of the feed that never have other bytes."""
# What depends on the path is worked out once, so it has to be asked for before the path becomes that of a
# file. What there is no data of is a page of the site's own, or nothing. No `if` that may hold does anything
# but leave: where one held, nginx forgets `try_files`. 418 stands for 300, which nginx has no page for.
_CHOICE: Final = """\
set $before $name$paged;
if (!-f $document_root$uri.@turtle@) { rewrite ^(.*)$ /.page$1 last; }
if ($p_query = list) { return 418; }
if (-f $document_root$uri$o_suffix) { rewrite ^(.*)$ $o_folder$1 last; }
@profiles@if ($offer = none) { return 406; }
if ($folder) { rewrite ^ $folder$paged last; }
try_files $paged$suffix =404;""".replace("@turtle@", TURTLE.suffix)
_OF_PROFILES: Final = "if (-f $document_root$uri$d_suffix) { rewrite ^(.*)$ $d_folder$1 last; }\n"


def locations(
    prefix: str, languages: Sequence[str], language: str, link: str, profiles: Sequence[PublishedProfile],
    safe: str,
) -> Iterator[str]:  # fmt: skip
    """Yield the locations.

    `prefix` is the path of the base, `link` the directive for the Link header, `safe` the policy of pages.
    """
    if prefix:
        yield f"location ^~ {prefix}/ {{ rewrite ^{re.escape(prefix)}(/.*)$ $1 last; }}"
    policy = f'add_header Content-Security-Policy "{safe}";'
    yield from _beside()
    yield from _single_pages(languages, language, policy)
    yield from _by_suffix(languages, language, link, profiles, policy)
    yield from (_alias(alias, link) for alias in (*ALIASES, *OTHERS))
    more = len(profiles) > 2  # the usual one, and that for search engines
    yield from _data_of_profiles(link) if more else ()
    yield _location("/", _negotiated(link), _CHOICE.replace("@profiles@", _OF_PROFILES if more else ""))


def _data_of_profiles(link: str) -> Iterator[str]:
    """Yield the locations of data in another profile that was asked for by header or query."""
    conforms, located = "add_header Content-Profile $d_iri;", "add_header Content-Location $name$d_suffix;"
    headers, found = _headers(VARY, link, located, conforms), "try_files $wanted$d_suffix =404;"
    yield _location(r"~ ^/\.as/d(?<wanted>/.+)$", headers, "internal;", found)
    for alias in ALIASES:
        types = f"internal;\ntypes {{ }}\ndefault_type {alias.media_type};\netag off;"
        yield _location(rf"~ ^/\.as/d_{alias.name}(?<wanted>/.+)$", headers, types, found)


def _beside() -> Iterator[str]:
    """Yield the locations of documents that describe no single thing, with and without their suffix."""
    plain = _headers("Accept-Encoding")
    for name, suffix in _BESIDE:
        yield _location(f"= /{name}.{suffix}", plain, "try_files $uri =404;")
        yield f"location = /{name} {{ rewrite ^ /{name}.{suffix} last; }}"
    yield _location(f'~ "{CLOSED_PAGES}"', plain, "try_files $uri =404;")
    yield _location(r"~ \.(json|csv|xml|txt|svg|png|ico|css|atom)$", plain, "try_files $uri =404;")
    yield _location("= /.well-known/void", plain, f"default_type {TURTLE.media_type};")


def _single_pages(languages: Sequence[str], language: str, policy: str) -> Iterator[str]:
    """Yield the locations of pages that describe no single thing: there is no data of them to link to."""
    vary = "Accept-Encoding, Accept-Language" if languages else "Accept-Encoding"
    plain = _headers(vary, policy, f"add_header Content-Language {language};")
    chosen = f".{language}.html" if languages else ".html"
    yield _location(r"~ ^/\.page(?<wanted>/.+)$", plain, "internal;", f"try_files $wanted{chosen} =404;")
    for path in PAGES:
        if languages:
            tagged = _headers("Accept-Encoding", policy, "add_header Content-Language $p_of;")
            tags = rf"~ ^/{path}\.(?<p_of>{'|'.join(languages)})\.html$"
            yield _location(tags, tagged, "try_files $uri =404;")
        yield _location(rf"~ ^/{path}(?:\.html)?$", plain, f"try_files /{path}{chosen} =404;")


def _by_suffix(
    languages: Sequence[str], language: str, link: str, profiles: Sequence[PublishedProfile], safe: str
) -> Iterator[str]:
    """Yield the locations of what is asked for by suffix; a page with no language in its name is chosen."""
    plain = _headers("Accept-Encoding", link)
    vary = "Accept-Encoding, Accept-Language" if languages else "Accept-Encoding"
    pages = _headers(vary, link, safe, f"add_header Content-Language {language};")
    if languages:
        tagged = _headers("Accept-Encoding", link, safe, "add_header Content-Language $p_tag;")
        tags = rf"~ \.(?<p_tag>{'|'.join(languages)})\.html$"
        yield _location(tags, tagged, "try_files $p_file =404;")
        yield _location(r"~ ^(?<p_stem>.+)\.html$", pages, "try_files $h_file =404;")
    else:
        yield _location(r"~ \.html$", pages, "try_files $p_file =404;")
    usual, *others, last = (f'add_header Content-Profile "<{in_header(iri)}>";' for _, iri in profiles)
    for profile, conforms in zip(profiles[1:-1], others, strict=True):
        name = rf"~ \.{re.escape(profile.token)}\.({DATA})$"
        yield _location(name, plain, conforms, "try_files $uri =404;")
    yield _location(rf"~ {re.escape(f'.{OTHERS[0].suffix}')}$", plain, last, "try_files $uri =404;")
    yield _location(rf"~ \.({DATA})$", plain, usual, "try_files $p_file =404;")


def _alias(alias: Offer, link: str) -> str:
    """Return the location that answers with another media type than the file's own, or in another profile."""
    if alias in OTHERS:
        headers = _headers(
            VARY, link, f"add_header Content-Location $name.{alias.suffix};",
            f'add_header Content-Profile "<{OTHER_PROFILE.iri}>";',
        )  # fmt: skip
    else:
        headers = _negotiated(link)
    types = f"internal;\ntypes {{ }}\ndefault_type {alias.media_type};"
    types += "" if alias is OTHERS[0] else "\netag off;"  # the tag would be that of the same file as it is
    found = f"try_files $wanted.{alias.suffix} =404;"
    return _location(rf"~ ^/\.as/{alias.name}(?<wanted>/.+)$", headers, types, found)


def _negotiated(link: str) -> str:
    located = "add_header Content-Location $name$suffix$of_pages;"
    conforms = "add_header Content-Profile $conforms;\nadd_header Content-Security-Policy $csp;"
    return _headers(VARY, link, located, conforms, "add_header Content-Language $h_lang;")


def _headers(vary: str, *rows: str) -> str:
    return "\n".join(["set $before $name;", *COMMON_LINES, f'add_header Vary "{vary}" always;', *rows])


def _location(path: str, *lines: str) -> str:
    body = textwrap.indent("\n".join(lines), "    ")
    return f"location {path} {{\n{body}\n}}"
