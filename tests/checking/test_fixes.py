"""Fixes: the right characters and no others, and never over a file that changed meanwhile."""

from pathlib import Path

import pytest

from dcat_publisher.checking.fixes.files import write_text
from dcat_publisher.source.mapping.written_dates import certain_reading, readings
from dcat_publisher.source.source_text import Text
from tests.checking.diagnosing import copied, findings, run

SOMATIKK = "datasets/npr-somatikk.yaml"


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    copied(tmp_path)
    return Path("source")


DATES = [
    ("12.04.2018", "2018-04-12"), ("1.4.2018", "2018-04-01"), ("12. 4. 2018", "2018-04-12"),
    ("31/12/2018", "2018-12-31"), ("2018.04.12", "2018-04-12"), ("2018/4/2", "2018-04-02"),
    ("20180412", "2018-04-12"), ("12. april 2018", "2018-04-12"), ("1 Mai 2018", "2018-05-01"),
    ("3. okt. 2018", "2018-10-03"), ("31.02.2018", None), ("12.13.2018", None), ("april 2018", None),
    ("12.04.18", None), ("", None), ("12. apli 2018", None), ("12/4/2018", None), ("43202", None),
    ("2018-31-12", None), ("torsdag 12. april 2018", "2018-04-12"), ("April 12, 2018", "2018-04-12"),
    ("2018-04-12 kl. 9:30", "2018-04-12T09:30:00"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "iso"), DATES)
def test_dates(typed: str, iso: str | None) -> None:
    assert certain_reading(typed) == iso


ASKED = [
    ("12.04.18", ["2018-04-12"]), ("12/4/2018", ["2018-04-12", "2018-12-04"]), ("43202", ["2018-04-12"]),
    ("2018-31-12", ["2018-12-31"]), ("april 2018", ["2018-04"]), ("04.2018", ["2018-04"]), ("31.02.2018", []),
    ("kl. 12", []), ("i fjor", []),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "dates"), ASKED)
def test_dates_that_are_asked_about(typed: str, dates: list[str]) -> None:
    assert readings(typed) == dates


SAFE = [
    ("issued: 2018-04-12", "issued: 12.04.2018   # from the page"),
    ("issued: 2018-04-12", 'issued: "12. april 2018"'),
    ("issued: 2018-04-12", "issued: '20180412'"),
    ("inSeries: npr", "inSeries: NPR"),
    ("theme: [HEAL,", "theme: [ heal ,"),
    ("theme: [HEAL", "theme: ['Helse'"),
    ("  accessURL:", "  AccessUrl :"),
    ("type: Dataset", "type: dataset"),
    ("  nb: NPR - Somatikk", "  nb_NO: NPR - Somatikk"),
    ("  nb: NPR - Somatikk", "  bokmål: NPR - Somatikk"),
    ("landingPage: https://", "landingPage: "),
]
UNSAFE = [
    ("applicableLegislation: [npr-forskriften", "applicableLegislation: [npr-forskrften"),
    ("  accessURL:", "  acessURL:"),
    ("\nkeyword:", "\nkeywrd:"),
]


def planted(source: Path, right: str, wrong: str) -> tuple[Path, str]:
    file = source / SOMATIKK
    before = file.read_text("utf-8")
    assert right in before
    file.write_text(before.replace(right, wrong, 1), "utf-8")
    return file, before


@pytest.mark.parametrize(("right", "wrong"), SAFE)
def test_safe_fix_changes_that_and_nothing_else(source: Path, right: str, wrong: str) -> None:
    file, before = planted(source, right, wrong)
    others = {one: one.read_bytes() for one in source.rglob("*.yaml") if one != file}
    shown = run("check", "source", "--diff")
    assert shown.exit_code == 1
    assert [line for line in shown.stdout.splitlines() if line.startswith("+++ ")] == [f"+++ b/{file}"]
    assert run("check", "source", "--fix", "--fail-on", "error").exit_code == 0
    lines, wanted = file.read_text("utf-8").splitlines(), before.splitlines()
    changed = [number for number, line in enumerate(wanted) if lines[number] != line]
    assert len(lines) == len(wanted)
    assert all(right.split(":", maxsplit=1)[0].split(maxsplit=1)[0] in lines[number] for number in changed)
    assert {one: one.read_bytes() for one in others} == others
    fixed = file.read_bytes()
    again = run("check", "source", "--diff")
    assert (again.exit_code, again.stdout) == (0, "")
    run("check", "source", "--fix")
    assert file.read_bytes() == fixed


