"""`x.html` and the page of its language are one file with two names, however the folder was replaced."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from bench.lists import list_of
from dcat_publisher.publish.staging import Staging
from tests.publish.output_support import built, tree, write_source

PAIRS = (("catalog.html", "catalog.nb.html"), ("datasets/a.html", "datasets/a.nb.html"))


def assert_one_file(out: Path) -> None:
    for one, other in PAIRS:
        assert (out / one).samefile(out / other)
    assert not (out / "datasets/a.html").samefile(out / "datasets/a.nn.html")


def test_two_names_of_one_file(tmp_path: Path) -> None:
    source, out = write_source(tmp_path / "source"), tmp_path / "out"
    built(source, out)
    assert_one_file(out)
    changed = (out / "datasets/a.html").stat().st_mtime_ns
    built(source, out)
    assert_one_file(out)
    assert (out / "datasets/a.html").stat().st_mtime_ns == changed


def test_also_where_files_are_replaced_one_by_one(tmp_path: Path) -> None:
    """Something of others in the folder keeps it from being exchanged."""
    source, out = write_source(tmp_path / "source"), tmp_path / "out"
    built(source, out)
    (out / "CNAME").write_text("data.example.no")
    for one, other in PAIRS:  # as a program before this, or a copy of the folder, left them
        (out / other).unlink()
        (out / other).write_bytes((out / one).read_bytes())
    built(source, out)
    assert_one_file(out)
    file = source / "datasets" / "a.yaml"
    file.write_text(file.read_text("utf-8").replace("title:", "version: '2'\ntitle:", 1), "utf-8")
    before = (out / "datasets/a.html").read_bytes()
    built(source, out)
    assert_one_file(out)
    assert (out / "datasets/a.html").read_bytes() != before
    assert (out / "CNAME").read_text() == "data.example.no"


def test_also_the_pages_that_a_long_table_goes_on_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dcat_publisher.publish.variables.page.PORTION", 2)
    source, out = write_source(tmp_path / "source"), tmp_path / "out"
    (source / "datasets/a.variables.csv").write_text(list_of(3), "utf-8")
    with (source / "datasets/a.yaml").open("a", encoding="utf-8") as stream:
        stream.write("variables: a.variables.csv\n")
    built(source, out)
    for one, other in (("", ".nb"), ("-2", "-2.nb")):
        assert (out / f"datasets/a.variables{one}.html").samefile(out / f"datasets/a.variables{other}.html")
    assert (out / "variables.html").samefile(out / "variables.nb.html")


def test_a_disk_without_links_has_two_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_link(_: object, __: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    (tmp_path / "site").mkdir()
    staging = Staging(tmp_path / "site", tmp_path / "former", set())
    staging.write("a.html", b"page")
    monkeypatch.setattr(os, "link", no_link)
    staging.share("d/a.nb.html", "a.html")
    assert tree(tmp_path / "site") == {"a.html": b"page", "d": None, "d/a.nb.html": b"page"}
    assert not (tmp_path / "site/a.html").samefile(tmp_path / "site/d/a.nb.html")


def test_the_style_sheet_is_a_file_that_pages_lead_to(tmp_path: Path) -> None:
    source, out = write_source(tmp_path / "source"), tmp_path / "out"
    built(source, out)
    (sheet,) = out.glob("style-*.css")
    pages = list(out.rglob("*.html"))
    assert len(pages) > 8
    for page in pages:
        text = page.read_text("utf-8")
        assert "<style" not in text
        href = text.partition('rel="stylesheet" href="')[2].partition('"')[0]
        assert (page.parent / href).resolve() == sheet.resolve()
