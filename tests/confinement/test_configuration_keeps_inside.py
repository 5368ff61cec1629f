"""What a pull request can do by the configuration of its checkout, and that it is no more than that."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from dcat_publisher.checking.configuration import KEYS
from dcat_publisher.cli import main
from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.vocabulary.profile import SHAPES_ADDRESS, profile_named
from tests.project import run, start

SECRET = "sesame"
HARMLESS = {"lang", "fail-on", "output-format", "color", "select", "ignore", "waivers"}
"""Words, severities and rules: they say what is reported of the checkout, to whoever trusts it so far."""
CONFINED = {"source", "baseline", "profile", "profiles", "out", "pages"}
"""Names of files and folders: each has a test, `out` with the other promises of the output folder,
`pages` in `tests/publish/pages/test_own_identity.py`."""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/catalog.yaml").write_text(f"{SECRET}: {SECRET}\n", "utf-8")
    known = {"schema_version": SECRET, "findings": []}
    (tmp_path / "outside/known.json").write_text(json.dumps(known), "utf-8")
    (tmp_path / "project").mkdir()
    monkeypatch.chdir(tmp_path / "project")
    start(Path("source"))
    return tmp_path / "project"


def test_every_key_is_judged() -> None:
    assert set(KEYS) == HARMLESS | CONFINED


@pytest.mark.parametrize("key", ["source", "baseline"])
@pytest.mark.parametrize("value", ["../outside", "{outside}", "led-out", "../outside/known.json", "in/../.."])
@pytest.mark.parametrize("file", ["dcat-publisher.toml", "pyproject.toml"])
@pytest.mark.usefixtures("english")
def test_a_path_that_leads_out_is_refused(key: str, value: str, file: str, project: Path) -> None:
    (project / "led-out").symlink_to("../outside")
    (project / "in").mkdir()
    table = "" if file == "dcat-publisher.toml" else "[tool.dcat-publisher]\n"
    path = value.format(outside=project.parent / "outside")
    (project / file).write_text(f'{table}{key} = "{path}"\n', "utf-8")
    result = run("check")
    assert (result.code, f"`{key}` leads out of" in result.err) == (2, True), result.err
    assert SECRET not in result.out + result.err


def test_a_path_of_the_checkout_is_not(project: Path) -> None:
    (project / ".git").mkdir()
    (project / "settings").mkdir()
    (project / "settings/dcat-publisher.toml").write_text('source = "../source"\n', "utf-8")
    assert run("check", "--config", "settings/dcat-publisher.toml").code == 0


@pytest.mark.parametrize("make", ["link", "pipe", "large", "deep"])
@pytest.mark.parametrize("file", ["dcat-publisher.toml", "pyproject.toml"])
def test_the_file_itself(make: str, file: str, project: Path) -> None:
    (project.parent / "outside/x.toml").write_text(f"[tool.dcat-publisher]\n{SECRET} = 1\n", "utf-8")
    if make == "link":
        (project / file).symlink_to("../outside/x.toml")
    elif make == "pipe":
        os.mkfifo(project / file)
    elif make == "large":
        (project / file).write_bytes(b"#" * 2_000_000 + b"[tool.dcat-publisher]")
    else:
        (project / file).write_text(f"[tool.dcat-publisher]\nx = {'[' * 50_000}", "utf-8")
    result = run("check", "source")
    own = file == "dcat-publisher.toml" and make != "pipe"  # a file of that name is ours, and is asked for
    assert result.code == (2 if own or make == "deep" else 0), result.err
    assert SECRET not in result.out + result.err


@pytest.mark.parametrize("make", ["link", "pipe", "deep", "list", "version"])
def test_a_baseline(make: str, project: Path) -> None:
    file = project / "known.json"
    if make == "link":
        file.symlink_to("../outside/known.json")
    elif make == "pipe":
        os.mkfifo(file)
    else:
        texts = {"deep": "[" * 200_000, "list": "[]", "version": '{"schema_version": 1, "findings": [[]]}'}
        file.write_text(texts[make], "utf-8")
    result = run("check", "source", "--baseline", "known.json")
    assert (result.code, result.err.count("\n")) == (2, 1)
    assert SECRET not in result.out + result.err


@pytest.mark.parametrize("name", ["../outside", "/etc", "..", ".", "dcat-ap-no/../../outside", "x\\u0000y"])
@pytest.mark.usefixtures("english")
def test_a_profile_is_a_name(name: str, project: Path) -> None:
    (project.parent / "outside/x.ttl").write_text("<a:b> <a:c> <a:d> .", "utf-8")
    (project / "dcat-publisher.toml").write_text(f'profile = "{name}"\n', "utf-8")
    result = run("check", "source")
    assert (result.code, "no profile" in result.err) == (2, True), result.err


@pytest.mark.parametrize("address", ["../../outside/x.ttl", "/etc/x.ttl", "house/led-out.ttl"])
def test_a_profile_builds_on_nothing_outside(address: str, project: Path) -> None:
    (project.parent / "outside/x.ttl").write_text("<a:b> <a:c> <a:d> .", "utf-8")
    folder = project / "shapes"
    (folder / "house").mkdir(parents=True)
    (folder / "house/profile.ttl").write_text(
        f"<a:b> a <http://www.w3.org/2002/07/owl#Ontology> ; "
        f"<http://www.w3.org/2002/07/owl#imports> <{SHAPES_ADDRESS}{address}> .",
        "utf-8",
    )
    if address.endswith("led-out.ttl"):
        (folder / "house/led-out.ttl").symlink_to(project.parent / "outside/x.ttl")
    with pytest.raises(ConfigurationError):
        profile_named("house", folder)


SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
<http://127.0.0.1:9/o> a <http://www.w3.org/2002/07/owl#Ontology> ;
    <http://www.w3.org/2002/07/owl#imports> <http://127.0.0.1:9/imported> .
<http://127.0.0.1:9/s> a sh:NodeShape ; sh:targetClass <http://127.0.0.1:9/T> ;
    sh:shapesGraph <http://127.0.0.1:9/graph> ; sh:sparql [ sh:message "m" ; sh:select \"\"\"%s\"\"\" ] .
"""
CONTEXT = '{"@context": "http://127.0.0.1:9/context", "@id": "http://127.0.0.1:9/a", "@type": "T"}'
QUERIES = [
    "SELECT $this WHERE { SERVICE <http://127.0.0.1:9/q> { $this ?p ?o } }",
    "SELECT $this FROM <http://127.0.0.1:9/g> WHERE { $this ?p ?o }",
    "SELECT $this FROM NAMED <http://127.0.0.1:9/g> WHERE { GRAPH ?g { $this ?p ?o } }",
    "SELECT $this WHERE { $this ?p ?o FILTER(<http://127.0.0.1:9/f>($this)) }",
]


class ReachedOutError(Exception):
    """Something tried to reach another machine."""


@pytest.fixture
def without_network(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    tried: list[object] = []

    def refuse(*words: object, **_: object) -> object:
        tried.append(words)
        raise ReachedOutError

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    return tried


@pytest.mark.parametrize("query", QUERIES)
def test_shapes_reach_no_network(query: str, tmp_path: Path, without_network: list[object]) -> None:
    (tmp_path / "s.ttl").write_text(SHAPES % query, "utf-8")
    (tmp_path / "d.ttl").write_text("<http://127.0.0.1:9/a> a <http://127.0.0.1:9/T> .", "utf-8")
    CliRunner().invoke(main, ["check", str(tmp_path / "d.ttl"), "--shapes", str(tmp_path / "s.ttl")])
    assert without_network == []


def test_data_reaches_no_network(tmp_path: Path, without_network: list[object]) -> None:
    (tmp_path / "d.jsonld").write_text(CONTEXT, "utf-8")
    for words in (["check"], ["rehearse"], ["score"]):
        CliRunner().invoke(main, [*words, str(tmp_path / "d.jsonld")])
    assert without_network == []
