"""A source folder as compiled and linked: all that is known of it before it is validated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, cast

from dcat_publisher.checking.pipeline.compile import CATALOG
from dcat_publisher.checking.pipeline.finish import NamedRecord, bindings_of, names_of
from dcat_publisher.checking.pipeline.grouping import Files, groups
from dcat_publisher.checking.pipeline.linking import LinkedParts, names_used
from dcat_publisher.checking.pipeline.lists import Lists, named_lists, read_lists
from dcat_publisher.checking.pipeline.parts import Symbols
from dcat_publisher.checking.pipeline.scan import Scan
from dcat_publisher.checking.pipeline.source_file import SourceFile
from dcat_publisher.checking.pipeline.state import Entry, State
from dcat_publisher.checking.pipeline.store import Kept
from dcat_publisher.checking.pipeline.tasks import (
    Job,
    Runner,
    Shared,
    compile_parts,
    linked_parts,
    shared_with,
)
from dcat_publisher.checking.pipeline.told import Told
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import iri
from dcat_publisher.source import Document
from dcat_publisher.source.mapping import Names, Settings
from dcat_publisher.source.mapping.enrichment import MEMBERSHIP

UNIT: Final = 64
"""How many parts are compiled at once, and kept in one file."""
_FEW: Final = 12
"""Up to how many values a row is looked up as a whole: longer ones are alike rarely."""


@dataclass
class Opened:
    """A source folder, compiled and linked; `state` has no verdicts yet, `own` is the catalogue's file."""

    scanned: Scan
    settings: Settings
    own: Document
    job: Job
    shared: Shared
    state: State
    names: Names = field(default_factory=Names)
    records: list[NamedRecord] = field(default_factory=list)
    told: Told | None = None

    @property
    def parts(self) -> LinkedParts:
        """The parts, by number."""
        assert self.shared.parts is not None
        return self.shared.parts

    @cached_property
    def symbols(self) -> list[Symbols]:
        """The symbols of the parts."""
        return [self.state.entries[files].symbols for files in self.state.active]

    @cached_property
    def lists(self) -> Lists:
        """The lists of variables that the datasets name."""
        compiler = self.shared.compiler
        named = list(named_lists(self.symbols, self.state.active, compiler.codec))
        return read_lists(named, self.scanned, self.settings, compiler.vocabulary)

    @contextmanager
    def shared_with(self, runner: Runner) -> Iterator[None]:
        """Let the workers of a runner find parts and state."""
        with shared_with(runner, self.job, self.shared, self.state):
            yield

    @property
    def whole(self) -> Place:
        """The place of what has no line of its own."""
        return Place(self.own.file)


def open_parts(opened: Opened, former: State, runner: Runner, last: Opened | None = None) -> None:
    """Compile what has changed, and link all parts; `last` is what was opened before, if it is at hand."""
    compiled = _Compiled(opened, former, last)
    compiled.compile_all([(file.file,) for file in opened.scanned.files], runner)
    state = opened.state
    state.active = tuple(groups([file.file for file in opened.scanned.files], compiled.symbols_of))
    state.entries, state.chunks = compiled.entries, former.chunks
    opened.told = Told(
        opened.symbols, state.active, opened.shared.compiler.codec, None if last is None else last.told
    )
    opened.records = opened.told.records()
    opened.names = names_of(opened.records, opened.symbols, opened.settings.base)
    for path, document in opened.scanned.unread:
        opened.names.add_unread(path, opened.settings.base, document.keys)
    state.bindings = bindings_of(opened.names, names_used(opened.symbols))
    catalogs = [record.iri for record in opened.records if record.path == CATALOG]
    state.catalog = iri(catalogs[-1]) if catalogs else None
    opened.shared.parts = linked_parts(opened.shared, state, None if last is None else last.parts.index)
    state.claimed = _claimed(opened)
    opened.parts.index.claim(state.claimed)


