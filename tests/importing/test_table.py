"""Lists of datasets in CSV and Excel: a row for each, under a header of keys."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook

from dcat_publisher.cli import main

HEADER: tuple[str, ...] = (
    "title@nb",
    "title@en",
    "publisher",
    "contactPoint",
    "theme",
    "keyword",
    "issued",
    "byteSize",
)
HEADER += ("distribution.accessURL", "distribution.format")
FIRST: tuple[str, ...] = (
    "Måling",
    "Measurement",
    "Etaten",
    "data@example.no",
    "Helse",
    "luft|vann",
    "2018-04-12",
    "",
)
FIRST += ("https://example.no/a.csv", "CSV")
SECOND = ("Annen", "", "Etaten", "data@example.no", "HEAL", "jord", "2019", "", "https://example.no/b", "")


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def imported(file: str) -> tuple[int, dict[str, object]]:
    result = run("import", file, "--to", "source", "--verify", "--output-format", "json", "-o", "r.json")
    assert result.exit_code in (0, 1), result.output
    report: dict[str, object] = json.loads(Path("r.json").read_text("utf-8"))
    return result.exit_code, report


def as_csv(*rows: tuple[str, ...], delimiter: str = ";") -> str:
    return "".join(f"{delimiter.join(row)}\r\n" for row in rows)


@pytest.mark.parametrize(("delimiter", "encoding"), [(",", "utf-8"), (";", "cp1252"), ("\t", "utf-8-sig")])
def test_a_table_becomes_a_source(delimiter: str, encoding: str) -> None:
    Path("list.csv").write_bytes(as_csv(HEADER, FIRST, SECOND, delimiter=delimiter).encode(encoding))
    code, report = imported("list.csv")
    assert (code, report["lost"]) == (0, 0)
    text = Path("source/datasets/maling.yaml").read_text("utf-8")
    assert text == (
        "type: Dataset\ntitle:\n  nb: Måling\n  en: Measurement\ncontactPoint: data\nissued: 2018-04-12\n"
        "keyword: [luft, vann]\npublisher: etaten\ntheme: HEAL\ndistribution:\n"
        "  accessURL: https://example.no/a.csv\n  format: CSV\n"
    )
    assert "name: Etaten" in Path("source/agents.yaml").read_text("utf-8")
    assert "mailto:data@example.no" in Path("source/contact-points.yaml").read_text("utf-8")


def test_a_workbook_says_the_same(project: Path) -> None:
    Path("list.csv").write_text(as_csv(HEADER, FIRST, SECOND), "utf-8")
    imported("list.csv")
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADER)
    sheet.append([*FIRST[:6], date(2018, 4, 12), None, *FIRST[8:]])
    sheet.append([*SECOND[:6], 2019.0, None, *SECOND[8:]])
    book.save("list.xlsx")
    result = run("import", "list.xlsx", "--to", "again")
    assert result.exit_code == 0
    for file in Path("source").rglob("*.yaml"):
        assert file.read_text("utf-8") == (Path("again") / file.relative_to("source")).read_text("utf-8")


def test_a_column_of_no_known_key_is_lost_and_named() -> None:
    Path("list.csv").write_text(as_csv(("title", "Sist sett"), ("A", "i går"), ("B", "", "mer")), "utf-8")
    code, report = imported("list.csv")
    assert (code, report["lost"]) == (1, 2)
    assert [loss[1:] for loss in report["losses"]] == [["Sist sett", "i går"], ["3", "mer"]]  # type: ignore[attr-defined]


def test_what_does_not_fit_is_kept_and_found() -> None:
    Path("list.csv").write_text(as_csv(("tittel", "issued"), ("A", "12.4.2018")), "utf-8")
    code, report = imported("list.csv")
    assert (code, report["lost"]) == (1, 0)
    assert "issued: 12.4.2018" in Path("source/datasets/a.yaml").read_text("utf-8")


@pytest.mark.parametrize("data", [b"PK\x03\x04nothing", b"", b"no workbook"])
def test_a_broken_workbook_is_one_line(data: bytes) -> None:
    Path("list.xlsx").write_bytes(data)
    result = run("import", "list.xlsx", "--to", "source")
    assert (result.exit_code, len(result.output.splitlines())) == (2, 1)
    assert not Path("source").exists()


def test_an_open_quotation_mark_is_one_line() -> None:
    Path("list.csv").write_text('title\n"A\n', "utf-8")
    result = run("import", "list.csv", "--to", "source")
    assert (result.exit_code, len(result.output.splitlines())) == (2, 1)
