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

from dcat_publisher.model.errors import PublisherError
from dcat_publisher.serve.sparql.evaluation import Evaluator
from dcat_publisher.serve.sparql.limits import Limits
from dcat_publisher.serve.sparql.loading import loaded
from dcat_publisher.serve.sparql.worker import work
from dcat_publisher.system.lifetime import signalled_when_orphan

READY: Final = b"+"
"""What this process tells the keeper when its workers answer."""

_SECONDS_BETWEEN_FORKS: Final = 0.01


def hold(out: Path, listener: socket.socket, control: socket.socket, limits: Limits) -> None:
    """Load what is in `out` and keep workers on it until the other end of `control` is closed; never returns.

    The workers end then too, each after the query that it is at.
    """
    code = 1
    try:
        evaluator = shared_evaluator(out, limits)
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
    parent = os.getpid()
    process = os.fork()
    if process == 0:
        signalled_when_orphan(parent)
        work(listener, theirs, evaluator)
    theirs.close()
    return ours, process


def shared_evaluator(out: Path, limits: Limits) -> Evaluator:
    """Return what answers questions, ready to be forked."""
    evaluator = loaded(out, limits)
    gc.collect()
    gc.freeze()  # else the collector of each worker would write to all the pages that they share
    return evaluator
