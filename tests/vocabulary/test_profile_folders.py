"""A profile's folder brings keys and code lists besides shapes; what does not fit is said with its line."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dcat_publisher.vocabulary import installed_profiles
from tests.project import run
from tests.vocabulary.knowledge import house, save, start

PACKAGE = Path(__file__).parents[1] / "data/installed-profile"
PROFILE = PACKAGE / "house_of_data/profile"
CHECK = ("check", "source", "--lang", "en", "--output-format", "concise", "--exit-zero")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The starter catalogue, and a profile of its own with a key, a rule and a code list."""
    monkeypatch.chdir(tmp_path)
    start(tmp_path)
    for file in PROFILE.rglob("*.*"):
        save(tmp_path / "shapes/house" / file.relative_to(PROFILE), file.read_text("utf-8"))
    return tmp_path


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A package that brings the profile `house-of-data`."""
    monkeypatch.syspath_prepend(PACKAGE)
    installed_profiles._entries.cache_clear()
    yield
    installed_profiles._entries.cache_clear()


def _add(project: Path, line: str) -> None:
    file = project / "source/datasets/eksempel.yaml"
    save(file, f"{file.read_text('utf-8')}{line}\n")


def test_its_keys_its_codes_and_its_rule_count_together(project: Path) -> None:
    without = run(*CHECK, "--profile", "house").out
    assert "Dataset-shelf error: Write which shelf the dataset is on." in without
    _add(project, "hylle: øverst")
    found = run(*CHECK, "--profile", "house").out
    assert "Dataset-shelf" not in found
    assert "R101" not in found
    assert "R101" in run(*CHECK).out  # a key of a profile that is not in use is none
    _add(project, "shelf: øversst")
    assert "T301" in run(*CHECK, "--profile", "house").out


def test_profiles_of_the_configuration_add_their_keys(project: Path) -> None:
    _add(project, "shelf: A")
    save(project / "dcat-publisher.toml", 'profiles = ["dcat-ap-no", "house"]\n')
    assert "R101" not in run(*CHECK).out
    assert "Dataset-shelf" in run("explain", "Dataset-shelf", "--profile", "house").out
    assert "shelf" in run("vocab", "list").out
    assert "nederst" in run("vocab", "show", "shelf", "--lang", "nb").out


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('profiles = ["house", "house"]', "the profile `house` is named twice"),
        ("profiles = []", "should have a name"),
        ('profiles = "house"', "should be a list"),
        ('profiles = ["a,b"]', "should have a name"),
        ('profile = "house"\nprofiles = ["house"]', "say the same"),
    ],
)
def test_a_list_of_profiles_that_cannot_be_is_said(text: str, words: str, project: Path) -> None:
    save(project / "dcat-publisher.toml", text)
    found = run("check", "source", "--lang", "en")
    assert (found.code, words in found.err) == (2, True), found.err


@pytest.mark.usefixtures("installed")
def test_a_package_brings_a_profile_and_none_of_its_code_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    start(tmp_path)
    assert "Dataset-shelf error" in run(*CHECK, "--profile", "house-of-data").out
    _add(tmp_path, "shelf: B")
    assert "Dataset-shelf" not in run(*CHECK, "--profile", "house-of-data").out
    assert "house-of-data" in run("check", "source", "--profile", "nothing").err
    save(tmp_path / "shapes/house-of-data/profile.ttl", house())  # a checkout cannot take its place
    assert "House-version" not in run(*CHECK, "--profile", "house-of-data").out


def test_a_package_is_found_by_its_metadata_alone() -> None:
    program = (
        f"import sys; sys.path.insert(0, {str(PACKAGE)!r})\n"
        "from dcat_publisher.vocabulary.installed_profiles import installed_folder\n"
        "print(installed_folder('house-of-data'))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert Path(done.stdout.strip()) == PROFILE


def _context(**keys: object) -> str:
    return json.dumps({"@context": {"h": "https://regler.example.no/data#", **keys}}, indent=1)


LIST = (PROFILE / "schemes/shelf.ttl").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("context.jsonld", '{\n "@context": {\n  "a": }\n}', ":3:8: this is not JSON"),
        ("context.jsonld", '{"title": 1}', ':1: the file has no "@context"'),
        ("context.jsonld", "[]", ':1: the file has no "@context"'),
        ("context.jsonld", _context(hylle={"@id": "h:a", "@container": "@list"}), ":4: the key `hylle` is"),
        ("context.jsonld", _context(title={"@id": "h:title"}), ":4: the key `title` means something else"),
        ("context.jsonld", _context(Dataset="h:Dataset"), ":4: the key `Dataset` means something else"),
        ("context.jsonld", _context(dct="https://a.no/#"), ":4: the key `dct` means something else"),
        ("context.jsonld", _context(hylle={"@id": "x:a"}), ":4: nobody has said what `x:` stands for"),
        ("schemes/shelf.ttl", "\n<a> <b\n", ":2:"),
        ("schemes/shelf.ttl", "", ":1: the code list lacks its head"),
        ("schemes/shelf.ttl", LIST.split("<A>")[0], ":6: the code list has no codes"),
        ("schemes/shelf.ttl", LIST.replace(' ; skos:notation "B"', ""), ":13: the concept https://regler"),
        ("schemes/shelf.ttl", LIST.replace('notation "B"', 'notation "C"'), "hylle/C"),
        ("schemes/shelf.ttl", LIST.replace('"øverst"@nb, "øvst"@nn, "top"@en', '"haut"@fr'), ":11: "),
        ("schemes/shelf.ttl", LIST.replace('key "shelf"', 'key "shelv"'), ":9: the code list is for the key"),
        ("schemes/shelf.ttl", LIST.replace('key "shelf"', 'key "title"'), "which takes no codes"),
        ("schemes/frequency.ttl", LIST, "there is a code list called `frequency` already"),
        ("contexts.jsonld", "{}", "is not read as a part of the profile; did you mean `context.jsonld`?"),
        ("View.rq", "", "did you mean `view.rq`?"),
        ("scheme/shelf.ttl", LIST, "did you mean `schemes`?"),
        ("schemes/shelf.jsonld", "{}", "shelf.jsonld is not read"),
        ("rules.ttl", "<a> <b", "rules.ttl:1"),
        ("profile.ttl", "<http://a.no/> <http://www.w3.org/2002/07/owl#imports>\n"
         "<https://w3id.org/dcat-publisher/shapes/none> .", "profile.ttl:2: builds on"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said_with_file_and_line(
    name: str, text: str, words: str, project: Path
) -> None:
    file = save(project / "shapes/house" / name, text)
    found = run("check", "source", "--profile", "house", "--lang", "en")
    assert found.code == 2, found.out
    assert words in found.err, found.err
    assert file.name in found.err or file.parent.name in found.err


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_it_is_said_in_norwegian(language: str, project: Path) -> None:
    save(project / "shapes/house/context.jsonld", "[]")
    found = run("check", "source", "--profile", "house", "--lang", language)
    assert {"nb": "filen har ingen", "nn": "fila har ingen"}[language] in found.err


def test_a_readme_is_nobodys_business(project: Path) -> None:
    save(project / "shapes/house/README.md", "# House\n")
    save(project / "shapes/house/img/plan.svg", "<svg/>\n")
    assert run("check", "source", "--profile", "house").code == 1


def test_what_it_builds_on_as_a_whole_brings_keys_too(project: Path) -> None:
    header = "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n<https://a.no/top> owl:imports "
    save(project / "shapes/top/profile.ttl", f"{header}<https://w3id.org/dcat-publisher/shapes/house> .")
    _add(project, "shelf: A")
    assert "R101" not in run(*CHECK, "--profile", "top").out
    rules = "<https://w3id.org/dcat-publisher/shapes/house/profile.ttl> ."
    save(project / "shapes/top/profile.ttl", f"{header}{rules}")
    assert "R101" in run(*CHECK, "--profile", "top").out  # one file brings its rules alone