class _Compiled:
    """The parts that there are already, and those that are made now."""

    def __init__(self, opened: Opened, former: State, last: Opened | None) -> None:
        self.entries: dict[Files, Entry] = {}
        self._digests = {} if last is None or not _compiles_alike(last, opened) else last.scanned.digests
        self._opened = opened
        self._former = former
        self._texts: dict[object, Any] = {}
        self._files = {file.file: file for file in opened.scanned.files}

    def symbols_of(self, files: Files) -> Symbols:
        """Return the symbols of a part, which is compiled if that has not been done."""
        if files not in self.entries and not self._take_over(files):
            self._keep([files], compile_parts(self._opened.job, [self._sources(files)]))
        return self.entries[files].symbols

    def compile_all(self, parts: Sequence[Files], runner: Runner) -> None:
        """Compile those parts that are not there, shared out."""
        missing = [files for files in parts if not self._take_over(files)]
        chunks = [missing[start : start + UNIT] for start in range(0, len(missing), UNIT)]
        tasks = [(self._opened.job, [self._sources(files) for files in chunk]) for chunk in chunks]
        for chunk, made in zip(chunks, runner(compile_parts, tasks, list(map(len, chunks))), strict=True):
            self._keep(chunk, made)

    def _sources(self, files: Files) -> tuple[SourceFile, ...]:
        return tuple(self._files[name] for name in files)

    def _keep(self, parts: Sequence[Files], made: Sequence[tuple[Symbols, Kept]]) -> None:
        for files, (symbols, kept) in zip(parts, made, strict=True):
            self.entries[files] = Entry(self._key(files, symbols), self._once(symbols), kept)

    def _once(self, symbols: Symbols) -> Symbols:
        """Return symbols in which equal texts are the same text: in memory, and in what is remembered."""
        return Symbols(*cast(Any, [_shared(value, self._texts) for value in symbols]))

    def _take_over(self, files: Files) -> bool:
        """Take a part over from the last time if its files and the settings are the same."""
        known = self._former.entries.get(files)
        if known is None:
            return False
        digests, last = self._opened.scanned.digests, self._digests
        is_known = all(digests[name] and digests[name] == last.get(name) for name in files)
        if not is_known and known.key != self._key(files, known.symbols):
            return False
        self.entries[files] = known
        return True

    def _key(self, files: Files, symbols: Symbols) -> bytes:
        compiler, digests = self._opened.shared.compiler, self._opened.scanned.digests
        if not all(digests[name] for name in files):
            return b""  # of what cannot be read it is not known whether it is the same
        digest = compiler.exact_digest if symbols.pinned else compiler.digest
        return b"".join([digest, *(digests[name] for name in files)])


def _compiles_alike(one: Opened, other: Opened) -> bool:
    """Return whether the settings of two are such that the same files are compiled to the same parts."""
    first, second = one.shared.compiler, other.shared.compiler
    return (first.digest, first.exact_digest) == (second.digest, second.exact_digest)


def _shared(value: object, texts: dict[object, object]) -> object:
    """Return a text, or a tuple of such and of numbers, as the one there is already that is equal."""
    if isinstance(value, str):
        return texts.setdefault(value, value)
    if not isinstance(value, tuple) or not value:
        return value
    if type(value[0]) is int:
        return texts.setdefault(value, value)
    found = tuple([_shared(each, texts) for each in value])
    return texts.setdefault(found, found) if len(found) < _FEW else found


def _claimed(opened: Opened) -> frozenset[str]:
    """Return the predicates by which the catalogue names its members in the file that describes it."""
    parts, catalog, state = opened.parts, opened.state.catalog, opened.state
    bindings = state.bindings
    said = {
        predicate
        for symbols in opened.symbols
        for subject, predicate in symbols.claims
        if bindings.get(subject, subject) == catalog
    }
    if catalog is None or not said:
        return frozenset()
    first: dict[tuple[str, str, str], Place] = {}
    own: Place | None = None
    for number in parts.index.describing(catalog):
        typed, nodes = parts.places(number)
        own = own or nodes.get(catalog)
        for triple, place in typed.items():
            if triple[0] == catalog and triple[1] in said:
                first.setdefault(triple, place)
    file = None if own is None else own.file
    return frozenset(predicate for (_, predicate, _), place in first.items() if place.file == file)


__all__ = ["MEMBERSHIP", "Opened", "open_parts"]
