"""`--fix --unsafe-fixes` over what stewards write: only what was meant is written, and where it is one thing.

A row is a line as it was typed and the line that a fix may make of it, None where it has to stand as it is.
"""

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest

from tests.checking.diagnosing import run

BASE = Path(__file__).parents[1] / "cases" / "_base"
RECORD = """\
type: Dataset
title: {nb: Tall, en: Figures}
description: {nb: Noen tall., en: Some figures.}
theme: [HEAL, los:tema/helse-og-omsorg]
"""
OWN_LINES = [
    # codes: the everyday word, in three languages
    ("accrualPeriodicity: Hvert år", "accrualPeriodicity: ANNUAL"),
    ("frekvens: Kvart år", "frekvens: ANNUAL"),
    ("accrualPeriodicity: yearly", "accrualPeriodicity: ANNUAL"),
    ("accrualPeriodicity: biannual", "accrualPeriodicity: ANNUAL_2"),
    ("accrualPeriodicity: Ukentlig", "accrualPeriodicity: WEEKLY"),
    ("accrualPeriodicity: månedlg", "accrualPeriodicity: MONTHLY"),
    ("accrualPeriodicity: årlig2", None),
    ("accrualPeriodicity: hvert trettende år", None),
    ("accrualPeriodicity: hver tredje uke", None),
    ("accrualPeriodicity: TRIANNUAL", "accrualPeriodicity: ANNUAL_3"),
    ("accrualPeriodicity: av og til", None),
    ("spatial: Hele landet", "spatial: NOR"),
    ("spatial: heile landet", "spatial: NOR"),
    ("spatial: Nordlandet", None),
    ("spatial: Midt-Norge", None),
    ("dekningsområde: Østlandet", None),
    # names of places: a former municipality, a village, a district and a slip are no other place
    ("spatial: Lardal", None),
    ("spatial: Hemne", None),
    ("spatial: Radøy", None),
    ("spatial: Årnes", None),
    ("spatial: Sørland", None),
    ("spatial: Haldan", None),
    ("spatial: Sverje", None),
    ("dct:spatial: Frostad", None),
    ("spatial: Nordodal", "spatial: kommune/id/172954"),
    ("spatial: nord odal", "spatial: kommune/id/172954"),
    ("spatial: Kongo", None),
    ("spatial: kongo", None),
    ("spatial: Congo", None),
    ("spatial: Kongo-Brazzaville", "spatial: COG"),
    ("spatial: Guinea", "spatial: GIN"),
    ("language: samsk", None),
    ("language: norsk tegnsprk", None),
    ("accessRights: åpen", "accessRights: PUBLIC"),
    ("accessRights: Offentleg", "accessRights: PUBLIC"),
    ("accessRights: begrenset", "accessRights: RESTRICTED"),
    ("accessRights: uoffentlig", None),
    ("accessRights: ikke offentlig", "accessRights: NON_PUBLIC"),
    ("accessRights: hemmelig", None),
    ("language: nb", "language: NOB"),
    ("language: lulesamisk", "language: SMJ"),
    ("language: se", None),
    ("language: SE", None),
    ("language: NO", None),
    ("language: no", None),
    ("language: DK", None),
    ("language: UK", None),
    ("language: EN", "language: ENG"),
    ("language: NB", "language: NOB"),
    ("datasetType: Statistikk", "datasetType: STATISTICAL"),
    # keys: the everyday word, where class and value fit
    ("kontakt: kontoret", "contactPoint: kontoret"),
    ("kontakt: etaten", None),
    ("kontakt: annet", None),
    ("kontakt: hunt", "contactPoint: hunt"),
    ("Kontaktperson: Kari Nordmann", None),
    ("lovhjemmel: loven", "applicableLegislation: loven"),
    ("lovheimel: https://lovdata.no/eli/lov/1", "applicableLegislation: https://lovdata.no/eli/lov/1"),
    ("lovhjemmel: personopplysningsloven § 3", None),
    ("lenke: https://www.example.no/", None),
    ("link: https://www.example.no/fil.csv", None),
    ("url: https://www.example.no/", None),
    ("adresse: https://www.example.no/", None),
    ("website: https://www.example.no/", None),
    ("lenke: se nettsiden", None),
    ("stikkord: [tall, folk]", "keyword: [tall, folk]"),
    ("nokkelord: [tall, folk]", "nøkkelord: [tall, folk]"),
    ("tilgangsrettighet: PUBLIC", "accessRights: PUBLIC"),
    ("tilgang: søk om tilgang", None),
    ("published: 2020-01-01", "issued: 2020-01-01"),
    ("publisert: ja", None),
    ("sist oppdatert: 2020-01-01", "modified: 2020-01-01"),
    ("oppdatert: årlig", None),
    ("dato: 2020-01-01", None),
    ("eier: etaten", None),
    ("owner: etaten", None),
    ("ansvarlig: etaten", None),
    ("utgaver: 2", 'version: 2'),
    ("formål: Forskning", None),
    ("erstattes: annet", None),
    ("antall: 12", None),
    ("format: CSV", None),
    ("url: 3", None),
    ("fra: 2020", None),
    ("identifer: X", "identifier: X"),
    ("landingpage: https://www.example.no/", "landingPage: https://www.example.no/"),
    ("inSeries: seire", "inSeries: serie"),
    ("inSeries: ser", None),
    ("inSeries: etatn", None),
    ("publisher: arkvet", "publisher: arkivet"),
    ("publisher: kontoret2", None),
    ("publisher: loven2", None),
    ("issued: 04/05/2018", None),
    ("issued: 24/05/2018", "issued: 2018-05-24"),
    ("landingPage: post@example.no", None),
    ("title2: X", None),
    ("temporal: 1995–2020", None),
]  # fmt: skip
OFFICE = "contactPoint:\n  type: ContactOrganization\n  fn: A\n"
AT = "distribution:\n  - accessURL: https://www.example.no/\n"
URL = "distribution:\n  - url: https://www.example.no/tall\n    format: CSV"
NESTED = [
    (URL, "  - accessURL: https://www.example.no/tall"),
    ("distribution:\n  - lenkje: https://www.example.no/tall", "  - accessURL: https://www.example.no/tall"),
    (f"{AT}    format: Excel", None),
    (f"{AT}    mediaType: Excel", None),
    (f"{AT}    format: Word", None),
    (f"{AT}    format: PowerPoint", None),
    ("distribution:\n  - accessURL: https://a.no/t.xls\n    format: Excel", "    format: XLS"),
    ("distribution:\n  - format: Excel\n    downloadURL: https://a.no/T.XLSX?a=b.xls", "  - format: XLSX"),
    (
        "distribution:\n  - accessURL: https://a.no/b.doc\n    mediaType: Word",
        "    mediaType: application/msword",
    ),
    ("distribution:\n  - accessURL: https://a.no/xls\n    format: Excel", None),
    ("distribution:\n  - accessURL: https://a.no/a.zip\n    format: Excel", None),
    (
        "distribution:\n  - accessURL: https://a.no/a.xls\n    downloadURL: https://a.no/a.xlsx\n"
        "    format: Excel",
        None,
    ),
    (f"{AT}    størrelse: 10", None),
    (f"{AT}    size: 10", None),
    (f"{AT}    antall byte: 10", "    byteSize: 10"),
    (f"{AT}    format: geojsn", "    format: GEOJSON"),
    ("spatial:\n  type: Location\n  epost: a@example.no", None),
    ("spatial:\n  type: Location\n  Språk: NOB", None),
    ("subject:\n  type: Concept\n  kontakt: kontoret", None),
    ("spatial:\n  Type: Location", "  type: Location"),
    (f"{AT}    format: csv-fil", "    format: CSV"),
    (f"{AT}    format: regneark", None),
    (f"{AT}    filformat: PDF", "    format: PDF"),
    (f"{AT}    license: CC BY 4.0", "    license: CC_BY_4_0"),
    (f"{AT}    license: CC BY 9.0", None),
    (f"{AT}    tema: HEAL2", None),
    ("temporal:\n  fra: 1995", "  startDate: 1995"),
    ("temporal:\n  frå: 1995-01-01", "  startDate: 1995-01-01"),
    ("temporal:\n  startDate: 1995\n  til: 2020", "  endDate: 2020"),
    ("temporal:\n  startDate: 1995\n  til: i dag", None),
    (f"{OFFICE}  epost: post@example.no", "  hasEmail: mailto:post@example.no"),
    (f"{OFFICE}  nettside: https://www.example.no/", "  hasURL: https://www.example.no/"),
    (f"{OFFICE}  telefon: tel:+4722334455", "  hasTelephone: tel:+4722334455"),
]  # fmt: skip


