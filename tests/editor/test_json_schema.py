"""The schema for editors: takes all that `check` takes, and refuses what a schema can see."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from dcat_publisher.cli.options import vocabulary
from dcat_publisher.editor.schema import json_schema
from dcat_publisher.rules.rule_book import RuleBook
from dcat_publisher.source.starter import MODEL
from dcat_publisher.vocabulary.profile import Profile, profile_named
from tests.checking.diagnosing import SOURCE, copied, run

CASES = Path(__file__).parents[1] / "cases"
CORE = {
    "bool": (r"true|True|TRUE|false|False|FALSE", "tTfF"),
    "int": (r"[-+]?[0-9]+", "-+0123456789"),
    "float": (r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "-+.0123456789"),
    "null": (r"~|null|Null|NULL|", "~nN\0"),
}


class EditorLoader(yaml.SafeLoader):
    """YAML as editors read it: the core schema of YAML 1.2 (section 10.3), where dates are text."""


EditorLoader.yaml_implicit_resolvers = {}
for name, (pattern, firsts) in CORE.items():
    first = [*firsts.replace("\0", ""), *([""] if "\0" in firsts else [])]
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{name}", re.compile(f"^(?:{pattern})$"), first)


def as_json(value: object) -> object:
    if isinstance(value, dict):
        return {str(key): as_json(one) for key, one in value.items()}
    return [as_json(one) for one in value] if isinstance(value, list) else value


def loaded(text: str) -> object:
    return as_json(yaml.load(text, EditorLoader))


@cache
def validator(profile: str) -> Draft202012Validator:
    chosen = Profile("none", ()) if profile == "none" else profile_named(profile)
    schema = json_schema(vocabulary(), RuleBook(chosen))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def definitions() -> dict[str, Any]:
    schema = validator("dcat-ap-no").schema
    assert isinstance(schema, dict)
    found: dict[str, Any] = schema["$defs"]
    return found


def refused(value: object, profile: str = "dcat-ap-no") -> bool:
    return not validator(profile).is_valid(value)


FILES = [*sorted(SOURCE.rglob("*.yaml")), *sorted(MODEL.rglob("*.yaml"))]


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_takes_the_reference_source_and_the_starter(file: Path) -> None:
    errors = [
        error.message[:200] for error in validator("dcat-ap-no").iter_errors(loaded(file.read_text("utf-8")))
    ]
    assert errors == []


def good_cases() -> list[Path]:
    """The files of all good cases, but for those that only our reader reads."""
    files = [
        file
        for case in sorted(CASES.glob("[A-Z]*/good*"))
        for file in ([case] if case.is_file() else case.rglob("*"))
    ]
    return [file for file in files if file.suffix in (".yaml", ".yml") and file.is_file()]


def test_takes_every_good_case() -> None:
    """Under no profile, as the cases themselves are proven."""
    taken = 0
    for file in good_cases():
        try:
            value = loaded(file.read_text("utf-8-sig"))
        except (yaml.YAMLError, UnicodeDecodeError, ValueError, TypeError):
            continue  # a form that editors do not read as we do: UTF-16, a merge key, a tag of ours
        if not isinstance(value, dict):
            continue
        assert not refused(value, "none"), file
        taken += 1
    assert taken > 150


RECORD = "type: Dataset\ntitle: {nb: A}\ndescription: {nb: B}\n"
REFUSED = [
    "titel: {nb: A}", "type: Datset", "theme: [HELT]", "accessRights: PUBLICK",
    "accessRights: CONFIDENTIAL",
    "issued: 12.04.2018", "issued: 2018-13-01", "keyword: {nb_NO: [a]}", "publisher: [a, b]",
    "publisher: Helse direktoratet", "distribution: {bogus: x}", "distribution: [{format: CVS}]",
    "distribution: {accessURL: [[x]]}", "temporal: {startDate: i går}",
    "contactPoint: {hasEmail: mailto:a@b.no}",
    "spatialResolutionInMeters: ti", "keyword:", "title: {}",
]  # fmt: skip
TAKEN = [
    "theme: [HEAL]", "theme: Helse", "theme: helse", "theme: los:tema/helse-og-omsorg", "issued: 2018",
    "issued: 2018-04", "issued: 2018-04-12T10:00:00Z", "keyword: [a, 2, true]", "tema: HEAL",
    "dct:subject: x",
    "https://example.no/p: x", "publisher: {id: https://example.no/a}", "accessRights: PUBLIC",
    "identifier: 12",
    "distribution: {accessURL: https://example.no/a, title: {nb: A}}", "language: [NOB, XYZ]",
    "contactPoint: {fn: {nb: A}, hasEmail: mailto:a@b.no}", "spatialResolutionInMeters: 10.5",
    "version: 2.1",
]  # fmt: skip


@pytest.mark.parametrize("line", REFUSED)
def test_refuses(line: str) -> None:
    assert refused(loaded(merged(line)))


@pytest.mark.parametrize("line", TAKEN)
def test_takes(line: str) -> None:
    assert not refused(loaded(merged(line)))


def merged(line: str) -> str:
    key = line.partition(":")[0]
    return (
        "".join(one for one in RECORD.splitlines(keepends=True) if not one.startswith(f"{key}:"))
        + line
        + "\n"
    )


@pytest.mark.parametrize("missing", ["type", "title", "description"])
def test_refuses_a_record_without(missing: str) -> None:
    lines = [line for line in RECORD.splitlines() if not line.startswith(missing)]
    assert refused(loaded("\n".join(lines)))


def test_keys_and_codes_are_told_of_in_both_languages() -> None:
    known = definitions()
    theme = known["key-theme"]
    assert theme["title"] == "tema · theme"
    assert "data.norge.no/specification" in theme["description"]
    codes = next(one for one in known["value-theme"]["anyOf"][0]["anyOf"] if "enum" in one)
    described = dict(zip(codes["enum"], codes["markdownEnumDescriptions"], strict=True))
    assert "Helse" in described["HEAL"]
    assert "Health" in described["HEAL"]
    titled = [name for name in known if name.startswith("key-") and known[name]["title"]]
    assert len(titled) == len({one.name for one in vocabulary().context.definitions.values()})


def test_misplaced_keys_are_deprecated() -> None:
    misplaced = definitions()["class-Dataset"]["properties"]["license"]
    assert misplaced["deprecated"] is True
    assert "distrib" in misplaced["description"]


def test_with_a_catalogue_it_knows_its_names_and_what_is_inherited(tmp_path: Path) -> None:
    source = copied(tmp_path)
    schema = json.loads(run("schema", str(source)).stdout)
    strict = Draft202012Validator(schema)
    for file in sorted(source.rglob("*.yaml")):
        assert strict.is_valid(loaded(file.read_text("utf-8"))), file
    assert strict.is_valid(loaded(RECORD + "theme: HEAL\ninSeries: npr\n"))
    assert not strict.is_valid(loaded(RECORD + "theme: HEAL\ninSeries: nprr\n"))
    assert not strict.is_valid(loaded(RECORD)), "theme is required and not inherited"


def test_init_writes_the_schema_that_its_files_name(tmp_path: Path) -> None:
    folder = tmp_path / "catalogue"
    assert run("init", str(folder)).exit_code == 0
    schema = json.loads((folder / "dcat-catalogue.schema.json").read_text("utf-8"))
    assert schema == json.loads(run("schema").stdout)
    for file in folder.rglob("*.yaml"):
        line = file.read_text("utf-8").splitlines()[0]
        named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", line)
        assert named is not None
        assert (file.parent / named[1]).resolve() == folder / "dcat-catalogue.schema.json"
