"""What the next harvest changes: against a file, an address and git, with removals and new addresses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from click.testing import CliRunner, Result

from dcat_publisher.cli import main
from tests.insight.harvest.building import Project
from tests.insight.harvest.rehearsing import CATALOGUES

pytestmark = pytest.mark.slow
BASE = "https://data.helsedirektoratet.no/"


def rehearse(*words: str) -> Result:
    return CliRunner().invoke(main, ["rehearse", *words, "--lang", "en"])


def told(*words: str) -> dict[str, Any]:
    """What a rehearsal changes, and its findings about it."""
    found = json.loads(rehearse(*words, "--output-format", "json").stdout)
    codes = [(entry["code"], entry["severity"]) for entry in found["findings"] if entry["code"] > "H4"]
    return {**found["changes"], "findings": codes}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A built catalogue under version control, and the folder that it is in as the working directory."""
    made = Project(tmp_path / "work")
    made.build()
    made.commit()
    monkeypatch.chdir(made.folder)
    return made


@pytest.fixture
def server(project: Project, tmp_path: Path) -> Iterator[str]:
    """The catalogue as it was, on the network."""
    published = tmp_path / "published"
    published.mkdir()
    (published / "catalog.ttl").write_bytes(project.dump.read_bytes())

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(published))) as running:
        Thread(target=running.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}/catalog.ttl"
        running.shutdown()


def test_nothing_changes_against_any_form_of_the_same(project: Project, server: str) -> None:
    Path("copy.ttl").write_bytes(project.dump.read_bytes())
    for since in ("HEAD", "HEAD:out", "HEAD:out/catalog.jsonld", "HEAD:source", "copy.ttl", "source", server):
        found = told("out", "--since", since)
        assert not any(found.values()), since


def test_a_removal_has_to_be_allowed(project: Project, server: str) -> None:
    project.file("datasets/npr-amk.yaml").unlink()
    project.build()
    for since in ("HEAD", server):
        refused = rehearse("out", "--since", since)
        assert refused.exit_code == 1
        assert "removed datasets: 1\n  NPR - AMK-sentraler" in refused.stdout
        assert "help: If it is meant, give `--allow-removals 1`." in refused.stdout
        allowed = rehearse("out", "--since", since, "--allow-removals", "1")
        assert allowed.exit_code == 0
        assert "H401 info" in allowed.stdout
    assert told("out", "--since", "HEAD")["findings"] == [("H401", "error")]


def test_a_new_address_is_pointed_out_as_such(project: Project) -> None:
    project.file("datasets/npr-amk.yaml").rename(project.file("datasets/amk.yaml"))
    project.build()
    found = told("out", "--since", "HEAD")
    assert found["moved"] == [{"old": f"{BASE}datasets/npr-amk", "new": f"{BASE}datasets/amk"}]
    assert (found["added"], found["removed"]) == ([f"{BASE}datasets/amk"], [f"{BASE}datasets/npr-amk"])
    assert found["findings"] == [("H401", "error"), ("H402", "error")]
    shown = rehearse("out", "--since", "HEAD", "--allow-removals", "1")
    assert shown.exit_code == 0
    assert "H402 warning: “NPR - AMK-sentraler” has a new address" in shown.stdout
    assert "the same are the identifier" in shown.stdout
    assert "source/datasets/amk.yaml:1:1" in shown.stdout


def test_the_title_gives_a_move_away_too(project: Project) -> None:
    project.edit("datasets/npr-amk.yaml", "identifier: AMK", "identifier: KMA")
    project.file("datasets/npr-amk.yaml").rename(project.file("datasets/amk.yaml"))
    project.build()
    assert "the same are the title" in rehearse("out", "--since", "HEAD").stdout


def test_a_new_base_moves_the_catalogue_and_everything_in_it(project: Project) -> None:
    project.edit("catalog.yaml", BASE, "https://data.example.no/")
    project.build()
    found = told("out", "--since", "HEAD", "--allow-removals", "15")
    assert len(found["moved"]) == 15
    assert ("H403", "warning") in found["findings"]


def test_what_is_added_and_what_changes(project: Project) -> None:
    text = project.file("datasets/kpr.yaml").read_text("utf-8")
    project.file("datasets/ny.yaml").write_text(
        text.replace("Kommunalt pasient", "Nytt").replace("identifier: KPR", "identifier: NY"), "utf-8"
    )
    project.edit("datasets/iplos.yaml", "Formålet med IPLOS er å gi", "IPLOS gir")
    project.build()
    found = told("out", "--since", "HEAD")
    assert found["added"] == [f"{BASE}datasets/ny"]
    assert found["changed"] == [{"iri": f"{BASE}datasets/iplos", "through": []}]
    assert found["catalogs"] == [f"{BASE}catalog"]
    assert found["removed"] == found["moved"] == []


def test_a_change_through_an_agent_is_told_once(project: Project) -> None:
    project.edit("agents.yaml", "en: Norwegian", "en: The Norwegian")
    shown = rehearse("source", "--since", "HEAD").stdout
    agent = "https://organization-catalog.fellesdatakatalog.digdir.no/organizations/983544622"
    assert f"changed datasets: 15\n  15 because of {agent}\nchanged catalogues: 1\n" in shown


def test_a_partial_answer_removes_the_rest(project: Project) -> None:
    text = project.dump.read_text("utf-8")
    Path("half.ttl").write_text(text[: text.rindex("\n\n<", 0, len(text) // 2)], "utf-8")
    shown = rehearse("half.ttl", "--since", "HEAD")
    assert shown.exit_code == 1
    assert shown.stdout.count("H401 error") > 3
    assert shown.stdout.count("H206 error") > 3


@pytest.mark.parametrize(
    "since", ["NO-SUCH-REVISION", "HEAD:nothing.ttl", str(CATALOGUES / "host.ttl"), "http://127.0.0.1:1/"]
)
def test_nothing_to_compare_with_is_a_wrong_call(project: Project, since: str) -> None:
    found = rehearse("out", "--since", since)
    assert (found.exit_code, found.stdout) == (2, "")
    assert found.stderr.count("\n") == 1
    assert since.partition(":")[0] in found.stderr


def test_in_a_folder_of_the_repository(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git counts paths from the root of the repository; a revision alone means the catalogue here."""
    inner = Project(project.folder / "inner")
    inner.build()
    project.commit()
    monkeypatch.chdir(inner.folder)
    inner.file("datasets/kpr.yaml").unlink()
    inner.build()
    assert told("out", "--since", "HEAD")["removed"] == [f"{BASE}datasets/kpr"]
