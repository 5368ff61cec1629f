"""Yearly editions: folded under their series, newest first, and one leads to the next, also from batches."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.project import run
from tests.publish.output_support import write_source
from tests.publish.pages.pages_support import Page

YEARS = (2021, 2022, 2023)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("editions")
    source = folder / "source"
    names = [f"brann-{year}" for year in YEARS]
    write_source(source, (*names, "kart"))
    for year, name in zip(YEARS, names, strict=True):
        file = source / "datasets" / f"{name}.yaml"
        text = file.read_text("utf-8").replace(f"title: Datasett {name}", f"title: Branner {year}")
        before = f"prev: brann-{year - 1}\n" if year > YEARS[0] else ""
        file.write_text(f"{text}inSeries: brann\n{before}", "utf-8")
    (source / "series").mkdir()
    (source / "series/brann.yaml").write_text(
        "type: DatasetSeries\ntheme: GOVE\ntitle: Branner\ndescription: Alle branner\npublisher: https://example.org/etaten\n"
        'contactPoint: {type: ContactGroup, fn: {nb: Kontoret}, hasEmail: "mailto:data@example.no"}\n',
        "utf-8",
    )
    result = run("build", str(source), "--out", str(folder / "out"), "--fail-on", "error")
    assert result.code == 0, result.out + result.err
    return folder / "out"


def page(out: Path, path: str) -> Page:
    return Page((out / f"{path}.nb.html").read_bytes())


def test_the_list_has_the_series_with_its_years(out: Path) -> None:
    shown = page(out, "catalog")
    text = shown.text
    assert "4 datakilder" in text
    assert "Utgaver: 2023 , 2022 , 2021" in text or "Utgaver: 2023, 2022, 2021" in text
    links = shown.attributes("href")
    assert [links.count(f"datasets/brann-{year}.nb.html") for year in YEARS] == [1, 1, 1]
    assert text.count("Alle branner") == 1  # nor is the series listed again below


def test_an_edition_leads_to_the_one_before_and_the_one_after(out: Path) -> None:
    middle = page(out, "datasets/brann-2022")
    assert "Forrige utgave Branner 2021" in middle.text
    assert "Neste utgave Branner 2023" in middle.text
    first, last = page(out, "datasets/brann-2021"), page(out, "datasets/brann-2023")
    assert "Forrige utgave" not in first.text
    assert "Neste utgave Branner 2022" in first.text
    assert "Neste utgave" not in last.text


def test_the_series_has_the_newest_first(out: Path) -> None:
    text = page(out, "series/brann").text
    assert text.index("Branner 2023") < text.index("Branner 2022") < text.index("Branner 2021")


def test_the_text_for_language_models_says_what_there_is(out: Path) -> None:
    text = (out / "llms.txt").read_text("utf-8")
    assert text.startswith("# Katalogen\n\n> Alt\n")
    assert "- [Datasett kart](https://data.example.no/datasets/kart): Et register" in text
    assert "https://data.example.no/catalog.ttl" in text


def test_no_file_has_the_date_of_the_build(out: Path) -> None:
    today = date.today().isoformat().encode()
    assert [file.name for file in out.rglob("*.*") if file.is_file() and today in file.read_bytes()] == []
