"""A source folder, checked again and again: what has not changed since the last time is not done again."""

from __future__ import annotations

import hashlib
import secrets
import weakref
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Final, TypeVar

from dcat_publisher.checking.pipeline.backward import backward_predicates
from dcat_publisher.checking.pipeline.checked import LITERAL, Checked
from dcat_publisher.checking.pipeline.compile import CATALOG, Compiler, SourceFile
from dcat_publisher.checking.pipeline.finish import Ending
from dcat_publisher.checking.pipeline.noted import dates_in
from dcat_publisher.checking.pipeline.opening import Opened, open_parts
from dcat_publisher.checking.pipeline.profiles import Profiles, verdict_of
from dcat_publisher.checking.pipeline.remembered_advice import RememberedAdvice
from dcat_publisher.checking.pipeline.scan import Scan, digest_of, scan
from dcat_publisher.checking.pipeline.state import Memory, Result, State, version_of
from dcat_publisher.checking.pipeline.store import DamagedError, Store
from dcat_publisher.checking.pipeline.tasks import InProcess, Job, Runner, Shared, share, unshare
from dcat_publisher.checking.pipeline.units import Verdict
from dcat_publisher.checking.pipeline.verdicts import Verdicts, delegated_findings
from dcat_publisher.checking.views.view import View
from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.gc_paused import gc_paused
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import Words, filled
from dcat_publisher.source import Mapping as SourceMapping
from dcat_publisher.source.mapping import read_settings
from dcat_publisher.system.scratch import scratch_folder
from dcat_publisher.vocabulary import files_in

CATALOG_FILE: Final = "catalog.yaml"
_WORDS: Final = Words(__file__)
LARGE: Final = 200
"""From how many files on a folder is remembered on disk and shared out; below, it is read in a moment."""
_ATTEMPTS: Final = 3
_T = TypeVar("_T")
WholeGraph = Callable[[Opened], Graph]


