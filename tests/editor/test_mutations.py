"""Broken source files, a thousand: every format, the fixes and the language server take them all."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from lsprotocol.types import PositionEncodingKind

from dcat_publisher.cli.options import FORMATS
from dcat_publisher.editor.lsp.actions import actions
from dcat_publisher.editor.lsp.completion import completions
from dcat_publisher.editor.lsp.cursor_context import surroundings
from dcat_publisher.editor.lsp.folder import CheckedFolder
from dcat_publisher.editor.lsp.hover import hover_text
from dcat_publisher.editor.lsp.nodes import scalar_at
from dcat_publisher.editor.lsp.positions import range_of
from tests.checking.diagnosing import SOURCE, run

Mutation = Callable[[bytes, random.Random], bytes]


def flip(data: bytes, chance: random.Random) -> bytes:
    broken = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        broken[chance.randrange(len(broken))] = chance.randrange(256)
    return bytes(broken)


def cut(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    del lines[(start := chance.randrange(len(lines))) : start + chance.randint(1, 3)]
    return b"".join(lines)


def swap(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def truncate(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def encode(data: bytes, chance: random.Random) -> bytes:
    codec = chance.choice(["latin-1", "utf-16", "utf-16-le", "cp037", "utf-8-sig"])
    return data.decode("utf-8").encode(codec, errors="replace")


def insert(data: bytes, chance: random.Random) -> bytes:
    pieces = [
        "\t",
        ": ",
        "[",
        "}",
        "- ",
        "&a ",
        "*a",
        "!!x ",
        "\x00",
        "\x85",
        "\u2028",
        "😀",
        "'",
        '"',
        "|\n",
        "# ",
        "\r",
    ]
    at = chance.randrange(len(data))
    return data[:at] + chance.choice(pieces).encode() + data[at:]


def retype(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines()
    line = chance.randrange(len(lines))
    values = [
        "[]",
        "{}",
        "~",
        "[[x]]",
        "{a: {b: c}}",
        "12.04.2018",
        "www.example.no",
        "NB",
        "'",
        "heal",
        "x y",
    ]
    lines[line] = lines[line].partition(b":")[0] + b": " + chance.choice(values).encode()
    return b"\n".join(lines) + b"\n"


MUTATIONS: list[Mutation] = [flip, cut, swap, truncate, encode, insert, retype]


def mutate(source: Path, seed: int) -> Path:
    """Break one file of a copy of the reference source."""
    chance = random.Random(seed)
    shutil.rmtree(source, ignore_errors=True)
    shutil.copytree(SOURCE, source)
    file = chance.choice(sorted(source.rglob("*.yaml")))
    file.write_bytes(MUTATIONS[seed % len(MUTATIONS)](file.read_bytes(), chance))
    return file


def take(folder: Path, seeds: range) -> None:
    for seed in seeds:
        source = folder / "source"
        file = mutate(source, seed)
        form = FORMATS[seed % len(FORMATS)]
        for words in (["--output-format", form], ["--diff", "--unsafe-fixes"]):
            result = run("check", str(source), *words)
            assert result.exit_code in (0, 1), (seed, words, result.stderr, result.exception)
        answer(source, file, seed)


def answer(source: Path, file: Path, seed: int) -> None:
    """Ask what an editor asks, at places all over the broken file."""
    try:
        content = file.read_bytes().decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        return
    state = CheckedFolder(source).check({file.as_posix(): content})
    text = state.bench.texts[file.as_posix()]
    chance = random.Random(seed)
    for found in state.findings:
        range_of(state.bench.texts[found.place.file], found.place, PositionEncodingKind.Utf16)
        list(actions(found, state, "nb"))
    for _ in range(20):
        line = chance.randint(1, len(text.lines))
        column = chance.randint(1, len(text.line(line)) + 1)
        at = scalar_at(text.root, line, column)
        if at is not None:
            hover_text(at, state)
        around = surroundings(text, line, column)
        if around is not None:
            completions(around, state, file.name == "catalog.yaml")


def test_some(tmp_path: Path) -> None:
    take(tmp_path, range(28))  # each kind of fault, in each form of report


@pytest.mark.trial
@pytest.mark.parametrize("start", range(42, 1042, 125))
def test_a_thousand(start: int, tmp_path: Path) -> None:
    take(tmp_path, range(start, start + 125))
