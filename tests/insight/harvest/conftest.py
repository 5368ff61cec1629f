"""The real thing, started once for all tests of the rehearsal."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.real_thing import RealThing, missing


@pytest.fixture(scope="session")
def real_thing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealThing]:
    """Java's HTTP client and Apache Jena."""
    lack = missing()
    if lack is not None:
        pytest.skip(lack)
    with RealThing(tmp_path_factory.mktemp("java")) as running:
        yield running
