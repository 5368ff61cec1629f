"""Processes end with the one that started them, by signal and by watching; folders soon after."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.processes import left_of

# The middle process starts one that would sleep, and says its number; how it is told of the end is given.
_MIDDLE = """
import os, sys, time
from dcat_publisher.system import lifetime
if sys.argv[1] == "watched":
    lifetime._LIBC = None
parent = os.getpid()
child = os.fork()
if child == 0:
    lifetime.end_with_parent(parent)
    print(os.getpid(), flush=True)
    time.sleep(300)
time.sleep(300)
"""


@pytest.mark.parametrize("how", ["signalled", "watched"])
def test_a_process_ends_with_its_parent(how: str) -> None:
    middle = subprocess.Popen([sys.executable, "-c", _MIDDLE, how], stdout=subprocess.PIPE, text=True)
    assert middle.stdout is not None
    child = int(middle.stdout.readline())
    middle.kill()
    middle.wait()
    middle.stdout.close()
    assert left_of([child]) == []


_LATE = """
import os, time
from dcat_publisher.system import lifetime
lifetime.end_with_parent(1 << 30)
print("went on")
"""


def test_a_process_ends_whose_parent_has_ended_before() -> None:
    done = subprocess.run([sys.executable, "-c", _LATE], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (-9, b"")


_POOL = r"""
import os, time
from contextlib import closing
from dcat_publisher.checking.pipeline import executors
def hang(*_):
    os.write(1, b"%d\n" % os.getpid())
    time.sleep(300)
with executors.runner(2) as run, closing(run(hang, [()] * 4, [1] * 4)) as outcomes:
    next(outcomes)
"""


def test_the_processes_of_a_build_end_with_it() -> None:
    with subprocess.Popen([sys.executable, "-c", _POOL], stdout=subprocess.PIPE, text=True) as build:
        assert build.stdout is not None
        try:
            workers = [int(build.stdout.readline()) for _ in range(2)]
        finally:
            build.kill()
    assert left_of(workers) == []
