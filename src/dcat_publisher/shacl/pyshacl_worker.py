"""The process in which pySHACL runs: an order in JSON on standard input, results on standard output."""

from __future__ import annotations

import contextlib
import io
import json
import socket
import sys
from typing import NoReturn

from dcat_publisher.model.graph import Graph
from dcat_publisher.shacl.model import ANY_SHAPE, ShapesError, pyshacl_says
from dcat_publisher.shacl.pyshacl_engine import validate_with_pyshacl
from dcat_publisher.shacl.queries import refuse_queries
from dcat_publisher.system.posix import resource

_LONGEST_REASON = 300
"""Characters of a library's words that are told."""


def main() -> None:
    """Do what the order says, within its bounds."""
    order = json.load(sys.stdin)
    answer: dict[str, object]
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            answer = {"results": _results(order)}
        except ShapesError as error:
            answer = {"shape": "" if error.shape == ANY_SHAPE else error.shape, "reason": dict(error.told)}
        except MemoryError:
            answer = {"out_of_memory": True}  # words are read by who has the memory for it
        except Exception as error:  # whatever the library raises is said of the shapes
            words = f"{type(error).__name__}: {' '.join(str(error).split())[:_LONGEST_REASON]}"
            answer = {"shape": "", "reason": dict(pyshacl_says(words))}
    json.dump(answer, sys.stdout)


def _results(order: dict[str, object]) -> list[object]:
    shapes = Graph(_triples(order["shapes"]))
    refuse_queries(shapes)
    _confine(order["seconds"], order["memory"])
    return [result.plain() for result in validate_with_pyshacl(Graph(_triples(order["data"])), shapes)]


def _triples(rows: object) -> list[tuple[str, str, str]]:
    assert isinstance(rows, list)
    return [(subject, predicate, value) for subject, predicate, value in rows]


def _confine(seconds: object, memory: object) -> None:
    """Set the bounds, once the libraries are loaded; the network is closed whatever the system offers."""
    import pyshacl  # noqa: F401, PLC0415  loading it does not count
    from rdflib.plugins import sparql  # noqa: PLC0415

    sparql.SPARQL_LOAD_GRAPHS = False
    socket.socket = _no_network  # type: ignore[assignment, misc]
    socket.create_connection = _no_network
    if resource is None:  # Windows has no such bounds
        return
    with contextlib.suppress(ValueError, OSError):
        used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
        assert isinstance(seconds, float)
        assert isinstance(memory, int)
        limit = int(used + seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _no_network(*_arguments: object, **_named: object) -> NoReturn:
    raise OSError("shapes may not use the network")


if __name__ == "__main__":
    main()