def fixed(folder: Path, lines: str) -> tuple[list[str], list[str]]:
    """The lines of a record before and after its fixes, the unsafe ones too."""
    source = Path(shutil.copytree(BASE, folder / "source"))
    file = source / "datasets" / "x.yaml"
    file.write_text(f"{RECORD}{lines}\n", "utf-8")
    before = file.read_text("utf-8").splitlines()
    assert run("check", str(source), "--fix", "--unsafe-fixes").exit_code in (0, 1)
    return before, file.read_text("utf-8").splitlines()


def test_a_short_form_of_two_countries_is_a_finding_that_names_both(tmp_path: Path) -> None:
    """Kongo is the label of one of them only: published, it would be a falsehood half of the time."""
    source = Path(shutil.copytree(BASE, tmp_path / "source"))
    (source / "datasets" / "x.yaml").write_text(f"{RECORD}spatial: Kongo\n", "utf-8")
    told = run("check", str(source), "--output-format", "concise", "--select", "T3").stdout
    assert "x.yaml:5:10 T302" in told
    assert "country/COD" in told
    assert "country/COG" in told


CASES = OWN_LINES + NESTED


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with a record for each case: they are checked, and fixed, at once."""
    source = Path(shutil.copytree(BASE, tmp_path_factory.mktemp("fixes") / "source"))
    for number, (typed, _) in enumerate(CASES):
        record(source, number).write_text(f"{RECORD}{typed}\n", "utf-8")
    return source


@pytest.fixture(scope="module")
def helped(records: Path) -> Counter[str]:
    """How often «Did you mean» is asked in each file, by name."""
    options = ("--lang", "en", "--output-format", "json", "--select", "R1,R2,T3")
    findings = json.loads(run("check", str(records), *options).stdout)["findings"]
    return Counter(Path(row["file"]).name for row in findings if "Did you mean" in json.dumps(row))


@pytest.fixture(scope="module")
def repaired(records: Path, helped: Counter[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with all records after their fixes, the unsafe ones too."""
    source = Path(shutil.copytree(records, tmp_path_factory.mktemp("fixed") / "source"))
    assert run("check", str(source), "--fix", "--unsafe-fixes").exit_code in (0, 1)
    return source


