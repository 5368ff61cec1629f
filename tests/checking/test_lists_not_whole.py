"""Of a list that we have in part, an address of the right form is enough, and one of another form is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checking.diagnosing import copied, findings

EU = "http://publications.europa.eu/resource/authority/"
KPR = "datasets/kpr.yaml"


def said(folder: Path, line: str) -> set[str]:
    """Return the codes of the errors when one more line stands in a record."""
    copied(folder)
    file = folder / "source" / KPR
    file.write_text(f"{file.read_text('utf-8')}{line}\n", "utf-8")
    return {found.code for found in findings(folder / "source") if found.severity == "error"}


@pytest.mark.parametrize(
    "line",
    [
        f"publisher: {EU}corporate-body/WHO",  # not in our copy
        f"publisher: {EU}corporate-body/COM",  # in our copy
        f"creator: {EU}corporate-body/CEDEFOP",
        f"spatial: {EU}place/FRA_PAR",
        "spatial: https://sws.geonames.org/2988507/",
        f"language: {EU}language/ZHX",
    ],
)
def test_an_address_of_the_right_form_is_no_error(line: str, tmp_path: Path) -> None:
    assert said(tmp_path, line) == set()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (f"publisher: {EU}corporate-body/", "Dataset-publisher-list"),
        (f"publisher: {EU}corporate-body/who is it", "T101"),
        ("publisher: https://www.example.org/who", "Agent-name-required"),
        (f"spatial: {EU}place/Paris", "Dataset-spatial-list"),
        (f"spatial: {EU}place/FRA_PAR/x", "Dataset-spatial-list"),
        (f"spatial: {EU}country/QQQ", "T301"),
    ],
)
def test_an_address_of_another_form_is_told(line: str, code: str, tmp_path: Path) -> None:
    assert code in said(tmp_path, line)
