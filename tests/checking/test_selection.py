"""Which findings are reported: by code, waiver, baseline and revision."""

import json
import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest

from dcat_publisher.checking.selection import Choice
from tests.checking.diagnosing import copied, findings, run

SOMATIKK = "datasets/npr-somatikk.yaml"
TOMORROW = (date.today() + timedelta(days=1)).isoformat()
YESTERDAY = (date.today() - timedelta(days=1)).isoformat()


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    copied(tmp_path)
    return Path("source")


def change(source: Path, right: str, wrong: str, name: str = SOMATIKK) -> None:
    file = source / name
    text = file.read_text("utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong, 1), "utf-8")


def codes(source: Path, *options: str) -> list[str]:
    return [found.code for found in findings(source, *options)]


CHOICES = [
    ((), (), "T201", True),
    (("T",), (), "T201", True),
    (("T",), (), "R101", False),
    ((), ("T2",), "T201", False),
    ((), ("T2",), "T301", True),
    (("T",), ("T2",), "T201", False),
    (("T201",), ("T",), "T201", True),
    (("T201",), ("T201",), "T201", False),
    (("Dataset-",), (), "DatasetSeries-title-required", False),
    (("R",), (), "RightsStatement-jurisdiction-recommended", False),
    (("Rights",), (), "RightsStatement-jurisdiction-recommended", True),
    (("D",), (), "Dataset-title-required", True),
    ((), ("R",), "RightsStatement-jurisdiction-recommended", True),
]


@pytest.mark.parametrize(("select", "ignore", "code", "taken"), CHOICES)
def test_the_longer_prefix_decides(
    select: tuple[str, ...], ignore: tuple[str, ...], code: str, taken: bool
) -> None:
    assert Choice(select, ignore).takes(code) is taken


def test_select_and_ignore_on_the_command_line(source: Path) -> None:
    change(source, "issued: 2018-04-12", "issued: 12.04.2018")
    change(source, "  accessURL:", "  acessURL:")
    assert codes(source, "--select", "T,R") == ["T201", "R101"]
    assert codes(source, "--select", "T", "--select", "R", "--ignore", "R1") == ["T201"]
    assert "T201" not in codes(source, "--ignore", "T")


def test_a_prefix_of_nothing_is_a_wrong_call(source: Path) -> None:
    result = run("check", str(source), "--select", "T9")
    assert result.exit_code == 2
    assert "T9" in result.stderr


WAIVER = "# dcat-publisher: ignore T201 until {day} the source system is replaced"
DATE = "issued: 2018-04-12"


@pytest.mark.parametrize(
    "form", ["issued: 12.04.2018   {}", "{}\nissued: 12.04.2018", "{}\n# more\n\nissued: 12.04.2018"]
)
def test_waived(source: Path, form: str) -> None:
    change(source, DATE, form.format(WAIVER.format(day=TOMORROW)))
    assert codes(source, "--select", "T,W") == []
    document = json.loads(run("check", str(source), "--select", "T,W", "--output-format", "json").stdout)
    (waived,) = document["waived"]
    assert (waived["code"], waived["until"], waived["reason"]) == (
        "T201",
        TOMORROW,
        "the source system is replaced",
    )
    log = json.loads(run("check", str(source), "--select", "T,W", "--output-format", "sarif").stdout)
    (result,) = log["runs"][0]["results"]
    assert result["suppressions"][0]["justification"].startswith("the source system is replaced")


def test_a_waiver_holds_for_its_last_day(source: Path) -> None:
    change(source, DATE, f"issued: 12.04.2018 {WAIVER.format(day=date.today().isoformat())}")
    assert codes(source, "--select", "T,W") == []


BAD_WAIVERS = [
    ("issued: 12.04.2018 " + WAIVER.format(day=YESTERDAY), ["T201", "W002"]),
    ("issued: 2018-04-12 " + WAIVER.format(day=TOMORROW), ["W003"]),
    ("issued: 12.04.2018 # dcat-publisher: ignore T201", ["T201", "W001"]),
    (f"issued: 12.04.2018 # dcat-publisher: ignore T201 until {TOMORROW}", ["T201", "W001"]),
    ("issued: 12.04.2018 # dcat-publisher: ignore T201 until 2099-13-01 why", ["T201", "W001"]),
    (f"issued: 12.04.2018 # dcat-publisher: ignore until {TOMORROW} why", ["T201", "W001"]),
    (f"issued: 12.04.2018 # dcat-publisher: ignore T999 until {TOMORROW} why", ["T201", "W004"]),
    (f"issued: 12.04.2018 # dcat-publisher: ignore T102, T201 until {TOMORROW} why", ["W003"]),
]


@pytest.mark.parametrize(("line", "expected"), BAD_WAIVERS)
def test_waivers_that_do_not_hold_are_told_of(source: Path, line: str, expected: list[str]) -> None:
    change(source, DATE, line)
    found = findings(source, "--select", "T,W")
    assert [one.code for one in found] == expected
    for one in found:
        assert one.line == 7
        if one.code.startswith("W"):
            assert one.column == line.index("#") + 1
            assert one.help


def test_a_waiver_in_a_text_is_text(source: Path) -> None:
    change(source, "  nb: NPR - Somatikk", f'  nb: "a {WAIVER.format(day=TOMORROW)}"')
    change(source, "    Datagrunnlaget inkl", f"    {WAIVER.format(day=TOMORROW)}\n\n    Datagrunnlaget inkl")
    assert codes(source, "--select", "W") == []


def test_a_waiver_for_a_shape_of_a_record(source: Path) -> None:
    text = f"# dcat-publisher: ignore Dataset-subject-recommended until {TOMORROW} no concepts yet\n"
    change(source, "type: Dataset\n", f"{text}type: Dataset\n")
    found = [one for one in findings(source) if one.file == SOMATIKK]
    assert "Dataset-subject-recommended" not in {one.code for one in found}
    assert not [one for one in found if one.code.startswith("W")]


def configure(text: str, name: str = "dcat-publisher.toml") -> None:
    Path(name).write_text(text, "utf-8")


CONFIGURED = """
select = ["T", "W"]
lang = "nn"
[[waivers]]
code = "T201"
until = {day}
reason = "being replaced"
files = ["source/datasets/{pattern}.yaml"]
"""


def test_a_waiver_in_the_configuration(source: Path) -> None:
    change(source, DATE, "issued: 12.04.2018")
    configure(CONFIGURED.format(day=TOMORROW, pattern="npr-*"))
    assert codes(source) == []
    configure(CONFIGURED.format(day=TOMORROW, pattern="kpr*"))
    found = findings(source)
    assert [one.code for one in found] == ["W003", "T201"]
    assert found[0].line == 4
    configure(CONFIGURED.format(day=YESTERDAY, pattern="npr-*"))
    assert codes(source) == ["W002", "T201"]


def test_baseline(source: Path) -> None:
    change(source, DATE, "issued: 12.04.2018")
    assert run("check", str(source), "--baseline", "known.json", "--write-baseline").exit_code == 0
    assert codes(source, "--baseline", "known.json") == []
    change(source, "type: Dataset\n", "# a line more\ntype: Dataset\n")
    assert codes(source, "--baseline", "known.json") == []
    change(source, "issued: 2018-04-12", "issued: 13.04.2018", "datasets/npr-bup.yaml")
    assert codes(source, "--baseline", "known.json") == ["T201"]
    first = Path("known.json").read_bytes()
    run("check", str(source), "--baseline", "known.json", "--write-baseline")
    assert len(Path("known.json").read_bytes()) > len(first)
    configure('baseline = "known.json"')
    assert codes(source) == []


@pytest.mark.parametrize("text", [None, "no json", "[]", '{"schema_version": 9, "findings": []}'])
def test_a_baseline_that_is_none(source: Path, text: str | None) -> None:
    if text is not None:
        Path("known.json").write_text(text)
    result = run("check", str(source), "--baseline", "known.json")
    assert result.exit_code == 2
    assert "known.json" in result.stderr


def git(*words: str) -> None:
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.no", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *identity, *words], check=True, capture_output=True)


def test_changed_since_tells_of_new_faults_only(source: Path) -> None:
    change(source, DATE, "issued: 12.04.2018")  # an old fault in a file that will be touched
    git("init")
    git("add", ".")
    git("commit", "-m", "before")
    assert codes(source, "--changed-since", "HEAD") == []
    change(source, "type: Dataset\n", "# touched\ntype: Dataset\n")
    assert codes(source, "--changed-since", "HEAD") == []
    (source / "series/npr.yaml").rename(source / "series/norsk.yaml")  # breaks what refers to it elsewhere
    found = findings(source, "--changed-since", "HEAD")
    assert {one.code for one in found} >= {"R201"}
    assert "datasets/npr-bup.yaml" in {one.file for one in found}
    assert "T201" not in {one.code for one in found}


def test_changed_since_asks_for_a_revision_of_a_repository(source: Path) -> None:
    assert run("check", str(source), "--changed-since", "HEAD").exit_code == 2
    git("init")
    git("add", "source/catalog.yaml")
    git("commit", "-m", "before")
    assert run("check", str(source), "--changed-since", "nowhere").exit_code == 2
    assert run("check", str(source), "--changed-since", "--output=x").exit_code == 2
    assert not Path("x").exists()
    git("rm", "-r", "--cached", "-f", "source")
    git("commit", "-m", "gone")
    assert codes(source, "--changed-since", "HEAD") == codes(source)
