"""The reference catalogue, read from its source and from the committed graph."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.source.reference_page import Nodes, read_graph, read_source


@pytest.fixture(scope="session", params=[read_source, read_graph], ids=["source", "graph"])
def nodes(request: pytest.FixtureRequest) -> Nodes:
    read: Callable[[], Nodes] = request.param
    return read()
