"""A configuration with which nginx serves the folder as the endpoint does, negotiation included.

Its size does not depend on how much there is: what single resources need stands in a file that it includes.
All names in it are the site's own, so that several sites can stand in one nginx.
"""

from __future__ import annotations

import hashlib
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit

from dcat_publisher.model.language import LANGUAGES, supported
from dcat_publisher.publish.feed.page import ATOM, IMMUTABLE, TRIG
from dcat_publisher.publish.headers import ALLOWED_METHODS, PREFLIGHT
from dcat_publisher.publish.nginx_choice import (
    ALIASES,
    DATA,
    FILES,
    OFFERS,
    OTHERS,
    defined_in,
    in_header,
    languages_of,
    map_of,
    media_types,
    profile_maps,
    with_owners,
)
from dcat_publisher.publish.nginx_links import RESOURCES_FILE, alternates, link_maps, resource_maps
from dcat_publisher.publish.nginx_locations import CLOSED_PAGES, COMMON_LINES, locations
from dcat_publisher.publish.nginx_server import Nginx, name_of, server_lines
from dcat_publisher.publish.pages.environment import packed, policy
from dcat_publisher.publish.pages.profiles import PublishedProfile
from dcat_publisher.publish.pages.render import Site
from dcat_publisher.rdf.formats import has_charset

CONFIGURATION_FILE: Final = "nginx.conf"
_HEADING: Final = """\
# Serves this folder with nginx as `dcat-publisher serve` does. Made by the build: changes here are lost.
# nginx reads it in its `http` context, as conf.d/default.conf; the folder belongs where `root` below says:
# build --nginx-root, --nginx-listen and --nginx-name set what is there, for this site beside others.
# The links of single resources are included, so tell nginx (nginx -s reload) when the folder was built anew.
# Not here: search without script, queries, errors as HTML and JSON.
"""
_SUFFIXES: Final = {
    **{offer.suffix: offer.media_type for offer in FILES},
    "html": "text/html",
    "css": "text/css",
    "json": "application/json",
    "csv": "text/csv",
    "xml": "application/xml",
    "txt": "text/plain",
    "svg": "image/svg+xml",
    "png": "image/png",
    "ico": "image/x-icon",
    "trig": TRIG,
    "atom": ATOM,
}
"""The media type of each file by its suffix."""
# nginx codes and marks HTML by itself.
_MEDIA_TYPES: Final = tuple(
    media_type
    for media_type in dict.fromkeys([*_SUFFIXES.values(), *(offer.media_type for offer in ALIASES)])
    if media_type != "text/html"
)
_IMAGES: Final = ("image/x-icon", "image/png")


def configurations(
    site: Site,
    resources: Sequence[Mapping[str, object]],
    language: str,
    *,
    nginx: Nginx,
    in_portions: bool,
) -> Iterator[tuple[str, bytes]]:
    """Yield the names and contents of the configuration for nginx 1.11.2 or later, and of what it includes.

    `resources` are the entries of the list of resources; `language` is the one that `.html` is in;
    `in_portions` says that the catalogue's pages are there in portions, as its data is.
    """
    languages = tuple(site.languages) if len(site.languages) > 1 else ()
    own_language = supported(language)
    safe = policy(site.identity)
    choosing = "\n".join(_choosing(languages, "$lang" if languages else own_language, site.profiles, safe))
    texts = {
        CONFIGURATION_FILE: f"{choosing}\n{_main(site, languages, own_language, nginx)}",
        RESOURCES_FILE: "\n".join(
            resource_maps(resources, site.base, _tokens(site.profiles), in_portions=in_portions)
        ),
    }
    own = set[str]().union(*map(defined_in, texts.values()))
    owners = dict.fromkeys(own, name_of(nginx, site.base))
    owners |= dict.fromkeys(defined_in(choosing), f"d{hashlib.sha256(choosing.encode()).hexdigest()[:4]}")
    for file, heading in ((CONFIGURATION_FILE, _HEADING), (RESOURCES_FILE, "")):
        yield file, f"{heading}{with_owners(texts[file], owners)}\n".encode("utf-8", "surrogateescape")


def _choosing(
    languages: Sequence[str], best: str, profiles: Sequence[PublishedProfile], safe: str
) -> Iterator[str]:
    """Yield the maps that know a request and no site.

    Their names have a digest of their text in front: a second site defines the same again, which nginx takes,
    and needs no more room in its table of names.
    """
    yield from _asked()
    yield from media_types()
    yield from languages_of(languages)
    yield from profile_maps(profiles)
    yield from _files_chosen(f".{best}" if languages else "", best, profiles[0].iri, safe)


def _main(site: Site, languages: Sequence[str], own: str, nginx: Nginx) -> str:
    """Write what is the site's own of the configuration; `own` is the language of `.html`."""
    best = "$lang" if languages else own
    link = "add_header Link $l_all;"
    prefix = urlsplit(site.base).path.rstrip("/")
    places = locations(prefix, languages, best, link, site.profiles, policy(site.identity))
    filled = {
        "maps": "\n".join(_maps(site, languages, best, own)),
        "server": server_lines(nginx, site.base),
        "resources": f"{nginx.root.rstrip('/')}/{RESOURCES_FILE}",
        "catalog": site.addresses.get(site.catalog, "catalog"),
        "common": textwrap.indent("\n".join(COMMON_LINES), "    "),
        "link": f"    {link.removesuffix(';')} always;",
        "types": "\n".join(f"        {media_type} {suffix};" for suffix, media_type in _SUFFIXES.items()),
        "charsets": _wrapped(each for each in _MEDIA_TYPES if each not in _IMAGES and has_charset(each)),
        "coded": _wrapped(each for each in _MEDIA_TYPES if each not in _IMAGES),
        "listed": "".join(f"  $name.{each.suffix}  {each.media_type}\n" for each in OFFERS[: len(FILES) + 1]),
        "locations": textwrap.indent("\n".join(places), "    "),
    }
    return re.sub("@([a-z]+)@", lambda match: filled[match[1]], packed("nginx.conf"))


