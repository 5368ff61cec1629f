from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "sparql"))

from stores_support import RealStore, oxigraph, virtuoso

_MAKERS = {"oxigraph": oxigraph, "virtuoso": virtuoso}


@pytest.fixture(scope="module", params=["oxigraph", "oxigraph update", "virtuoso", "virtuoso update"])
def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealStore]:
    """A real store for the tests of a module."""
    name, _, update = str(request.param).partition(" ")
    store = _MAKERS[name](tmp_path_factory.mktemp(name), update=bool(update))
    store.start()
    yield store
    store.kill()
