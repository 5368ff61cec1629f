"""What is written of a difference: patches that rdflib applies, Markdown that shows text as it is, JSON."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
import rdflib
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.compare import isomorphic
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from dcat_publisher.cli import main
from dcat_publisher.insight.diff import markdown
from dcat_publisher.insight.diff.markdown import as_markdown, escaped
from dcat_publisher.insight.diff.patch import as_patch, needs_labels
from dcat_publisher.insight.diff.record import as_json
from dcat_publisher.insight.diff.text import as_text
from dcat_publisher.insight.diff.wording import Wording
from dcat_publisher.model.graph import Graph
from tests.examples import examples
from tests.insight.diff.comparing import compared, told
from tests.insight.written import HEAD, SOURCE, VOCABULARY, read, source

Record = Any  # what json.loads gives
SET = 'ex:set a dcat:Dataset ; dct:title "Title"@nb'


def rdf(graph: Graph) -> rdflib.Graph:
    text = "".join(f"{' '.join(triple)} .\n" for triple in graph)
    return rdflib.Graph().parse(data=text, format="nt")


# Triples over few names, so that graphs have much in common; blank nodes in every place that takes one.
NODES = ["<https://example.no/a>", "<https://example.no/b>", "_:x", "_:y", "_:z"]
PREDICATES = [
    "<http://www.w3.org/ns/dcat#distribution>", "<http://purl.org/dc/terms/title>",
    "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>",
]  # fmt: skip
VALUES = [*NODES, '"one"@nb', '"one"@en', '"1"^^<http://www.w3.org/2001/XMLSchema#integer>',
          "<http://www.w3.org/ns/dcat#Dataset>"]  # fmt: skip
TRIPLES = st.tuples(st.sampled_from(NODES), st.sampled_from(PREDICATES), st.sampled_from(VALUES))
GRAPHS = st.lists(TRIPLES, max_size=10, unique=True).map(Graph)


@settings(max_examples=examples(300))
@given(old=GRAPHS, new=GRAPHS)
def test_what_went_and_came_turns_one_graph_into_the_other(old: Graph, new: Graph) -> None:
    difference = compared(old, new)
    assert isomorphic(rdf(difference.old), rdf(old))
    assert isomorphic(rdf(difference.new), rdf(new))
    gone = set(difference.removed)
    patched = Graph([triple for triple in difference.old if triple not in gone] + difference.added)
    assert isomorphic(rdf(patched), rdf(new))


@settings(max_examples=examples(300))
@given(old=GRAPHS, new=GRAPHS)
def test_every_triple_that_differs_is_in_an_entry(old: Graph, new: Graph) -> None:
    difference = compared(old, new)
    if any(entry.former is not None for entry in difference.entries):
        return
    for way, triples in (("removed", difference.removed), ("added", difference.added)):
        said = {
            (change.node, change.predicate, value)
            for entry in difference.entries
            for change in entry.changes
            for value in getattr(change, way)
        }
        assert said == set(triples)


@settings(max_examples=examples(100))
@given(graph=GRAPHS, names=st.permutations(["_:x", "_:y", "_:z"]))
def test_other_labels_and_another_order_are_no_difference_for_trees(graph: Graph, names: list[str]) -> None:
    ground = [triple for triple in graph if triple[0].startswith("<")]  # blank nodes are leaves: no circles
    renamed = dict(zip(["_:x", "_:y", "_:z"], names, strict=True))
    again = [
        (subject, predicate, renamed.get(value, value)) for subject, predicate, value in reversed(ground)
    ]
    assert compared(Graph(ground), Graph(again)).entries == []


@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")  # from within rdflib
@settings(max_examples=examples(100))
@given(old=GRAPHS, new=GRAPHS)
def test_rdflib_applies_the_patch(old: Graph, new: Graph) -> None:
    ground = [
        Graph(t for t in graph if not t[0].startswith("_") and not t[2].startswith("_"))
        for graph in (old, new)
    ]
    difference = compared(*ground)
    assert not needs_labels(difference)
    dataset = rdflib.Dataset()
    for triple in rdf(ground[0]):
        dataset.add(triple)
    dataset.parse(data=as_patch(difference), format="patch")
    assert set(dataset.graph(DATASET_DEFAULT_GRAPH_ID)) == set(rdf(ground[1]))


@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")  # from within rdflib
def test_the_patch_of_the_reference_catalogue_from_nothing() -> None:
    dataset = rdflib.Dataset()
    dataset.parse(data=as_patch(compared(Graph(), source())), format="patch")
    assert set(dataset.graph(DATASET_DEFAULT_GRAPH_ID)) == set(rdf(source()))


def test_a_patch_with_blank_nodes_is_told_apart() -> None:
    assert needs_labels(compared(f"{SET} .", f"{SET} ; dct:relation [] ."))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a <b> & c", "a &lt;b&gt; &amp; c"),
        (
            "*bold* _it_ `code` [link](x) ~~no~~ a|b",
            "\\*bold\\* \\_it\\_ \\`code\\` \\[link\\](x) \\~\\~no\\~\\~ a\\|b",
        ),
        ("ask @anna about #12", "ask @<!-- -->anna about #<!-- -->12"),
        ("post@example.no", "post@example.no"),
        ("two\nlines", "two lines"),
    ],
)
def test_text_in_markdown_is_shown_as_it_is(text: str, expected: str) -> None:
    assert escaped(text) == expected


def test_markdown_says_what_text_says() -> None:
    difference = compared(source(), _edited())
    wording = Wording(difference, VOCABULARY.codes, "en")
    text, page = as_text(difference, wording), as_markdown(difference, wording)
    assert page.startswith("<!-- dcat-publisher diff -->\n### Changes in the catalogue\n")
    assert text.count("\n  Changed ") == page.count("\n- Changed ") == 2
    assert "<del>«NPR - Somatikk»</del> → <ins>«Somatikk»</ins>" in page
    assert "«NPR - Somatikk» → «Somatikk»" in text
    assert page.count("<del>") == page.count("</del>") == 2
    assert page.count("<ins>") == page.count("</ins>") == 2


def _edited() -> Graph:
    """Return the reference catalogue with two texts changed."""
    change = {'"NPR - Somatikk"@nb': '"Somatikk"@nb', '"SOMATIKK"': '"SOMATIKK-2"'}
    return Graph((subject, predicate, change.get(value, value)) for subject, predicate, value in source())


def test_markdown_is_cut_before_it_is_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "MAX_LENGTH", 2_000)
    difference = compared(Graph(), source())
    page = as_markdown(difference, Wording(difference, VOCABULARY.codes, "en"))
    assert len(page) < 2_200
    assert "The rest is left out: " in page.splitlines()[-1]


def test_json_has_terms_words_and_numbers() -> None:
    record: Record = json.loads(
        as_json(compared(f"{SET} .", f'{SET} ; dct:issued "2018"^^xsd:gYear .'), VOCABULARY.codes)
    )
    assert record["records"] == {"moved": 0, "removed": 0, "added": 0, "changed": 1}
    assert record["triples"] == {"removed": 0, "added": 1}
    (entry,) = record["entries"]
    assert (entry["iri"], entry["title"], entry["kind"], entry["type"]) == (
        "https://example.no/set", "Title", "changed", "record",
    )  # fmt: skip
    assert entry["changes"] == [
        {
            "node": "https://example.no/set", "path": [], "property": "http://purl.org/dc/terms/issued",
            "removed": [],
            "added": [{"type": "literal", "value": "2018", "datatype": "http://www.w3.org/2001/XMLSchema#gYear"}],
        }
    ]  # fmt: skip
    assert entry["words"]["en"] == ["Added release date: «2018»"]
    assert set(entry["words"]) == {"nb", "nn", "en"}


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["diff", *words])


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    for name, title in (("old", "Title"), ("new", "Other")):
        text = f"{HEAD}{SET} .".replace("Title", title)
        (tmp_path / f"{name}.ttl").write_text(text, "utf-8")
    return str(tmp_path / "old.ttl"), str(tmp_path / "new.ttl")


def test_exit_codes(files: tuple[str, str], tmp_path: Path) -> None:
    old, new = files
    assert run(old, new).exit_code == 0
    assert run(old, new, "--exit-code").exit_code == 1
    assert run(old, old, "--exit-code").exit_code == 0
    assert run(old, str(tmp_path / "nowhere.ttl")).exit_code == 2
    (tmp_path / "broken.ttl").write_text("<a> <b>", "utf-8")
    result = run(old, str(tmp_path / "broken.ttl"))
    assert result.exit_code == 2
    assert "broken.ttl" in result.output


@pytest.mark.parametrize("output_format", ["text", "markdown", "json", "patch"])
def test_the_command_writes_each_form(files: tuple[str, str], output_format: str, tmp_path: Path) -> None:
    shown = run(*files, "--output-format", output_format, "--lang", "en").output
    assert "Other" in shown
    file = tmp_path / "made" / "diff"
    written = run(*files, "--output-format", output_format, "--lang", "en", "-o", str(file))
    assert (written.stdout, written.stderr) == ("", f"made the folder {file.parent}\n")
    assert file.read_text("utf-8") == shown


def test_serialisations_of_one_graph_do_not_differ(tmp_path: Path) -> None:
    graph = rdf(source())
    for suffix, form in (("ttl", "turtle"), ("rdf", "xml"), ("nt", "nt"), ("jsonld", "json-ld")):
        graph.serialize(tmp_path / f"catalog.{suffix}", format=form, encoding="utf-8")
        result = run(str(SOURCE), str(tmp_path / f"catalog.{suffix}"), "--exit-code", "--lang", "en")
        assert (result.exit_code, result.output) == (0, "No difference in content.\n")


def test_git_revisions(files: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.no", "-c", "commit.gpgsign=false"]
    commands = (["init", "-q"], ["add", "old.ttl"], [*identity, "commit", "-qm", "One"])
    for command in commands:
        subprocess.run(["git", *command], check=True, capture_output=True)
    Path("old.ttl").write_bytes(Path("new.ttl").read_bytes())
    assert "«Title» → «Other»" in run("HEAD:old.ttl", "old.ttl").output
    assert run("HEAD:nothing.ttl", "old.ttl").exit_code == 2
    assert run("--output-format=patch", "HEAD:old.ttl", "old.ttl").output.startswith("TX .\nD ")


def test_a_source_folder_of_a_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for file in SOURCE.rglob("*.yaml"):
        copy = tmp_path / "source" / file.relative_to(SOURCE)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes())
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.no", "-c", "commit.gpgsign=false"]
    for command in (["init", "-q"], ["add", "source"], [*identity, "commit", "-qm", "One"]):
        subprocess.run(["git", *command], check=True, capture_output=True)
    assert run("HEAD:source", "source", "--exit-code").exit_code == 0
    somatikk = tmp_path / "source" / "datasets" / "npr-somatikk.yaml"
    somatikk.write_text(somatikk.read_text("utf-8").replace("nb: NPR - Somatikk", "nb: Somatikk"), "utf-8")
    output = run("HEAD:source", "source", "--lang", "en").output
    assert "Changed title (nb): «NPR - Somatikk» → «Somatikk»" in output
    assert output.count("\n  ") == 1


def test_told_in_order_of_the_catalogue() -> None:
    assert [line.partition(":")[0] for line in told(compared(read(""), read(f"{SET} .")))] == ["set", "set"]
