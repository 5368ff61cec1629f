"""The feed says what each build changed: who replays it has the catalogue, and no closed page changes."""

from __future__ import annotations

import random
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import iri, literal
from dcat_publisher.publish.feed import atom, page
from dcat_publisher.publish.feed.entities import Entities
from tests.publish.feed.feed_support import (
    BASE,
    CATALOG,
    FEED,
    LDES,
    TREE,
    catalogue,
    feed_files,
    parsed,
    publish,
    replay,
    triples,
)

ATOM = "{http://www.w3.org/2005/Atom}"


def test_the_first_build_announces_everything_before_what_refers_to_it(tmp_path: Path) -> None:
    graph = catalogue({"b": "B", "a": "A"})
    assert publish(graph, tmp_path / "out") == []
    replayed = replay(tmp_path / "out")
    assert replayed.graph == triples(graph)
    names = ["agents/etat", "contact-points/kontor", "datasets/a", "datasets/b", "catalog"]
    start = "1970-01-01T00:00:00.00"
    assert replayed.activities == [
        ("Create", f"{BASE}{name}", f"{start}{number}Z") for number, name in enumerate(names)
    ]


def test_the_head_says_how_the_stream_is_read(tmp_path: Path) -> None:
    publish(catalogue({"a": "A"}), tmp_path / "out")
    stream = {
        quad.predicate.value: quad.object.value
        for quad in parsed((tmp_path / "out" / "feed.trig").read_bytes())
        if quad.subject.value == f"{FEED}#stream"
    }
    assert stream[f"{LDES}timestampPath"] == "https://www.w3.org/ns/activitystreams#published"
    assert stream[f"{LDES}versionOfPath"] == "https://www.w3.org/ns/activitystreams#object"
    assert stream[f"{TREE}view"] == FEED
    assert stream[f"{TREE}shape"].endswith("/shape.ttl#ActivityShape")


def test_an_edit_a_removal_and_a_return_are_one_activity_each(tmp_path: Path) -> None:
    out = tmp_path / "out"
    publish(catalogue({"a": "A", "b": "B"}), out)
    count = len(replay(out).activities)
    for datasets, expected in (
        ({"a": "Ny", "b": "B"}, ("Update", "datasets/a")),
        ({"a": "Ny"}, ("Delete", "datasets/b")),
        ({"a": "Ny", "b": "B"}, ("Create", "datasets/b")),
    ):
        graph = catalogue(datasets)
        publish(graph, out)
        replayed = replay(out)
        fresh = [(kind, entity.removeprefix(BASE)) for kind, entity, _ in replayed.activities[count:]]
        assert fresh == [expected]  # and none of the catalogue, whose members they are
        assert replayed.graph == triples(graph)
        count += 1
    times = [time for _, _, time in replayed.activities]
    assert times == sorted(set(times))


def test_an_unchanged_build_changes_no_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, graph = tmp_path / "out", catalogue({"a": "A"})
    publish(graph, out)
    before = feed_files(out)
    for epoch in ("", "1700000000", "1800000000"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        publish(graph, out)
        assert feed_files(out) == before


@pytest.mark.parametrize("seed", [0, *(pytest.param(n, marks=pytest.mark.trial) for n in range(1, 20))])
def test_any_edits_replayed_are_the_catalogue(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "MOST_ACTIVITIES", 4)
    out, chance, datasets = tmp_path / "out", random.Random(seed), dict[str, str]()
    closed = dict[str, bytes]()
    for number in range(20):
        for _ in range(chance.randrange(4)):
            name = f"d{chance.randrange(8)}"
            if name in datasets and chance.random() < 0.4:
                del datasets[name]
            else:
                datasets[name] = f"Tittel {number} {chance.randrange(3)}"
        graph = catalogue(datasets)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(chance.choice([0, 1_600_000_000, 1_700_000_000])))
        publish(graph, out)
        replayed = replay(out)
        assert replayed.graph == triples(graph)
        assert {name: replayed.pages[name] for name in closed} == closed
        closed = {name: data for name, data in replayed.pages.items() if name != "feed.trig"}
    assert len(closed) > 2
    assert_bounds(replayed.pages)


def assert_bounds(pages: dict[str, bytes]) -> None:
    """Hold what the first page says of the others against when their activities were published."""
    said: dict[str, dict[str, str]] = {}
    for quad in parsed(pages["feed.trig"]):
        said.setdefault(str(quad.subject), {})[quad.predicate.value] = quad.object.value
    bounds = [each for each in said.values() if f"{TREE}node" in each]
    assert len(bounds) == 2 * (len(pages) - 1)
    for each in bounds:
        data = pages[each[f"{TREE}node"].removeprefix(BASE)]
        times = [quad.object.value for quad in parsed(data) if quad.predicate.value.endswith("#published")]
        kind = each["http://www.w3.org/1999/02/22-rdf-syntax-ns#type"].removeprefix(TREE)
        bound = each[f"{TREE}value"]
        holds = (time >= bound if kind == "GreaterThanOrEqualToRelation" else time < bound for time in times)
        assert len(times) == 4
        assert all(holds), kind


def test_the_moment_is_the_builders_or_the_latest_of_the_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = catalogue({"a": "A"})
    for day in ("2024-05-17", "2019-01-01", "2024-02-31", "nei"):
        graph.add(iri(f"{BASE}datasets/a"), "<http://purl.org/dc/terms/modified>", literal(day))
    publish(graph, tmp_path / "source")
    assert replay(tmp_path / "source").activities[0][2] == "2024-05-17T00:00:00.000Z"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    publish(graph, tmp_path / "given")
    assert replay(tmp_path / "given").activities[1][2] == "2027-01-15T08:00:00.001Z"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "nei")
    with pytest.raises(ConfigurationError, match="SOURCE_DATE_EPOCH"):
        publish(graph, tmp_path / "given")


