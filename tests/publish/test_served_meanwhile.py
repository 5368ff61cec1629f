"""The application answers from one build at a time, also while files are replaced one by one."""

from __future__ import annotations

import re
import threading
from functools import partial
from pathlib import Path

import pytest

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.publish.feed.page import ATOM, TRIG
from dcat_publisher.publish.merging import JOURNAL
from dcat_publisher.publish.rebuild import mark_stale
from dcat_publisher.serve.app import create_app
from dcat_publisher.serve.live import LiveSite
from dcat_publisher.serve.site import load_site
from dcat_publisher.serve.table import Site
from dcat_publisher.system.scratch import exclusively
from tests.publish.killing import killed, light_fuse
from tests.publish.output_support import build, built, write_source


def editions_in(site: Site) -> set[str]:
    """The editions that the documents of a table are of; the feed has those before, too."""
    documents = [
        each.body
        for entry in site.entries.values()
        for each in entry.representations()
        if each.media_type not in (TRIG, ATOM)
    ]
    return {
        edition
        for body in documents
        for edition in re.findall(r"Utgave (\d+)", body.decode("utf-8", "replace"))
    }


def test_a_table_is_of_one_build(tmp_path: Path) -> None:
    source, out = tmp_path / "source", tmp_path / "out"
    write_source(source, ("a", "b"), "Utgave 0")
    built(source, out)
    (out / "CNAME").write_text("data.example.no")
    client, codes, seen = create_app(out).test_client(), list[int](), set[str]()

    def work() -> None:
        for number in range(1, 6):
            write_source(source, ("a", "b", f"n{number}"), f"Utgave {number}")
            codes.append(build(source, out).exit_code)

    builder = threading.Thread(target=work)
    builder.start()
    while builder.is_alive():
        try:
            editions = editions_in(load_site(out))
        except ConfigurationError:
            continue  # which leaves the former table in force
        assert len(editions) == 1
        seen |= editions
        assert client.get("/catalog.ttl").status_code == 200
    builder.join()
    assert codes == [0] * 5
    assert editions_in(load_site(out)) == {"5"}
    assert len(seen) > 1


def test_a_server_that_starts_meanwhile_waits_for_the_end(tmp_path: Path) -> None:
    """And says what is wrong when the process that began it is gone."""
    source, out = tmp_path / "source", tmp_path / "out"
    write_source(source, ("a", "b"), "Utgave 0")
    built(source, out)
    (out / "CNAME").write_text("data.example.no")
    write_source(source, ("a", "b"), "Utgave 1")
    number = 0
    while not (out / JOURNAL).exists() or "Utgave 1" not in (out / "catalog.ttl").read_text("utf-8"):
        assert killed(lambda: built(source, out), fuse=partial(light_fuse, number, ("replace",)))
        number += 1
    with pytest.raises(ConfigurationError, match="is not the file that"):
        LiveSite(out)
    sites: list[Site] = []
    with exclusively(out):
        server = threading.Thread(target=lambda: sites.append(LiveSite(out).current()))
        server.start()
        # What the killed build left to do is done here while the lock is held, as by that build.
        built(source, tmp_path / "fresh")
        for file in (tmp_path / "fresh").rglob("*"):
            if file.is_file():
                (out / file.relative_to(tmp_path / "fresh")).write_bytes(file.read_bytes())
    server.join(60)
    assert [editions_in(site) for site in sites] == [{"1"}]


def test_a_notice_keeps_what_others_put_there(tmp_path: Path) -> None:
    source, out = write_source(tmp_path / "source"), tmp_path / "out"
    built(source, out)
    (out / ".git").mkdir()
    (out / ".git" / "HEAD").write_text("ref")
    before = (out / "catalog.ttl").read_bytes()
    mark_stale(out, "The source has errors.")
    assert (out / ".git" / "HEAD").read_text() == "ref"
    assert (out / "catalog.ttl").read_bytes() == before
    assert "The source has errors." in (out / "catalog.html").read_text("utf-8")
    load_site(out)
    built(source, out)
    assert "The source has errors." not in (out / "catalog.html").read_text("utf-8")


def _build_apart(source: Path, out: Path, outcomes: list[bool]) -> None:
    outcomes.append(not killed(lambda: built(source, out)))


def test_two_builds_into_one_folder_at_once(tmp_path: Path) -> None:
    """The later one stays, whole; file by file as well as exchanged."""
    out = tmp_path / "out"
    sources = [write_source(tmp_path / f"s{n}", (f"d{n}", "x"), f"Utgave {n}") for n in range(4)]
    built(sources[0], out)
    for foreign in (False, True):
        if foreign:
            (out / "CNAME").write_text("data.example.no")
        outcomes: list[bool] = []
        threads = [threading.Thread(target=_build_apart, args=(each, out, outcomes)) for each in sources]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert outcomes == [True] * 4
        assert len(editions_in(load_site(out))) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "s0", "s1", "s2", "s3"]
    assert (out / "CNAME").exists()
