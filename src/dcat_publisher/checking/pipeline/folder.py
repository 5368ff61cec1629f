"""A source folder, checked again and again: what has not changed since the last time is not done again."""

from __future__ import annotations

import hashlib
import secrets
import weakref
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Final, TypeVar

from dcat_publisher.checking.clock import Dated
from dcat_publisher.checking.pipeline.backward import backward_predicates
from dcat_publisher.checking.pipeline.compile import CATALOG, Compiler, SourceFile
from dcat_publisher.checking.pipeline.finish import Ending
from dcat_publisher.checking.pipeline.noted import dates_in
from dcat_publisher.checking.pipeline.opening import Opened, open_parts
from dcat_publisher.checking.pipeline.places import PlaceCodec
from dcat_publisher.checking.pipeline.scan import Scan, digest_of, scan
from dcat_publisher.checking.pipeline.state import Memory, Result, State, version_of
from dcat_publisher.checking.pipeline.store import DamagedError, Store
from dcat_publisher.checking.pipeline.tasks import InProcess, Job, Runner, Shared, share, unshare
from dcat_publisher.checking.pipeline.units import Verdict
from dcat_publisher.checking.pipeline.verdicts import Verdicts, delegated_findings
from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.gc_paused import gc_paused
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import Words, filled
from dcat_publisher.model.place import Place
from dcat_publisher.source import Mapping as SourceMapping
from dcat_publisher.source.mapping import read_settings
from dcat_publisher.system.scratch import scratch_folder
from dcat_publisher.vocabulary import Vocabulary, files_in
from dcat_publisher.vocabulary.profile import Profile

CATALOG_FILE: Final = "catalog.yaml"
_WORDS: Final = Words(__file__)
LARGE: Final = 200
"""From how many files on a folder is remembered on disk and shared out; below, it is read in a moment."""
_ATTEMPTS: Final = 3
_LITERAL: Final = PlaceCodec(())
_T = TypeVar("_T")
WholeGraph = Callable[[Opened], Graph]


class Checked:
    """What came of a check: the findings in order, and the folder, opened when somebody asks for more."""

    def __init__(self, result: Result, opened: Opened | None, open_folder: Callable[[], Opened]) -> None:
        self.findings = [_LITERAL.finding(kept) for kept in result.findings]
        self.files = list(result.digests)
        self.noted = list(result.noted)
        self.number = result.records
        self._dated = result.dated
        self._open = open_folder
        self._opened = opened

    @property
    def dates(self) -> list[Dated]:
        """The dates that the clock has a say in."""
        return [Dated(node, path, value, Place(*place)) for node, path, value, place in self._dated]

    @property
    def opened(self) -> Opened:
        """The folder as compiled and linked."""
        if self._opened is None:
            self._opened = self._open()
        return self._opened


class SourceFolder:
    """A source folder with what is remembered of it; `memory` is the folder for that, None for none.

    `graph_of` gives the whole graph with places, for shapes that are not SHACL Core.
    """

    def __init__(
        self, source: Path, vocabulary: Vocabulary, profile: Profile, graph_of: WholeGraph,
        memory: Path | None = None,
    ) -> None:  # fmt: skip
        self.source = source
        self.vocabulary = vocabulary
        self.profile = profile
        self._graph_of = graph_of
        knowledge = [file for folder in vocabulary.folders for file in files_in(folder) if file.is_file()]
        self._memory = Memory(memory, version_of([digest_of(knowledge)]))
        self._shapes = digest_of(profile.files)
        self._result: Result | None = None
        self._state: State | None = None
        self._opened: Opened | None = None
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
                self._result = self._checked(scanned, runner or InProcess(), texts)
            elif self._result.stamps != scanned.stamps:  # touched, and with the same bytes as before
                self._result.stamps = scanned.stamps
                self._remember(self._result, None, texts)
            return Checked(self._result, self._opened, lambda: self._open(scanned))

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
        def work(opened: Opened, runner: Runner) -> Result:
            kept = tuple(map(_LITERAL.keep_finding, self._findings(opened, runner)))
            noted = tuple(scanned.noted)
            dates = tuple((*each[:3], tuple(each.place)) for each in dates_in(opened.parts))
            number = len(opened.records)
            return Result(self._key, scanned.stamps, scanned.digests, kept, noted, number, dates)

        result = self._repeated(scanned, runner, work)
        self._remember(result, self._state, unsaved)
        return result

    def _remember(self, result: Result, state: State | None, unsaved: Mapping[str, str]) -> None:
        """Write to the disk what was found out, and what it was found out from where that is new."""
        is_kept = self._store is None or not self._store.in_memory
        if unsaved or len(result.digests) < LARGE or not is_kept:
            return
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
                open_parts(opened, self._former(), runner)
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
        settings = read_settings(own, self.vocabulary, self.profile.properties_of)
        backward = backward_predicates(self.profile.graph)
        compiler = Compiler(self.vocabulary, settings, name, backward, self.profile.properties)
        store = self._segments(scanned, runner)
        job = Job(
            catalog, tuple(map(str, self.vocabulary.folders)), self.profile.name,
            tuple(map(str, self.profile.files)), tuple(sorted(backward)),
            None if store.folder is None else str(store.folder), compiler.digest, secrets.token_hex(8),
            self._memory.version,
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
        shapes = self.profile.shapes
        verdicts = Verdicts(opened, self._former(), shapes)
        with opened.shared_with(runner):
            verdicts.run(runner)
        found = verdicts.verdicts()
        if shapes.delegated or shapes.has_rules:
            found.append(Verdict(delegated_findings(opened, shapes, self._graph_of(opened)), [], frozenset()))
        return ending.findings(found)

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
