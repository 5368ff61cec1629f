"""Help, completion and speed: what a person meets before the first finding."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dcat_publisher.cli import COMMANDS
from dcat_publisher.rules import RULES
from tests.checking.diagnosing import SOURCE, run

PROGRAM = Path(sys.executable).with_name("dcat-publisher")


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_help_has_an_example(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DCAT_PUBLISHER_LANG", "en")
    result = run(command, "--help")
    assert result.exit_code == 0
    assert "dcat-publisher" in result.stdout.partition("Example")[2], command


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(shell: str) -> None:
    result = run("completion", shell)
    assert result.exit_code == 0
    assert "_DCAT_PUBLISHER_COMPLETE" in result.stdout
    assert "dcat-publisher" in result.stdout


def completed(words: str) -> list[str]:
    """What bash is told for a line that ends in the word to complete."""
    asked = {
        "_DCAT_PUBLISHER_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(words.count(" ")),
    }
    done = subprocess.run([PROGRAM], env={**os.environ, **asked}, capture_output=True, text=True, check=True)
    return [line.partition(",")[2] for line in done.stdout.splitlines()]


def test_words_are_completed() -> None:
    assert completed("dcat-publisher che") == ["check"]
    assert completed("dcat-publisher check --output-format s") == ["sarif"]
    assert "--changed-since" in completed("dcat-publisher check --ch")
    assert completed("dcat-publisher explain T20") == sorted(code for code in RULES if code.startswith("T20"))
    assert "Dataset-title-required" in completed("dcat-publisher explain Dataset-tit")


def test_check_watches_until_interrupted(tmp_path: Path) -> None:
    words = [str(PROGRAM), "check", str(SOURCE), "--watch", "--lang", "en", "-o", "findings.txt"]
    lines = []
    with subprocess.Popen(words, cwd=tmp_path, text=True, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        for line in process.stderr:
            lines.append(line)
            if line.startswith("watching"):
                break
        process.send_signal(signal.SIGINT)
        assert process.wait(120) == 0
    assert "0 errors" in lines[0]


def test_check_needs_none_of_the_rare_modules() -> None:
    rare = ["rdflib", "pyshacl", "pygls", "flask", "granian", "jinja2", "tarfile"]
    rare += ["dcat_publisher.editor.schema"]
    code = (
        "import sys\nfrom dcat_publisher.cli import main\n"
        f"try: main(['check', {str(SOURCE)!r}, '-o', {os.devnull!r}, '--isolated'])\n"
        f"except SystemExit: pass\nprint([name for name in {rare!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
