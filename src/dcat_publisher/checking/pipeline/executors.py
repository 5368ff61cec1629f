"""Where tasks run: in this process, in a pool of processes, or wherever an executor leads."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from itertools import islice
from typing import Any, Final

from dcat_publisher.checking.pipeline.tasks import InProcess, Runner
from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import Words, placed
from dcat_publisher.system.lifetime import end_with_parent
from dcat_publisher.system.posix import FORKS
from dcat_publisher.system.reasons import reason_of

_WORDS: Final = Words(__file__).group("executor")
_WAITING = 4
"""How many tasks wait for each worker: enough that none is idle, few enough that memory stays flat."""
Task = tuple[Any, ...]
Work = Callable[..., Any]
Answers = Generator[Any, None, None]
Report = Callable[[int, int], None]
"""Hears how many files are done, of how many."""


@contextmanager
def runner(jobs: int, executor: str | None = None, report: Report | None = None) -> Iterator[Runner]:
    """Yield what runs tasks: `jobs` processes, or the executor that an address names (`dask://HOST:PORT`).

    A Dask cluster has to see the source folder and the cache folder under the same paths.
    """
    if executor is not None:
        with _executor_at(executor) as (found, workers):
            yield _Elsewhere(found, workers, report)
    elif jobs <= 1:
        yield _Here(report)
    else:
        yield _Pool(jobs, report)


class _Count:
    """Counts the files that are done."""

    def __init__(self, sizes: Sequence[int], report: Report | None) -> None:
        self._total = sum(sizes)
        self._done = 0
        self._report = report

    def add(self, size: int) -> None:
        self._done += size
        if self._report is not None:
            self._report(self._done, self._total)


class _Here(InProcess):
    """Runs tasks in this process, and says how far it is."""

    def __init__(self, report: Report | None) -> None:
        self._report = report

    def __call__(self, work: Work, tasks: Sequence[Task], sizes: Sequence[int]) -> Answers:
        heard = _Count(sizes, self._report)
        for task, size in zip(tasks, sizes, strict=True):
            yield work(*task)
            heard.add(size)


class _Pool:
    """Runs tasks in processes of this machine."""

    def __init__(self, jobs: int, report: Report | None) -> None:
        self._jobs = jobs
        self._report = report
        # Forked workers have vocabulary, shapes and parts from the start; elsewhere each reads them once.
        self._method = "fork" if sys.platform.startswith("linux") and FORKS else None
        self.shares = self._method == "fork"

    def __call__(self, work: Work, tasks: Sequence[Task], sizes: Sequence[int]) -> Answers:
        workers = min(self._jobs, len(tasks))
        if workers <= 1:
            yield from _Here(self._report)(work, tasks, sizes)
            return
        import multiprocessing  # noqa: PLC0415 (5 ms, and a small folder needs no processes)
        from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

        context = multiprocessing.get_context(self._method)
        pool = ProcessPoolExecutor(
            workers, mp_context=context, initializer=_begin_worker, initargs=(os.getpid(),)
        )
        try:
            yield from _Elsewhere(pool, workers, self._report)(work, tasks, sizes)
        except BaseException:
            # Tasks that have begun are finished, in a moment: a worker that is killed while it hands over
            # an answer would leave this process waiting for the rest of it.
            pool.shutdown(cancel_futures=True)
            raise
        pool.shutdown()


def _begin_worker(parent: int) -> None:
    """Leave Ctrl-C to the main process, which ends the workers; end with it when it has no time to do so."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent(parent)


class _Elsewhere:
    """Runs tasks through an executor."""

    shares = False

    def __init__(self, executor: Executor, workers: int, report: Report | None) -> None:
        self._executor = executor
        self._workers = workers
        self._report = report

    def __call__(self, work: Work, tasks: Sequence[Task], sizes: Sequence[int]) -> Answers:
        waiting = iter(tasks)
        futures: list[Future[Any]] = [
            self._executor.submit(work, *task) for task in islice(waiting, self._workers * _WAITING)
        ]
        heard = _Count(sizes, self._report)
        try:
            for number, size in enumerate(sizes):
                answer = futures[number].result()
                futures[number] = Future()  # lets go of the answer
                futures += [self._executor.submit(work, *each) for each in islice(waiting, 1)]
                heard.add(size)
                yield answer
        finally:
            for future in futures:
                future.cancel()


def place_of(address: str) -> str:
    """Return the `HOST:PORT` of `dask://HOST:PORT`; raises ConfigurationError for another form."""
    scheme, separator, place = address.partition("://")
    if scheme != "dask" or not separator or not place:
        raise ConfigurationError(placed(f"--executor {address}", _WORDS["form"]))
    return place


@contextmanager
def _executor_at(address: str) -> Iterator[tuple[Executor, int]]:
    place = place_of(address)
    try:
        from distributed import Client  # noqa: PLC0415  an extra that few installations have
    except ImportError as error:
        raise ConfigurationError(placed("--executor dask://…", _WORDS["not_installed"])) from error
    try:
        client = Client(f"tcp://{place}", timeout=10)
    except OSError as error:
        raise ConfigurationError(placed(f"--executor {address}", reason_of(error))) from error
    with client:
        yield client.get_executor(), max(1, sum(client.nthreads().values()))
