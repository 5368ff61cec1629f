"""A checked source folder: its findings, its records, and its graph, which is put together when asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from datetime import date
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from dcat_publisher.checking.clock import clock_findings, year_before
from dcat_publisher.checking.last_change import last_changes
from dcat_publisher.checking.pipeline.checked import Checked
from dcat_publisher.checking.pipeline.folder import EnterRunner, SourceFolder
from dcat_publisher.checking.pipeline.memory import Memory
from dcat_publisher.checking.pipeline.profiles import Profiles
from dcat_publisher.checking.pipeline.remembered_advice import RememberedAdvice
from dcat_publisher.checking.pipeline.scan import CATALOG_FILE, LARGE
from dcat_publisher.model.finding import Finding, in_order
from dcat_publisher.source.folder import yaml_files

if TYPE_CHECKING:
    from dcat_publisher.checking.pipeline.opening import Opened
    from dcat_publisher.checking.pipeline.tasks import Runner
    from dcat_publisher.checking.views.view import View
    from dcat_publisher.model.graph import Graph
    from dcat_publisher.source.mapping import NamedRecord, Settings
    from dcat_publisher.source.variables import VariableList
    from dcat_publisher.vocabulary import Vocabulary
    from dcat_publisher.vocabulary.profile import Profile


class Catalog:
    """A catalogue as checked: all findings in order of place; records and graph when somebody asks.

    `memory` is where more may be remembered of its folder, `profiles` those that it was checked against, by
    which it is published.
    """

    def __init__(self, checked: Checked, memory: Memory, profiles: Profiles) -> None:
        self._checked = checked
        self._on_the_day: list[Finding] = []
        self.memory = memory
        self.profiles = profiles

    @property
    def profile(self) -> Profile:
        """The first of the profiles, which is published at the usual addresses."""
        return self.profiles.first

    @cached_property
    def views(self) -> list[View]:
        """What each profile publishes of the catalogue."""
        if self._checked.views is not None:
            return self._checked.views
        from dcat_publisher.checking.pipeline.judgement import views_of  # noqa: PLC0415  few publish several

        return views_of(self.profiles, self.opened, self.graph)

    @property
    def findings(self) -> list[Finding]:
        """All findings, in order of place; with those of a day after `on`."""
        if not self._on_the_day:
            return self._checked.findings
        return in_order([*self._checked.findings, *self._on_the_day])

    def on(self, day: date) -> Catalog:
        """Return the same catalogue with what is to be said of it on a day: dates ahead, old descriptions."""
        unconfirmed = self._checked.unconfirmed
        named = (Path(file) for file in self._checked.files if file.endswith(CATALOG_FILE))
        source = next((file.parent for file in named if file.name == CATALOG_FILE), None)
        changed = last_changes(source, unconfirmed, year_before(day)) if source and unconfirmed else {}
        dates = self._checked.dates(day, changed)
        catalog = Catalog(self._checked, self.memory, self.profiles)
        catalog._on_the_day = list(clock_findings(dates, day, changed))
        return catalog

    @property
    def files(self) -> list[str]:
        """The files of the source, and folders in it that cannot be read, as places name them."""
        return sorted({*self._checked.files, *(found.place.file for found in self.findings)})

    @property
    def in_norwegian(self) -> dict[str, bool]:
        """Of each file that was read, whether most of its keys are Norwegian."""
        return self._checked.in_norwegian

    @property
    def digests(self) -> Mapping[str, bytes]:
        """The digest of what was in each file; empty for one that could not be read."""
        return self._checked.digests

    @property
    def noted(self) -> list[str]:
        """The files that may have comments to this program in them."""
        return self._checked.noted

    @property
    def advice(self) -> RememberedAdvice:
        """Where the advice on its findings is remembered."""
        return self._checked.advice

    @property
    def number(self) -> int:
        """The number of records."""
        return self._checked.number

    @property
    def opened(self) -> Opened:
        """The parts that the catalogue is put together from."""
        return self._checked.opened

    @property
    def settings(self) -> Settings:
        """The settings of `catalog.yaml`."""
        return self.opened.settings

    @property
    def records(self) -> list[NamedRecord]:
        """The records, in order of file."""
        return self.opened.records

    @property
    def iri(self) -> str:
        """The IRI of the catalogue itself."""
        return next(record.iri for record in self.records if record.path == "catalog")

    @property
    def lists(self) -> Mapping[str, VariableList]:
        """The lists of variables, by the term of the dataset that they are of."""
        return self.opened.lists.of_dataset

    @cached_property
    def graph(self) -> Graph:
        """The whole graph, with the places where it was typed."""
        return _graph_of(self.opened)


class SourceCatalog:
    """A source folder that is checked again and again; `memory` is where that is remembered, if at all."""

    def __init__(
        self, source: Path, vocabulary: Vocabulary, profile: Profile | Sequence[Profile],
        memory: Path | None = None,
    ) -> None:  # fmt: skip
        self._profiles = Profiles(_several(profile), vocabulary)
        self._folder = SourceFolder(source, self._profiles, _graph_of, memory)

    @classmethod
    def kept(
        cls, former: SourceCatalog | None, source: Path, vocabulary: Vocabulary,
        profile: Profile | Sequence[Profile], memory: Path | None = None,
    ) -> SourceCatalog:  # fmt: skip
        """Return the former one while vocabulary and profiles are the very same, else a new one."""
        if former is not None and former._knows(vocabulary, _several(profile)):
            return former
        return cls(source, vocabulary, profile, memory)

    def _knows(self, vocabulary: Vocabulary, profiles: tuple[Profile, ...]) -> bool:
        known = self._profiles
        return known.vocabulary is vocabulary and list(map(id, known.all)) == list(map(id, profiles))

    def check(self, unsaved: Mapping[str, str] | None = None, runner: Runner | None = None) -> Catalog:
        """Check the folder; faults in it are findings, a missing folder an exception.

        `unsaved` has the text of files, by their name in places, that an editor has not written to the disk.
        """
        return self._checked(unsaved, lambda: nullcontext(runner))

    def check_on(self, runner: EnterRunner) -> Catalog:
        """Check the folder on what `runner` gives, which is entered where something has changed."""
        return self._checked(None, runner)

    def _checked(self, unsaved: Mapping[str, str] | None, runner: EnterRunner) -> Catalog:
        checked = self._folder.check(unsaved, runner)
        return Catalog(checked, self._folder.memory, self._profiles)


def _graph_of(opened: Opened) -> Graph:
    from dcat_publisher.checking.pipeline.graphs import graph_of  # noqa: PLC0415  most checks need no whole

    return graph_of(opened)


def _several(profile: Profile | Sequence[Profile]) -> tuple[Profile, ...]:
    return tuple(profile) if isinstance(profile, Sequence) else (profile,)


def read_catalog(
    source: Path, vocabulary: Vocabulary, profile: Profile | Sequence[Profile],
    unsaved: Mapping[str, str] | None = None,
) -> Catalog:  # fmt: skip
    """Check a source folder once, and remember nothing; see `SourceCatalog.check`."""
    return SourceCatalog(source, vocabulary, profile).check(unsaved)


def has_files(source: Path, number: int) -> bool:
    """Return whether there are at least so many YAML files in a folder, looking at no more of them."""
    return sum(1 for _ in islice(yaml_files(source, []), number)) == number


__all__ = ["CATALOG_FILE", "LARGE", "Catalog", "SourceCatalog", "has_files", "read_catalog"]
