"""What is written of scores: the table, JSON, the page and RDF say the same; the command's exit codes."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import rdflib
from click.testing import CliRunner, Result

from dcat_publisher.cli import main
from dcat_publisher.insight.scores.assessment import gains, mean, rating
from dcat_publisher.insight.scores.dqv import as_dqv
from dcat_publisher.insight.scores.metrics import METRICS, Dimension, Scheme, maximum
from dcat_publisher.insight.scores.output import as_json, compliance_lines, table
from dcat_publisher.insight.scores.page import as_page
from tests.insight.scores.scoring import reference, scored
from tests.insight.written import SOURCE

LANGUAGES = ("nb", "nn", "en")
Record = Any  # what json.loads gives


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["score", *words])


@pytest.fixture(scope="module")
def record() -> Record:
    return json.loads(as_json(reference()))


@pytest.mark.parametrize("scheme", Scheme)
def test_json_adds_up(record: Record, scheme: Scheme) -> None:
    scores = [entry["scores"][scheme.value] for entry in record["datasets"]]
    assert len(scores) == 14
    for found in scores:
        assert found["total"] == sum(metric["points"] for metric in found["metrics"].values())
        assert found["total"] == sum(found["dimensions"].values())
        assert sum(metric["maximum"] for metric in found["metrics"].values()) == maximum(scheme)
    whole = record["schemes"][scheme.value]
    assert whole["mean"] == pytest.approx(sum(found["total"] for found in scores) / 14, abs=0.005)
    assert sum(one["mean"] for one in whole["dimensions"].values()) == pytest.approx(whole["mean"], abs=0.03)


def test_json_says_what_can_be_gained_and_what_is_left_out(record: Record) -> None:
    for scheme in Scheme:
        for gain in record["schemes"][scheme.value]["gains"]:
            assert gain["points"] > 0
            assert gain["datasets"]
            assert set(gain["advice"]) == set(LANGUAGES)
    assert record["unassessed"] == ["https://data.helsedirektoratet.no/series/npr"]
    assert record["online"] is False
    assert all(entry["scores"]["eu"]["not_measured"] == 50 for entry in record["datasets"])


@pytest.mark.parametrize("scheme", Scheme)
def test_won_gained_unmeasured_and_unreachable_make_the_whole(scheme: Scheme) -> None:
    for found in reference().assessments[scheme]:
        lost = sum(metric.points(scheme) for metric in METRICS if not metric.is_reachable(scheme))
        gain = sum(metric.points(scheme) for metric in found.missing())
        assert found.total() + gain + found.unmeasured() + lost == maximum(scheme)
    worth = [
        {metric.name: metric.points(scheme) for metric in METRICS}[name] * len(subjects)
        for name, subjects in gains(reference().assessments[scheme]).items()
    ]
    assert worth == sorted(worth, reverse=True)


@pytest.mark.parametrize(
    ("points", "eu", "fdk"),
    [(0, "Bad", "Bad"), (108, "Bad", "Bad"), (108.75, "Bad", "Bad"), (109, "Bad", "Sufficient"),
     (120, "Bad", "Sufficient"), (121, "Sufficient", "Sufficient"), (217, "Sufficient", "Sufficient"),
     (218, "Sufficient", "Good"), (221, "Good", "Good"), (326, "Good", "Good"), (327, "Good", "Excellent"),
     (350, "Good", "Excellent"), (351, "Excellent", "Excellent"), (405, "Excellent", "Excellent")],
)  # fmt: skip
def test_ratings(points: float, eu: str, fdk: str) -> None:
    assert (rating(points, Scheme.EU)["en"], rating(points, Scheme.FDK)["en"]) == (eu, fdk)


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_the_table_has_each_dataset_and_the_mean(tongue: str) -> None:
    lines = list(table(reference(), tongue))
    for scheme in Scheme:
        for found in reference().assessments[scheme]:
            end = f" {found.total()}/{maximum(scheme)}  {reference().title(found.subject, tongue)}"
            assert any(line.endswith(end) for line in lines)
        whole = f"{mean(reference().assessments[scheme]):.0f}/{maximum(scheme)}"
        assert any(whole in line for line in lines)


def test_compliance_lists_each_failure() -> None:
    lines = list(compliance_lines(reference(), "en"))
    number = sum(len(found) for found in reference().failures[Scheme.FDK].values())
    assert sum(line.startswith("    ") for line in lines) == number > 14


class _Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_the_page_is_whole_self_contained_and_accessible(tongue: str) -> None:
    text = as_page(reference(), tongue)
    page = _Page(text)
    assert page.open == []
    assert ("html", {"lang": tongue}) in page.tags
    names = [tag for tag, _ in page.tags]
    assert not {"script", "link", "img", "iframe", "object"} & set(names)
    assert "url(" not in text
    assert "@import" not in text
    assert not [attrs for _, attrs in page.tags if {"src", "href", "onclick", "style"} & set(attrs)]
    headings = [int(name[1]) for name in names if re.fullmatch("h[1-6]", name)]
    assert headings[0] == 1
    assert set(headings[1:]) == {2}
    assert names.count("table") == names.count("caption") == 4
    assert all("scope" in attrs for tag, attrs in page.tags if tag == "th")
    for tag, attrs in page.tags:
        if tag == "section" and "aria-labelledby" in attrs:
            assert any(other.get("id") == attrs["aria-labelledby"] for _, other in page.tags)


@pytest.mark.parametrize("scheme", Scheme)
def test_the_chart_has_its_numbers_in_words(scheme: Scheme) -> None:
    charts = [attrs for tag, attrs in _Page(as_page(reference(), "en")).tags if tag == "svg"]
    chart = charts[list(Scheme).index(scheme)]
    assert chart["role"] == "img"
    for one in Dimension:
        points = mean(reference().assessments[scheme], one)
        assert f" {points:.0f}/{maximum(scheme, one)}" in (chart["aria-label"] or "")


def test_text_from_the_catalogue_is_escaped() -> None:
    card = scored('ex:set a dcat:Dataset ; dct:title "<script>alert(1)</script> & \\"x\\""@nb .')
    assert "<script" not in as_page(card, "nb")
    assert "&lt;script&gt;" in as_page(card, "nb")


def test_rdf_says_the_same_as_json(record: Record) -> None:
    graph = rdflib.Graph().parse(data=as_dqv(reference()), format="turtle")
    dqv = rdflib.Namespace("http://www.w3.org/ns/dqv#")
    spaces = {"eu": "https://piveau.eu/ns/voc#", "fdk": "https://data.norge.no/vocabulary/dcatno-mqa#"}
    for entry in record["datasets"]:
        measured = {
            str(graph.value(node, dqv.isMeasurementOf)): graph.value(node, dqv.value)
            for node in graph.objects(rdflib.URIRef(entry["iri"]), dqv.hasQualityMeasurement)
        }
        for scheme, space in spaces.items():
            score = entry["scores"][scheme]
            assert measured[f"{space}scoring"] == rdflib.Literal(score["total"])
            for name, metric in score["metrics"].items():
                value = measured.get(f"{space}{name}")
                expected = metric["measured"]
                assert value == (None if expected is None else rdflib.Literal(expected))
            for name, points in score["dimensions"].items():
                assert measured[f"{space}{name}Scoring"] == rdflib.Literal(points)


def test_an_untyped_distribution_keeps_the_others_from_being_measured() -> None:
    card = scored(
        'ex:set a dcat:Dataset ; dct:title "T"@nb ; dcat:distribution ex:a, ex:b .'
        'ex:a a dcat:Distribution ; dct:license ex:l . ex:b dct:title "B"@nb .'
    )
    eu, fdk = (card.of("<https://example.no/set>")[scheme] for scheme in Scheme)
    assert (eu.voided, fdk.voided) == (False, True)
    assert (eu.total() - fdk.total()) == 20
    assert any("T: en distribusjon uten rdf:type" in line for line in table(card, "nb"))


@pytest.mark.parametrize(
    ("options", "code"),
    [((), 0), (("--min-eu", "100"), 0), (("--min-eu", "400"), 1), (("--min-national", "400"), 1),
     (("--min-national", "100"), 0), (("--no-such",), 2), (("--min-eu", "-1"), 2)],
)  # fmt: skip
def test_exit_codes(options: tuple[str, ...], code: int) -> None:
    assert run(str(SOURCE), *options).exit_code == code


def test_nothing_to_score(tmp_path: Path) -> None:
    assert run(str(tmp_path / "nowhere")).exit_code == 2
    (tmp_path / "broken.ttl").write_text("this is no Turtle", "utf-8")
    assert run(str(tmp_path / "broken.ttl")).exit_code == 2


@pytest.mark.parametrize("output_format", ["table", "json", "html", "dqv"])
def test_the_command_writes_a_file(output_format: str, tmp_path: Path) -> None:
    file = tmp_path / "new" / "scores"
    result = run(str(SOURCE), "--output-format", output_format, "--lang", "en", "-o", str(file))
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", f"made the folder {file.parent}\n")
    shown = run(str(SOURCE), "--output-format", output_format, "--lang", "en").output
    assert file.read_text("utf-8") == shown != ""