def record(source: Path, number: int) -> Path:
    return source / "datasets" / f"record-{number:03}.yaml"


@pytest.mark.parametrize("number", range(len(CASES)), ids=[typed for typed, _ in CASES])
def test_a_fix_writes_what_was_meant_or_nothing(number: int, records: Path, repaired: Path) -> None:
    before, after = (record(source, number).read_text("utf-8").splitlines() for source in (records, repaired))
    wanted = CASES[number][1]
    assert [line for line in after if line not in before] == ([] if wanted is None else [wanted])


@pytest.mark.parametrize("number", range(len(CASES)), ids=[typed for typed, _ in CASES])
def test_no_help_proposes_what_a_fix_would_not_write(number: int, helped: Counter[str]) -> None:
    """«Did you mean» asks about the one word that was meant; several are listed."""
    if CASES[number][1] is None:
        assert helped[record(Path(), number).name] == 0


def test_some_help_is_a_proposal(helped: Counter[str]) -> None:
    assert len(helped) > 30


def test_no_key_is_written_twice(tmp_path: Path) -> None:
    before, after = fixed(tmp_path, "temporal:\n  fra: 1995\n  startDate: 1996")
    assert after == before


def test_the_key_type_in_another_case(tmp_path: Path) -> None:
    source = Path(shutil.copytree(BASE, tmp_path / "source"))
    file = source / "datasets" / "x.yaml"
    file.write_text(RECORD.replace("type:", "Type:"), "utf-8")
    run("check", str(source), "--fix", "--unsafe-fixes")
    assert file.read_text("utf-8") == RECORD
