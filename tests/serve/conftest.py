"""A small site that most tests of the endpoint ask; those that need another one say so."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dcat_publisher.serve.app import create_app
from tests.serve.web_support import write_site


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site") / "out"
    write_site(out)
    return out


@pytest.fixture
def client(site_folder: Path) -> FlaskClient:
    return create_app(site_folder).test_client()
