"""Check very many generated datasets on Dask workers, some of which are killed, and find what was planted.

Usage: python -m bench.million [--datasets 1000000] [--workers 1,2] [--memory 2GB] [--kills 3]
[--folder FOLDER]. Each line of the table is a check from nothing: wall clock, the most memory of the
coordinator, in all and for each dataset, and of the fullest worker, how many workers were killed, and whether
the findings are those that were planted.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from distributed import LocalCluster

from bench.generate import dataset, generate
from bench.measure import megabytes
from bench.rows import PROGRAM

_PLANTS = (
    ("Dataset-title-required", "title: ", "#"),
    ("T201", "issued: ", "issued: 2024-13-45 #"),
    ("R101", "identifier: ", "identificator: 1\nidentifier: "),
)
"""The code of a finding, what a line begins with, and what it begins with instead: one finding each."""
_MOST_PLANTED = 3000
_COLUMNS = (
    "datasets", "workers", "wall s", "coordinator MB", "bytes a dataset", "worker MB", "killed", "findings"
)  # fmt: skip
_SECONDS_BETWEEN_LOOKS = 0.2
_SECONDS_TO_LEND = 5.0
"""How long a killed worker's place is left before the next is killed: its successor takes up work again."""


@dataclass
class Seen:
    """What was seen of the processes of a run: memory in megabytes, and how many workers were killed."""

    coordinator: float = 0.0
    worker: float = 0.0
    killed: int = 0


def main() -> None:
    """Generate, check with each number of workers, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--datasets", type=int, default=1_000_000)
    parser.add_argument("--workers", default="1,2", help="numbers of workers, with commas")
    parser.add_argument("--memory", default="2GB", help="the most that a worker may use, as Dask reads it")
    parser.add_argument("--kills", type=int, default=3, help="how many workers are killed in each run")
    parser.add_argument("--folder", type=Path, help="where to generate; else a temporary folder")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        source = folder / f"million{options.datasets}"
        planted = plant(source, options.datasets)
        print(f"| {' | '.join(_COLUMNS)} |\n|{'--:|' * (len(_COLUMNS) - 1)}---|", flush=True)
        for workers in map(int, options.workers.split(",")):
            _run(source, planted, workers, options.memory, options.kills)


def plant(source: Path, count: int) -> Counter[tuple[str, str]]:
    """Generate the datasets, some with a fault; return the findings that there have to be: (file, code)."""
    if not (source / "catalog.yaml").exists():
        generate(count, source)
    chance, planted = random.Random(count), Counter[tuple[str, str]]()
    for number in sorted(chance.sample(range(count), min(_MOST_PLANTED, count // 10))):
        code, before, after = _PLANTS[number % len(_PLANTS)]
        file = source / "datasets" / f"{number // 100:04}" / f"d{number:06}.yaml"
        text = dataset(number)
        assert text.count(f"\n{before}") == 1, f"{file}: not one line begins with {before}"
        file.write_text(text.replace(f"\n{before}", f"\n{after}"), "utf-8")
        planted[_name(file.as_posix()), code] += 1
    return planted


def _run(source: Path, planted: Counter[tuple[str, str]], workers: int, memory: str, kills: int) -> None:
    with (
        tempfile.TemporaryDirectory() as temporary,
        LocalCluster(
            n_workers=workers, threads_per_worker=1, memory_limit=memory, dashboard_address=None,
            local_directory=temporary,
        ) as cluster,
    ):  # fmt: skip
        address = cluster.scheduler_address.replace("tcp://", "dask://")
        findings, memory_folder = Path(temporary) / "findings.json", Path(temporary) / "memory"
        words = [
            PROGRAM, "check", str(source), "--executor", address, "--cache-dir", str(memory_folder),
            "--lang", "en", "--output-format", "json", "--output-file", str(findings), "--exit-zero",
        ]  # fmt: skip
        start = time.perf_counter()
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        watch = _Watch(process.pid, cluster, kills)
        _, errors = process.communicate()
        seconds, seen = time.perf_counter() - start, watch.stop()
        if process.returncode != 0:
            sys.exit(f"the check ended with {process.returncode}:\n{errors[-2000:]}")
        count = sum(1 for _ in (source / "datasets").rglob("*.yaml"))
        print(
            f"| {count:,} | {workers} | {seconds:.0f} | {seen.coordinator:.0f} "
            f"| {seen.coordinator * 1e6 / count:,.0f} | {seen.worker:.0f} | {seen.killed} "
            f"| {_compared(findings, planted)} |",
            flush=True,
        )
        shutil.rmtree(memory_folder, ignore_errors=True)


def _compared(findings: Path, planted: Counter[tuple[str, str]]) -> str:
    """Return whether the findings are those that were planted, and how they differ where they are not."""
    said = json.loads(findings.read_text("utf-8"))["findings"]
    found = Counter((_name(each["file"]), each["code"]) for each in said)
    if found == planted:
        return f"{found.total():,}, as planted"
    missing, more = _few(planted - found), _few(found - planted)
    return f"{found.total():,}, OTHER than planted: {missing} missing, {more} more"


def _name(file: str) -> str:
    """Return what a file is called within the source, wherever that lies."""
    return file[max(file.find("/datasets/"), 0) :]


def _few(findings: Counter[tuple[str, str]]) -> str:
    return f"{findings.total():,} {[*findings][:3]}"


class _Watch:
    """Watches the memory of coordinator and workers, and kills workers at even distances."""

    def __init__(self, pid: int, cluster: LocalCluster, kills: int) -> None:
        self._pid, self._cluster, self._kills = pid, cluster, kills
        self._seen = Seen()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> Seen:
        """Return what was seen."""
        self._ended.set()
        self._thread.join()
        return self._seen

    def _watch(self) -> None:
        start = last = time.monotonic()
        while not self._ended.wait(_SECONDS_BETWEEN_LOOKS):
            workers = self._workers()
            self._seen.coordinator = max(self._seen.coordinator, megabytes(self._pid))
            self._seen.worker = max([self._seen.worker, *map(megabytes, workers)])
            now = time.monotonic()
            is_time = now - last > max(_SECONDS_TO_LEND, (now - start) / 4)
            if self._seen.killed < self._kills and workers and is_time:
                os.kill(workers[self._seen.killed % len(workers)], signal.SIGKILL)
                self._seen.killed, last = self._seen.killed + 1, now

    def _workers(self) -> list[int]:
        nannies: Iterable[object] = self._cluster.workers.values()
        pids = (getattr(getattr(nanny, "process", None), "pid", None) for nanny in nannies)
        return [pid for pid in pids if isinstance(pid, int)]


if __name__ == "__main__":
    main()
