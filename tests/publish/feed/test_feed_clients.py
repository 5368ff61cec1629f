"""The feed as others read it: npm's ldes-client over our server, the official shapes."""

from __future__ import annotations

import os
import random
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.namespaces import DCAT
from dcat_publisher.publish.feed import page
from dcat_publisher.shacl import compile_shapes, read_shapes, validate
from tests.project import ROOT
from tests.publish.feed.feed_support import AS, Triple, parsed, replay
from tests.publish.output_support import CATALOG, built, write_source
from tests.serve.nginx_support import free_port
from tests.serve.site_support import write_reference_site
from tests.serve.test_live import until
from tests.serve.test_server import answers, running

LDES_CLIENT = ROOT / ".programs" / "node_modules" / ".bin" / "ldes-client"
SHAPES = Path(os.environ.get("OFFICIAL_SHAPES", "")) / "dcat-ap-feeds" / "shape-published-merged.ttl"


def dump(out: Path) -> set[Triple]:
    return {quad.triple for quad in ox.parse(path=str(out / "catalog.nt"), format=ox.RdfFormat.N_TRIPLES)}


def edits(source: Path, number: int, seed: int) -> Iterator[None]:
    """Edit, remove and bring back datasets of a folder, a few at a time."""
    chance, names = random.Random(seed), set("abcdef")
    for step in range(number):
        names ^= set(chance.sample("abcdef", 2))
        write_source(source, tuple(sorted(names | {"g"})), f"Utgave {step // 2}")
        yield


@pytest.mark.slow
@pytest.mark.parametrize("number", [3, pytest.param(20, marks=pytest.mark.trial)])
def test_ldes_client_replays_the_catalogue(
    tmp_path: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not LDES_CLIENT.exists():
        pytest.skip("ldes-client is not installed (tests/install-programs.sh)")
    monkeypatch.setattr(page, "MOST_ACTIVITIES", 4)
    source, out, port = tmp_path / "source", tmp_path / "out", free_port()
    monkeypatch.setattr("tests.publish.output_support.CATALOG", own_base(port))
    for _ in edits(source, number, seed=3):
        built(source, out)
        assert replay(out, f"http://127.0.0.1:{port}/").graph == dump(out)
    assert len(list(out.glob("feed/*.trig"))) > 2
    with running(out, "127.0.0.1", str(port)) as (_, address):
        assert until(lambda: answers(address))
        words = [str(LDES_CLIENT), f"http://{address}/feed", "--no-shape", "--last-version-only"]
        found = subprocess.run(words, capture_output=True, check=True, timeout=120).stdout
    quads = list(ox.parse(found, format=ox.RdfFormat.N_QUADS))
    assert {quad.triple for quad in quads if not isinstance(quad.graph_name, ox.DefaultGraph)} == dump(out)
    last = {entity: kind for kind, entity, _ in replay(out, f"http://127.0.0.1:{port}/").activities}
    deletes = sum(quad.object.value == f"{AS}Delete" for quad in quads)
    assert deletes == list(last.values()).count("Delete")
    assert deletes > 0 or number > 3


@pytest.mark.trial
def test_a_hundred_builds_change_no_byte_of_a_closed_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every third build changes nothing, and writes the first page and the Atom feed to the same bytes."""
    monkeypatch.setattr(page, "MOST_ACTIVITIES", 10)
    source, out = tmp_path / "source", tmp_path / "out"
    closed, builds = dict[str, bytes](), 0
    for step, _ in enumerate(edits(source, 67, seed=5)):
        for again in range(1 + step % 2):
            before = {name: (out / name).read_bytes() for name in ("feed.trig", "feed.atom")} if again else {}
            assert built(source, out).exit_code == 0
            builds += 1
            assert {name: (out / name).read_bytes() for name in before} == before
            assert {name: (out / name).read_bytes() for name in closed} == closed
            pages = out.glob("feed/*.trig")
            closed = {file.relative_to(out).as_posix(): file.read_bytes() for file in pages}
    assert replay(out, "https://data.example.no/").graph == dump(out)
    assert (builds, len(closed) > 10) == (100, True)


def own_base(port: int) -> str:
    return CATALOG.replace("https://data.example.no/", f"http://127.0.0.1:{port}/")


def test_a_build_without_pages_ends_the_feed_and_says_so(tmp_path: Path) -> None:
    source, out = write_source(tmp_path / "source"), tmp_path / "out"
    built(source, out)
    result = built(source, out, "--no-pages")
    assert f"The feed of changes in {out} ends here" in result.stderr
    assert not (out / "feed.trig").exists()
    assert "feed of changes" not in built(source, out, "--no-pages").stderr


@pytest.mark.skipif("OFFICIAL_SHAPES" not in os.environ, reason="OFFICIAL_SHAPES is not set")
def test_the_official_shapes_find_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a page; on part of one nothing but that no dataset says there that it is in the series.

    The shapes are those of DCAT-AP, too.
    """
    shapes = compile_shapes(read_shapes([SHAPES]))
    write_reference_site(tmp_path / "whole")
    (data,) = replay(tmp_path / "whole", "https://data.helsedirektoratet.no/").pages.values()
    assert validate(graph_of(parsed(data)), shapes) == []
    monkeypatch.setattr(page, "MOST_ACTIVITIES", 4)
    write_reference_site(tmp_path / "parts")
    for data in replay(tmp_path / "parts", "https://data.helsedirektoratet.no/").pages.values():
        results = validate(graph_of(parsed(data)), shapes)
        assert {result.path for result in results} <= {f"^{DCAT.inSeries}"}


def graph_of(quads: Iterable[ox.Quad]) -> Graph:
    """Return all that is said on a page, in whichever graph."""
    return Graph([(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in quads])
