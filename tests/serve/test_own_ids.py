"""A record with an `id` of its own below `base` is served at that address, or there is a finding."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from dcat_publisher.serve.app import create_app
from tests.project import check, run, start

BASE = "https://data.example.no/"


def source(folder: Path, **ids: str) -> Path:
    """Make a small catalogue; each dataset has the `id` given for it."""
    made = start(folder / "source")
    example = made / "datasets" / "eksempel.yaml"
    for name, value in ids.items():
        (made / "datasets" / f"{name}.yaml").write_text(
            f"id: '{value}'\n{example.read_text('utf-8')}", "utf-8"
        )
    return made


def built(source: Path, *options: str) -> Path:
    out = source.parent / "out"
    found = run("build", source, "--out", out, *options)
    assert found.code == 0, found.out
    return out


@pytest.mark.parametrize(
    ("value", "path"),
    [
        (f"{BASE}register/annet", "/register/annet"),
        (f"{BASE}datasets/annet.v2", "/datasets/annet.v2"),
        ("annet", "/datasets/annet"),
        ("../annet", "/annet"),
        ("/a/b/c", "/a/b/c"),
        (f"{BASE}datasets/x", "/datasets/x"),
        ("#this", "/datasets/x"),
        ("https://annet.example.no/x", "/datasets/x"),
    ],
)
def test_a_record_is_served_at_its_address(tmp_path: Path, value: str, path: str) -> None:
    folder = source(tmp_path, x=value)
    assert "R005" not in check(folder).out
    client = create_app(built(folder)).test_client()
    for suffix in ("", ".ttl", ".nb.html"):
        assert client.get(f"{path}{suffix}").status_code == 200, suffix
    subjects = {quad.subject for quad in parse(client.get(path).data, format=RdfFormat.TURTLE)}
    stated = {"annet": f"{BASE}datasets/annet", "../annet": f"{BASE}annet", "/a/b/c": f"{BASE}a/b/c"}
    full = f"{BASE}datasets/x#this" if value == "#this" else stated.get(value, value)
    assert NamedNode(full) in subjects
    assert path == "/datasets/x" or client.get("/datasets/x").status_code == 404


@pytest.mark.parametrize("pages", [True, False])
def test_a_large_catalogue_is_served_alike(
    tmp_path: Path, pages: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a large folder is written as is what a small one is."""
    options = () if pages else ("--no-pages",)
    folder = source(tmp_path, x=f"{BASE}register/annet")
    whole = {file.relative_to(tmp_path / "out") for file in built(folder, *options).rglob("*.ttl")}
    shutil.rmtree(tmp_path / "out")
    monkeypatch.setattr("dcat_publisher.checking.pipeline.scan.LARGE", 1)
    parts = built(folder, *options, "--jobs", "1", "--no-cache")
    assert {file.relative_to(parts) for file in parts.rglob("*.ttl")} == whole
    assert (parts / "register" / "annet.ttl").exists()
    assert not (parts / "datasets" / "x.ttl").exists()


def test_the_catalogue_may_be_the_base_itself(tmp_path: Path) -> None:
    folder = source(tmp_path)
    catalog = folder / "catalog.yaml"
    catalog.write_text(f"{catalog.read_text('utf-8')}id: {BASE}\n", "utf-8")
    assert "R005" not in check(folder).out
    client = create_app(built(folder)).test_client()
    for path in ("/", "/catalog"):
        assert f"<{BASE}>" in client.get(path, headers={"Accept": "application/n-triples"}).text


def test_two_records_at_one_address_are_a_fault(tmp_path: Path) -> None:
    folder = source(tmp_path, x=f"{BASE}datasets/y", y=f"{BASE}datasets/z")
    assert "R203" in check(folder).out


def test_an_address_that_nothing_answers_is_named(tmp_path: Path) -> None:
    folder = source(tmp_path, x=f"{BASE}datasets?navn=x")
    found = check(folder).out
    assert "datasets/x.yaml:1:5 R005 warning" in found
    assert f"<{BASE}datasets/x>" in found
    assert create_app(built(folder)).test_client().get("/datasets/x").status_code == 200
