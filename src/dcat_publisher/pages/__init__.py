"""HTML from the graph, at build time."""

from __future__ import annotations

from collections.abc import Sequence

from dcat_publisher.findings import Finding
from dcat_publisher.graph import Graph


def render_pages(
    graph: Graph, base: str, catalog: str, findings: Sequence[Finding], language: str
) -> dict[str, bytes]:
    """Give the pages, by path below the base and without suffix."""
    return {}
