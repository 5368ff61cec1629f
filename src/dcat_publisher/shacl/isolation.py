"""pySHACL in a process of its own, with bounds on time and memory and without a network.

Shapes may hold SPARQL that others wrote; it is evaluated by rdflib, which knows no limits and would follow a
SERVICE or read a file that FROM names.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Sequence
from typing import Final

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import Message, Words, filled
from dcat_publisher.shacl.limits import WALL, clock_stopped, seconds_for, too_long
from dcat_publisher.shacl.model import ANY_SHAPE, GivenUpError, Result, ShapesError

_WORDS: Final = Words(__file__).group("pyshacl")
_BYTES_PER_TRIPLE: Final = 100
"""About what a triple takes in a file; the time allowed grows with the size of the data."""
MEMORY: Final = 2 << 30
_MEMORY_PER_TRIPLE: Final = 20_000
_START: Final = 20.0
"""Seconds by the clock in which the other process has to load its libraries."""
_MOST_BLAMED: Final = 3
"""How many shapes an error names, where it may be about any of them."""
_PROGRAM: Final = "dcat_publisher.shacl.pyshacl_worker"


def validate_isolated(graph: Graph, shapes_graph: Graph, shapes: Sequence[str]) -> list[Result]:
    """Validate with pySHACL; `shapes` are what an error of it is about.

    Raises ShapesError with its words when it gives up, takes too long or wants too much memory, and for
    queries that would read from elsewhere.
    """
    seconds = seconds_for(_BYTES_PER_TRIPLE * len(graph))
    memory = MEMORY + _MEMORY_PER_TRIPLE * len(graph)
    order = {"data": list(graph), "shapes": list(shapes_graph), "seconds": seconds, "memory": memory}
    blamed = " / ".join([*shapes[:_MOST_BLAMED], *(["…"] if len(shapes) > _MOST_BLAMED else [])]) or ANY_SHAPE
    try:
        # -P: the folder that the program is called in is not searched for modules
        with clock_stopped():
            done = subprocess.run(
                [sys.executable, "-P", "-m", _PROGRAM], input=json.dumps(order).encode(), capture_output=True,
                check=False, timeout=_START + WALL * seconds,
            )  # fmt: skip
    except (subprocess.TimeoutExpired, OSError) as error:
        raise GivenUpError(blamed, _took_too_long(seconds)) from error
    if done.returncode in (-_signal("SIGXCPU"), -_signal("SIGKILL")):
        raise GivenUpError(blamed, _took_too_long(seconds))
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        raise GivenUpError(blamed, filled(_WORDS["no_answer"], code=str(done.returncode))) from error
    if "out_of_memory" in answer:
        raise GivenUpError(blamed, filled(_WORDS["out_of_memory"], memory=str(memory >> 20)))
    if "reason" in answer:
        raise ShapesError(answer["shape"] or blamed, answer["reason"])
    return list(map(Result.of_plain, answer["results"]))


def _took_too_long(seconds: float) -> Message:
    return filled(_WORDS["time"], too_long=too_long(seconds))


def _signal(name: str) -> int:
    return getattr(signal, name, 0) or sys.maxsize

