"""The command as its user has it: what comes first, every format, exit codes, the lines of the source."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dcat_publisher.cli import main
from tests.insight.harvest.building import Project
from tests.insight.harvest.rehearsing import CATALOGUES, ROOT, SOURCE

FORMATS = ("text", "json", "full", "concise", "sarif", "junit", "github", "gitlab", "html")


def rehearse(*words: str | Path, lang: str = "en") -> Result:
    return CliRunner().invoke(main, ["rehearse", *map(str, words), "--lang", lang])


@pytest.mark.parametrize(
    ("name", "lang", "first", "code"),
    [
        ("sound.ttl", "en", "data.norge.no will harvest the catalogue: 1 dataset.", 0),
        ("sound.ttl", "nb", "data.norge.no vil høste katalogen: 1 datasett.", 0),
        ("sound.ttl", "nn", "data.norge.no vil hauste katalogen: 1 datasett.", 0),
        ("host.ttl", "en", "data.norge.no will refuse the catalogue and keep the former one: 1 error.", 1),
        ("host.ttl", "nb", "data.norge.no vil avvise katalogen og beholde den forrige: 1 feil.", 1),
        ("host.ttl", "nn", "data.norge.no vil avvise katalogen og halde på den førre: 1 feil.", 1),
        ("no-dataset.ttl", "nb",
         "data.norge.no vil ta imot dokumentet, men det er ingen datasett i det: alt derfra blir fjernet.",
         1),
        ("untyped-member.ttl", "en",
         "data.norge.no will harvest the catalogue, but not all: 1 dataset, 1 error.", 1),
    ],
)  # fmt: skip
def test_the_verdict_comes_first_and_last(name: str, lang: str, first: str, code: int) -> None:
    found = rehearse(CATALOGUES / name, lang=lang)
    assert found.stdout.splitlines()[0] == found.stderr.splitlines()[0] == first
    assert found.exit_code == code


def test_each_loss_is_told_once_with_its_places_the_gravest_first() -> None:
    lines = rehearse(SOURCE).stdout.splitlines()
    losses = [line for line in lines if line[:1] == "H" and line[1:4].isdigit()]
    assert len(losses) == len(set(losses))
    ranks = [("error", "warning", "info").index(line.split()[1].rstrip(":")) for line in losses]
    assert ranks == sorted(ranks)
    places = lines[lines.index("H305 info: dct:alternative is not shown on data.norge.no.") + 1]
    assert places.count(".yaml:") == 3
    assert places.endswith("and 8 more")


def test_a_dataset_has_what_is_shown_read_ignored_and_lost() -> None:
    shown = rehearse(CATALOGUES / "not-shown.ttl").stdout
    block = shown[shown.index("A  <https://data.example.no/a>") :].splitlines()
    names = [line[2:18].strip() for line in block[1:]]
    assert names[:8] == [
        "record", "publisher", "access", "themes", "legal basis", "contact", "distributions", "read",
    ]  # fmt: skip
    assert names[8] == "not read"


@pytest.mark.parametrize("output_format", FORMATS)
def test_every_format_tells_of_a_loss(output_format: str) -> None:
    found = rehearse(CATALOGUES / "host.ttl", "--output-format", output_format)
    assert found.exit_code == 1
    assert "H102" in found.stdout
    if output_format in ("json", "sarif", "gitlab"):
        json.loads(found.stdout)
    elif output_format == "junit":
        ET.fromstring(found.stdout)
    elif output_format == "html":
        assert found.stdout.startswith("<!doctype html>")


def test_json_says_per_dataset_what_is_read_and_what_is_lost() -> None:
    found = json.loads(rehearse(SOURCE, "--output-format", "json").stdout)
    assert (found["accepted"], found["harvester"], len(found["datasets"])) == (True, "data-norge", 15)
    somatikk = next(entry for entry in found["datasets"] if entry["iri"].endswith("npr-somatikk"))
    assert "dct:title" in somatikk["read"]
    assert "dct:alternative" in somatikk["ignored"]
    assert len(somatikk["sha256"]) == 64
    assert somatikk["portal"]["title"] == {"nb": "NPR - Somatikk"}
    agent = next(entry for entry in found["findings"] if "foaf:homepage" in entry["message"]["en"])
    assert agent["file"].endswith("source/agents.yaml")
    assert len(agent["datasets"]) == 15
    assert all(
        {"nb", "nn", "en"} <= entry["message"].keys() and "(" in entry["why"]["en"]
        for entry in found["findings"]
    )


def test_without_a_source_the_line_is_that_of_the_document(tmp_path: Path) -> None:
    """A node that the document writes with a prefix is not found by its address: then it is line 1."""
    file = tmp_path / "catalog.ttl"
    text = (CATALOGUES / "not-shown.ttl").read_text("utf-8")
    for name, line in ((":a", 1), ("<https://data.example.no/a>", 11)):
        file.write_text(text.replace("\n:a a", f"\n\n{name} a"), "utf-8")
        shown = rehearse(file, "--output-format", "concise").stdout
        assert f"catalog.ttl:{line}:1 H305" in shown


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["ttl", "jsonld", "rdf", "nt"])
def test_a_built_document_has_a_line_for_each_dataset(
    suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("/")  # away from any source
    project = Project(tmp_path)
    project.build()
    dump = project.dump.with_suffix(f".{suffix}")
    shown = rehearse(dump, "--output-format", "concise").stdout
    found = [line.split(" ")[0] for line in shown.splitlines() if "dct:alternative" in line]
    assert len(set(found)) == 11
    text = dump.read_text("utf-8").split("\n")
    lines = [text[int(place.split(":")[-2]) - 1] for place in found]
    assert [line for line in lines if "npr-" not in line] == []


def test_the_source_beside_a_built_catalogue_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    shown = rehearse("out/catalog.ttl").stdout
    assert "\n    source/datasets/npr-" in shown
    assert "out/catalog.ttl:" not in shown


def test_the_source_of_another_catalogue_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert "source/" not in rehearse(CATALOGUES / "not-shown.ttl").stdout


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["no-such-file"], 2), (["tests"], 2), (["out", "--accept", "application/trix"], 2),
        (["out", "--accept", "*/*"], 1), (["http://127.0.0.1:1/"], 1), (["HEAD:no-such-file"], 2),
        (["out", "--source", "no-such-folder"], 2), (["out", "--allow-removals", "-1"], 2),
        (["out", "--as", "nobody"], 2),
    ],
)  # fmt: skip
def test_bad_calls_and_addresses(words: list[str], code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    found = rehearse(*words)
    assert found.exit_code == code
    assert "Traceback" not in found.output
    assert "internal error" not in found.output


def test_warnings_fail_when_asked_to() -> None:
    file = CATALOGUES / "two-publishers.ttl"
    assert rehearse(file).exit_code == 0
    assert rehearse(file, "--fail-on", "warning").exit_code == 1
