"""A language is added in one row: what is not translated to it yet is said in the nearest one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from dcat_publisher.model.language import LANGUAGES, Words, in_all_languages
from tests.project import ROOT


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("another-language")


@pytest.fixture(scope="module")
def told(folder: Path) -> dict[str, str]:
    """What the commands say where the program has Northern Sami, and no words for it."""
    result = subprocess.run(
        [sys.executable, "-m", "tests.model.another_language"],
        cwd=folder, env={"PYTHONPATH": str(ROOT), "HOME": str(folder)},
        capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    commands: dict[str, str] = json.loads(result.stdout.splitlines()[-1])
    return commands


@pytest.mark.parametrize("command", ["full", "json", "sarif", "html", "github", "junit", "explain"])
def test_words_to_come_are_said_in_the_nearest_language(told: dict[str, str], command: str) -> None:
    assert "har ingen verdi" in told[command]


def test_no_command_is_without_words(told: dict[str, str]) -> None:
    assert all(told.values())
    assert '"language": "se"' in told["json"]


def test_pages_are_in_the_new_language_too(told: dict[str, str], folder: Path) -> None:
    assert "poster" in told["build"]
    page = (folder / "out/catalog.se.html").read_text("utf-8")
    assert page.startswith('<!DOCTYPE html>\n<html lang="se">')
    assert '<meta property="og:locale" content="se_NO">' in page
    assert 'hreflang="se">Davvisámegiella</a>' in (folder / "out/catalog.nb.html").read_text("utf-8")


def test_a_text_is_whole_as_soon_as_it_is_read(tmp_path: Path) -> None:
    text = '[hello]\nen = "hello"\n[colour.red]\nnb = "rød"\nse = "ruoksat"\n'
    (tmp_path / "words.toml").write_text(text, "utf-8")
    words = Words(str(tmp_path / "module.py"))
    assert dict(words["hello"]) == dict.fromkeys(LANGUAGES, "hello")
    assert words.group("colour")["red"] == {"nb": "rød", "nn": "rød", "en": "rød", "se": "ruoksat"}
    whole = {"nb": "a", "nn": "b", "en": "c"}
    assert in_all_languages(whole) is whole
