"""The options for large catalogues: how many processes, where, and what is remembered."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from dcat_publisher.check.catalog import Catalog, has_files, read_catalog, read_some
from dcat_publisher.model.graph import Graph
from dcat_publisher.source.mapping import Record, Settings
from dcat_publisher.vocabulary import Vocabulary
from dcat_publisher.vocabulary.profile import Profile

if TYPE_CHECKING:
    from dcat_publisher.check.batches.attempt import Runner
    from dcat_publisher.check.batches.checking import Checked

_INTERRUPTED: Final = 130  # 128 + SIGINT, as shells say it
LARGE: Final = 200
"""From how many files on a folder is read in portions; below, the portions would cost more than they save."""
_Command = TypeVar("_Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Scale:
    """What the command line says of large catalogues; None where it leaves the choice to us."""

    jobs: int | None = None
    executor: str | None = None
    cache: bool = True
    cache_dir: Path | None = None

    @contextmanager
    def runner(self, what: str) -> Iterator[Runner]:
        """Yield what runs portions, and says on standard error how far it is."""
        from dcat_publisher.check.batches.executors import (  # noqa: PLC0415  large folders alone
            processors,
            runner,
        )
        from dcat_publisher.check.batches.progress import Progress  # noqa: PLC0415

        progress = Progress(what)
        try:
            with runner(self.jobs or processors(), self.executor, progress) as found:
                yield found
        except KeyboardInterrupt:
            sys.exit(_INTERRUPTED)
        finally:
            progress.end()


def scale(command: _Command) -> _Command:
    """Add --jobs, --executor, --no-cache and --cache-dir, which arrive as one `Scale`."""

    @functools.wraps(command)
    def with_scale(
        *args: object, jobs: int | None, executor: str | None, no_cache: bool, cache_dir: Path | None,
        **given: object,
    ) -> object:  # fmt: skip
        return command(*args, scale=Scale(jobs, executor, not no_cache, cache_dir), **given)

    decorators = (
        click.option(
            "--jobs", type=click.IntRange(1), metavar="N",
            help="How many processes read a large folder; else one for each processor.",
        ),
        click.option(
            "--executor", metavar="dask://HOST:PORT",
            help="Read a large folder on this Dask cluster, which has to see it under the same path.",
        ),
        click.option("--no-cache", is_flag=True, help="Remember nothing, and use nothing remembered."),
        click.option(
            "--cache-dir", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER",
            help="Where a large folder's results are remembered; else in the user's cache folder.",
        ),
    )  # fmt: skip
    wrapped: Callable[..., object] = with_scale
    for decorator in reversed(decorators):
        wrapped = decorator(wrapped)
    return wrapped  # type: ignore[return-value]


class LargeCatalog(Catalog):
    """A catalogue that was checked in portions.

    `findings`, `files` and `noted` are those of the whole. Graph and records are read when asked for, as they
    are for the sake of advice, and then of the common records and of the files that have findings only.
    """

    def __init__(self, checked: Checked, read: Callable[[], Catalog]) -> None:
        object.__setattr__(self, "findings", checked.findings)
        self.__dict__.update(checked=checked, read=read)

    @property
    def files(self) -> list[str]:
        """The files of the source."""
        return list(self._checked.files)

    @property
    def noted(self) -> list[str]:
        """The files that may have comments to this program in them."""
        return list(self._checked.noted)

    @property
    def _checked(self) -> Checked:
        found: Checked = self.__dict__["checked"]
        return found

    @cached_property
    def _part(self) -> Catalog:
        found = self.__dict__["read"]()
        assert isinstance(found, Catalog)
        return found

    @property
    def graph(self) -> Graph:
        """The graph of the part that is read."""
        return self._part.graph

    @property
    def records(self) -> list[Record]:
        """The records of the part that is read."""
        return self._part.records

    @property
    def settings(self) -> Settings:
        """The settings of `catalog.yaml`."""
        return self._part.settings


def check_source(source: Path, vocabulary: Vocabulary, profile: Profile, scale: Scale) -> Catalog:
    """Read, map and validate a folder: a small one at once, a large one portion by portion."""
    if scale.executor is None and not has_files(source, LARGE):
        return read_catalog(source, vocabulary, profile)
    from dcat_publisher.check.batches.cache import Cache  # noqa: PLC0415  large folders alone
    from dcat_publisher.check.batches.checking import check_folder  # noqa: PLC0415

    cache = Cache.of(source, scale.cache_dir) if scale.cache else None
    with scale.runner("checking") as runner:
        checked = check_folder(source, vocabulary, profile, runner, cache=cache)
    return as_catalog(checked, source, vocabulary)


def as_catalog(checked: Checked, source: Path, vocabulary: Vocabulary) -> Catalog:
    """Return what was checked in portions the form of a catalogue."""

    def read_part() -> Catalog:
        files = {*checked.common, *(found.place.file for found in checked.findings)}
        return read_some(source, sorted(files), checked.files, vocabulary)

    return LargeCatalog(checked, read_part)
