"""A small folder is remembered, too: what came of it, and the advice; never instead of what is there now."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.project import run

FILES = {
    "catalog.yaml": "base: https://example.org/\ntype: Catalog\ntitle: {nb: Katalog}\npublisher: eier\n",
    "agents.yaml": "eier: {type: Organization, name: {nb: Eier}}\n",
    "a.yaml": "type: Dataset\ntitle: {nb: Helt vanlig}\npublisher: ukjent\n",
    "b.yaml": "type: Dataset\ntitle: {nb: En annen}\ninSeries: serien\n",
    "serien.yaml": "type: DatasetSeries\ntitle: {nb: Serien}\n",
}
HEAVY = (
    "yaml", "pyoxigraph", "rdflib", "jinja2", "flask", "concurrent.futures", "dcat_publisher.shacl.compile",
    "dcat_publisher.source.reader", "dcat_publisher.source.mapping.names",
    "dcat_publisher.checking.pipeline.work", "dcat_publisher.rdf.formats",
)  # fmt: skip
"""What nobody needs where nothing has changed; together they take twice as long as all else."""
ASK = """
import sys
from dcat_publisher.cli import main
try:
    main()
finally:
    print(*(name for name in %r if name in sys.modules), file=sys.stderr)
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
        os.utime(folder / name, (1_700_000_000, 1_700_000_000))
    return folder


def check(source: Path, *words: str) -> str:
    memory = source.parent / "memory"
    return run("check", source, "--lang", "nb", "--full", "--cache-dir", memory, *words).out


def test_the_same_again_is_the_same(source: Path) -> None:
    first = check(source)
    assert "ukjent" in first
    assert "`publisher: eier`" in first, "advice names what is there"
    assert check(source) == first == check(source, "--no-cache")


def test_nothing_is_imported_that_nothing_needs(source: Path) -> None:
    words = ["check", str(source), "--cache-dir", str(source.parent / "memory"), "--quiet"]
    process = [sys.executable, "-c", ASK % (HEAVY,), *words]
    first, again = (subprocess.run(process, capture_output=True, text=True, check=False) for _ in range(2))
    assert again.stdout == first.stdout != ""
    assert "yaml" in first.stderr.split()
    assert again.stderr.split() == []


def test_an_edit_is_seen(source: Path) -> None:
    assert "ukjent" in check(source)
    file = source / "a.yaml"
    file.write_text(FILES["a.yaml"].replace("ukjent", "eier"), "utf-8")
    assert "ukjent" not in check(source)
    (source / "agents.yaml").write_text("eieren: {type: Organization, name: {nb: Eier}}\n", "utf-8")
    assert "`publisher: eieren`" in check(source), "advice knows of it"


def test_an_edit_within_a_tick_of_the_clock_is_seen(source: Path) -> None:
    """Two edits may have one time, and one size: what was changed a moment ago is read again."""
    file, now = source / "a.yaml", time.time_ns() + 3_600_000_000_000
    for title in ("Helt vanlig", "Helt uvanli"):
        file.write_text(FILES["a.yaml"].replace("Helt vanlig", title).replace("ukjent", title[-6:]), "utf-8")
        os.utime(file, ns=(now, now))
        assert title[-6:] in check(source)


def _cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-20])


def _changed(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


@pytest.mark.parametrize("harm", [_cut_short, _changed, lambda file: file.write_bytes(b"")])
@pytest.mark.parametrize("name", ["result", "advice"])
def test_what_is_damaged_is_made_again(name: str, harm: Callable[[Path], object], source: Path) -> None:
    first = check(source)
    (file,) = (source.parent / "memory").rglob(name)
    harm(file)
    assert check(source) == first == check(source)


def test_advice_is_of_the_rules_in_use(source: Path) -> None:
    """The same files held against another profile have their own."""
    first = check(source)
    assert check(source, "--profile", "dcat-ap") == check(source, "--profile", "dcat-ap", "--no-cache")
    assert check(source) == first
