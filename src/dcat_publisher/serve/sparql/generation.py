"""The process that holds one build's data and forks the workers from it, which share its memory."""

from __future__ import annotations

import gc
import os
import select
import socket
import sys
import time
from pathlib import Path
from typing import Final

from dcat_publisher.model.errors import ConfigurationError, PublisherError
from dcat_publisher.publish.named_graphs import load, load_default, published
from dcat_publisher.rdf.jsonld_context import read_context
from dcat_publisher.serve.sparql.evaluation import Evaluator
from dcat_publisher.serve.sparql.federation import engine_keeps_to_this
from dcat_publisher.serve.sparql.limits import Limits
from dcat_publisher.serve.sparql.messages import TABLE, Question
from dcat_publisher.serve.sparql.results import GRAPHS, SOLUTIONS
from dcat_publisher.serve.sparql.worker import work

READY: Final = b"+"
"""What this process tells the keeper when its workers answer."""

_SECONDS_BETWEEN_FORKS: Final = 0.01


def hold(out: Path, listener: socket.socket, control: socket.socket, limits: Limits) -> None:
    """Load what is in `out` and keep workers on it until the other end of `control` is closed; never returns.

    The workers end then too, each after the query that it is at.
    """
    code = 1
    try:
        evaluator = _evaluator(out, limits)
        code = _keep_workers(listener, control, evaluator)
    except (PublisherError, OSError, SyntaxError, MemoryError) as error:
        print(f"dcat-publisher: queries: {error}", file=sys.stderr, flush=True)
    finally:
        os._exit(code)


def _keep_workers(listener: socket.socket, control: socket.socket, evaluator: Evaluator) -> int:
    workers: dict[socket.socket, int] = {}
    announced = False
    while True:
        while len(workers) < evaluator.limits.workers:
            lifeline, process = _forked(listener, evaluator)
            workers[lifeline] = process
        if not announced:
            control.sendall(READY)
            announced = True
        ready, _, _ = select.select([control, *workers], [], [])
        if control in ready:
            break
        for lifeline in ready:
            os.waitpid(workers.pop(lifeline), 0)
            lifeline.close()
        # Should workers end as soon as they start, the machine must not feel it.
        time.sleep(_SECONDS_BETWEEN_FORKS)
    for lifeline in workers:
        lifeline.close()
    for process in workers.values():
        os.waitpid(process, 0)
    return 0


def _forked(listener: socket.socket, evaluator: Evaluator) -> tuple[socket.socket, int]:
    """Fork a worker; each side learns of the other's end by an end-of-file, however it came about."""
    ours, theirs = socket.socketpair()
    process = os.fork()
    if process == 0:
        work(listener, theirs, evaluator)
    theirs.close()
    return ours, process


def _evaluator(out: Path, limits: Limits) -> Evaluator:
    if not engine_keeps_to_this():
        raise ConfigurationError(
            "pyoxigraph reads queries in another way now and may follow SERVICE: none is answered"
        )
    site = published(out)
    context = read_context([out / "context.jsonld"])
    evaluator = Evaluator(load(site), context, site.base, limits, load_default(site))
    _warm_up(evaluator)
    gc.collect()
    gc.freeze()  # else the collector of each worker would write to all the pages that they share
    return evaluator


def _warm_up(evaluator: Evaluator) -> None:
    """Do once what a worker does: it has no descriptor left by which to load a module."""
    for query in ("SELECT * {?s ?p ?o} LIMIT 9", "ASK {}", "DESCRIBE <>", "SELECT ?service {} x"):
        for form in (*SOLUTIONS, TABLE, None):
            evaluator.answer(Question(query, form, None))
    for form in (*GRAPHS, TABLE, None):
        evaluator.answer(Question("CONSTRUCT WHERE {?s ?p ?o} LIMIT 9", None, form))
