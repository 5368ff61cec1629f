"""What is remembered of a run is read back as it was, types and all: later keys are made of it."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pytest
from test_build_cache import PROFILE, plain, source_in
from test_portions import VOCABULARY

from dcat_publisher.check.batches.cache import Cache
from dcat_publisher.check.batches.checking import build_folder, check_folder
from dcat_publisher.check.batches.forms import Forms
from dcat_publisher.check.batches.outcome import Outcome
from dcat_publisher.rdf.jsonld_context import Json


class Grade(enum.IntEnum):
    LOW = 1


class Pair(NamedTuple):
    left: str
    right: tuple[int, str]


@dataclass(slots=True)
class Thing:
    grade: Grade
    pairs: list[Pair] = field(default_factory=list)
    where: Path | Pair | None = None
    names: Mapping[bytes, tuple[str, ...]] = field(default_factory=dict)
    marks: frozenset[str] = frozenset()
    rest: Json = None


THINGS = [
    Thing(Grade.LOW),
    Thing(Grade.LOW, [Pair("a", (1, "b"))], Path("a/b"), {b"\xff": ("x", "y")}, frozenset("a"), {"a": [1]}),
    Thing(Grade.LOW, [], Pair("æ\ud800", (-1, "")), {b"": ("x", "y"), b"1": ()}, frozenset(), [None, 1.5]),
]


@pytest.mark.parametrize("thing", THINGS)
def test_a_value_is_read_back(thing: Thing) -> None:
    forms = Forms()
    text = forms.written(Thing, thing)
    back = Forms(forms.table).read(Thing, text)
    assert (back, repr(back)) == (thing, repr(thing))


def test_what_is_alike_is_one_object_again() -> None:
    forms = Forms()
    text = forms.written(list[tuple[str, ...]], [("a", "b"), ("a", "b")])
    assert text == [0, 0]
    back = Forms(forms.table).read(list[tuple[str, ...]], text)
    assert isinstance(back, list)
    assert back[0] is back[1]


def told(outcome: Outcome) -> str:
    """What portions are told of each other, as it goes into the keys."""
    return repr((outcome.linked, outcome.edges, outcome.names, outcome.named, outcome.places, outcome.wanted))


@pytest.mark.parametrize("seed", range(3))
def test_a_run_is_remembered_as_it_was(tmp_path: Path, seed: int) -> None:
    source = source_in(tmp_path, seed) if seed else plain(tmp_path)
    checked = Cache.of(source, tmp_path / "memory")
    built = Cache.of(source, tmp_path / "memory", tmp_path / "out")
    assert checked is not None
    assert built is not None
    whole = not check_folder(source, VOCABULARY, PROFILE, portion=3, cache=checked).in_portions
    out = tmp_path / "out"
    unbuilt = not build_folder(
        source, VOCABULARY, PROFILE, out, lambda _: True, portion=3, cache=built
    ).in_portions
    assert seed or not (whole or unbuilt)
    for cache, again, nothing in (
        (checked, Cache.of(source, tmp_path / "memory"), whole),
        (built, Cache.of(source, tmp_path / "memory", out), unbuilt),
    ):
        assert again is not None
        if nothing:  # portions could not do it, and so there is nothing to remember
            continue
        assert again.outcomes == cache.used
        assert list(map(told, again.outcomes.values())) == list(map(told, cache.used.values()))
        assert again.outcomes
        assert repr(again.glances) == repr(cache.glances)
        assert repr(again.memory.former) == repr(cache.memory.made)
