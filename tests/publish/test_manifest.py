"""The manifest: every file is in it, whatever formatter went over it, and nothing that it says is trusted."""

from __future__ import annotations

import json
import os
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from dcat_publisher.publish import manifest
from dcat_publisher.publish.inventory import Listing
from dcat_publisher.publish.manifest import (
    LISTS,
    SITE_FILE,
    VERSION,
    ManifestError,
    entries,
    line,
    write_draft,
)
from dcat_publisher.publish.manifest_form import kinds_of, shortened, whole
from tests.publish.output_support import build, built, names, refused, tree, write_source

EXTENTS: tuple[list[str], ...] = (
    [], ["--no-pages"], ["--no-pages", "--dumps-only"], ["--no-pages", "--format", "nt"],
)  # fmt: skip


@pytest.mark.parametrize("words", EXTENTS, ids=" ".join)
def test_every_file_is_listed_and_every_listed_file_is_there(tmp_path: Path, words: list[str]) -> None:
    source, out = write_source(tmp_path / "source"), tmp_path / "out"
    built(source, out, *words)
    write_source(source, ("b",))
    built(source, out, *words)
    files = {path for path, data in tree(out).items() if data is not None}
    assert set(Listing.read(out)) == files - {SITE_FILE}
    assert Listing.read(out).twice == set()


@pytest.mark.parametrize("indent", [None, 0, 1, 2, "\t"])
@pytest.mark.parametrize("sort_keys", [False, True])
def test_another_form_says_the_same(tmp_path: Path, indent: int | str | None, sort_keys: bool) -> None:
    source, out = write_source(tmp_path / "source"), tmp_path / "out"
    built(source, out)
    file = out / SITE_FILE
    before = (list(entries(out)), sorted(Listing.read(out)))
    value = json.loads(file.read_text("utf-8"))
    assert (value["generator"], value["version"]) == ("dcat-publisher", VERSION)
    file.write_text(json.dumps(value, indent=indent, sort_keys=sort_keys), "utf-8")
    again = (list(entries(out)), sorted(Listing.read(out)))
    assert again[1] == before[1]
    assert sorted(map(repr, again[0])) == sorted(map(repr, before[0])) or sort_keys
    write_source(source, ("a",))
    assert "datasets/b" in built(source, out).stderr
    assert "datasets/b" in json.loads(file.read_text("utf-8"))["removed"]
    assert not (out / "datasets" / "b.ttl").exists()


FOREIGN = {
    "empty": "",
    "nothing": "{}",
    "list": "[]",
    "cut off": '{\n"generator": "dcat-publisher",\n"version": 2,\n"resources": [\n{"path": "a", ',
    "of another program": '{"name": "my site", "version": 2, "others": ["thesis.txt"]}',
    "without generator": '{"version": 2, "others": ["thesis.txt"]}',
    "later": '{"generator": "dcat-publisher", "version": 4, "others": []}',
    "absolute": '{"generator": "dcat-publisher", "version": 2, "others": ["/etc/hostname"]}',
    "upward": '{"generator": "dcat-publisher", "version": 2, "others": ["../source/catalog.yaml"]}',
    "upward in a suffix": json.dumps(
        {
            "generator": "dcat-publisher",
            "version": 2,
            "resources": [{"path": "a", "files": {"x/../../b": {}}}],
        }
    ),
    "old and upward": '{"version": 1, "resources": [], "removed": ["../../../x"]}',
    "no text": '{"generator": "dcat-publisher", "version": 2, "resources": [7]}',
    "no list": '{"generator": "dcat-publisher", "version": 2, "others": "thesis.txt"}',
    "deep": "[" * 100_000,
    "long number": '{"version": ' + "9" * 5000 + "}",
    "not UTF-8": "\udcff{}",
}


@pytest.mark.parametrize("content", FOREIGN.values(), ids=FOREIGN)
def test_what_is_not_ours_is_left_alone(tmp_path: Path, content: str) -> None:
    source, out = write_source(tmp_path / "source"), tmp_path / "out"
    out.mkdir()
    (out / SITE_FILE).write_text(content, "utf-8", errors="surrogateescape")
    (out / "thesis.txt").write_text("mine")
    before = tree(tmp_path)
    refused(build(source, out), "site.json", "--out")
    assert tree(tmp_path) == before


@pytest.mark.parametrize("kind", ["link", "folder", "pipe"])
def test_a_manifest_is_a_file(tmp_path: Path, kind: str) -> None:
    source, out = write_source(tmp_path / "source"), tmp_path / "out"
    built(source, tmp_path / "other")
    out.mkdir()
    if kind == "link":
        (out / SITE_FILE).symlink_to(tmp_path / "other" / SITE_FILE)
    elif kind == "folder":
        (out / SITE_FILE).mkdir()
    else:
        os.mkfifo(out / SITE_FILE)
    refused(build(source, out), "site.json")


def test_listed_paths_behind_a_link_are_not_reached(tmp_path: Path) -> None:
    """A checkout that is built in may bring a manifest and a link to the home of who builds."""
    source, out, home = write_source(tmp_path / "source"), tmp_path / "out", tmp_path / "home"
    home.mkdir()
    (home / "a.ttl").write_text("precious")
    out.mkdir()
    (out / "d").symlink_to(home)
    (out / "datasets").symlink_to(home)
    listed = ["d/a.ttl", "datasets/a.ttl"]
    write_draft(out, {}, {"others": map(line, listed)})
    refused(build(source, out), "datasets")
    (out / "datasets").unlink()
    built(source, out)
    assert tree(home) == {"a.ttl": b"precious"}
    assert (out / "d").is_symlink()


