"""A source folder, checked again and again: what has not changed since the last time is not done again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from dcat_publisher.checking.pipeline.checked import LITERAL, Checked
from dcat_publisher.checking.pipeline.memory import Memory, Result, version_of
from dcat_publisher.checking.pipeline.profiles import Profiles
from dcat_publisher.checking.pipeline.remembered_advice import RememberedAdvice
from dcat_publisher.checking.pipeline.scan import CATALOG_FILE, Scan, digest_of, is_large, scan
from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.gc_paused import gc_paused
from dcat_publisher.system.reasons import unreadable
from dcat_publisher.vocabulary import files_in

if TYPE_CHECKING:  # where nothing has changed there is no work, and its modules take time to import
    from dcat_publisher.checking.pipeline.opening import Opened
    from dcat_publisher.checking.pipeline.tasks import Runner
    from dcat_publisher.checking.pipeline.work import FolderWork
    from dcat_publisher.model.graph import Graph

EnterRunner = Callable[[], "AbstractContextManager[Runner | None]"]
"""Gives what runs tasks, where something else than this process alone is to run them."""


class SourceFolder:
    """A source folder with what is remembered of it; `memory` is the folder for that, None for none.

    `graph_of` gives the whole graph with places, for shapes that are not SHACL Core.
    """

    def __init__(
        self, source: Path, profiles: Profiles, graph_of: Callable[[Opened], Graph],
        memory: Path | None = None,
    ) -> None:  # fmt: skip
        self.source = source
        self.profiles = profiles
        self._graph_of = graph_of
        folders = profiles.vocabulary.folders
        knowledge = [file for folder in folders for file in files_in(folder) if file.is_file()]
        self._memory = Memory(memory, version_of([digest_of(knowledge)]))
        self._result: Result | None = None
        self._found: list[Finding] | None = None  # those of the result, where it was made here

    def check(
        self, unsaved: Mapping[str, str] | None = None, runner: EnterRunner = nullcontext
    ) -> Checked:
        """Check the folder; `unsaved` has the texts of files, by name, that are not on the disk yet.

        `runner` is entered only where there is something to do.
        """
        texts = dict(unsaved or {})
        with gc_paused():
            self._require_catalog_file(texts)
            if self._result is None:
                self._result = self._memory.result()
            scanned = scan(self.source, self._result.stamps, texts)
            key = self._key
            if not self._is_known(scanned, key):
                self._found = None  # should the check fail, they are read from the former result
                with runner() as run:
                    self._result, self._found = self._work.result(scanned, run, key)
                self._remember(self._result, texts, is_new=True)
            elif self._result.stamps != scanned.stamps:  # touched, and with the same bytes as before
                self._result.stamps = scanned.stamps
                self._remember(self._result, texts, is_new=False)
            if self._found is None:
                self._found = [LITERAL.finding(kept) for kept in self._result.findings]
            return self._checked(self._result, self._found, scanned, texts)

    def _checked(
        self, result: Result, found: list[Finding], scanned: Scan, unsaved: Mapping[str, str]
    ) -> Checked:
        worked = self.__dict__.get("_work")
        advice = None if unsaved else RememberedAdvice(self._memory, result)
        opened, views = (None, None) if worked is None else (worked.opened, worked.views)
        return Checked(result, found, opened, lambda: self._open(scanned), views, advice)

    @cached_property
    def _work(self) -> FolderWork:
        from dcat_publisher.checking.pipeline.work import FolderWork  # noqa: PLC0415

        return FolderWork(self.source, self.profiles, self._graph_of, self._memory)

    @property
    def memory(self) -> Memory:
        """What is remembered of the folder for a build; of a small one nothing is."""
        large = self._result is not None and is_large(len(self._result.digests))
        return self._memory if large else Memory(None, self._memory.version)

    def _open(self, scanned: Scan) -> Opened:
        """Return the folder as compiled and linked, without validating it."""
        with gc_paused():
            return self._work.open(scanned)

    @property
    def _key(self) -> bytes:
        return hashlib.blake2b(self.profiles.digest, digest_size=16).digest()

    def _is_known(self, scanned: Scan, key: bytes) -> bool:
        known = self._result
        return (
            known is not None and known.key == key and not scanned.unread
            and known.digests == scanned.digests and all(scanned.digests.values())
        )  # fmt: skip

    def _require_catalog_file(self, unsaved: Mapping[str, str]) -> None:
        file = self.source / CATALOG_FILE
        if file.as_posix() in unsaved:
            return
        try:
            is_there = file.is_file()
        except OSError as error:
            raise ConfigurationError(unreadable(file, error)) from error
        if not is_there:
            from dcat_publisher.source.near_paths import no_catalog  # noqa: PLC0415  seldom needed

            raise ConfigurationError(no_catalog(file))

    def _remember(self, result: Result, unsaved: Mapping[str, str], *, is_new: bool) -> None:
        """Write to the disk what was found out, and of a large folder what it was found out from.

        The parts of a small one are made in a moment; what is found is asked for again and again.
        """
        if unsaved:
            return
        if is_new and is_large(len(result.digests)):
            self._work.remember(result)
        else:
            self._memory.save_result(result)
