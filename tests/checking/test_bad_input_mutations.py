"""Sources spoilt at random: no traceback, and an exit code as promised, whatever stands in the files."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dcat_publisher.cli.options import FORMATS
from tests.project import SOURCE, run

Mutation = Callable[[bytes, random.Random], bytes]


def flip_bytes(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 5)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def flip_to_signs(data: bytes, chance: random.Random) -> bytes:
    """Bytes that mean something to YAML hit harder than those that are not UTF-8."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 5)):
        changed[chance.randrange(len(changed))] = chance.choice(b":-[]{}#&*!|>'\"%@`,?\n\t \x00\x7f")
    return bytes(changed)


def cut_lines(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    start = chance.randrange(len(lines))
    del lines[start : start + chance.randint(1, 6)]
    return b"".join(lines)


def double_lines(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    start, end = sorted(chance.choices(range(len(lines) + 1), k=2))
    return b"".join([*lines[:end], *lines[start:]])


def swap_lines(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    one, other = chance.choices(range(len(lines)), k=2)
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def swap_keys(data: bytes, chance: random.Random) -> bytes:
    """Return a value the key of another one, so that its kind is wrong."""
    lines = data.splitlines(keepends=True)
    keyed = [number for number, line in enumerate(lines) if b":" in line]
    if len(keyed) < 2:
        return data
    one, other = chance.sample(keyed, 2)
    (key, colon, value), (key2, _, value2) = lines[one].partition(b":"), lines[other].partition(b":")
    lines[one], lines[other] = key2 + colon + value, key + colon + value2
    return b"".join(lines)


def shift_line(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    number = chance.randrange(len(lines))
    lines[number] = chance.choice([b" ", b"  ", b"\t", b"- ", b"? ", b"    "]) + lines[number]
    return b"".join(lines)


def truncate(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def reencode(data: bytes, chance: random.Random) -> bytes:
    encoding = chance.choice(["utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252", "cp865"])
    return data.decode("utf-8", errors="replace").encode(encoding, errors="replace")


def insert_construct(data: bytes, chance: random.Random) -> bytes:
    """Put a whole construct of YAML or JSON-LD on a line of its own."""
    constructs = ["id: '#x'", "'@id': []", "type: []", "type: [[x]]", "'@value': x", "'@context': {}"]
    constructs += ["<<: *x", "x: &x [*x]", "distribution: [{}, [], '', null]", "theme: {id: HEAL}", "'': ''"]
    constructs += ["title: {nb: {nb: {nb: a}}}", "? a\n: b", "dct:x: {'@value': [], '@type': ''}", "a:b: c"]
    constructs += ["https://x: y", "_:b: c", "issued: 2024-99-99", "inCatalog: '#'", "member: [npr, npr]"]
    constructs += ["defaults: {Dataset: []}", "base: x", "--- a", "identifier: {}", "spatial: [[[NOR]]]"]
    constructs += ["publisher: ''", "id: '//['"]
    lines = data.splitlines(keepends=True)
    lines.insert(chance.randrange(len(lines) + 1), chance.choice(constructs).encode() + b"\n")
    return b"".join(lines)


MUTATIONS: tuple[Mutation, ...] = (
    flip_bytes, flip_to_signs, cut_lines, double_lines, swap_lines, swap_keys, shift_line, truncate, reencode,
    insert_construct,
)  # fmt: skip


def try_mutations(seeds: range, folder: Path) -> None:
    """Check a source for each seed; the seed alone says what was done to which file."""
    source = Path(shutil.copytree(SOURCE, folder / "source"))
    files = sorted(source.rglob("*.yaml"))
    originals = {file: file.read_bytes() for file in files}
    codes: set[int] = set()
    for seed in seeds:
        chance = random.Random(seed)
        spoilt = chance.sample(files, chance.choice([1, 1, 1, 2, 3]))
        for file in spoilt:
            data = originals[file]
            for mutate in chance.choices(MUTATIONS, k=chance.choice([1, 1, 2, 3])):
                data = mutate(data, chance) if data else data
            file.write_bytes(data)
        try:
            form = chance.choice(FORMATS)  # which all have to write what they are given
            codes.add(run("check", source, "--output-format", form).code)
        except BaseException as error:
            error.add_note(f"seed {seed}: {', '.join(str(file.relative_to(source)) for file in spoilt)}")
            raise
        for file in spoilt:
            file.write_bytes(originals[file])
    assert codes == {0, 1}, "the mutations are too weak, or too strong, to try anything"


def test_some_mutations(tmp_path: Path) -> None:
    try_mutations(range(40), tmp_path)


@pytest.mark.trial
def test_a_thousand_mutations(tmp_path: Path) -> None:
    try_mutations(range(1000, 2000), tmp_path)
