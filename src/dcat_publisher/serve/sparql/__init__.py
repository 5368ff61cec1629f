"""The query endpoint: SPARQL 1.1 Query over what `out/` holds, open to the public.

A web process never evaluates a query. It reads the request (`protocol`), hands it over a socket
(`client`) to one of a few worker processes (`worker`), each a fork of a process that holds the data
(`generation`), all of them kept alive and up to date by one small process (`keeper`). The kernel holds a
worker to its limits of time and memory, and lets it open neither file nor connection; a worker that goes
over a limit is gone, and another is forked in its place.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Blueprint

    from dcat_publisher.serve.sparql.limits import Limits
    from dcat_publisher.serve.sparql.service import QueryService


def blueprint(out: Path, limits: Limits | None = None) -> Blueprint:
    """Return the Flask blueprint that answers at `/sparql`; see `views.blueprint`."""
    # The processes of the service need no Flask.
    from dcat_publisher.serve.sparql.views import blueprint as made  # noqa: PLC0415

    return made(out, limits)


def query_service(out: Path, limits: Limits | None = None) -> QueryService:
    """Return the query service of a folder, shared by all web processes that its `with` block starts."""
    from dcat_publisher.serve.sparql.limits import Limits  # noqa: PLC0415
    from dcat_publisher.serve.sparql.service import QueryService  # noqa: PLC0415

    return QueryService(out, limits if limits is not None else Limits.from_environment())


__all__ = ["blueprint", "query_service"]
