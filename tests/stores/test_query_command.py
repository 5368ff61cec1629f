"""`query`, and what `push` and `compare` say of a wrong call."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dcat_publisher.cli.asking import Table
from tests.generated_site import BASE, name_of, write_generated
from tests.stores.stores_support import run

SELECT = f"SELECT ?title WHERE {{ <{name_of(2)}> <http://purl.org/dc/terms/title> ?title }} ORDER BY ?title"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("site") / "out"
    write_generated(made, 5)
    return made


def test_a_table(out: Path) -> None:
    done = run(["query", SELECT, "--out", str(out)])
    assert done.stdout.splitlines() == ["title", "-" * 10, "Datasett 2", "Datasett 2"]


def test_csv_and_json(out: Path) -> None:
    assert run(["query", SELECT, "--out", str(out), "--format", "csv"]).stdout.splitlines()[0] == "title"
    found = json.loads(run(["query", SELECT, "--out", str(out), "--format", "json"]).stdout)
    assert {row["title"]["xml:lang"] for row in found["results"]["bindings"]} == {"nb", "en"}


def test_a_file(out: Path, tmp_path: Path) -> None:
    file = tmp_path / "titles.rq"
    file.write_text(SELECT, "utf-8")
    assert "Datasett 2" in run(["query", str(file), "--out", str(out)]).stdout


def test_yes_and_no(out: Path) -> None:
    assert run(["query", "ASK { ?s ?p ?o }", "--out", str(out)]).stdout == "true\n"
    assert run(["query", "ASK { <urn:x> ?p ?o }", "--out", str(out)]).stdout == "false\n"


def test_a_graph_is_turtle_or_json_ld(out: Path) -> None:
    query = "DESCRIBE <datasets/d00002>"
    assert "dct:title" in run(["query", query, "--out", str(out)]).stdout
    written = json.loads(run(["query", query, "--out", str(out), "--format", "json"]).stdout)
    assert [node["id"] for node in written["@graph"]] == [name_of(2)]


def test_named_graphs_are_there_when_asked_for(out: Path) -> None:
    query = "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert run(["query", query, "--out", str(out), "--format", "csv"]).stdout.splitlines() == ["n", "6"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["query", "SELECT {"], "syntax error near line 1"),
        (["query", "missing.rq"], "missing.rq does not exist"),
        (["query", "SELECT (<urn:f>(1) AS ?x) {}"], "cannot be evaluated"),
        (["push"], "say where the store is"),
        (["push", "http://x/", "--prune"], "--prune needs --query-url"),
        (["push", "http://x/", "--update-url", "http://x/u"], "--update-url goes with --query-url"),
        (["push", "http://user:geheim@x/"], "can be seen by others"),
        (["compare", "x"], "should begin with http"),
    ],
)
@pytest.mark.usefixtures("english")
def test_a_wrong_call_is_one_line_and_exit_code_2(out: Path, options: list[str], message: str) -> None:
    done = run([*options, "--out", str(out)], code=2)
    assert message in done.stderr
    assert done.stderr.count("\n") == 1
    assert "geheim" not in done.stderr


def test_a_folder_without_a_site_is_named(tmp_path: Path) -> None:
    assert "dcat-publisher build" in run(["push", "http://x/", "--out", str(tmp_path)], code=2).stderr


def test_columns_are_cut_where_the_terminal_ends() -> None:
    table = Table(("a", "b"), (("x" * 60, "y"), ("z", "")))
    lines = list(table.lines(30))
    assert all(len(line) <= 30 for line in lines)
    assert "…" in lines[2]
    assert list(table.lines(None))[2] == f"{'x' * 60}  y"
    assert BASE.endswith("/")
