"""The whole endpoint: what is published, and the query service beside it."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from dcat_publisher.serve import server
from dcat_publisher.serve.app import create_app
from dcat_publisher.serve.logs import LogFormat, Voice
from dcat_publisher.serve.monitoring import monitored
from dcat_publisher.serve.sparql import blueprint, query_service
from dcat_publisher.serve.sparql.limits import Limits
from dcat_publisher.serve.sparql.views import LONGEST_SPELLING
from dcat_publisher.system.posix import FORKS

if TYPE_CHECKING:
    from flask import Flask


def complete_app(out: Path) -> Flask:
    """Return the application that answers for the folder `out`, queries at `/sparql` included."""
    app = create_app(out)
    limits = Limits.from_environment()
    app.config["MAX_CONTENT_LENGTH"] = LONGEST_SPELLING * limits.length
    app.register_blueprint(blueprint(out, limits))
    return app


def serve(
    out: Path, *, host: str, port: int, workers: int, uds: Path | None = None, access_log: bool = False,
    log_format: LogFormat = "text", metrics: tuple[str, int] | None = None, language: str = "en",
) -> None:  # fmt: skip
    """Serve the folder `out` and its queries until Ctrl-C or SIGTERM; see `serve.server`.

    `metrics` is the address, host and port, at which a monitor may ask what was counted; `language` that
    of what the server says of itself as text.
    """
    limits, voice = Limits.from_environment(), Voice(log_format, language)
    with ExitStack() as stack:
        counters = None
        if metrics is not None:
            counters, address = stack.enter_context(monitored(out, metrics, asdict(limits)))
            voice.say("metrics", address=address)
        if FORKS:  # elsewhere each process that answers has its own
            stack.enter_context(query_service(out))
        server.serve(
            out, host=host, port=port, workers=workers, uds=uds, make_app=complete_app,
            observed=server.Observed(access_log, voice, counters), slow=limits.workers + limits.waiting,
            seconds_to_stop=limits.longest_answer,
        )  # fmt: skip
