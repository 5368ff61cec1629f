"""A Dask cluster finds what one process finds."""

from __future__ import annotations

from pathlib import Path

import pytest

from dcat_publisher.checking.catalog import SourceCatalog
from dcat_publisher.checking.pipeline.executors import runner
from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.vocabulary.profile import DEFAULT_PROFILE, profile_named
from tests.checking.scale.generated_folders import VOCABULARY, write
from tests.whole_reading import read_whole


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_a_cluster_of_two_workers_finds_the_same(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    profile = profile_named(DEFAULT_PROFILE)
    write(tmp_path, 2)
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        address = cluster.scheduler_address.replace("tcp://", "dask://")
        with runner(1, address) as spread:
            found = SourceCatalog(tmp_path, VOCABULARY, profile).check(runner=spread)
    same = found.findings == read_whole(tmp_path, VOCABULARY, profile).findings
    assert same


@pytest.mark.parametrize("address", ["dask:", "spark://here:1", "here:8786", "dask://"])
def test_another_address_is_a_wrong_call(address: str) -> None:
    with pytest.raises(ConfigurationError, match="write dask://HOST:PORT"), runner(1, address):
        pass
