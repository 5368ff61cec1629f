"""What workers do: compile some parts, validate a unit; functions of plain values, so that any process can.

A forked worker has what it needs from the start. Another one, on this machine or elsewhere, makes it from the
same source, vocabulary and shapes, and from the state that the main process has written for it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple, Protocol

from dcat_publisher.checking.pipeline.compile import Compiler
from dcat_publisher.checking.pipeline.index import PartIndex
from dcat_publisher.checking.pipeline.linking import LinkedParts
from dcat_publisher.checking.pipeline.memory import Memory
from dcat_publisher.checking.pipeline.parts import Symbols
from dcat_publisher.checking.pipeline.source_file import SourceFile
from dcat_publisher.checking.pipeline.state import State, read_state, save_state
from dcat_publisher.checking.pipeline.store import Kept, Store
from dcat_publisher.checking.pipeline.units import Verdict, validate_unit
from dcat_publisher.model.errors import PublisherError
from dcat_publisher.model.gc_paused import gc_paused
from dcat_publisher.model.language import Words, filled
from dcat_publisher.model.place import Place
from dcat_publisher.source.mapping import read_settings
from dcat_publisher.vocabulary import Vocabulary
from dcat_publisher.vocabulary.profile import Profile

_WORDS: Final = Words(__file__).group("worker")


class Job(NamedTuple):
    """What all tasks of a run share, as plain values.

    `properties` are those that the shapes of all profiles in use are about, by class. `settings` is the
    digest of the settings that parts are compiled with; `state` the name in the folder
    `store` by which a worker without shared memory finds the state, sealed with the `version`.
    """

    catalog: SourceFile
    folders: tuple[str, ...]
    profile: str
    shapes: tuple[str, ...]
    backward: tuple[str, ...]
    store: str | None
    settings: bytes
    state: str
    version: bytes
    properties: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass
class Shared:
    """What a job needs, made once in each process."""

    compiler: Compiler
    store: Store
    profile: Profile
    parts: LinkedParts | None = None


class Runner(Protocol):
    """Runs a function over tasks, here or elsewhere, and gives the answers in order.

    When closed early, nothing runs on. `shares` says whether tasks see the memory of this process.
    """

    shares: bool

    def __call__(
        self, work: Callable[..., Any], tasks: Sequence[tuple[Any, ...]], sizes: Sequence[int]
    ) -> Generator[Any, None, None]:
        """Run tasks of these sizes, in parts."""


class InProcess:
    """Runs tasks one after the other in this process."""

    shares = True

    def __call__(
        self,
        work: Callable[..., Any],
        tasks: Sequence[tuple[Any, ...]],
        sizes: Sequence[int],  # noqa: ARG002
    ) -> Generator[Any, None, None]:
        """Run the tasks."""
        for task in tasks:
            yield work(*task)


_shared: dict[Job, Shared] = {}
"""The jobs of the running process; what is forked from it has them too."""


def share(job: Job, shared: Shared) -> None:
    """Let tasks of a job in this process and its children use what is made already."""
    _shared[job] = shared


def unshare(job: Job) -> None:
    """Let go of what tasks of a job shared."""
    _shared.pop(job, None)


def compile_parts(job: Job, groups: Sequence[Sequence[SourceFile]]) -> list[tuple[Symbols, Kept]]:
    """Compile parts into a new segment; return their symbols and where they are kept."""
    with gc_paused():
        shared = _of(job)
        parts = [shared.compiler.compile(group) for group in groups]
        kept = shared.store.write(parts)
    return [(part.symbols, where) for part, where in zip(parts, kept, strict=True)]


def validate_parts(job: Job, numbers: Sequence[int]) -> Verdict:
    """Validate the unit that some parts are."""
    with gc_paused():
        shared = _of(job)
        whole = Place(shared.compiler.catalog_file)
        return validate_unit(numbers, parts_of(job), shared.profile.shapes, whole)


def parts_of(job: Job) -> LinkedParts:
    """Return the parts of a job."""
    parts = _of(job).parts
    return parts if parts is not None else _parts(job)


def profile_of(job: Job) -> Profile:
    """Return the profile of a job."""
    return _of(job).profile


def vocabulary_of(job: Job) -> Vocabulary:
    """Return the vocabulary of a job."""
    return _of(job).compiler.vocabulary


@contextmanager
def shared_with(runner: Runner, job: Job, shared: Shared, state: State) -> Iterator[None]:
    """Let workers find parts and state, also those that share no memory with this process."""
    share(job, shared)
    folder = shared.store.folder
    if not runner.shares and folder is not None:
        save_state(Memory(folder, job.version), state, job.state)
    try:
        yield
    finally:
        unshare(job)
        if not runner.shares and folder is not None:
            (folder / job.state).unlink(missing_ok=True)


def _of(job: Job) -> Shared:
    found = _shared.get(job)
    return found if found is not None else _made(job)


@lru_cache(maxsize=2)
def _made(job: Job) -> Shared:
    """Make what a job needs in a process that shares no memory with the main one."""
    vocabulary = Vocabulary(tuple(map(Path, job.folders)))
    profile = Profile(job.profile, tuple(map(Path, job.shapes)))
    properties = {class_: frozenset(names) for class_, names in job.properties}
    settings = read_settings(
        job.catalog.document(), vocabulary, lambda class_: properties.get(class_, frozenset())
    )
    compiler = Compiler(vocabulary, settings, job.catalog.file, frozenset(job.backward), properties)
    if compiler.digest != job.settings:
        raise PublisherError(filled(_WORDS["other_settings"], file=job.catalog.file))
    return Shared(compiler, Store(None if job.store is None else Path(job.store)), profile)


@lru_cache(maxsize=1)
def _parts(job: Job) -> LinkedParts:
    memory = Memory(None if job.store is None else Path(job.store), job.version)
    state = read_state(memory, job.state)
    if not state.active:
        raise PublisherError(filled(_WORDS["no_store"], folder=str(job.store)))
    return linked_parts(_made(job), state)


def linked_parts(shared: Shared, state: State, former: PartIndex | None = None) -> LinkedParts:
    """Return the parts of a state, its names linked; by the `former` index where it still tells them."""
    entries = [state.entries[files] for files in state.active]
    compiler = shared.compiler
    known = (
        [entry.symbols for entry in entries], state.bindings, state.catalog, compiler.vocabulary,
        compiler.ranges, compiler.backward,
    )  # fmt: skip
    index = None if former is None else former.over(*known)
    if index is None:
        index = PartIndex(*known, state.claimed)
    return LinkedParts(shared.store, [entry.kept for entry in entries], state.active, index, compiler.codec)
