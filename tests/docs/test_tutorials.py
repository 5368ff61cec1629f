"""The first walk works as it is written, in each language: what is shown is what the program says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from dcat_publisher.cli import main
from tests.project import ROOT

_BLOCK = re.compile(r"^```(sh|yaml|text)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_WAITS = ("serve", "pip")  # the one waits for a browser, the other for a release


@pytest.mark.parametrize("folder", ["docs", "docs/nb", "docs/nn"])
def test_who_does_what_the_tutorial_says_gets_what_it_shows(
    folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    page = (ROOT / folder / "getting-started.md").read_text("utf-8")
    said, written = "", Path()
    codes: list[tuple[str, int]] = []
    for kind, block in _BLOCK.findall(page):
        if kind == "sh":
            for call in block.splitlines():
                words = shlex.split(call)
                if not {*words} & {*_WAITS}:
                    result = CliRunner().invoke(main, words[1:])
                    said, codes = result.stdout, [*codes, (words[1], result.exit_code)]
        elif kind == "yaml" and block.startswith("# "):
            written = Path(block.splitlines()[0].removeprefix("# "))
            assert written.is_file(), "the command before it made the file"
            written.write_text(block, "utf-8")
        elif kind == "yaml":
            written.write_text(written.read_text("utf-8") + block, "utf-8")
        else:
            assert [line for line in block.splitlines() if line not in said.splitlines()] == []
    assert codes == [("init", 0), ("new", 0), ("check", 1), ("check", 0), ("build", 0), ("rehearse", 0)]
    result = CliRunner().invoke(main, ["check", "katalogen", "--lang", "en", "--output-format", "concise"])
    assert "Dataset-accessRights-legislation" not in result.stdout
    listed = re.findall(r"^\| `([^`]+\.yaml)` \|", page, re.MULTILINE)
    assert [name for name in listed if not Path("katalogen", name).is_file()] == []
    assert len(listed) == 4


@pytest.mark.parametrize(
    ("page", "language"),
    [("docs/index.md", "en"), ("README.md", "en"), ("docs/nb/index.md", "nb"), ("docs/nn/index.md", "nn")],
)
def test_the_finding_on_a_start_page_is_one_that_the_program_makes(
    page: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (shown,) = (block for kind, block in _BLOCK.findall((ROOT / page).read_text("utf-8")) if kind == "text")
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, ["init", "."]).exit_code == 0
    file = Path(shown.partition(":")[0])
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = [
        "type: Dataset",
        "title: T",
        "description: D",
        "theme: HEAL",
        "#",
        "#",
        "accessRights: RESTRICTD",
    ]
    file.write_text("\n".join(lines) + "\n", "utf-8")
    result = CliRunner().invoke(main, ["check", ".", "--lang", language, "--output-format", "concise"])
    assert [line for line in shown.splitlines() if line not in result.stdout] == []


@pytest.mark.parametrize("folder", ["nb", "nn"])
def test_what_the_pages_for_stewards_show_has_no_error(folder: str, tmp_path: Path) -> None:
    """The files of the examples beside those that `init` makes, with the names that it gives."""
    answers = ["--name", "Etaten", "--organisation-number", "974760673", "--base", "https://data.example.no/"]
    runner, source = CliRunner(), tmp_path / "source"
    assert runner.invoke(main, ["init", str(source), *answers, "--lang", folder]).exit_code == 0
    files = (ROOT / "docs" / folder / f"{name}.md" for name in ("new-dataset", "source-format"))
    text = "\n".join(file.read_text("utf-8") for file in files)
    blocks = re.findall(r"^```yaml\n(# source/.*?)^```", text, re.MULTILINE | re.DOTALL)
    for block in blocks:
        file = tmp_path / block.splitlines()[0].removeprefix("# ")
        file.parent.mkdir(exist_ok=True)
        file.write_text(block, "utf-8")
    result = runner.invoke(main, ["check", str(source), "--isolated", "--lang", folder, "--quiet"])
    assert (result.exit_code, len(blocks)) == (0, 5), result.output
