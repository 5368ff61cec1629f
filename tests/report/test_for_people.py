"""What people see: what is wrong and what is due, by rule; what nothing calls for as notes."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dcat_publisher.cli import main
from tests.project import SOURCE

CATALOG = """\
base: https://data.example.no/
type: Catalog
title: {nb: Katalogen}
description: {nb: Alt vi har av data.}
publisher: etaten
contactPoint: kontakten
"""
AGENTS = """\
etaten:
  id: https://organization-catalog.fellesdatakatalog.digdir.no/organizations/974760673
  type: Organization
  name: {nb: Etaten for eksempler}
  identifier: 974760673
"""
POINTS = """\
kontakten: {type: ContactOrganization, fn: {nb: Dataavdelingen}, hasEmail: 'mailto:data@example.no'}
"""
DATASET = """\
type: Dataset
title: {{nb: Tall {n}}}
description: {{nb: Noen tall.}}
publisher: etaten
contactPoint: kontakten
theme: [HEAL, los:tema/helse-og-omsorg]
keyword: {{nb: [tall]}}
"""


def catalogue(folder: Path, number: int, more: str, **files: str) -> Path:
    """A catalogue with so many datasets, each with more lines; `files` are collections of their own."""
    source = folder / "cat"
    (source / "datasets").mkdir(parents=True)
    for name, text in {"catalog": CATALOG, "agents": AGENTS, "contact-points": POINTS, **files}.items():
        (source / f"{name.replace('_', '/')}.yaml").write_text(text, "utf-8")
    for n in range(number):
        (source / "datasets" / f"d{n}.yaml").write_text(DATASET.format(n=n) + more, "utf-8")
    return source


def run(command: str, source: Path, *options: str) -> Result:
    arguments = [command, str(source), "--lang", "en", *options]
    if command == "build":
        arguments += ["--out", str(source.parent / "out")]
    return CliRunner().invoke(main, arguments, env={"GITHUB_ACTIONS": None})


PUBLIC_FILE = """\
accessRights: PUBLIC
distribution: {accessURL: https://www.example.no/data, downloadURL: https://www.example.no/data.csv}
"""
APPLIED_FOR = """\
accessRights: RESTRICTED
applicableLegislation: https://lovdata.no/eli/lov/2014/06/20/43
distribution: {accessURL: https://www.example.no/soknad}
"""
ASKS_FOR_A_LICENCE = "Distribution-license-recommended warning"


def recommendations() -> list[dict[str, object]]:
    """What programs are told of the reference catalogue."""
    return list(json.loads(run("check", SOURCE, "--output-format", "json").stdout)["findings"])


def test_the_reference_catalogue_is_told_of_in_thirty_lines() -> None:
    told = run("check", SOURCE)
    assert told.exit_code == 0
    assert len(told.output.splitlines()) <= 30
    assert f"0 errors, 0 warnings, {len(recommendations())} notes" in told.stderr


def test_machines_get_the_severity_of_the_standard() -> None:
    assert len(recommendations()) > 80
    assert {one["severity"] for one in recommendations()} == {"warning"}


def test_a_licence_is_due_of_open_data(tmp_path: Path) -> None:
    told = run("check", catalogue(tmp_path, 12, PUBLIC_FILE))
    assert told.stdout.count(ASKS_FOR_A_LICENCE) == 1
    assert "and 11 more" in told.stdout
    assert "CC_BY_4_0" in told.stdout


def test_terms_are_due_of_what_is_applied_for_and_no_licence(tmp_path: Path) -> None:
    told = run("check", catalogue(tmp_path, 1, APPLIED_FOR))
    assert ASKS_FOR_A_LICENCE in told.stdout
    assert "`rights`" in told.stdout
    assert "CC_BY" not in told.stdout
    assert "CSV" not in told.stdout


def test_nothing_is_due_where_the_terms_are_there(tmp_path: Path) -> None:
    rights = "vilkår:\n  type: RightsStatement\n  description: {nb: Etter søknad.}\n"
    more = APPLIED_FOR.replace("soknad}", "soknad, rights: vilkår}")
    told = run("check", catalogue(tmp_path, 1, more, rights=rights), "--select", "Distribution,Rights")
    assert " warning: " not in told.stdout
    assert "not relevant here" in told.stdout
    assert "RightsStatement-copyrightYear-recommended" in told.stdout


def test_who_claims_a_copyright_is_asked_for_its_year(tmp_path: Path) -> None:
    rights = "vilkår:\n  type: RightsStatement\n  copyrightHolder: etaten\n"
    told = run("check", catalogue(tmp_path, 1, "", rights=rights), "--select", "RightsStatement-copyright")
    assert "RightsStatement-copyrightYear-recommended warning" in told.stdout


@pytest.mark.parametrize(("order", "due"), [("", False), ("prev: d0\n", True)])
def test_the_last_of_a_series_is_due_where_it_has_an_order(order: str, due: bool, tmp_path: Path) -> None:
    series = "type: DatasetSeries\ntitle: {nb: Serie}\ndescription: {nb: Tall.}\npublisher: etaten\n"
    source = catalogue(tmp_path, 3, "inSeries: serien\n", datasets_serien=series)
    with (source / "datasets" / "d1.yaml").open("a", encoding="utf-8") as file:
        file.write(order)
    told = run("check", source, "--select", "DatasetSeries-last")
    assert ("DatasetSeries-last-recommended warning" in told.stdout) is due


def test_a_warning_that_fails_the_run_is_no_note() -> None:
    told = run("check", SOURCE, "--fail-on", "warning")
    assert told.exit_code == 1
    assert f"{len(recommendations())} warnings, 0 notes" in told.stderr


@pytest.mark.parametrize("command", ["build", "check"])
def test_every_error_is_told_with_its_place(command: str, tmp_path: Path) -> None:
    source = catalogue(tmp_path, 12, "issued: 12.04.2018\n")
    told = run(command, source)
    assert told.exit_code == 1
    assert all(f"datasets/d{n}.yaml:8:9: " in told.stdout.replace(" T201", ":") for n in range(12))


def test_a_build_sums_up_in_three_lines(tmp_path: Path) -> None:
    source = catalogue(tmp_path, 13, PUBLIC_FILE)
    told = run("build", source)
    lines = told.output.splitlines()
    assert told.exit_code == 0
    assert len(lines) == 4
    assert "0 errors, " in lines[0]
    assert "Distribution-license-recommended (13)" in lines[1]
    assert f"dcat-publisher check {source}" in lines[2]
    assert lines[3].startswith("wrote ")


def test_quiet_says_what_is_wrong_and_no_more(tmp_path: Path) -> None:
    source = catalogue(tmp_path, 2, PUBLIC_FILE)
    assert run("check", source, "--quiet").output == ""
    assert run("build", source, "--quiet").output == ""
    (source / "datasets" / "d0.yaml").write_text(DATASET.format(n=0) + "issued: 12.04.2018\n", "utf-8")
    told = run("check", source, "--quiet")
    assert (told.stdout.count(" error: "), told.stdout.count("warning"), told.stderr) == (1, 0, "")


def test_statistics_count_by_rule(tmp_path: Path) -> None:
    told = run("check", catalogue(tmp_path, 3, PUBLIC_FILE), "--statistics").stdout
    line = next(line for line in told.splitlines() if "Distribution-license-recommended" in line)
    assert line.split()[0] == "3"


def test_full_shows_each_with_its_help(tmp_path: Path) -> None:
    told = run("check", catalogue(tmp_path, 3, ""), "--full").stdout
    assert told.count("Dataset-temporal-recommended warning") == 3
    assert told.count("`temporal: {startDate: 2008-01-01}`") == 3


@pytest.mark.parametrize(
    "options",
    [("--full", "--quiet"), ("--statistics", "--output-format", "json"), ("--full", "--statistics")],
)
def test_two_that_exclude_each_other_are_refused(options: tuple[str, ...]) -> None:
    told = run("check", SOURCE, *options)
    assert (told.exit_code, "exclude each other" in told.stderr) == (2, True)


def test_a_file_of_rdf_hears_the_options(tmp_path: Path) -> None:
    file = tmp_path / "x.ttl"
    file.write_text("<https://a.no/x> a <http://www.w3.org/ns/dcat#Dataset> .\n", "utf-8")
    assert "  Dataset-title-required" in run("check", file, "--statistics").stdout
    assert "warning" not in run("check", file, "--quiet").output




def test_no_help_is_left_out_that_was_not_there_before(tmp_path: Path) -> None:
    source = catalogue(tmp_path, 6, "")
    for n in range(6):
        day = f"1{n % 5}.04.2018"
        file = source / "datasets" / f"d{n}.yaml"
        file.write_text(DATASET.format(n=n) + f"issued: {day}\n", "utf-8")
    told = run("check", source, "--select", "T201").stdout
    assert [told.count(f"`2018-04-1{n}`?") for n in range(5)] == [1, 1, 1, 1, 1]
    assert told.count(" T201 error: ") == 6


def test_warnings_that_say_something_else_are_told_apart(tmp_path: Path) -> None:
    source = catalogue(tmp_path, 1, APPLIED_FOR)
    (source / "datasets" / "open.yaml").write_text(DATASET.format(n=9) + PUBLIC_FILE, "utf-8")
    told = run("check", source, "--select", "Distribution-license").stdout
    assert told.count(ASKS_FOR_A_LICENCE) == 2
    assert "on what terms" in told
    assert "CC_BY_4_0" in told
