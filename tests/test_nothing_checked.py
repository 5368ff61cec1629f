"""A check that looked at nothing is no green one: it says so and ends with 1, unless that is meant."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dcat_publisher.cli import main
from dcat_publisher.model.finding import Finding, Severity
from dcat_publisher.model.place import Place
from dcat_publisher.report import summary
from tests.project import SOURCE

PREFIXES = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://example.org/> . "
DATA = f"{PREFIXES} ex:a a ex:Thing ; ex:p 1 ."
SHAPE = "ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; sh:property [ sh:path ex:p ; sh:minCount 1 ] ."
MEETS = f"{PREFIXES} {SHAPE}"
VAIN = MEETS.replace("sh:minCount 1", "sh:name 'p'")
OTHER = MEETS.replace("ex:Thing", "ex:Other")


def check(folder: Path, data: str, *shapes: str, words: tuple[str, ...] = ()) -> Result:
    (folder / "data.ttl").write_text(data, "utf-8")
    arguments = ["check", str(folder / "data.ttl"), "--lang", "en", *words]
    for number, text in enumerate(shapes):
        (folder / f"shapes{number}.ttl").write_text(text, "utf-8")
        arguments += ["--shapes", str(folder / f"shapes{number}.ttl")]
    return CliRunner().invoke(main, arguments)


@pytest.mark.parametrize(
    ("data", "shapes", "said"),
    [
        ("", (), "data.ttl: the file is empty"),
        (PREFIXES, (MEETS,), "data.ttl: the file is empty"),
        (DATA, (), "no node is a target of a shape of the profile"),
        (DATA, (OTHER,), "no node is a target of a shape of"),
        (DATA, (DATA,), "shapes0.ttl: there is no shape in it"),
        (DATA, (VAIN,), "no shape with a target asks for anything"),
        (DATA, (MEETS, DATA), "shapes1.ttl: there is no shape in it"),
        (DATA, (MEETS, PREFIXES), "shapes1.ttl: there is no shape in it"),
    ],
)
def test_what_looked_at_nothing(data: str, shapes: tuple[str, ...], said: str, tmp_path: Path) -> None:
    result = check(tmp_path, data, *shapes)
    assert (result.exit_code, said in result.stderr) == (1, True), result.stderr
    assert "--allow-empty" in result.stderr
    meant = check(tmp_path, data, *shapes, words=("--allow-empty",))
    assert (meant.exit_code, said in meant.stderr) == (0, False), meant.stderr


@pytest.mark.parametrize("shapes", [(MEETS,), (MEETS, OTHER)])
def test_what_looked_at_something(shapes: tuple[str, ...], tmp_path: Path) -> None:
    assert check(tmp_path, DATA, *shapes).exit_code == 0


def test_a_folder_is_never_empty_by_leave() -> None:
    result = CliRunner().invoke(main, ["check", str(SOURCE), "--allow-empty", "--lang", "en"])
    assert (result.exit_code, "--allow-empty goes with" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("language", "one", "two"),
    [
        ("nb", "1 feil, 1 advarsel, 1 merknad", "2 feil, 2 advarsler, 2 merknader"),
        ("nn", "1 feil, 1 åtvaring, 1 merknad", "2 feil, 2 åtvaringar, 2 merknader"),
        ("en", "1 error, 1 warning, 1 note", "2 errors, 2 warnings, 2 notes"),
    ],
)
def test_numbers_have_the_right_form(language: str, one: str, two: str) -> None:
    findings = [Finding("X001", severity, Place("a.yaml"), {"en": "x"}) for severity in Severity]
    assert summary(findings, language) == one
    assert summary(findings * 2, language) == two
