"""What every page has around its content: head, links between languages and formats, foot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from dcat_publisher.model.language import LANGUAGE_NAMES
from dcat_publisher.model.namespaces import SCHEMA_ORG
from dcat_publisher.model.terms import iri_value
from dcat_publisher.publish.pages.environment import policy, style, style_file
from dcat_publisher.publish.pages.icon import icon_file
from dcat_publisher.publish.pages.markup import capitalized
from dcat_publisher.publish.pages.predicates import DESCRIPTIONS
from dcat_publisher.publish.pages.quality import PATH as QUALITY
from dcat_publisher.publish.pages.reader import Reader
from dcat_publisher.publish.pages.search import PLACE_OF_NUMBER, PLACE_OF_QUERY, PLACE_OF_TITLE
from dcat_publisher.publish.pages.structured import structured
from dcat_publisher.publish.pages.text_blocks import clickable, lead
from dcat_publisher.rdf.formats import FORMATS, JSON_LD

if TYPE_CHECKING:
    from dcat_publisher.publish.pages.render import Site

_SCHEMA: Final = f'{JSON_LD.media_type};profile="{SCHEMA_ORG.iri}"'
VARIABLES_PATH: Final = "variables"
"""The path of the page on which all variables are searched."""
SERVER_PATH: Final = "sparql"
"""The path of the page of queries, which the server makes."""
PLACES: Final = {"title": PLACE_OF_TITLE, "query": PLACE_OF_QUERY, "number": PLACE_OF_NUMBER}


class Link(NamedTuple):
    """A link of the page's frame: where to, of which media type or language, and its text."""

    href: str
    name: str
    media_type: str = ""
    tag: str = ""


def frame_of_thing(site: Site, reader: Reader, node: str, path: str) -> dict[str, object]:
    """Return the frame of the page of a described thing."""
    name, of_catalog = reader.name(node), reader.name(site.catalog)
    text = reader.text(node, DESCRIPTIONS)
    below = iri_value(node).startswith(site.base)
    about = structured(reader, node, site.catalog)
    title = name.text if node == site.catalog else f"{name.text} – {of_catalog.text}"
    return {
        **_frame(site, reader, path),
        "name": name.text,
        "title": title,
        "summary": "" if text is None else lead(text.text),
        "canonical": iri_value(node) if below else f"{site.base}{path}",
        "iri": iri_value(node),
        "iri_href": None if below else clickable(iri_value(node)),
        "formats": list(_formats(path, about is not None)),
        "structured": about,
    }


def frame_of_page(site: Site, reader: Reader, path: str, title: str) -> dict[str, object]:
    """Return the frame of a page that describes no single thing: search engines leave it out."""
    address = f"{site.base}{path}"
    return {
        **_frame(site, reader, path),
        "name": title,
        "title": f"{title} – {reader.name(site.catalog).text}",
        "summary": "",
        "canonical": address,
        "iri": address,
        "iri_href": None,
        "formats": [],
        "structured": None,
        "indexed": False,
    }


def frame_of_server(site: Site, reader: Reader) -> dict[str, object]:
    """Return the frame of the pages that the server makes at the root; their policy comes with the answer."""
    tongues = _languages("", site.languages)
    languages = [link._replace(href=f"?lang={link.tag}") for link in tongues]
    title = Markup(PLACE_OF_TITLE)
    return {
        **frame_of_page(site, reader, SERVER_PATH, ""),
        **_places(site, reader, urlsplit(site.base).path),
        "name": title,
        "title": title,
        "languages": languages,
        "places": {**dict.fromkeys(PLACES, ""), "query": PLACE_OF_QUERY},
        "policy": "",
        "iri": "",
        "is_frame": True,
    }


def _frame(site: Site, reader: Reader, path: str) -> dict[str, object]:
    identity, language = site.identity, reader.language
    head, foot = identity.links_in(language)
    is_picture = identity.logo.endswith(".png")
    return {
        **_places(site, reader, "../" * path.count("/")),
        "owner": identity.name_in(language),
        "image": f"{site.base}{identity.logo}" if is_picture and site.with_documents else "",
        "head_links": head,
        "foot_links": foot,
        "languages": list(_languages(path, site.languages)),
        "style": style(identity),
        "policy": policy(identity),
        "places": dict.fromkeys(PLACES, ""),
        "indexed": True,
        "is_frame": False,
    }


def _places(site: Site, reader: Reader, root: str) -> dict[str, object]:
    """Return where the frame leads to; `root` leads to the base, from where the page is or from anywhere."""
    identity, beside = site.identity, site.with_documents
    home = reader.href(site.catalog, "")
    return {
        "root": root,
        "home": {"href": f"{root}{home}" if home else root or "./", "name": reader.name(site.catalog)},
        "logo": f"{root}{identity.logo}" if identity.logo and beside else "",
        "icon": f"{root}{identity.icon or icon_file(identity)}" if beside else "data:,",
        "style_href": f"{root}{style_file(identity)}" if beside else None,
        "quality_href": f"{root}{QUALITY}{reader.suffix}" if beside else None,
        "variables_href": f"{root}{VARIABLES_PATH}{reader.suffix}" if site.with_variables else None,
    }


def _formats(path: str, for_search_engines: bool) -> Iterator[Link]:
    file = quote(path.rpartition("/")[2], safe="%")
    for entry in FORMATS:
        yield Link(f"{file}.{entry.suffix}", entry.label, entry.media_type)
    if for_search_engines:
        yield Link(f"{file}.schema.{JSON_LD.suffix}", f"{JSON_LD.label} (schema.org)", _SCHEMA)


def _languages(path: str, languages: Sequence[str]) -> Iterator[Link]:
    file = quote(path.rpartition("/")[2], safe="%")
    for tag in languages if len(languages) > 1 else ():
        yield Link(f"{file}.{tag}.html", capitalized(LANGUAGE_NAMES[tag]), tag=tag)
