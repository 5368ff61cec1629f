from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dcat_publisher.serve.sparql.limits import Limits
from dcat_publisher.serve.sparql.service import QueryService
from tests.generated_site import write_generated
from tests.serve.sparql.sparql_support import application

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A generated catalogue of 60 datasets."""
    out = tmp_path_factory.mktemp("generated") / "out"
    write_generated(out, 60)
    return out


@pytest.fixture(scope="session")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reference catalogue, built."""
    out = tmp_path_factory.mktemp("reference") / "out"
    program = "from dcat_publisher.cli import main; main()"
    command = [sys.executable, "-c", program, "build", str(ROOT / "source"), "--out", str(out)]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return out


@pytest.fixture(scope="module")
def client(generated: Path) -> Iterator[FlaskClient]:
    """A client of an application that has nothing but the endpoint, on the generated catalogue."""
    limits = Limits(seconds=60, rows=5000, mebibytes=2, memory=200)
    with QueryService(generated, limits):
        yield application(generated, limits).test_client()
