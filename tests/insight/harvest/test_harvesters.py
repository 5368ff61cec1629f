"""The table of harvesters: a row brings its checks, or is refused; the command derives from it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from dcat_publisher.cli import main
from dcat_publisher.insight.harvest.faults import Fault
from dcat_publisher.insight.harvest.harvesters import BY_NAME, HARVESTERS, Harvester
from dcat_publisher.insight.harvest.inputs import open_input
from dcat_publisher.model.graph import Graph
from tests.insight.harvest.rehearsing import KNOWN, VOCABULARY

FACTS = ("Some portal, 2026-01",)


def no_faults(_graph: Graph, _members: Sequence[str]) -> Iterator[Fault]:
    """Ask for nothing."""
    yield from ()


def test_a_row_without_checks_is_refused() -> None:
    with pytest.raises(ValueError, match=r"'new'.*checks"):
        Harvester("new", "New", "page after page", FACTS)


def test_the_national_one_has_its_own_rules_alone() -> None:
    with pytest.raises(ValueError, match=r"'new'.*checks"):
        Harvester("new", "New", "one document", FACTS, (no_faults,), is_national=True)


@pytest.mark.parametrize(
    ("name", "label", "reads", "facts"),
    [("", "New", "pages", FACTS), ("new", "", "pages", FACTS), ("new", "New", "", FACTS),
     ("new", "New", "pages", ())],
)  # fmt: skip
def test_a_row_without_names_or_facts_is_refused(
    name: str, label: str, reads: str, facts: tuple[str, ...]
) -> None:
    with pytest.raises(ValueError, match="are to be given"):
        Harvester(name, label, reads, facts, (no_faults,))


def test_a_new_row_runs_its_own_checks_and_no_others(tmp_path: Path) -> None:
    """The catalogue lacks what the European portal and CKAN ask for."""
    file = tmp_path / "catalog.ttl"
    file.write_text("[] a <http://www.w3.org/ns/dcat#Dataset> .", "utf-8")
    given = open_input(str(file), None, VOCABULARY)

    def asked(_graph: Graph, members: Sequence[str]) -> Iterator[Fault]:
        yield from (Fault("H505", {"node": member}) for member in members)

    fresh = Harvester("new", "New", "page after page", FACTS, (asked,))
    assert [fault.code for fault in fresh.rehearse(given, KNOWN).faults] == ["H505"]
    assert {fault.code for fault in BY_NAME["edp"].rehearse(given, KNOWN).faults} == {"H501"}
    assert {fault.code for fault in BY_NAME["ckan"].rehearse(given, KNOWN).faults} == {"H501", "H503"}


def test_the_command_offers_each_row_and_says_whose_it_is() -> None:
    runner = CliRunner(env={"DCAT_PUBLISHER_LANG": "en"})
    told = " ".join(runner.invoke(main, ["rehearse", "--help"]).stdout.split())
    for row in HARVESTERS:
        assert f"{row.name} ({row.label}: {row.reads})" in told


@pytest.mark.parametrize("harvester", HARVESTERS, ids=lambda row: row.name)
def test_json_says_of_no_other_portal_what_the_national_one_shows(
    tmp_path: Path, harvester: Harvester
) -> None:
    file = tmp_path / "catalog.ttl"
    file.write_text(
        "@prefix dcat: <http://www.w3.org/ns/dcat#> . <https://x.example/c> a dcat:Catalog ; "
        "dcat:dataset <https://x.example/d> . <https://x.example/d> a dcat:Dataset .",
        "utf-8",
    )
    command = ["rehearse", str(file), "--as", harvester.name, "--output-format", "json"]
    document = json.loads(CliRunner().invoke(main, command).stdout)
    dataset, catalog = document["datasets"][0], document["catalogs"][0]
    names = ("record", "sha256", "read", "ignored", "portal")
    shown = [catalog["record"], *(dataset[name] for name in names)]
    assert dataset["iri"] == "https://x.example/d"
    assert {value is None for value in shown} == {not harvester.is_national}
