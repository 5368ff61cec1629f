"""What runs below a process, and waiting for it to end; for the tests of processes that are killed."""

from __future__ import annotations

import time
from pathlib import Path


def descendants(process: int) -> list[int]:
    """Return the processes that a process started, and those that they started, as Linux lists them."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (fields := _fields(int(entry.name))) is not None:
            parents[int(entry.name)] = int(fields[1])
    found = [process]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found[1:]


def left_of(processes: list[int], seconds: float = 120.0) -> list[int]:
    """Wait for processes to end; give those that did not."""
    end = time.monotonic() + seconds
    while left := [process for process in processes if _runs(process)]:
        if time.monotonic() >= end:
            return left
        time.sleep(0.02)
    return []


def _runs(process: int) -> bool:
    fields = _fields(process)
    return fields is not None and fields[0] not in "ZX"


def _fields(process: int) -> list[str] | None:
    """Return what stands behind the name in /proc/PID/stat: state, parent and so on."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
