"""A small catalogue, and a build of it by the command line."""

from __future__ import annotations

import os
from pathlib import Path

from click.testing import CliRunner, Result

from dcat_publisher.cli import main

ROOT = Path(__file__).parents[2]
CATALOG = """\
base: https://data.example.no/
defaultLanguage: nb
type: Catalog
title: Katalogen
description: Alt
publisher: {type: Organization, name: {nb: Etaten}}
contactPoint: {type: ContactGroup, fn: {nb: Kontoret}, hasEmail: "mailto:data@example.no"}
"""
DATASET = """\
type: Dataset
title: Datasett {name}
description: {text}
publisher: {{id: "https://example.org/etaten", type: Organization, name: {{nb: Etaten}}}}
contactPoint: {{type: ContactGroup, fn: {{nb: Kontoret}}, hasEmail: "mailto:data@example.no"}}
theme: GOVE
accessRights: PUBLIC
"""


def write_source(folder: Path, names: tuple[str, ...] = ("a", "b"), text: str = "Et register") -> Path:
    """Write a catalogue of data sets with these names; all their descriptions are `text`."""
    (folder / "datasets").mkdir(parents=True, exist_ok=True)
    (folder / "catalog.yaml").write_text(CATALOG, "utf-8")
    for file in (folder / "datasets").iterdir():
        file.unlink()
    for name in names:
        (folder / "datasets" / f"{name}.yaml").write_text(DATASET.format(name=name, text=text), "utf-8")
    return folder


def build(source: Path, out: Path, *words: str) -> Result:
    """Build, with or without success."""
    return CliRunner().invoke(main, ["build", str(source), "--out", str(out), "--lang", "en", *words])


def built(source: Path, out: Path, *words: str) -> Result:
    """Build, with success."""
    result = build(source, out, *words)
    assert result.exit_code == 0, result.output
    return result


def refused(result: Result, *words: str) -> None:
    """Hold a build to have been refused with one line that has these words."""
    assert result.exit_code == 2, result.output
    lines = [line for line in result.stderr.splitlines() if line.startswith("dcat-publisher: ")]
    assert len(lines) == 1, result.output
    assert "Traceback" not in result.output
    for word in words:
        assert word in lines[0]


def tree(folder: Path) -> dict[str, bytes | None]:
    """All that is in a folder: files with their content, folders and links with None."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def names(folder: Path) -> list[str]:
    """What is in a folder, hidden or not."""
    return sorted(os.listdir(folder))  # noqa: PTH208
