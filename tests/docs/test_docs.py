"""The documentation is under test: what it names exists, and what it shows runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from dcat_publisher.checking.catalog import read_catalog
from dcat_publisher.cli import COMMANDS, main
from dcat_publisher.source.starter import MODEL
from dcat_publisher.system.resources import packaged
from dcat_publisher.vocabulary import Vocabulary
from dcat_publisher.vocabulary.profile import profile_named

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_CALL = re.compile(r"dcat-publisher((?: +[^\s`|;&)\\]+)*)")
_LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")


def _commands() -> dict[str, click.Command]:
    context = click.Context(main)
    return {name: command for name in COMMANDS if (command := main.get_command(context, name)) is not None}


def _calls(text: str) -> Iterator[list[str]]:
    for match in _CALL.finditer(text):
        words = match[1].split()
        if words and re.fullmatch(r"[a-z][a-z-]*", words[0]):
            yield words


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_and_flag_that_a_page_names_exists(page: Path) -> None:
    commands = _commands()
    inline = re.findall(r"`([^`\n]+)`", page.read_text("utf-8"))
    for words in _calls("\n".join([*inline, *_code(page, "sh", "shell", "bash", "yaml")])):
        assert words[0] in commands, f"{page.name} names the command {words[0]}"
        command = commands[words[0]]
        if isinstance(command, click.Group) and words[1:2]:
            command = command.commands.get(words[1], command)
        options = command.params
        flags = {flag for option in options for flag in (*option.opts, *option.secondary_opts)}
        for word in words[1:]:
            if word.startswith("-"):
                assert word.partition("=")[0] in {*flags, "--help", "-h"}, f"{page.name}: {words[0]} {word}"


def _code(page: Path, *languages: str) -> list[str]:
    return [body for language, body in _FENCE.findall(page.read_text("utf-8")) if language in languages]


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    missing = [name for name in COMMANDS if f"`dcat-publisher {name}" not in readme]
    assert missing == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str) -> None:
    result = CliRunner(env={"DCAT_PUBLISHER_LANG": "en"}).invoke(main, [name, "--help"])
    assert result.exit_code == 0
    assert f"dcat-publisher {name}" in " ".join(result.output.split()).replace("Usage: main", "")
    assert "Example" in result.output


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    broken = [link for link in _LINK.findall(page.read_text("utf-8")) if not (page.parent / link).exists()]
    assert broken == []


def _sources() -> list[tuple[str, str, str]]:
    shown = [(str(page.relative_to(ROOT)), body) for page in PAGES for body in _code(page, "yaml")]
    found = [(page, re.match(r"# source/(\S+\.yaml)", body), body) for page, body in shown]
    return [(page, match[1], body) for page, match, body in found if match is not None]


def test_every_source_file_shown_maps_without_an_error(tmp_path: Path) -> None:
    """The examples of one page make up one catalogue, with the files of `init` around them."""
    vocabulary = Vocabulary((packaged("vocab"),))
    starter = MODEL
    for name in {page for page, _, _ in _sources()}:
        folder = tmp_path / name
        shown = {file: body for page, file, body in _sources() if page == name}
        for model in starter.rglob("*.yaml"):
            shown.setdefault(str(model.relative_to(starter)), model.read_text("utf-8"))
        for file, body in shown.items():
            target = folder / file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(body, "utf-8")
        findings = read_catalog(folder, vocabulary, profile_named()).findings
        unmapped = [f"{found.place} {found.code}" for found in findings if re.match(r"[YRT]\d", found.code)]
        assert [line for line in unmapped if not re.search("R201|T521", line)] == []


def test_the_example_catalogue_of_init_passes_check(tmp_path: Path) -> None:
    runner = CliRunner()
    assert runner.invoke(main, ["init", str(tmp_path / "new")]).exit_code == 0
    result = runner.invoke(main, ["check", str(tmp_path / "new")])
    assert (result.exit_code, result.output) == (0, result.output)
    assert " error" not in result.output


def test_no_page_names_a_file_that_is_not_there() -> None:
    """A path is of the project, or of the package where it begins with a room; CAPITALS stand for a name."""
    package = ROOT / "src" / "dcat_publisher"
    rooms = "|".join(sorted(folder.parent.name for folder in package.glob("*/__init__.py")))
    named = re.compile(rf"`((?:src|shapes|vocab|source|tests|docs|bench|{rooms})/[\w./-]*)`")
    found = [(page.name, name) for page in PAGES for name in named.findall(page.read_text("utf-8"))]
    found = [(page, name) for page, name in found if re.search("[A-Z]{4}", name) is None]
    assert len(found) > 30
    assert [each for each in found if not any((top / each[1]).exists() for top in (ROOT, package))] == []


def test_the_example_of_the_validator_runs_as_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ROOT / "docs" / "validator.md"
    for body in _code(page, "turtle"):
        name = re.match(r"# (\S+\.ttl)", body)
        assert name is not None
        (tmp_path / name[1]).write_text(body, "utf-8")
    (command,), (shown,) = _code(page, "sh"), _code(page, "text")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, command.split()[1:])
    assert result.exit_code == 1
    assert result.stdout == shown
