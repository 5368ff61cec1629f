"""The whole endpoint: what is published, and the query service beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dcat_publisher.serve import server
from dcat_publisher.serve.app import create_app
from dcat_publisher.serve.sparql import blueprint, query_service

if TYPE_CHECKING:
    from flask import Flask


def complete_app(out: Path) -> Flask:
    """Return the application that answers for the folder `out`, queries at `/sparql` included."""
    app = create_app(out)
    app.register_blueprint(blueprint(out))
    return app


def serve(
    out: Path, *, host: str, port: int, workers: int, uds: Path | None = None, access_log: bool = False
) -> None:
    """Serve the folder `out` and its queries until Ctrl-C or SIGTERM; see `web.server.serve`."""
    with query_service(out):
        server.serve(
            out, host=host, port=port, workers=workers, uds=uds, access_log=access_log, make_app=complete_app
        )