def damaged(out: Path, kind: str) -> str:
    """Damage a feed; return the file that is to be named."""
    root = out / "feed.trig"
    closed = next(out.glob("feed/*.trig"))
    if kind == "closed page is missing":
        closed.unlink()
    elif kind == "closed page was edited":
        closed.write_bytes(closed.read_bytes().replace(b"Tittel", b"Titel"))
    elif kind == "first page in other line ends":
        root.write_bytes(root.read_bytes().replace(b"\n", b"\r\n"))
    elif kind == "first page was edited":
        root.write_bytes(root.read_bytes().replace(b"Katalog", b"Katalogen"))
    elif kind == "first page was merged":
        root.write_bytes(root.read_bytes().replace(b"}\n", b"=======\n}\n"))
    elif kind == "first page is empty":
        root.write_bytes(b"")
    return closed.relative_to(out).as_posix() if kind.startswith("closed") else "feed.trig"


DAMAGES = (
    "closed page is missing", "closed page was edited", "first page in other line ends",
    "first page is empty", "first page was edited", "first page was merged",
)  # fmt: skip


@pytest.mark.parametrize("kind", DAMAGES)
def test_a_feed_that_was_damaged_begins_anew_and_says_so(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "MOST_ACTIVITIES", 4)
    out, datasets = tmp_path / "out", {f"d{number}": "Tittel" for number in range(5)}
    publish(catalogue(datasets), out)
    last = replay(out).activities[-1][2]
    named = damaged(out, kind)
    (told,) = publish(catalogue(datasets), out)
    assert f"{named} in {out}" in told
    replayed = replay(out)
    assert replayed.graph == triples(catalogue(datasets))
    assert kind == "first page is empty" or replayed.activities[0][2] > last
    assert publish(catalogue(datasets), out) == []


def test_another_base_is_another_feed(tmp_path: Path) -> None:
    out, base = tmp_path / "out", "https://annet.example.no/"
    publish(catalogue({"a": "A"}), out)
    (told,) = publish(catalogue({"a": "A"}, base), out, base)
    assert "begins anew" in told
    assert replay(out, base).graph == triples(catalogue({"a": "A"}, base))
    assert all(kind == "Create" for kind, _, _ in replay(out, base).activities)


def test_a_page_is_closed_before_it_is_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "MOST_BYTES", 2000)
    graph = catalogue({f"d{number}": "x" * 900 for number in range(8)})
    publish(graph, tmp_path / "out")
    replayed = replay(tmp_path / "out")
    assert replayed.graph == triples(graph)
    assert len(replayed.pages) > 3
    assert all(len(data) < 2000 + 5000 for name, data in replayed.pages.items() if name != "feed.trig")


def test_nothing_that_is_carried_can_be_taken_for_a_statement_of_ours(tmp_path: Path) -> None:
    """What a steward types may look like a page."""
    text = f"<{FEED}#20240101T000000000Z-{'a' * 20}> a as:Delete ; as:object <{BASE}catalog> ; as:published"
    text += ' "2024-01-01T00:00:00.000Z"^^xsd:dateTime .'
    graph = catalogue({"a": f"\n{text}\n", "b": f'"\n{text}\n}}'})
    out = tmp_path / "out"
    publish(graph, out)
    assert publish(graph, out) == []
    assert replay(out).graph == triples(graph)


def test_each_triple_is_in_one_payload_but_for_laws_that_several_apply(tmp_path: Path) -> None:
    graph = catalogue({"a": "A", "b": "B"})
    entities = Entities(graph, CATALOG)
    carried = [line for entity in entities for line in entities.payload(entity)]
    assert {f"{s} {p} {o} .\n" for s, p, o in graph} == set(carried)
    twice = {line.split()[0] for line in carried if carried.count(line) > 1}
    assert twice == {"<https://lov.example.no/1>"}
    own = entities.payload(iri(f"{BASE}catalog"))
    # Codes are the catalogue's, and so is what nothing leads to; its members are not.
    assert any("koder.example.no" in line for line in own)
    assert any("lov.example.no/alene" in line for line in own)
    assert not any("dcat#dataset" in line for line in own)


def test_no_graph_no_feed() -> None:
    assert list(Entities(Graph(), CATALOG)) == []


def test_atom_has_the_latest_first_with_their_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    publish(catalogue({"a": "A & <b>", "b": "B"}), out)
    publish(catalogue({"a": "Ny\x00", "b": "B"}), out)
    publish(catalogue({"a": "Ny\x00"}), out)
    root = ET.fromstring((out / "feed.atom").read_bytes())
    titles = [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")]
    assert titles[:3] == ["Fjernet: Om datasets/b", "Endret: Ny\ufffd", "Ny: Katalog"]
    assert "Ny: A & <b>" in titles
    assert root.findtext(f"{ATOM}title") == "Endringer i Katalog"
    times = [entry.findtext(f"{ATOM}updated") for entry in root.iter(f"{ATOM}entry")]
    assert times == sorted(times, key=str, reverse=True)
    assert root.findtext(f"{ATOM}updated") == times[0]
    monkeypatch.setattr(atom, "MOST_ENTRIES", 2)
    publish(catalogue({"a": "Ny igjen"}), out)
    root = ET.fromstring((out / "feed.atom").read_bytes())
    assert [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")] == [
        "Endret: Ny igjen",
        "Fjernet: Om datasets/b",  # whose name is nowhere else any more
    ]
