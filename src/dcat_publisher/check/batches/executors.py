"""Where portions run: in this process, in a pool of processes, or wherever an executor leads."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice

from dcat_publisher.check.batches.attempt import Runner, Task
from dcat_publisher.check.batches.checking import in_process
from dcat_publisher.check.batches.outcome import Outcome
from dcat_publisher.check.batches.portion import run_portion
from dcat_publisher.model.errors import ConfigurationError

_WAITING = 4
"""How many portions wait for each worker: enough that none is idle, few enough that memory stays flat."""
Report = Callable[[int, int], None]
"""Hears how many datasets are done, of how many."""


def processors() -> int:
    """Return the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def runner(jobs: int, executor: str | None = None, report: Report | None = None) -> Iterator[Runner]:
    """Yield what runs portions: `jobs` processes, or the executor that an address names (`dask://HOST:PORT`).

    A Dask cluster has to see the source folder under the same path, and a shared folder for temporary files.
    """
    if executor is not None:
        with _executor_at(executor) as (found, workers):
            yield _through(found, workers, report)
    elif jobs <= 1:
        yield _reporting(report)
    else:
        yield _in_pool(jobs, report)


def _reporting(report: Report | None) -> Runner:
    def run(tasks: Sequence[Task]) -> Generator[Outcome, None, None]:
        heard = _Count(tasks, report)
        for task in tasks:
            yield from in_process([task])
            heard.add(task)

    return run


class _Count:
    """Counts the datasets that are done."""

    def __init__(self, tasks: Sequence[Task], report: Report | None) -> None:
        self._total = sum(len(leaves) for _, leaves, _ in tasks)
        self._done = 0
        self._report = report

    def add(self, task: Task) -> None:
        self._done += len(task[1])
        if self._report is not None:
            self._report(self._done, self._total)


def _in_pool(jobs: int, report: Report | None) -> Runner:
    def run(tasks: Sequence[Task]) -> Generator[Outcome, None, None]:
        workers = min(jobs, len(tasks))
        if workers <= 1:
            yield from _reporting(report)(tasks)
            return
        # Forked workers have vocabulary and shapes from the start; elsewhere each reads them once.
        method = "fork" if sys.platform.startswith("linux") else None
        context = multiprocessing.get_context(method)
        pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_ignore_interrupts)
        try:
            yield from _through(pool, workers, report)(tasks)
        except BaseException:
            # Portions that have begun are finished, in a moment: a worker that is killed while it hands over
            # an outcome would leave this process waiting for the rest of it.
            pool.shutdown(cancel_futures=True)
            raise
        pool.shutdown()

    return run


def _ignore_interrupts() -> None:
    """Leave Ctrl-C to the main process, which ends the workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _through(executor: Executor, workers: int, report: Report | None) -> Runner:
    def run(tasks: Sequence[Task]) -> Generator[Outcome, None, None]:
        waiting = iter(tasks)
        futures: list[Future[Outcome]] = [
            executor.submit(run_portion, *task) for task in islice(waiting, workers * _WAITING)
        ]
        heard = _Count(tasks, report)
        try:
            for number, task in enumerate(tasks):
                outcome = futures[number].result()
                futures[number] = Future()  # lets go of the outcome
                futures += [executor.submit(run_portion, *each) for each in islice(waiting, 1)]
                heard.add(task)
                yield outcome
        finally:
            for future in futures:
                future.cancel()

    return run


@contextmanager
def _executor_at(address: str) -> Iterator[tuple[Executor, int]]:
    scheme, separator, place = address.partition("://")
    if scheme != "dask" or not separator or not place:
        raise ConfigurationError(f"--executor {address}: write dask://HOST:PORT")
    try:
        from distributed import Client  # noqa: PLC0415  an extra that few installations have
    except ImportError as error:
        raise ConfigurationError("--executor dask://… needs `pip install 'dcat-publisher[dask]'`") from error
    try:
        client = Client(f"tcp://{place}", timeout=10)
    except OSError as error:
        raise ConfigurationError(f"--executor {address}: {error}") from error
    with client:
        yield client.get_executor(), max(1, sum(client.nthreads().values()))