def _maps(site: Site, languages: Sequence[str], best: str, own: str) -> Iterator[str]:
    catalog = site.addresses.get(site.catalog, "catalog")
    yield from _things(catalog, _tokens(site.profiles))
    yield from link_maps(site.base, site.profiles[1:-1], alternates(languages, own, site.profiles))
    yield from _pages(catalog, best, languages)


def _wrapped(media_types: Iterable[str]) -> str:
    return textwrap.fill(" ".join(media_types), 100, subsequent_indent="        ", break_on_hyphens=False)


def _tokens(profiles: Sequence[PublishedProfile]) -> list[str]:
    """Return the tokens of the profiles that data are in besides the usual one."""
    return [profile.token for profile in profiles[1:-1]]


def _things(catalog: str, tokens: Sequence[str]) -> Iterator[str]:
    """Yield the maps from a request's path to the thing and its name.

    They are worked out once for a request, so they have to be asked for before the path becomes that of a
    file.
    """
    tags, other = "|".join(LANGUAGES), re.escape(OTHERS[0].suffix)
    named = rf"(?:\.(?:{'|'.join(map(re.escape, tokens))}))?" if tokens else ""
    stem = rf"~^(/.+?)(?:(?:\.(?:{tags}))?\.html|\.{other}|{named}\.(?:{DATA}))$"
    yield map_of("$uri", "thing", [("default", "$uri"), ("/", f"/{catalog}"), (stem, "$1")])
    yield map_of("$thing", "name", [("default", ""), ("~/([^/]+)$", "$1")])


def _asked() -> Iterator[str]:
    """Yield the maps for what a request asks, in nginx's own spelling, and how long its answer may be kept.

    nginx's own `$arg_page` would take `PAGE` as well.
    """
    for field, target in (("page", "q_page"), ("_mediatype", "q_type"), ("_profile", "q_prof")):
        yield map_of("$args", target, [("default", ""), (f"~(?:^|&){field}=([^&]*)", "$1")])
    yield map_of("$request_uri", "q_path", [("default", ""), ("~^([^?]*)", "$1")])
    cached = [("default", "public, no-cache"), ("~^204", ""), ("~^[45]", "no-cache")]
    cached.append((rf"~^\S+ {CLOSED_PAGES.removeprefix('^')}", IMMUTABLE))
    yield map_of("$status $uri", "cached", cached)
    for variable, (_, value) in zip(("a_head", "a_secs"), PREFLIGHT, strict=True):
        yield map_of("$request_method", variable, [("default", ""), ("OPTIONS", value)])


def _files_chosen(best: str, language: str, profile: str, safe: str) -> Iterator[str]:
    """Yield the maps for the file of what was chosen and what its headers say, and those for the methods."""
    suffixes = [
        (offer.name, f"{best}.html" if offer.name == "html" else f".{offer.suffix}") for offer in OFFERS
    ]
    yield map_of("$offer", "suffix", [("default", ""), *suffixes])
    folders = [(alias.name, f"/.as/{alias.name}") for alias in ALIASES]
    yield map_of("$offer", "folder", [("default", ""), *folders])
    yield map_of("$offer", "conforms", [("default", f"<{in_header(profile)}>"), ("html", "")])
    yield map_of("$offer", "csp", [("default", ""), ("html", safe)])
    yield map_of("$offer", "h_lang", [("default", ""), ("html", language)])
    yield map_of("$request_method", "allowed", [("default", ""), ("OPTIONS", ALLOWED_METHODS)])


def _pages(catalog: str, best: str, languages: Sequence[str]) -> Iterator[str]:
    """Yield the maps from what is asked for of the catalogue, and `?page=`, to the file without suffix.

    `$paged_h` is "1" where there are pages of HTML; where there are none, HTML is there as a whole only.
    """
    name, number = re.escape(catalog), "[1-9][0-9]{0,8}"
    offers = r"(?:[01] (?!html |none )\S+|1 html)"
    pages = [
        (rf"~^/{name} {offers} ({number})$", "/_pages/$1"),
        (rf"~^/{name} {offers} .", "/_pages/none"),
    ]
    yield map_of("$thing $paged_h $offer $q_page", "paged", [("default", "$uri"), *pages])
    yield map_of("$paged", "of_pages", [("default", ""), ("~^/_pages/(.+)$", "?page=$1")])
    tagged = "|".join(rf"{tag}\.html" for tag in languages) or "html"
    suffixes = rf"(?:[01] /{name}\.({DATA})|1 /{name}\.({tagged}))"
    files = [
        (rf"~^{suffixes} ({number})$", "/_pages/$3.$1$2"),
        (rf"~^{suffixes} .", "/_pages/none"),
    ]
    yield map_of("$paged_h $uri $q_page", "p_file", [("default", "$uri"), *files])
    if languages:
        chosen = [
            (rf"~^1 /{name}\.html (?<p_number>{number})$", f"/_pages/$p_number.{best}.html"),
            (rf"~^1 /{name}\.html .", "/_pages/none"),
        ]
        yield map_of("$paged_h $uri $q_page", "h_file", [("default", f"$p_stem.{best}.html"), *chosen])
