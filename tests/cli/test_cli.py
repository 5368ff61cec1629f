"""The command line keeps its promises: exit codes, streams, languages, an output that is never half."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import rdflib
from click.testing import CliRunner

from dcat_publisher.cli import main
from tests.project import SOURCE, check, run

PROGRAM = Path(sys.executable).with_name("dcat-publisher")
ERROR = "\ntitel: A\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A copy of the reference source."""
    return Path(shutil.copytree(SOURCE, tmp_path / "source"))


def spoil(source: Path) -> None:
    """Put one error into a source."""
    record = source / "datasets" / "kpr.yaml"
    record.write_text(record.read_text("utf-8") + ERROR, "utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    """All files of a folder."""
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


@pytest.mark.parametrize(
    ("threshold", "spoilt", "code"),
    [
        ("error", False, 0),
        ("warning", False, 1),
        ("info", False, 1),
        ("error", True, 1),
        ("warning", True, 1),
    ],
)
def test_exit_codes_of_findings(threshold: str, spoilt: bool, code: int, source: Path) -> None:
    """The reference source has warnings and no error."""
    if spoilt:
        spoil(source)
    assert check(source, "--fail-on", threshold).code == code


@pytest.mark.parametrize(
    "words", [["chek"], ["check", "--nope"], ["check", "--lang", "de"], ["check", "--jobs", "none"]]
)
def test_exit_code_of_a_wrong_call(words: list[str]) -> None:
    result = run(*words)
    assert (result.code, result.out) == (2, "")
    assert "Feil: " in result.err


@pytest.mark.usefixtures("english")
def test_exit_code_of_a_program_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever nobody foresaw: one line, exit code 3, and the traceback for who asks."""
    monkeypatch.setattr("dcat_publisher.cli.options.profiles_named", lambda _: 1 / 0)
    result = CliRunner().invoke(main, ["check", str(SOURCE)])
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (3, "", 1)
    assert "internal error: ZeroDivisionError" in result.stderr
    monkeypatch.setenv("DCAT_PUBLISHER_TRACEBACK", "1")
    assert isinstance(CliRunner().invoke(main, ["check", str(SOURCE)]).exception, ZeroDivisionError)


def test_exit_code_of_output_that_cannot_be_written(source: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for out in (tmp_path / "file", tmp_path / "file" / "out"):
        result = CliRunner().invoke(main, ["build", str(source), "--out", str(out)])
        assert result.exit_code == 2
        assert result.stderr.splitlines()[-1].startswith(f"dcat-publisher: {out} ")
        assert "internal error" not in result.stderr


def test_findings_on_one_stream_and_all_else_on_the_other(source: Path) -> None:
    spoil(source)
    result = check(source)
    assert len(result.findings()) * 2 >= len(result.out.splitlines()) >= len(result.findings()) > 80
    assert result.err == f"1 error, {len(result.findings()) - 1} warnings, 0 notes\n"


def test_build_says_what_it_wrote(source: Path, tmp_path: Path) -> None:
    result = run("build", source, "--out", tmp_path / "out", "--lang", "en")
    assert result.code == 0
    assert result.err.splitlines()[-1].startswith(f"wrote {tmp_path / 'out'}: 29 records, ")


@pytest.mark.parametrize(
    ("language", "words"), [("nb", "Ukjent nøkkel"), ("nn", "Ukjend nøkkel"), ("en", "Unknown key")]
)
def test_languages(language: str, words: str, source: Path) -> None:
    spoil(source)
    assert words in run("check", source, "--lang", language).out


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({"LC_ALL": "nn_NO.UTF-8"}, "Ukjend"),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "nb_NO.UTF-8"}, "Unknown"),
        ({"LC_MESSAGES": "en_US", "LANG": "nb_NO.UTF-8"}, "Unknown"),
        ({"LANG": "no_NO"}, "Ukjent"),
        ({"LANG": "de_DE.UTF-8"}, "Ukjent"),
        ({"LANG": "C"}, "Ukjent"),
    ],
)
def test_the_locale_chooses_the_language(
    variables: dict[str, str], words: str, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(source)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "DCAT_PUBLISHER_LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert words in run("check", source).out


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_output_in_any_encoding(encoding: str, source: Path) -> None:
    spoil(source)
    (source / "datasets" / "x.yaml").write_text(
        "type: Dataset\ntitle: \u2028\U0001f4a9\nnøkkel→: '…'\n", "utf-8"
    )
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    result = subprocess.run([PROGRAM, "check", source], env=environment, capture_output=True, check=False)
    assert (result.returncode, b"Traceback" in result.stderr, b"internal" in result.stderr) == (
        1,
        False,
        False,
    )
    assert b"R101" in result.stdout


def test_a_failed_build_leaves_the_output(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("build", source, "--out", out).code == 0
    before = contents(out)
    spoil(source)
    assert run("build", source, "--out", out).code == 1
    assert contents(out) == before
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["out", "source"]


def test_a_build_keeps_off_files_of_others(source: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    result = CliRunner().invoke(main, ["build", str(source), "--out", str(tmp_path)])
    assert result.exit_code == 2
    assert (tmp_path / "thesis.txt").read_text() == "mine"


def test_a_build_behind_a_link(source: Path, tmp_path: Path) -> None:
    """A deployment may publish a link; it stays one."""
    (tmp_path / "release").mkdir()
    (tmp_path / "out").symlink_to("release")
    for _ in range(2):
        assert run("build", source, "--out", tmp_path / "out").code == 0
    assert (tmp_path / "out").is_symlink()
    assert (tmp_path / "release" / "catalog.ttl").is_file()
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["out", "release", "source"]


def test_what_is_removed_from_the_source_is_removed(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("build", source, "--out", out)
    (source / "datasets" / "kpr.yaml").unlink()  # which no other refers to
    assert run("build", source, "--out", out).code == 0
    assert not (out / "datasets" / "kpr.ttl").exists()


@pytest.mark.trial
def test_a_killed_build_leaves_a_whole_catalogue(source: Path, tmp_path: Path) -> None:
    """Killed at forty moments, the output is the former one or the new one, and can be loaded."""
    out, title = tmp_path / "out", "en: Data sources from the Norwegian Directorate of Health"
    catalog = source / "catalog.yaml"
    text = catalog.read_text("utf-8")
    assert title in text
    start = time.monotonic()
    subprocess.run([PROGRAM, "build", source, "--out", out], check=True, capture_output=True)
    duration = time.monotonic() - start
    last, chance = contents(out), random.Random(1)
    kills = changes = 0
    for number in range(40):
        catalog.write_text(text.replace(title, f"en: Edition {number}"), "utf-8")
        with subprocess.Popen([PROGRAM, "build", source, "--out", out], stderr=-3, stdout=-3) as process:
            time.sleep(duration * chance.uniform(0.3, 1.1))
            process.send_signal(signal.SIGKILL)
            kills += process.wait() == -signal.SIGKILL
        now = contents(out)
        if now != last:
            changes += 1
            assert f"Edition {number}".encode() in now["catalog.ttl"]
        site = json.loads(now["site.json"])
        assert {f"{resource['path']}.ttl" for resource in site["resources"]} <= now.keys()
        assert len(rdflib.Graph().parse(data=now["catalog.ttl"], format="turtle")) > 700
        last = now
    assert kills > 5
    subprocess.run([PROGRAM, "build", source, "--out", out], check=True, capture_output=True)
    assert b"Edition 39" in (out / "catalog.ttl").read_bytes()
