"""Pushing to real stores and comparing with them, by the Graph Store Protocol and by SPARQL Update."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.generated_site import BASE, name_of, write_generated, write_site
from tests.stores.stores_support import RealStore, oxigraph, run, start_push, virtuoso

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("english")]

XSD = "http://www.w3.org/2001/XMLSchema#"
FOREIGN = "https://other.example.org/graph"
AWKWARD = [
    f'"01"^^<{XSD}integer>',
    f'"1.50"^^<{XSD}decimal>',
    f'"0.12345678901234567"^^<{XSD}decimal>',
    f'"true"^^<{XSD}boolean>',
    f'"2018-04-12"^^<{XSD}date>',
    f'"2018"^^<{XSD}gYear>',
    f'"2018-04"^^<{XSD}gYearMonth>',
    f'"2018-04-12T10:00:00Z"^^<{XSD}dateTime>',
    f'"2018-04-12T10:00:00.5+02:00"^^<{XSD}dateTime>',
    f'"P1Y"^^<{XSD}duration>',
    f'"P1D"^^<{XSD}dayTimeDuration>',
    f'"1000"^^<{XSD}nonNegativeInteger>',
    f'"1234567890123456789"^^<{XSD}integer>',
    f'"1.5E0"^^<{XSD}double>',
    f'"http://www.example.org/"^^<{XSD}anyURI>',
    f'"0AFF"^^<{XSD}hexBinary>',
    '"POLYGON((4.0 58, 31.5 58, 31.5 71.2, 4.0 58))"^^<http://www.opengis.net/ont/geosparql#wktLiteral>',
    '"æøå 日本 😀"@nb',
    '"colour"@en-GB',
    '"a \\"quotation\\", a \\\\ backslash\\tand\\nlines\\r\\nof text"',
    '""',
    '""@nb',
    "<https://www.example.org/æ?x=1&y='2'#z>",
    "<mailto:data@example.org>",
    '"' + "langt " * 5000 + '"@nb',
]


@pytest.fixture
def empty(running: RealStore, tmp_path: Path) -> RealStore:
    """The running store, without what an earlier test left in it."""
    out = tmp_path / "empty"
    write_site(out, {})
    push(running, out, "--prune", "--yes")
    return running


def push(store: RealStore, out: Path, *more: str) -> str:
    return run(["push", *store.push_options(), "--out", str(out), *more], store.environment).stderr


def compare(store: RealStore, out: Path, code: int = 0) -> str:
    options = ["compare", *store.compare_options(), "--out", str(out)]
    return run(options, store.environment, code).stdout


def tamper(store: RealStore, tmp_path: Path, graph: str, triples: str) -> None:
    """Write a graph into the store by means of another catalogue's push."""
    other = tmp_path / "other"
    write_site(other, {})
    text = (
        (other / "site.json")
        .read_text("utf-8")
        .replace(f"{BASE}catalog", graph)
        .replace(f'"{BASE}"', f'"{graph}"')
    )
    import hashlib  # noqa: PLC0415

    old = hashlib.sha256((other / "catalog.nt").read_bytes()).hexdigest()
    (other / "catalog.nt").write_text(triples, "utf-8")
    (other / "site.json").write_text(text.replace(old, hashlib.sha256(triples.encode()).hexdigest()), "utf-8")
    push(store, other)


