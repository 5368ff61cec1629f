"""A copy of the reference source with planted faults, and `check` run on it as a user runs it."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from click.testing import CliRunner, Result

from dcat_publisher.cli import main

SOURCE = Path(__file__).parents[2] / "source"
FAULTS = [
    ("datasets/npr-somatikk.yaml", "issued: 2018-04-12", "issued: 12.04.2018"),
    ("datasets/npr-somatikk.yaml", "theme: [HEAL", "theme: [HELTH"),
    ("datasets/npr-somatikk.yaml", "  accessURL:", "  acessURL:"),
    ("datasets/kpr.yaml", "type: Dataset\n", "type: Dataset\naccessRights: 'a, b: 100 % | <b> ::'\n"),
]
CODES = {"T201", "T301", "R101"}


def planted(folder: Path) -> Path:
    """A copy of the reference source with the faults."""
    source = shutil.copytree(SOURCE, folder / "source")
    for name, right, wrong in FAULTS:
        file = source / name
        text = file.read_text("utf-8")
        assert right in text, (name, right)
        file.write_text(text.replace(right, wrong, 1), "utf-8")
    return source


def check(source: Path, *options: str, env: dict[str, str] | None = None) -> Result:
    """Run `check`; nothing of the machine's environment counts."""
    clean = {"GITHUB_ACTIONS": None, "GITHUB_STEP_SUMMARY": None, "NO_COLOR": None, "LANG": "en_GB.UTF-8"}
    clean |= {"LC_ALL": None, "LC_MESSAGES": None}
    return CliRunner().invoke(main, ["check", str(source), *options], env={**clean, **(env or {})})


def written(source: Path, name: str, *options: str) -> str:
    """What a format writes of the planted faults alone."""
    chosen: Sequence[str] = ["--select", "T,R,Y,W"] if "--select" not in options else []
    result = check(source, "--output-format", name, *chosen, *options)
    assert result.exit_code in (0, 1), result.output
    return result.stdout
