"""The short form in which the manifest has resources: what follows from the rest is not written.

```
{"path": ..., "iri": IRI, "types": [IRI], "title": {language: text}, "modified": date,
 "links": {relation: [IRI]}, "files": {suffix: sum}}
```

`iri` is left out where it is the base with the path behind it, `modified` where it is not known. In `links`
"" is the IRI itself. What a file is but for its sum is said once for its suffix, by `files` in the
head; where a file is something else it has an object, as in `manifest`. Instead of a sum there may be the
suffix of a file before it, which is the same. Nothing is lost: `whole` gives what `shortened` was given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

Item = dict[str, Any]
_SUM: Final = "sha256"


def kinds_of(items: Iterable[Item]) -> dict[str, Item]:
    """Return what files are but for their sums, by suffix, as the first one of each kind is."""
    kinds: dict[str, Item] = {}
    for item in items:
        for suffix, about in item.get("files", {}).items():
            kinds.setdefault(suffix, {key: value for key, value in about.items() if key != _SUM})
    return kinds


def shortened(item: Item, base: str, kinds: Mapping[str, Item]) -> Item:
    """Return the entry of a resource in its short form."""
    short = {key: value for key, value in item.items() if not (key == "modified" and value is None)}
    if short.get("iri") == f"{base}{short['path']}":
        del short["iri"]
    links = item.get("links", [])
    grouped = _grouped(links, item["iri"]) if "iri" in item else {}
    if links and _listed(grouped, item["iri"]) == links:
        short["links"] = grouped
    return {**short, "files": _sums(item.get("files", {}), kinds)}


def whole(short: Item, base: str, kinds: Mapping[str, Item]) -> Item:
    """Return the entry of a resource as all others know it."""
    item = {"path": short["path"], "iri": f"{base}{short['path']}", "modified": None, **short}
    if isinstance(item.get("links"), dict):
        item["links"] = _listed(item["links"], item["iri"])
    return {**item, "files": _files(short.get("files", {}), kinds)}


def _grouped(links: Iterable[Item], iri: str) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for link in links:
        grouped.setdefault(link["rel"], []).append("" if link["href"] == iri else link["href"])
    return grouped


def _listed(grouped: Mapping[str, list[str]], iri: str) -> list[Item]:
    return [{"rel": rel, "href": href or iri} for rel, hrefs in grouped.items() for href in hrefs]


def _sums(files: Mapping[str, Item], kinds: Mapping[str, Item]) -> Item:
    sums, first = dict[str, Any](), dict[str, str]()
    for suffix, about in files.items():
        if {**kinds.get(suffix, {}), _SUM: about.get(_SUM)} == about and suffix in kinds:
            sums[suffix] = first.get(about[_SUM], about[_SUM])
            first.setdefault(about[_SUM], suffix)
        else:
            sums[suffix] = about
    return sums


def _files(sums: Mapping[str, Any], kinds: Mapping[str, Item]) -> dict[str, Item]:
    files: dict[str, Item] = {}
    for suffix, value in sums.items():
        if isinstance(value, str):
            files[suffix] = {**kinds[suffix], _SUM: files[value][_SUM] if value in files else value}
        else:
            files[suffix] = value
    return files