def test_the_former_form_is_understood_once(tmp_path: Path) -> None:
    """Version 1 listed no other files: what it did not list stays, but for what it always wrote."""
    source, out = write_source(tmp_path / "source"), tmp_path / "out"
    built(source, out)
    value = in_full(out)
    del value["generator"], value["others"]
    value["version"] = 1
    (out / SITE_FILE).write_text(json.dumps(value, indent=1) + "\n", "utf-8")
    (out / "nginx-resources.conf").unlink()  # no program that wrote version 1 made it
    (out / "notes.txt").write_text("mine")
    write_source(source, ("b",))
    assert "datasets/a" in built(source, out).stderr
    assert (out / "notes.txt").read_text() == "mine"
    assert not (out / "datasets" / "a.ttl").exists()
    assert json.loads((out / SITE_FILE).read_text("utf-8"))["version"] == VERSION


def in_full(out: Path) -> dict[str, Any]:
    """Return a manifest as versions 1 and 2 had it: resources in full, no kinds of files in the head."""
    value: dict[str, Any] = {name: [] for name in LISTS}
    for key, item in entries(out):
        if key in LISTS:
            value[key].append(item)
        else:
            value[key] = item
    return value


def test_the_form_before_this_is_read_for_an_upgrade(tmp_path: Path) -> None:
    """Version 2 had resources in full: it is served, its files are ours, and what goes is remembered."""
    source, out = write_source(tmp_path / "source"), tmp_path / "out"
    built(source, out)
    value, paths = in_full(out) | {"version": 2}, sorted(Listing.read(out))
    (out / SITE_FILE).write_text(json.dumps(value), "utf-8")
    assert sorted(Listing.read(out)) == paths
    assert [item for key, item in entries(out) if key == "resources"] == value["resources"]
    write_source(source, ("b",))
    assert "datasets/a" in built(source, out).stderr
    assert not (out / "datasets" / "a.ttl").exists()
    assert json.loads((out / SITE_FILE).read_text("utf-8"))["version"] == VERSION


ODD: list[dict[str, Any]] = [
    {},
    {"iri": "https://elsewhere.example.org/x", "modified": "2026-01-01"},
    {"links": [{"rel": "cite-as", "href": "https://e.org/d/x"}, {"rel": "item", "href": "https://e.org/1"}]},
    {"links": [{"rel": rel, "href": f"https://e.org/{n}"} for n, rel in enumerate(("a", "b", "a"))]},
    {"links": []},
    {"files": {"html": {"mediaType": "text/html", "sha256": "0" * 64}, "nt": {"mediaType": "x"}}},
    {"files": {"nb.html": {"mediaType": "text/html", "sha256": "1" * 64, "language": "en"}}},
]


@pytest.mark.parametrize("more", ODD, ids=str)
def test_the_short_form_loses_nothing(more: dict[str, Any]) -> None:
    sums = {"html": "a" * 64, "nb.html": "a" * 64, "ttl": "b" * 64}
    files = {suffix: {"mediaType": suffix, "sha256": sum_} for suffix, sum_ in sums.items()}
    usual = {"path": "d/x", "iri": "https://e.org/d/x", "title": {"nb": "å"}, "modified": None}
    item, base = {**usual, "files": files, **more}, "https://e.org/"
    kinds = kinds_of([{**usual, "files": files}])
    short = shortened(item, base, kinds)
    assert whole(json.loads(json.dumps(short)), base, kinds) == item
    assert len(line(short)) <= len(line(item))


@pytest.mark.parametrize(
    "resource",
    ["[]", "1", "null", '"x"', "{}", '{"path":"a","files":[1]}', '{"path":"a","files":{"ttl":"x"}}'],
)
def test_a_damaged_resource_is_told(tmp_path: Path, resource: str) -> None:
    head = '"generator": "dcat-publisher", "version": 3, "base": "https://e.org/"'
    (tmp_path / SITE_FILE).write_text(f'{{{head}, "resources": [{resource}]}}')
    with pytest.raises(ManifestError, match="damaged"):
        list(entries(tmp_path))


def test_a_long_list_is_read_line_by_line(tmp_path: Path) -> None:
    """Of ten thousand resources, the memory of one at a time, and of the paths."""
    sums = {suffix: {"mediaType": "x", "sha256": "0" * 64} for suffix in ("ttl", "jsonld", "nt", "html")}
    resources = [line({"path": f"datasets/d{n}", "files": sums}) for n in range(10_000)]
    size = sum(map(len, resources))
    write_draft(tmp_path, {}, {"resources": resources})
    tracemalloc.start()
    listing = Listing.read(tmp_path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "datasets/d9999.nt" in listing
    assert "datasets/d9999.rdf" not in listing
    assert peak < size / 2


def test_only_one_module_knows_the_name() -> None:
    package = Path(manifest.__file__).parents[1]
    naming = {file.name for file in package.rglob("*.py") if f'"{SITE_FILE}"' in file.read_text("utf-8")}
    assert naming == {"manifest.py", "reserved.py"}


def test_a_damaged_line_is_told(tmp_path: Path) -> None:
    write_draft(tmp_path, {}, {"others": [line("a"), '{"path": }']})
    with pytest.raises(ManifestError, match="damaged"):
        Listing.read(tmp_path)
    assert names(tmp_path) == [SITE_FILE]
