"""The page on comparing: what it shows is what the command says, and every format has its row."""

from __future__ import annotations

import re
from pathlib import Path

import click
from click.testing import CliRunner

from dcat_publisher.cli import main
from dcat_publisher.cli.diff import command
from dcat_publisher.rdf.formats import to_ntriples
from tests.insight.written import ROOT, SOURCE, source

PAGE = (ROOT / "docs" / "diff.md").read_text("utf-8")


def test_the_example_is_what_the_command_says(tmp_path: Path) -> None:
    file = tmp_path / "new.nt"
    text = to_ntriples(source())
    edited = text.replace("bostedsadresse utenfor Norge eller", "bostedsadresse utenfor landet eller")
    assert edited.count("utenfor landet") == text.count("Norge eller") - edited.count("Norge eller") > 0
    file.write_text(edited, "utf-8")
    words = ["diff", str(SOURCE), str(file), "--lang", "en"]
    shown = re.search(r"```text\n(.*?)```", PAGE, re.DOTALL)
    assert shown is not None
    assert CliRunner().invoke(main, words).stdout == shown[1]


def test_every_format_has_its_row() -> None:
    option = next(option for option in command.params if option.name == "output_format")
    assert isinstance(option.type, click.Choice)
    assert re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE) == list(option.type.choices)
