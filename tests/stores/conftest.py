from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.stores.stores_support import RealStore, oxigraph, virtuoso

_MAKERS = {"oxigraph": oxigraph, "virtuoso": virtuoso}


STORES = ["oxigraph", "oxigraph update", "virtuoso", pytest.param("virtuoso update", marks=pytest.mark.trial)]


@pytest.fixture(scope="module", params=STORES)
def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealStore]:
    """A real store for the tests of a module."""
    name, _, update = str(request.param).partition(" ")
    store = _MAKERS[name](tmp_path_factory.mktemp(name), update=bool(update))
    store.start()
    yield store
    store.kill()
