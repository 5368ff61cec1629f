"""What has to be done again where a source folder has changed: compile, link, validate."""

from __future__ import annotations

import secrets
import weakref
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Final, TypeVar

from dcat_publisher.checking.pipeline.backward import backward_predicates
from dcat_publisher.checking.pipeline.checked import LITERAL
from dcat_publisher.checking.pipeline.compile import CATALOG, Compiler
from dcat_publisher.checking.pipeline.finish import Ending
from dcat_publisher.checking.pipeline.judgement import verdict_of, views_of
from dcat_publisher.checking.pipeline.memory import Memory, Result
from dcat_publisher.checking.pipeline.opening import Opened, open_parts
from dcat_publisher.checking.pipeline.profiles import Profiles
from dcat_publisher.checking.pipeline.scan import CATALOG_FILE, Scan, is_large
from dcat_publisher.checking.pipeline.source_file import SourceFile
from dcat_publisher.checking.pipeline.state import State, read_state, save_state
from dcat_publisher.checking.pipeline.store import DamagedError, Store
from dcat_publisher.checking.pipeline.tasks import InProcess, Job, Runner, Shared, share, unshare
from dcat_publisher.checking.pipeline.units import Verdict
from dcat_publisher.checking.pipeline.verdicts import Verdicts, delegated_findings
from dcat_publisher.checking.views.view import View
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.graph import Graph
from dcat_publisher.source import Mapping as SourceMapping
from dcat_publisher.source.mapping import read_settings
from dcat_publisher.system.scratch import scratch_folder

_ATTEMPTS: Final = 3
_T = TypeVar("_T")
WholeGraph = Callable[[Opened], Graph]


class FolderWork:
    """Finds out what is to be said of a folder; what it has made is used again the next time.

    `memory` is where that is kept on disk, `key` the digest of the shapes. `opened` and `views` are those of
    the last time, None before.
    """

    def __init__(self, source: Path, profiles: Profiles, graph_of: WholeGraph, memory: Memory) -> None:
        self.source = source
        self.profiles = profiles
        self.vocabulary = profiles.vocabulary
        self.profile = profiles.first
        self.opened: Opened | None = None
        self.views: list[View] | None = None
        self._graph_of = graph_of
        self._memory = memory
        self._state: State | None = None
        self._store: Store | None = None

    def result(self, scanned: Scan, runner: Runner | None, key: bytes) -> tuple[Result, list[Finding]]:
        """Return what came of a folder, under the digest of what it depends on besides files."""

        def work(opened: Opened, runner: Runner) -> tuple[Result, list[Finding]]:
            found = self._findings(opened, runner)
            kept = tuple(map(LITERAL.keep_finding, found))
            noted = tuple(scanned.noted)
            dates = () if opened.told is None else tuple(opened.told.dates())
            norwegian = tuple(file for symbols in opened.symbols for file in symbols.norwegian)
            number, files = len(opened.records), (scanned.stamps, scanned.digests)
            return Result(key, *files, kept, noted, number, dates, norwegian), found

        return self._repeated(scanned, runner or InProcess(), work)

    def open(self, scanned: Scan) -> Opened:
        """Return the folder as compiled and linked, without validating it."""
        state = self._former()
        opened = self._repeated(scanned, InProcess(), lambda opened, _: opened)
        self._state = state  # which has the verdicts
        return opened

    def remember(self, result: Result) -> None:
        """Write to the disk what was found out, and what it was found out from."""
        if self._store is None or self._store.in_memory or self._state is None:
            return
        save_state(self._memory, self._state)
        self._memory.save_result(result)
        self._store.forget({entry.kept.segment for entry in self._state.entries.values()})

    def _repeated(self, scanned: Scan, runner: Runner, work: Callable[[Opened, Runner], _T]) -> _T:
        """Open the folder and work; where something remembered is damaged, again from nothing."""
        for attempt in range(_ATTEMPTS):
            opened = self._prepared(scanned, runner)
            try:
                open_parts(opened, self._former(), runner, self.opened)
                found = work(opened, runner)
            except DamagedError:
                self._state = State()  # what is damaged is made again, and all else with it
                if attempt:  # what was written a moment ago: the disk keeps nothing
                    self._segments(scanned).in_memory = True
                    runner = InProcess()
            else:
                self._state, self.opened = opened.state, opened
                return found
            finally:
                unshare(opened.job)
        raise DamagedError(str(self.source))

    def _prepared(self, scanned: Scan, runner: Runner) -> Opened:
        """Return the folder with its settings, not compiled yet."""
        name = (self.source / CATALOG_FILE).as_posix()
        # One that is not among the files is a link that leads out: its document says so.
        elsewhere = SourceFile(CATALOG, name, str(self.source))
        catalog = next((file for file in scanned.files if file.file == name), elsewhere)
        own = catalog.document()
        settings = read_settings(own, self.vocabulary, self.profiles.properties_of)
        backward = backward_predicates(self.profile.graph)
        compiler = Compiler(self.vocabulary, settings, name, backward, self.profiles.properties)
        store = self._segments(scanned, runner)
        job = Job(
            catalog, tuple(map(str, self.vocabulary.folders)), self.profile.name,
            tuple(map(str, self.profile.files)), tuple(sorted(backward)),
            None if store.folder is None else str(store.folder), compiler.digest, secrets.token_hex(8),
            self._memory.version, self.profiles.plain,
        )  # fmt: skip
        shared = Shared(compiler, store, self.profile)
        share(job, shared)
        return Opened(scanned, settings, own, job, shared, State(shapes=self.profiles.digest))

    def _findings(self, opened: Opened, runner: Runner) -> list[Finding]:
        unread = [found for _, document in opened.scanned.unread for found in document.findings]
        unread += opened.lists.findings
        assert opened.told is not None  # which it has since it was opened
        ending = Ending(
            opened.parts, opened.told, opened.records, opened.names, opened.settings, unread, opened.whole
        )
        if not isinstance(opened.own.root, SourceMapping):
            return ending.unvalidated()  # the defaults are not known, and every absence would be false
        if self.profiles.is_plain:
            return ending.findings(self._verdicts(opened, runner))
        graph = self._graph_of(opened)
        self.views = views = views_of(self.profiles, opened, graph, runner)
        usual = self._verdicts(opened, runner) if views[0].is_whole else None
        return ending.findings([verdict_of(views, usual, graph, opened.whole)])

    def _verdicts(self, opened: Opened, runner: Runner) -> list[Verdict]:
        """Return what the first profile's shapes say of the graph, unit by unit."""
        shapes = self.profile.shapes
        verdicts = Verdicts(opened, self._former(), shapes)
        with opened.shared_with(runner):
            verdicts.run(runner)
        found = verdicts.verdicts()
        if shapes.delegated or shapes.has_rules:
            found.append(Verdict(delegated_findings(opened, shapes, self._graph_of(opened)), [], frozenset()))
        return found

    def _former(self) -> State:
        if self._state is None:
            self._state = read_state(self._memory)
        return self._state

    def _segments(self, scanned: Scan, runner: Runner | None = None) -> Store:
        """Return where parts are kept: on disk where there are many, or other processes make them."""
        if self._store is None:
            folder = self._memory.folder
            small = not is_large(len(scanned.files)) and (runner is None or isinstance(runner, InProcess))
            if not small and folder is None:
                scratch = ExitStack()
                folder = scratch.enter_context(scratch_folder())
                weakref.finalize(self, scratch.close)
            self._store = Store(None if small else folder)
        return self._store
