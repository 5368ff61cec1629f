"""A new build takes the place of the old one while requests are being answered."""

from __future__ import annotations

import logging
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.serve.app import create_app
from dcat_publisher.serve.live import LiveSite
from dcat_publisher.serve.site import load_site
from tests.serve.web_support import body_of, write_site


def until(condition: Callable[[], bool], seconds: float = 120.0) -> bool:
    """Wait until something holds; tell whether it came to."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


def put(out: Path, generation: str) -> None:
    """Write a site beside `out` and exchange the two."""
    beside = out.with_name("beside")
    write_site(beside, generation=generation)
    if out.exists():
        out.rename(out.with_name("old"))
        shutil.rmtree(out.with_name("old"))
    beside.rename(out)


def test_a_new_build_is_served(tmp_path: Path) -> None:
    out = tmp_path / "out"
    put(out, "1-")
    client = create_app(out).test_client()
    assert client.get("/datasets/a").data == body_of("1-datasets/a", "ttl")
    put(out, "2-")
    assert until(lambda: client.get("/datasets/a").data == body_of("2-datasets/a", "ttl"))


def test_a_spoilt_build_leaves_the_former_one_in_force(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    out = tmp_path / "out"
    put(out, "1-")
    live = LiveSite(out)
    former = live.current()
    (out / "datasets/a.ttl").write_bytes(b"other bytes")
    (out / "site.json").touch()
    with caplog.at_level(logging.WARNING):
        assert until(lambda: live.current() is former and "datasets/a.ttl" in caplog.text)
    shutil.rmtree(out)
    assert live.current() is former
    put(out, "2-")
    assert until(lambda: live.current() is not former)


def test_what_is_no_site_is_refused_in_one_line(tmp_path: Path) -> None:
    out = tmp_path / "out"
    for content in (None, "", "[]", "{}", '{"base": 1}', '{"base": "b", "catalog": "c", "resources": [1]}'):
        if content is not None:
            out.mkdir(exist_ok=True)
            (out / "site.json").write_text(content)
        with pytest.raises(ConfigurationError) as caught:
            load_site(out)
        assert "\n" not in str(caught.value)
        assert str(out) in str(caught.value)


def test_a_base_with_a_path_is_answered_with_and_without_it(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_site(out, base="https://example.no/helse/")
    client = create_app(out).test_client()
    for path in ("/helse/datasets/a", "/datasets/a", "/helse/", "/"):
        assert client.get(path).status_code == 200
    assert "/helse/datasets/a" in client.get("/helse/datasets/aa").text
