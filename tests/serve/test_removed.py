"""What a build no longer has is gone, and stays gone until it comes back."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dcat_publisher.cli import main
from dcat_publisher.model.errors import OutputError
from dcat_publisher.publish.tombstones import listed
from dcat_publisher.serve.app import create_app
from tests.serve.site_support import copy_few

SUFFIXES = ("", ".ttl", ".jsonld", ".rdf", ".nt", ".html", ".nb.html", ".en.html", ".schema.jsonld")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Four data sets, one with dots in its name."""
    folder = copy_few(tmp_path / "source")
    shutil.copy(folder / "datasets" / "iplos.yaml", folder / "datasets" / "v1.2.yaml")
    return folder


def build(source: Path, *words: str) -> Result:
    options = ["--out", str(source.parent / "out"), "--lang", "en"]
    result = CliRunner().invoke(main, ["build", str(source), *options, *words])
    assert result.exit_code == 0, result.output
    return result


def removed(source: Path) -> list[str]:
    site = json.loads((source.parent / "out" / "site.json").read_text("utf-8"))
    return list(site.get("removed", []))


def test_what_is_taken_out_answers_410_until_it_comes_back(source: Path) -> None:
    build(source)
    assert removed(source) == []
    for name in ("kpr", "v1.2"):
        (source / "datasets" / f"{name}.yaml").rename(source / name)
    said = build(source).stderr
    assert "gone, and answered with 410 from now on: datasets/kpr, datasets/v1.2" in said
    assert "gone, and" not in build(source).stderr
    assert removed(source) == ["datasets/kpr", "datasets/v1.2"]
    client = create_app(source.parent / "out").test_client()
    for name in ("kpr", "v1.2"):
        for suffix in SUFFIXES:
            answer = client.get(f"/datasets/{name}{suffix}", headers={"Accept": "text/plain"})
            assert answer.status_code == 410, suffix
    for path in ("/datasets/kpr.xlsx", "/datasets/v1", "/datasets/kp", "/kpr", "/datasets/kpr.nb.ttl"):
        assert client.get(path).status_code == 404
    (source / "kpr").rename(source / "datasets" / "kpr.yaml")
    build(source)
    assert removed(source) == ["datasets/v1.2"]
    assert create_app(source.parent / "out").test_client().get("/datasets/kpr").status_code == 200


def test_the_source_can_say_it_for_a_fresh_folder(source: Path) -> None:
    with (source / "catalog.yaml").open("a", encoding="utf-8") as file:
        file.write("removed: [datasets/old, agents/old]\n")
    build(source)
    assert removed(source) == ["agents/old", "datasets/old"]
    pages = (source.parent / "out" / "site.json").read_bytes()
    build(source)
    assert (source.parent / "out" / "site.json").read_bytes() == pages
    (source / "datasets" / "old.yaml").write_bytes((source / "datasets" / "kpr.yaml").read_bytes())
    words = ["build", str(source), "--out", str(source.parent / "out")]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 1
    assert "R302" in result.stdout


def test_a_build_without_pages_remembers_records(source: Path) -> None:
    build(source)
    build(source, "--no-pages")
    assert removed(source) == []
    (source / "datasets" / "kpr.yaml").unlink()
    build(source, "--no-pages", "--dumps-only")
    assert removed(source) == []
    build(source)
    (source / "datasets" / "v1.2.yaml").unlink()
    build(source, "--no-pages")
    assert removed(source) == ["datasets/v1.2"]


def test_a_large_catalogue_remembers_too(source: Path) -> None:
    for number in range(200):
        shutil.copy(source / "datasets" / "v1.2.yaml", source / "datasets" / f"d{number}.yaml")
    with (source / "catalog.yaml").open("a", encoding="utf-8") as file:
        file.write("removed: [datasets/old]\n")
    build(source, "--no-pages", "--format", "nt")
    (source / "datasets" / "d7.yaml").unlink()
    assert "datasets/d7" in build(source, "--no-pages", "--format", "nt").stderr
    assert removed(source) == ["datasets/d7", "datasets/old"]


@pytest.mark.parametrize("content", ["", "{}", '{"version": 1}', '{\n "removed": [\n  "a\\x"\n ]\n}\n'])
def test_a_memory_that_cannot_be_read_is_told(tmp_path: Path, content: str) -> None:
    (tmp_path / "site.json").write_text(content)
    with pytest.raises(OutputError, match="--out") as caught:
        listed(tmp_path)
    assert "\n" not in str(caught.value)
