"""What every portion of a run has to know, written once to a file that all workers read."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from dcat_publisher.check.batches.written import Said
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.place import Place
from dcat_publisher.publish.export import Extent
from dcat_publisher.publish.replacement import Staging
from dcat_publisher.source.mapping import Names, Settings
from dcat_publisher.vocabulary import Vocabulary
from dcat_publisher.vocabulary.profile import Profile


class Shown(NamedTuple):
    """What pages show of the common part.

    `catalog` is what the catalogue says of itself but for its members, `members` are the datasets that it
    names as such (None when it names none, and so has them all), `paths` those of the pages of common nodes.
    """

    catalog: Said
    members: frozenset[str] | None
    paths: Mapping[str, str]


class Output(NamedTuple):
    """What to write, and where to: the site to `staging`, pieces of dumps to the folder `pieces`.

    `shown` is None where there are no pages.
    """

    staging: Staging
    pieces: Path
    extent: Extent
    shown: Shown | None = None


@dataclass(frozen=True, eq=False)
class Order:
    """The common part of a run.

    `common` is the graph of all records that are not leaves, of the catalogue itself only its classes;
    `catalog` its term; `leaves` the terms of the leaves' datasets, `leaf_types` their classes; `linked` those
    common nodes that have a class only because a property leads to them; `backward` the predicates that
    shapes follow backwards; `whole` the place of what has no line of its own.
    """

    settings: Settings
    names: Names
    common: Graph
    leaves: frozenset[str]
    catalog: str
    whole: Place
    folders: tuple[Path, ...]
    profile_name: str
    profile_files: tuple[Path, ...]
    backward: frozenset[str]
    leaf_types: tuple[str, ...]
    linked: frozenset[str]
    output: Output | None = None

    @property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary, read once in each process."""
        return vocabulary_in(self.folders)

    @property
    def profile(self) -> Profile:
        """The profile, compiled once in each process."""
        return profile_of(self.profile_name, self.profile_files)


@lru_cache(maxsize=2)
def vocabulary_in(folders: tuple[Path, ...]) -> Vocabulary:
    """Return the vocabulary in these folders."""
    return Vocabulary(folders)


@lru_cache(maxsize=2)
def profile_of(name: str, files: tuple[Path, ...]) -> Profile:
    """Return the profile that these files are."""
    return Profile(name, files)


def save(order: Order, file: Path) -> None:
    """Write an order to a file."""
    file.write_bytes(pickle.dumps(order, protocol=pickle.HIGHEST_PROTOCOL))


@lru_cache(maxsize=1)
def load(file: Path) -> Order:
    """Read an order; once in each process."""
    found = pickle.loads(file.read_bytes())
    assert isinstance(found, Order)
    return found