@pytest.mark.parametrize(("right", "wrong"), UNSAFE)
def test_guesses_are_made_only_when_asked_for(source: Path, right: str, wrong: str) -> None:
    file, before = planted(source, right, wrong)
    planted_text = file.read_text("utf-8")
    assert run("check", "source", "--fix").exit_code == 1
    assert file.read_text("utf-8") == planted_text
    assert run("check", "source", "--fix", "--unsafe-fixes").exit_code == 0
    assert file.read_text("utf-8") == before


def test_the_reference_source_needs_nothing(source: Path) -> None:
    before = {file: file.read_bytes() for file in source.rglob("*.yaml")}
    assert run("check", "source", "--fix", "--unsafe-fixes").exit_code == 0
    assert {file: file.read_bytes() for file in before} == before


def test_line_ends_mark_and_mode_stay(source: Path) -> None:
    file = source / SOMATIKK
    text = file.read_text("utf-8").replace("2018-04-12", "12.04.2018")
    file.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    file.chmod(0o640)
    assert run("check", "source", "--fix").exit_code == 0
    wanted = text.replace("12.04.2018", "2018-04-12").replace("\n", "\r\n")
    assert file.read_bytes() == b"\xef\xbb\xbf" + wanted.encode()
    assert file.stat().st_mode & 0o777 == 0o640


def test_no_key_is_made_twice(source: Path) -> None:
    planted(source, "identifier: SOMATIKK", "identifier: SOMATIKK\nIdentifier: X")
    assert run("check", "source", "--fix", "--unsafe-fixes").exit_code == 1
    assert "\nIdentifier: X" in (source / SOMATIKK).read_text("utf-8")


def test_a_text_that_would_mean_something_else_is_quoted(source: Path) -> None:
    planted(source, "inSeries: npr", "inSeries: {id: 'https://example.no/x', type: dataset-series}")
    run("check", "source", "--fix")
    assert "type: DatasetSeries}" in (source / SOMATIKK).read_text("utf-8")


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("one\n")
    before = Text(str(file), "one\n")
    file.write_text("two\n")
    assert not write_text(before, "three\n")
    assert file.read_text() == "two\n"
    assert write_text(Text(str(file), "two\n"), "three\n")
    assert file.read_text() == "three\n"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.yaml"]


ORDERS = [
    ("title: A\ntype: Dataset\ntheme: [HEAL]\n", "type: Dataset\ntitle: A\ntheme: [HEAL]\n"),
    ("# yaml-language-server: $schema=x\ntitle: A\ntype: Dataset # so\n",
     "# yaml-language-server: $schema=x\ntype: Dataset # so\ntitle: A\n"),
    ("title: A\ndescription: |\n  B\n\ntype: dataset\n", "type: Dataset\ntitle: A\ndescription: |\n  B\n\n"),
    ("id: https://example.no/a\ntype: Dataset\ntitle: A\n", None),
    ("# about the title\ntitle: A\ntype: Dataset\n", None),
    ("title: A\n# about the type\ntype: Dataset\n", None),
    ("title: A\ntype:\n  - Dataset\n", None),
    ("{title: A, type: Dataset}\n", None),
    ("title: A\ntype: &t Dataset\n", None),
    ("title: A\ntype: Dataset", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "ordered"), ORDERS)
def test_type_comes_first_where_a_line_can_be_moved(source: Path, text: str, ordered: str | None) -> None:
    file = source / "datasets/ny.yaml"
    file.write_text(text, "utf-8")
    run("check", "source", "--fix")
    assert file.read_text("utf-8") == (text if ordered is None else ordered)
    run("check", "source", "--fix")
    assert file.read_text("utf-8") == (text if ordered is None else ordered)


def test_only_what_is_selected_is_fixed(source: Path) -> None:
    file, _ = planted(source, "issued: 2018-04-12", "issued: 12.04.2018")
    run("check", "source", "--fix", "--select", "R")
    assert "12.04.2018" in file.read_text("utf-8")


def test_every_fault_of_a_file_in_one_run(source: Path) -> None:
    file = source / SOMATIKK
    before = file.read_text("utf-8")
    text = before
    for right, wrong in (SAFE[1], SAFE[3], SAFE[6], SAFE[7], SAFE[8], SAFE[10]):
        text = text.replace(right, wrong, 1)
    file.write_text(text, "utf-8")
    assert len([one for one in findings(source) if one.severity == "error"]) >= 6
    assert run("check", "source", "--fix").exit_code == 0
