"""How commands check a folder: how many processes, where, and what is remembered."""

from __future__ import annotations

import functools
import hashlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from dcat_publisher.checking.catalog import LARGE, Catalog, SourceCatalog, has_files
from dcat_publisher.cli import complain
from dcat_publisher.cli.call_language import call_language
from dcat_publisher.cli.progress import Progress
from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import Words, filled
from dcat_publisher.rdf.parse_cache import cache_folder, is_off, user_cache_in_checkout
from dcat_publisher.vocabulary import Vocabulary
from dcat_publisher.vocabulary.profile import Profile

if TYPE_CHECKING:
    from dcat_publisher.checking.pipeline.tasks import Runner

_WORDS: Final = Words(__file__).group("call")
_INTERRUPTED: Final = 130  # 128 + SIGINT, as shells say it
_Command = TypeVar("_Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What the command line says of large catalogues; None where it leaves the choice to us."""

    jobs: int | None = None
    executor: str | None = None
    cache: bool = True
    cache_dir: Path | None = None

    @contextmanager
    def runner(self, what: str, source: Path) -> Iterator[Runner]:
        """Yield what runs tasks, and says on standard error how far it is.

        A small folder is done here: to begin and to end processes takes longer than all of it.
        """
        from dcat_publisher.checking.pipeline.executors import runner  # noqa: PLC0415  on demand
        from dcat_publisher.system.second_process import processors  # noqa: PLC0415

        progress = Progress(what, "datasets")
        try:
            jobs = self.jobs or (processors() if has_files(source, LARGE) else 1)
            with runner(jobs, self.executor, progress) as running:
                yield running
        except KeyboardInterrupt:
            sys.exit(_INTERRUPTED)
        finally:
            progress.end()

    def memory(self, source: Path) -> Path | None:
        """Return the folder in which a source folder is remembered; None when it is not to be.

        Raises ConfigurationError for a folder of the command line that is in the checkout.
        """
        if not self.cache or is_off():
            return None
        folder = cache_folder(self.cache_dir)
        if folder is None and self.cache_dir is not None:
            raise ConfigurationError(filled(_WORDS["in_checkout"], folder=str(self.cache_dir)))
        if folder is None:
            if user_cache_in_checkout():
                complain(_WORDS["cache_in_checkout"][call_language()])
            return None
        # What is remembered has the paths of places as they were typed: two spellings are two memories.
        named = f"{os.path.realpath(source)}\0{source}".encode("utf-8", "surrogateescape")
        return folder / hashlib.blake2b(named, digest_size=12).hexdigest()


def _known_form(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """Refuse what is no address of a cluster, also where the folder is too small to be read there."""
    if value is not None:
        from dcat_publisher.checking.pipeline.executors import place_of  # noqa: PLC0415  few calls name one

        place_of(value)
    return value


def run_options(command: _Command) -> _Command:
    """Add --jobs, --executor, --no-cache and --cache-dir, which arrive as one `RunOptions`."""

    @functools.wraps(command)
    def with_options(
        *args: object, jobs: int | None, executor: str | None, no_cache: bool, cache_dir: Path | None,
        **given: object,
    ) -> object:  # fmt: skip
        return command(*args, running=RunOptions(jobs, executor, not no_cache, cache_dir), **given)

    decorators = (
        click.option(
            "--jobs", type=click.IntRange(1), metavar="N",
            help="How many processes read a large folder; else one for each processor.",
        ),
        click.option(
            "--executor", metavar="dask://HOST:PORT", callback=_known_form,
            help="Read a large folder on this Dask cluster, which has to see it under the same path.",
        ),
        click.option("--no-cache", is_flag=True, help="Remember nothing, and use nothing remembered."),
        click.option(
            "--cache-dir", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER",
            help="Where results are remembered; else in the user's cache folder.",
        ),
    )  # fmt: skip
    wrapped: Callable[..., object] = with_options
    for decorator in reversed(decorators):
        wrapped = decorator(wrapped)
    return wrapped  # type: ignore[return-value]


def check_source(
    source: Path, vocabulary: Vocabulary, profiles: Sequence[Profile], running: RunOptions
) -> Catalog:
    """Check a folder, and remember what was found out where it is large."""
    folder = SourceCatalog(source, vocabulary, profiles, running.memory(source))
    return folder.check_on(lambda: running.runner("checking", source))
