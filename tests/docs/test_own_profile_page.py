"""docs/own-profile.md is an example that runs: its files, as they stand there, are a profile in use."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.project import ROOT, run
from tests.vocabulary.knowledge import save

PAGE = ROOT / "docs/own-profile.md"
_BLOCK = re.compile(
    r"^(?:`\./(\S+)`\n\n```json\n|```(?:turtle|sparql|toml)\n# (\S+)\n)(.*?)^```$", re.MULTILINE | re.DOTALL
)
_USED = "shelf: attic\n"


def write(folder: Path) -> list[str]:
    """Write the files of the page; give their names."""
    found = _BLOCK.findall(PAGE.read_text("utf-8"))
    for named, commented, text in found:
        save(folder / (named or commented), text)
    return [named or commented for named, commented, _ in found]


def example(folder: Path) -> Path:
    return next((folder / "source/datasets").glob("*.yaml"))


def test_the_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert sorted(write(tmp_path)) == [
        "dcat-publisher.toml", "shapes/archive/context.jsonld", "shapes/archive/profile.ttl",
        "shapes/archive/schemes/shelf.ttl", "shapes/archive/view.rq",
    ]  # fmt: skip
    assert run("init", "source", "--lang", "en").code == 0
    for language, words in (("en", "lacks its shelf"), ("nb", "mangler hylle"), ("nn", "manglar hylle")):
        found = run("check", "source", "--lang", language)
        assert (found.code, words in found.out) == (1, True), found.out
    assert "[archive]" in found.out
    assert "shelf" in run("explain", "Dataset-shelf-required", "--lang", "en").out
    assert "archive" in run("explain", "Dataset-shelf-required", "--lang", "en").out.splitlines()[-1]
    assert "must [archive]" in run("keys", "Dataset", "--lang", "en").out
    assert "must [dcat-ap-no, archive]" in run("keys", "Dataset", "--lang", "en").out
    assert "[archive]" in run("rules", "--select", "Dataset-shelf").out
    assert '"shelf"' in run("schema").out
    assert "attic" in run("vocab", "show", "shelf", "--lang", "en").out
    save(example(tmp_path), f"{example(tmp_path).read_text('utf-8')}{_USED}")
    assert run("build", "source", "--no-pages").code == 0
    assert '"loftet"@nb' in (tmp_path / "out/catalog.archive.ttl").read_text("utf-8")
    assert "shelf" not in (tmp_path / "out/catalog.ttl").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "change", "words"),
    [
        ("schemes/shelf.ttl", lambda text: text.replace("void:uriSpace", "skos:note"),
         "shelf.ttl:1: the code list lacks its head"),
        ("schemes/shelf.ttl", lambda text: text.replace(' skos:notation "B2" ;', ""), "has no skos:notation"),
        ("schemes/shelf.ttl", lambda text: text.replace('"B2" ;', '"B3" ;'), "https://rules.example.no/shelf/B3"),
        ("context.jsonld", lambda text: text.replace('"@type": "@vocab", ', "").replace(
            ', "@context": {"@vocab": "https://rules.example.no/shelf/"}', ""), "which takes no codes"),
    ],
)  # fmt: skip
def test_what_it_says_is_said_is_said(
    name: str, change: Callable[[str], str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path)
    assert run("init", "source", "--lang", "en").code == 0
    file = tmp_path / "shapes/archive" / name
    save(file, change(file.read_text("utf-8")))
    found = run("check", "source", "--lang", "en")
    assert (found.code, words in found.err) == (2, True), found.err


@pytest.mark.trial
def test_it_runs_from_an_installed_wheel(tmp_path: Path) -> None:
    """Build the wheel, install it beside the dependencies that are here, and follow the page."""
    wheels, home = tmp_path / "wheels", tmp_path / "home"
    pip = [sys.executable, "-m", "pip", "-q"]
    subprocess.run([*pip, "wheel", "--no-deps", "-w", str(wheels), str(ROOT)], check=True)
    venv.create(home, with_pip=False, symlinks=True)
    site = next(home.glob("lib/python*/site-packages"))
    wheel = next(wheels.glob("*.whl"))
    subprocess.run([*pip, "install", "--no-deps", "--target", str(site), str(wheel)], check=True)
    others = os.pathsep.join(path for path in sys.path if path.endswith("site-packages"))
    write(tmp_path)

    def call(*words: str) -> subprocess.CompletedProcess[str]:
        program = "from dcat_publisher.cli import main; main()"
        return subprocess.run(
            [str(home / "bin/python"), "-P", "-c", program, *words], cwd=tmp_path, text=True,
            capture_output=True, check=False, env={**os.environ, "PYTHONPATH": f"{site}{os.pathsep}{others}"},
        )  # fmt: skip

    assert call("init", "source", "--lang", "en").returncode == 0
    assert "lacks its shelf" in call("check", "source", "--lang", "en").stdout
    save(example(tmp_path), f"{example(tmp_path).read_text('utf-8')}{_USED}")
    done = call("build", "source", "--no-pages", "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert '"loftet"@nb' in (tmp_path / "out/catalog.archive.ttl").read_text("utf-8")
