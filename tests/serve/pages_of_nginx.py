"""Configurations of nginx for lists of resources that are made up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

from dcat_publisher.model.graph import Graph
from dcat_publisher.publish.nginx import configurations
from dcat_publisher.publish.nginx_server import Nginx
from dcat_publisher.publish.pages import Site

BASE = "https://data.example.no/"
Item = Mapping[str, Any]


class Header(NamedTuple):
    """What a thing's header has to have: its file, its links, and how many files there are."""

    path: str
    links: set[str]
    items: int


def site_of_size(count: int, more: Sequence[str] = (), files: int = 22) -> list[Item]:
    """Return the entries of so many datasets, and of others with these paths; `files` is the most of one."""
    paths = [*(f"datasets/{number // 50:04}/d{number:06}" for number in range(count)), *more]
    return [_entry(number, path, files) for number, path in enumerate(paths)]


def _entry(number: int, path: str, files: int) -> Item:
    links = [
        ("cite-as", f"{BASE}{path}" if number % 3 else f"https://elsewhere.example.org/{number % 50}"),
        ("type", "https://schema.org/Dataset"),
        ("author", f"https://organisations.example.org/{number % 7}"),
        *(
            ("item", f"https://files.example.org/data/{number}.{name}")
            for name in range(min(number % 23, files))
        ),
    ]
    return {
        "path": path,
        "links": [{"rel": rel, "href": href} for rel, href in links],
        "files": {"ttl": {}, "schema.jsonld": {}},
    }


def header_of(item: Item) -> Header:
    """Return what the header of a thing should have."""
    kept, items = set[str](), 0
    for link in item["links"]:
        if link["rel"] == "item":
            items += 1
            if items > 20:
                continue
        kept.add(f'<{link["href"]}>; rel="{link["rel"]}"')
    return Header(unquote(item["path"]), kept, min(items, 23))


def texts(items: Sequence[Item], root: Path = Path("/srv"), port: int = 8080) -> tuple[str, str]:
    """Return the configuration and what it includes."""
    site = Site(Graph(), BASE, f"<{BASE}catalog>", (), {}, ("nb", "nn", "en"))
    nginx = Nginx(root=str(root), listen=(f"127.0.0.1:{port}",))
    found = dict(configurations(site, items, "nb", nginx=nginx, in_portions=len(items) > 100))
    one, other = (data.decode("utf-8", "surrogateescape") for data in found.values())
    return one, other
