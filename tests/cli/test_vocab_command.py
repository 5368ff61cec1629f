"""`vocab list` and `vocab show` tell what stands in vocab/schemes; docs/code-lists.md is what they print."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import RdfFormat, parse

from dcat_publisher.cli import main

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "vocab" / "schemes").glob("*.ttl"))
PUB = "https://w3id.org/dcat-publisher/terms#"
NOTATION = "http://www.w3.org/2004/02/skos/core#notation"


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["vocab", *words])


def listed() -> dict[str, dict[str, object]]:
    return {entry["name"]: entry for entry in json.loads(run("list", "--format", "json").stdout)}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_list_is_told_of_as_its_file_has_it(file: Path) -> None:
    """Read again by the parser alone."""
    quads = list(parse(path=str(file), format=RdfFormat.TURTLE))
    said = {
        name: [str(quad.object).split('"')[1] for quad in quads if quad.predicate.value == PUB + name]
        for name in ("key", "complete")
    }
    issued = [q for q in quads if q.predicate.value == "http://purl.org/dc/terms/issued"]
    sources = [q for q in quads if q.predicate.value == "http://purl.org/dc/terms/source"]
    entry = listed()[file.stem]
    assert entry["size"] == sum(quad.predicate.value == NOTATION for quad in quads)
    assert entry["complete"] is (said["complete"] == ["true"])
    assert entry["keys"] == sorted(said["key"])
    assert entry["date"] == str(issued[0].object).split('"')[1]
    assert f"<{entry['source']}>" == str(sources[0].object)


def test_all_lists_are_there_in_order_of_name() -> None:
    assert list(listed()) == [file.stem for file in FILES]


def test_the_table_has_a_row_for_each_list() -> None:
    rows = run("list", "--lang", "en").stdout.splitlines()
    assert rows[0].split() == ["list", "codes", "whole", "date", "keys", "source"]
    assert [row.split()[0] for row in rows[1:]] == [file.stem for file in FILES]


def test_the_page_of_the_manual_is_not_stale() -> None:
    page = run("list", "--format", "markdown", "--lang", "en").stdout
    assert (ROOT / "docs" / "code-lists.md").read_text(encoding="utf-8") == page


@pytest.mark.parametrize(
    ("words", "row"),
    [
        (["data-theme", "--lang", "nb"], ["HEAL", "Helse"]),
        (["theme", "--lang", "en"], ["HEAL", "Health"]),
        (["tema", "--lang", "nb", "--search", "HEL"], ["tema/helse-og-omsorg", "Helse", "og", "omsorg"]),
        (["language", "--search", "samisk", "--lang", "nb"], ["SME", "nordsamisk"]),
    ],
)
def test_show_finds_a_list_by_name_and_by_key_and_codes_by_code_and_label(
    words: list[str], row: list[str]
) -> None:
    result = run("show", *words)
    assert result.exit_code == 0
    assert row in [line.split() for line in result.stdout.splitlines()]


def test_search_leaves_out_what_does_not_fit() -> None:
    whole, found = run("show", "frequency").stdout, run("show", "frequency", "--search", "annual").stdout
    assert 0 < len(found.splitlines()) < len(whole.splitlines()) == listed()["frequency"]["size"]


def test_show_gives_the_same_codes_as_json() -> None:
    codes = json.loads(run("show", "status", "--format", "json").stdout)
    assert {code["code"] for code in codes} == {"COMPLETED", "DEPRECATED", "DEVELOP", "WITHDRAWN"}
    assert all(code["iri"].endswith(f"/{code['code']}") and code["labels"]["nb"] for code in codes)


def test_show_says_when_a_list_is_not_whole_and_when_nothing_fits() -> None:
    assert "larger than this copy" in run("show", "place", "--lang", "en").stderr
    assert run("show", "data-theme", "--lang", "en").stderr == ""
    assert run("show", "data-theme", "--search", "xyz", "--lang", "en").stderr == "No code fits.\n"


def test_an_unknown_name_is_a_wrong_call_with_the_nearest_names() -> None:
    result = run("show", "frequenci", "--lang", "en")
    assert result.exit_code == 2
    assert "did you mean frequency" in result.stderr


def test_the_versions_name_each_profile_and_list() -> None:
    lines = CliRunner().invoke(main, ["--version"]).stdout.splitlines()
    assert "profile dcat-ap 3.0.1 of 2026-11-24" in lines
    assert "profile dcat-ap-no 3.0.0 of 2026-11-24" in lines
    told = {line.split()[2]: line.split()[-1] for line in lines if line.startswith("code list ")}
    assert told == {name: entry["date"] for name, entry in listed().items()}
