"""Run commands with one language more than there are words for, and tell as JSON what came of it."""

# ruff: noqa: PLC0415  imports have to wait for the table
from __future__ import annotations

import json
import sys
from pathlib import Path

ROW = '    Language("se", "davvisámegiella", "se_NO"),\n'


def run(*words: str) -> str:
    """Run a command of the program; return what it says."""
    from click.testing import CliRunner

    from dcat_publisher.cli import main

    result = CliRunner().invoke(main, list(words))
    if result.exit_code > 1:
        print(result.output, file=sys.stderr)
        raise SystemExit(result.exit_code)
    return result.output


def main() -> None:
    """Make a catalogue, add an empty key, check, explain, build."""
    from tests.changed_module import import_changed

    last = '    Language("en", "English", "en_GB"),\n'
    import_changed("dcat_publisher.model.language", last, last + ROW)
    told = {"init": run("init", "source", "--lang", "se")}
    told["build"] = run("build", "source", "--out", "out", "--lang", "se")
    with Path("source/datasets/eksempel.yaml").open("a", encoding="utf-8") as file:
        file.write("version:\n")
    for form in ("full", "json", "sarif", "html", "github", "junit"):
        told[form] = run("check", "source", "--lang", "se", "--output-format", form)
    told["explain"] = run("explain", "R105", "--lang", "se")
    told["score"] = run("score", "source", "--lang", "se")
    told["rehearse"] = run("rehearse", "source", "--lang", "se")
    told["diff"] = run("diff", "source", "source", "--lang", "se")
    told["keys"] = run("keys", "Dataset", "--lang", "se")
    print(json.dumps(told))


if __name__ == "__main__":
    main()