class SourceFolder:
    """A source folder with what is remembered of it; `memory` is the folder for that, None for none.

    `graph_of` gives the whole graph with places, for shapes that are not SHACL Core.
    """

    def __init__(
        self, source: Path, profiles: Profiles, graph_of: WholeGraph, memory: Path | None = None
    ) -> None:
        self.source = source
        self.profiles = profiles
        self.vocabulary = vocabulary = profiles.vocabulary
        self.profile = profiles.first
        self._graph_of = graph_of
        knowledge = [file for folder in vocabulary.folders for file in files_in(folder) if file.is_file()]
        self._memory = Memory(memory, version_of([digest_of(knowledge)]))
        self._shapes = profiles.digest
        self._result: Result | None = None
        self._found: list[Finding] | None = None  # those of the result, where it was made here
        self._state: State | None = None
        self._opened: Opened | None = None
        self._views: list[View] | None = None
        self._store: Store | None = None

    def check(self, unsaved: Mapping[str, str] | None = None, runner: Runner | None = None) -> Checked:
        """Check the folder; `unsaved` has the texts of files, by name, that are not on the disk yet."""
        texts = dict(unsaved or {})
        with gc_paused():
            self._require_catalog_file(texts)
            if self._result is None:
                self._result = self._memory.result()
            scanned = scan(self.source, self._result.stamps, texts)
            key = self._key
            if not self._is_known(scanned, key):
                self._found = None  # should the check fail, they are read from the former result
                self._result = self._checked(scanned, runner or InProcess(), texts)
            elif self._result.stamps != scanned.stamps:  # touched, and with the same bytes as before
                self._result.stamps = scanned.stamps
                self._remember(self._result, None, texts)
            if self._found is None:
                self._found = [LITERAL.finding(kept) for kept in self._result.findings]
            advice = None if texts else RememberedAdvice(self._memory, self._result)
            return Checked(
                self._result, self._found, self._opened, lambda: self._open(scanned), self._views, advice
            )

    @property
    def memory(self) -> Memory:
        """What is remembered of the folder on disk; of a small one nothing is."""
        large = self._result is not None and len(self._result.digests) >= LARGE
        return self._memory if large else Memory(None, self._memory.version)

    def _open(self, scanned: Scan) -> Opened:
        """Return the folder as compiled and linked, without validating it."""
        with gc_paused():
            state = self._former()
            opened = self._repeated(scanned, InProcess(), lambda opened, _: opened)
            self._state = state  # which has the verdicts
            return opened

    @property
    def _key(self) -> bytes:
        return hashlib.blake2b(self._shapes, digest_size=16).digest()

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
            raise ConfigurationError(f"{file} cannot be read: {error.strerror}") from error
        if not is_there:
            raise ConfigurationError(filled(_WORDS["no_catalogue"], file=str(file), source=str(self.source)))

    def _checked(self, scanned: Scan, runner: Runner, unsaved: Mapping[str, str]) -> Result:
        def work(opened: Opened, runner: Runner) -> tuple[Result, list[Finding]]:
            found = self._findings(opened, runner)
            kept = tuple(map(LITERAL.keep_finding, found))
            noted = tuple(scanned.noted)
            dates = tuple(dates_in(opened.parts))
            norwegian = tuple(file for symbols in opened.symbols for file in symbols.norwegian)
            number, files = len(opened.records), (scanned.stamps, scanned.digests)
            return Result(self._key, *files, kept, noted, number, dates, norwegian), found

        result, self._found = self._repeated(scanned, runner, work)
        self._remember(result, self._state, unsaved)
        return result

    def _remember(self, result: Result, state: State | None, unsaved: Mapping[str, str]) -> None:
        """Write to the disk what was found out, and of a large folder what it was found out from.

        The parts of a small one are made in a moment; what is found is asked for again and again.
        """
        if unsaved:
            return
        if len(result.digests) < LARGE:
            self._memory.save_result(result)
        elif self._store is None or not self._store.in_memory:
            if state is not None:
                self._memory.save_state(state)
            self._memory.save_result(result)
            if state is not None and self._store is not None:
                self._store.forget({entry.kept.segment for entry in state.entries.values()})

    def _repeated(self, scanned: Scan, runner: Runner, work: Callable[[Opened, Runner], _T]) -> _T:
        """Open the folder and work; where something remembered is damaged, again from nothing."""
        for attempt in range(_ATTEMPTS):
            opened = self._prepared(scanned, runner)
            try:
                index = None if self._opened is None else self._opened.parts.index
                open_parts(opened, self._former(), runner, index)
                found = work(opened, runner)
            except DamagedError:
                self._state = State()  # what is damaged is made again, and all else with it
                if attempt:  # what was written a moment ago: the disk keeps nothing
                    self._segments(scanned).in_memory = True
                    runner = InProcess()
            else:
                self._state, self._opened = opened.state, opened
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
        return Opened(scanned, settings, own, job, shared, State(shapes=self._shapes))

    def _findings(self, opened: Opened, runner: Runner) -> list[Finding]:
        unread = [found for _, document in opened.scanned.unread for found in document.findings]
        unread += opened.lists.findings
        ending = Ending(opened.parts, opened.records, opened.names, opened.settings, unread, opened.whole)
        if not isinstance(opened.own.root, SourceMapping):
            return ending.unvalidated()  # the defaults are not known, and every absence would be false
        if self.profiles.is_plain:
            return ending.findings(self._verdicts(opened, runner))
        graph = self._graph_of(opened)
        self._views = views = self.profiles.views(opened, graph, runner)
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
            self._state = self._memory.state()
        return self._state

    def _segments(self, scanned: Scan, runner: Runner | None = None) -> Store:
        """Return where parts are kept: on disk where there are many, or other processes make them."""
        if self._store is None:
            folder = self._memory.folder
            small = len(scanned.files) < LARGE and (runner is None or isinstance(runner, InProcess))
            if not small and folder is None:
                scratch = ExitStack()
                folder = scratch.enter_context(scratch_folder())
                weakref.finalize(self, scratch.close)
            self._store = Store(None if small else folder)
        return self._store