def test_a_second_push_writes_nothing(empty: RealStore, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_generated(out, 20)
    assert "21 written, 0 unchanged" in push(empty, out)
    assert "0 written, 21 unchanged" in push(empty, out)
    assert compare(empty, out) == ""


def test_the_store_answers_with_what_was_pushed(empty: RealStore, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_generated(out, 20)
    push(empty, out)
    pattern = f"<{name_of(7)}> <http://purl.org/dc/terms/title> ?t FILTER(LANG(?t) = 'nb')"
    title = f"SELECT ?t {{ GRAPH <{name_of(7)}> {{ {pattern} }} }}"
    assert empty.value(title) == "Datasett 7 "


def test_only_what_changed_is_written(empty: RealStore, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_generated(out, 20)
    push(empty, out)
    write_generated(out, 20, changed=frozenset({3, 8}))
    dry = run(["push", *empty.push_options(), "--out", str(out), "--dry-run"], empty.environment)
    assert sorted(line.split()[1] for line in dry.stdout.splitlines()) == [name_of(3), name_of(8)]
    assert "2 would be written, 19 unchanged" in dry.stderr
    assert name_of(3) in compare(empty, out, code=1)
    assert "2 written, 19 unchanged" in push(empty, out)
    assert compare(empty, out) == ""


def test_what_is_gone_is_removed_when_asked(empty: RealStore, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_generated(out, 20)
    push(empty, out)
    tamper(empty, tmp_path, FOREIGN, '<urn:s> <urn:p> "not ours" .\n')
    write_generated(out, 12)
    push(empty, out)
    assert compare(empty, out, code=1).count("surplus") == 8
    options = ["push", *empty.push_options(), "--out", str(out), "--prune"]
    dry = run([*options, "--dry-run"], empty.environment)
    assert dry.stdout.count("remove ") == 8
    asked = run(options, empty.environment, code=2)
    assert "8 graphs would be removed; confirm with --yes" in asked.stderr
    assert name_of(12) in asked.stderr
    assert "8 removed" in push(empty, out, "--prune", "--yes")
    assert "0 removed" in push(empty, out, "--prune", "--yes")
    assert compare(empty, out) == ""
    assert empty.value(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{FOREIGN}> {{ ?s ?p ?o }} }}") == "1"


def test_what_others_wrote_into_a_graph_is_found_and_undone(empty: RealStore, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_generated(out, 3)
    push(empty, out)
    # Virtuoso takes no blank node in an INSERT DATA.
    blank = "<urn:b>" if "virtuoso" in empty.command[0] and empty.update_url is not None else "_:b"
    tamper(empty, tmp_path, name_of(1), f'<urn:s> <urn:p> {blank} .\n{blank} <urn:p> "x" .\n')
    assert compare(empty, out, code=1).startswith(f"differs {name_of(1)} (")
    assert "1 written" in push(empty, out)
    assert compare(empty, out) == ""


def test_literals_that_stores_spell_anew_are_the_same(empty: RealStore, tmp_path: Path) -> None:
    out = tmp_path / "out"
    values = AWKWARD
    if "virtuoso" in empty.command[0] and empty.update_url is not None:
        values = [value for value in AWKWARD if "uration" not in value]  # its INSERT DATA fails on durations
    lines = [f"<{name_of(0)}> <urn:p{number}> {value} .\n" for number, value in enumerate(values)]
    write_site(out, {"d00000": lines})
    push(empty, out)
    assert "0 written, 2 unchanged" in push(empty, out)
    changed = [line.replace("1.50", "1.51").replace('"2018"', '"2019"') for line in lines]
    write_site(out, {"d00000": changed})
    done = run(["compare", *empty.compare_options(), "--out", str(out)], empty.environment, code=1)
    assert f"differs {name_of(0)} (2 triples missing, 2 surplus)" in done.stdout


def test_a_graph_beyond_the_rows_of_an_answer_is_compared_whole(empty: RealStore, tmp_path: Path) -> None:
    out = tmp_path / "out"
    lines = [
        f'<{name_of(0)}> <http://www.w3.org/ns/dcat#keyword> "word {number}" .\n' for number in range(12_000)
    ]
    write_site(out, {"d00000": lines})
    push(empty, out)
    assert "0 written, 2 unchanged" in push(empty, out)
    write_site(out, {"d00000": [*lines[:-1], f'<{name_of(0)}> <urn:p> "new" .\n']})
    done = run(["compare", *empty.compare_options(), "--out", str(out)], empty.environment, code=1)
    assert f"differs {name_of(0)} (1 triples missing, 1 surplus)" in done.stdout
    push(empty, out)
    assert empty.value(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{name_of(0)}> {{ ?s ?p ?o }} }}") == "12000"


def test_many_graphs_are_listed_whole(empty: RealStore, tmp_path: Path) -> None:
    out = tmp_path / "out"
    names = [f"n{number:05}" for number in range(300)]
    write_site(out, {name: [f'<{BASE}datasets/{name}> <urn:p> "x" .\n'] for name in names})
    push(empty, out, "--prune", "--yes")
    write_site(out, {})
    assert compare(empty, out, code=1).count("surplus http") == 300
    assert "300 removed" in push(empty, out, "--prune", "--yes")


def test_bad_credentials_are_told_and_not_shown(empty: RealStore, tmp_path: Path) -> None:
    if not empty.environment:
        pytest.skip("this store asks for no credentials")
    out = tmp_path / "out"
    write_generated(out, 1)
    wrong = {**empty.environment, "DCAT_PUBLISHER_STORE_PASSWORD": "geheim-4711"}
    done = run(["push", *empty.push_options(), "--out", str(out)], wrong, code=3)
    assert "does not let us" in done.stderr
    assert "4711" not in done.stderr + done.stdout


EVERY_WAY = [
    pytest.param(
        make, update, marks=pytest.mark.trial, id=f"{make.__name__}-{'update' if update else 'graph store'}"
    )
    for make in (oxigraph, virtuoso)
    for update in (False, True)
]


@contextmanager
def _push_under_way(
    make: Callable[..., RealStore], update: bool, folder: Path
) -> Iterator[tuple[RealStore, Path, int, subprocess.Popen[bytes]]]:
    """Yield a store that a push has begun to fill, the output, the number of datasets, and the push."""
    store, out, count = make(folder, update=update), folder / "out", 400
    write_generated(out, count)
    store.start()
    try:
        options = [*store.push_options(), "--out", str(out), "--parallel", "1"]
        process = start_push(options, store.environment)
        wait_for(store, 20)
        yield store, out, count, process
    finally:
        store.kill()


class TestKilled:
    """One store and protocol each in `make test`; every combination in `make trials`."""

    @pytest.mark.parametrize(("make", "update"), [pytest.param(oxigraph, True, id="one"), *EVERY_WAY])
    def test_a_push_that_is_killed_is_taken_up(
        self, make: Callable[..., RealStore], update: bool, tmp_path: Path
    ) -> None:
        with _push_under_way(make, update, tmp_path) as (store, out, count, process):
            process.kill()
            process.wait()
            assert_taken_up(store, out, count)

    @pytest.mark.parametrize(("make", "update"), [pytest.param(oxigraph, False, id="one"), *EVERY_WAY])
    def test_a_store_that_is_killed_under_a_push_is_made_whole(
        self, make: Callable[..., RealStore], update: bool, tmp_path: Path
    ) -> None:
        with _push_under_way(make, update, tmp_path) as (store, out, count, process):
            store.kill()
            assert process.poll() is None
            time.sleep(0.5)
            store.start()  # the push that is under way tries again, and goes on
            assert process.wait(120) == 0
            push(store, out)
            assert compare(store, out) == ""
            assert f"0 written, {count + 1} unchanged" in push(store, out)


def wait_for(store: RealStore, graphs: int) -> None:
    """Wait until some graphs are there."""
    end = time.monotonic() + 60
    below = f"FILTER(STRSTARTS(STR(?g), '{BASE}'))"
    query = f"SELECT (COUNT(DISTINCT ?g) AS ?n) {{ GRAPH ?g {{ ?s ?p ?o }} {below} }}"
    while time.monotonic() < end:
        if int(store.value(query)) >= graphs:
            return
    raise AssertionError("the push does not get on")


def assert_taken_up(store: RealStore, out: Path, count: int) -> None:
    """Another push completes the first, without doing again what was done, and leaves nothing twice."""
    message = push(store, out)
    written, unchanged = (int(part.split()[0]) for part in message.rpartition("graphs: ")[2].split(", "))
    assert written + unchanged == count + 1
    assert unchanged >= 10
    assert written > 0
    assert compare(store, out) == ""
    triples = sum(len(file.read_text("utf-8").splitlines()) for file in (out / "datasets").glob("*.nt"))
    query = (
        f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), '{BASE}datasets/')) }}"
    )
    assert int(store.value(query)) == triples
