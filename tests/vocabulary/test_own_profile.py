"""A project's own profile: where it is found, what it may not be, and that what is published says so."""

from __future__ import annotations

import filecmp
import json
import os
import re
from pathlib import Path

import pytest

from dcat_publisher.serve.app import create_app
from dcat_publisher.vocabulary.profile import profile_named
from tests.project import run
from tests.vocabulary.knowledge import (
    ADDRESS,
    house,
    save,
    save_profile,
    save_vocabulary,
    start,
    use_the_key,
)

EU = "https://semiceu.github.io/DCAT-AP/releases/3.0.1/"
NORWAY = "https://data.norge.no/specification/dcat-ap-no"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the starter catalogue and a profile that it passes."""
    folder = tmp_path / "project"
    folder.mkdir()
    monkeypatch.chdir(folder)
    start(folder)
    save_profile(folder, "dct:title")
    return folder


@pytest.mark.parametrize("beside", ["configuration", "source"])
def test_it_is_found_beside(beside: str, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere, source = project.parent / "elsewhere", "../project/source"
    elsewhere.mkdir()
    if beside != "source":
        (project / "shapes").rename(elsewhere / "shapes")
    if beside == "configuration":
        save(project / "source/dcat-publisher.toml", 'profile = "house"\n')
        (elsewhere / "shapes").rename(project / "source/shapes")
    monkeypatch.chdir(elsewhere)
    words = () if beside == "configuration" else ("--profile", "house")
    found = run("check", source, "--lang", "en", *words)
    assert found.code == 0, found.err
    assert "0 errors, 0 warnings" in found.err  # the default profile has warnings for the starter's pages
    assert run("check", source, "--profile", "huset").code == 2


def test_the_folder_of_the_call_does_not_matter(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = project.parent / "elsewhere"
    elsewhere.mkdir()
    (project / "shapes").rename(elsewhere / "shapes")
    save_vocabulary(elsewhere)
    use_the_key(project / "source/datasets/eksempel.yaml")
    monkeypatch.chdir(elsewhere)
    assert run("check", "../project/source", "--profile", "house").code == 2
    found = run("check", "../project/source", "--lang", "en", "--output-format", "concise")
    assert "R101" in found.out
    save_vocabulary(project)
    assert "R101" not in run("check", "../project/source", "--lang", "en", "--output-format", "concise").out


def test_what_the_rule_says_is_on_the_line_of_the_record(project: Path) -> None:
    save_profile(project, "dcat:version")
    found = run("check", "source", "--profile", "house", "--lang", "en", "--output-format", "concise")
    assert found.code == 1
    assert (
        "source/datasets/eksempel.yaml:3:1 House-version error: The house asks for dcat:version." in found.out
    )
    assert "House-version" in run("rules", "--profile", "house").out
    assert "House-version" in run("explain", "House-version", "--profile", "house", "--lang", "en").out


def test_a_file_of_rdf_is_checked_against_it(project: Path) -> None:
    data = "<https://a.no/x> a <http://www.w3.org/ns/dcat#Dataset> .\n"
    found = run("check", save(project / "x.ttl", data), "--profile", "house", "--lang", "en")
    assert (found.code, "The house asks for dct:title." in found.out) == (1, True)


def test_it_cannot_take_the_place_of_a_packaged_one(project: Path) -> None:
    before = run("check", "source", "--output-format", "json").out
    save(project / "shapes/dcat-ap-no/profile.ttl", house("dct:title"))
    assert run("check", "source", "--output-format", "json").out == before


@pytest.mark.usefixtures("english")
def test_it_does_not_lead_out_of_the_checkout(project: Path) -> None:
    (project / ".git").mkdir()
    (project / "shapes").rename(project.parent / "outside")
    (project / "shapes").symlink_to(project.parent / "outside")
    found = run("check", "source", "--profile", "house")
    assert (found.code, "leads out of" in found.err) == (2, True)


@pytest.mark.usefixtures("english")
def test_a_pipe_is_not_read(project: Path) -> None:
    os.mkfifo(project / "shapes/house/more.ttl")
    found = run("check", "source", "--profile", "house")
    assert (found.code, "is not a regular file" in found.err) == (2, True)


def _said(project: Path, *words: str) -> dict[str, str]:
    """What a build in a profile says of it: manifest, header, link, nginx and rules."""
    found = run("build", "source", "--out", "out", *words)
    assert found.code == 0, found.out
    client = create_app(project / "out").test_client()
    data, rules = client.get("/datasets/eksempel.ttl"), client.get("/shapes")
    return {
        "manifest": json.dumps(json.loads((project / "out/site.json").read_text("utf-8"))["profiles"]),
        "header": data.headers["Content-Profile"], "link": data.headers["Link"],
        "nginx": (project / "out/nginx.conf").read_text("utf-8"), "rules": rules.get_data(as_text=True),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "address", "rule", "other"),
    [
        ("dcat-ap-no", NORWAY, "Resource-theme-los", "Concept-prefLabel-required"),
        ("dcat-ap", EU, "Concept-prefLabel-required", "Resource-theme-los"),
        ("house", ADDRESS, "House-title", "Resource-theme-los"),
    ],
)
def test_what_is_published_is_what_was_checked(
    name: str, address: str, rule: str, other: str, project: Path
) -> None:
    said = _said(project, "--profile", name)
    assert json.loads(said["manifest"])[0] == {"token": name, "iri": address}
    assert said["header"] == f"<{address}>"
    assert f'profile="{address}"' in said["link"]
    assert f'token="{name}"; anchor="{address}"' in said["link"]
    assert f'"<{address}>"' in said["nginx"]
    assert (rule in said["rules"], other in said["rules"]) == (True, False)
    assert name == "dcat-ap-no" or NORWAY not in said["nginx"]
    (project / "published.ttl").write_text(said["rules"], "utf-8")
    again = run("check", "out/catalog.ttl", "--shapes", "published.ttl", "--output-format", "json")
    assert again.code == 0, again.out


def test_without_a_header_the_rules_have_the_address_they_are_published_at(project: Path) -> None:
    text = house("dct:title").replace(f"<{ADDRESS}> a owl:Ontology .\n", "")
    save(project / "shapes/house/profile.ttl", text)
    assert _said(project, "--profile", "house")["header"] == "<https://data.example.no/shapes.ttl>"


def test_labels_are_those_of_the_profile_and_else_the_usual_ones(project: Path) -> None:
    def page(*words: str) -> str:
        assert run("build", "source", "--out", "out", *words).code == 0
        return (project / "out/datasets/eksempel.nb.html").read_text("utf-8").casefold()

    save_profile(project, "dcat:keyword")
    usual, own = page(), page("--profile", "house")
    assert ("nøkkelord" in usual, "merkelappen" in usual) == (True, False)
    assert ("nøkkelord" in own, "merkelappen" in own) == (False, True)
    assert ("kontaktpunkt" in usual, "kontaktpunkt" in own) == (True, True)


def test_files_that_share_a_label_are_not_joined_as_they_are(project: Path) -> None:
    for name in ("a", "b"):
        rule = house(f"dct:{'title' if name == 'a' else 'description'}").replace(
            f"<{ADDRESS}#Dataset>", "_:shape"
        )
        save(project / f"shapes/house/{name}.ttl", rule)
    rules = _said(project, "--profile", "house")["rules"]
    (project / "published.ttl").write_text(rules, "utf-8")
    own = run("check", "out/catalog.ttl", "--profile", "house", "--output-format", "json")
    published = run("check", "out/catalog.ttl", "--shapes", "published.ttl", "--output-format", "json")
    assert (own.code, published.code) == (0, 0)
    assert rules.count("targetClass") == 3


@pytest.mark.parametrize("words", [(), ("--no-pages",)])
def test_a_large_folder_is_published_alike(
    words: tuple[str, ...], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("build", "source", "--out", "whole", "--profile", "house", *words)
    monkeypatch.setattr("dcat_publisher.checking.pipeline.scan.LARGE", 1)
    assert run("build", "source", "--out", "parts", "--profile", "house", "--jobs", "1", *words).code == 0
    assert (project / "whole/site.json").read_bytes() == (project / "parts/site.json").read_bytes()
    compared = filecmp.dircmp("whole", "parts")
    assert (compared.left_only, compared.right_only, compared.diff_files) == ([], [], [])
    profiles = json.loads((project / "parts/site.json").read_text("utf-8"))["profiles"]
    assert profiles[0] == {"token": "house", "iri": ADDRESS}


@pytest.mark.usefixtures("english")
def test_a_profile_called_as_the_other_one_is_refused(project: Path) -> None:
    (project / "shapes/house").rename(project / "shapes/schema")
    found = run("build", "source", "--profile", "schema")
    assert (found.code, "rename its folder" in found.err) == (2, True)


def test_packaged_profiles_name_the_standard_that_they_express() -> None:
    assert (profile_named().address, profile_named("dcat-ap").address) == (NORWAY, EU)


def test_an_address_cannot_break_out_of_the_configuration_of_nginx(project: Path) -> None:
    save(project / "shapes/house/profile.ttl", house("dct:title").replace(ADDRESS, "https://a.no/$uri';x"))
    lines = [line for line in _said(project, "--profile", "house")["nginx"].splitlines() if "a.no" in line]
    headers = [line for line in lines if "add_header" in line]
    assert headers
    safe = re.compile(r"https://a\.no/\$\{\w*dollar\}uri%27;x")
    assert all(safe.search(line) and "$uri" not in line for line in headers)
