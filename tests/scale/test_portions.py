"""A run in portions finds what a run over the whole finds, wherever the catalogue is cut."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from dcat_publisher.check.batches.cache import Cache
from dcat_publisher.check.batches.checking import build_folder, check_folder
from dcat_publisher.check.batches.executors import runner
from dcat_publisher.check.catalog import read_catalog
from dcat_publisher.model.resources import packaged
from dcat_publisher.publish.export import Extent, write_site
from dcat_publisher.vocabulary import Vocabulary
from dcat_publisher.vocabulary.profile import DEFAULT_PROFILE, Profile, profile_named

VOCABULARY = Vocabulary((packaged("vocab"),))
CATALOG = """base: https://example.org/
defaultLanguage: nb
defaults: {Dataset: {publisher: eier}}
type: Catalog
title: {nb: Katalog}
description: {nb: En katalog.}
publisher: eier
homepage: https://example.org/hjem
"""
AGENTS = """eier:
  id: https://data.brreg.no/enhetsregisteret/api/enheter/974760673
  type: Organization
  name: {nb: Eieren}
  homepage: https://example.org/eier
annen:
  type: Organization
  name: {nb: En annen}
"""
SERIES = """type: DatasetSeries
title: {nb: Serien}
description: {nb: En serie.}
first: d01
last: d17
page: https://example.org/felles
"""
# Each line is put into some of the datasets; several are faults, several lead from one dataset to another.
LINES = (
    "inSeries: serie",
    "landingPage: https://example.org/felles",
    "page: https://example.org/felles",
    "conformsTo: https://example.org/felles",
    "distribution: [{accessURL: https://example.org/felles, format: CSV}]",
    "distribution: [{accessURL: https://example.org/x}, {id: '#min', accessURL: https://example.org/y}]",
    "sample: '#min'",
    "source: d03",
    "isVersionOf: [d04, d05]",
    "hasVersion: d06",
    "relation: [d07, serie, https://example.org/annet]",
    "isReferencedBy: d08",
    "references: [d09, https://example.org/felles]",
    "next: d10",
    "prev: d11",
    "nextVersion: d12",
    "previousVersion: d02",
    "replaces: d03",
    "isReplacedBy: d04",
    "hasPart: d05",
    "isPartOf: d06",
    "publisher: https://data.brreg.no/enhetsregisteret/api/enheter/974760674",
    "publisher: {id: https://example.org/agents/annen, name: {nb: Et annet navn}}",
    "creator: {id: https://example.org/ny, type: Organization, name: {nb: Ny}}",
    "creator: finnes-ikke",
    "titel: feil nøkkel",
    "issued: 2024-13-45",
    "theme: [HEAL, FINNES_IKKE]",
    "accessRights: RESTRICTED",
    "title: [uten, språk]",
    "applicableLegislation: https://example.org/d01#temporal",
    "temporal: {startDate: 2010-01-01, endDate: 2009-01-01}",
    "qualifiedRelation: [{relation: d13, hadRole: https://example.org/rolle}]",
    "wasGeneratedBy: {type: Dataset, title: {nb: Nestet}}",
    "id: https://elsewhere.example.org/eget",
    "type: [Dataset, DatasetSeries]",
    "themeTaxonomy: https://psi.norge.no/los/struktur.html",
    "'unclosed: [",
)
NASTY = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix s: <urn:s#> .
s:Dataset sh:targetClass dcat:Dataset ; sh:property s:backwards , s:classes , s:documents , s:lonely .
s:backwards sh:path [ sh:inversePath dcat:inSeries ] ; sh:maxCount 0 .
s:classes sh:path dct:relation ; sh:class dcat:Dataset .
s:documents sh:path foaf:page ; sh:not [ sh:class dct:Standard ] .
s:lonely sh:path [ sh:inversePath dct:references ] ; sh:maxCount 1 .
s:Series sh:targetClass dcat:DatasetSeries ; sh:property s:members , s:few .
s:members sh:path [ sh:inversePath dcat:inSeries ] ; sh:minCount 3 .
s:few sh:path [ sh:inversePath dcat:inSeries ] ; sh:class dcat:DatasetSeries .
s:Referred sh:targetObjectsOf dct:references ; sh:property [ sh:path dct:title ; sh:minCount 1 ] .
s:Document sh:targetClass foaf:Document ; sh:property s:pages .
s:pages sh:path [ sh:inversePath foaf:page ] ; sh:maxCount 1 .
s:Catalog sh:targetClass dcat:Catalog ; sh:property [ sh:path dcat:dataset ; sh:class dcat:Dataset ] .
s:Typed sh:targetSubjectsOf dcat:theme ; sh:property [ sh:path dct:issued ; sh:minCount 1 ] .
"""
DEEP = """
s:Deep sh:targetClass dcat:Dataset ; sh:property [ sh:path ( dct:relation dct:title ) ; sh:minCount 1 ] .
"""


def write(folder: Path, seed: int) -> Path:
    chance = random.Random(seed)
    for name, text in {"catalog": CATALOG, "agents": AGENTS, "serie": SERIES}.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    common = chance.sample(LINES[:-1], 5)
    for number in range(1, 21):
        lines = [f"title: {{nb: Datasett {number}}}", f"identifier: {number}"]
        lines += chance.sample(common, chance.randint(0, 4))
        if chance.random() < 0.3:
            lines.append(chance.choice(LINES))
        keys = {line.partition(":")[0]: line for line in ["type: Dataset", *lines]}
        target = folder / chance.choice(("a", "b/c")) / f"d{number:02}.yaml"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("\n".join(keys.values()) + "\n", "utf-8")
    return folder


def nasty(folder: Path, text: str) -> Profile:
    file = folder / "nasty.ttl"
    file.write_text(text, "utf-8")
    return Profile("nasty", (file,))


def compare(source: Path, profile: Profile) -> list[bool]:
    whole = read_catalog(source, VOCABULARY, profile)
    runs = [check_folder(source, VOCABULARY, profile, portion=size) for size in (1, 3, 64)]
    for run in runs:
        assert run.findings == whole.findings
    return [run.in_portions for run in runs]


@pytest.mark.parametrize("seed", range(25))
def test_portions_find_what_the_whole_finds(tmp_path: Path, seed: int) -> None:
    compare(write(tmp_path, seed), profile_named(DEFAULT_PROFILE))


@pytest.mark.parametrize("seed", range(25))
def test_shapes_that_look_across_portions(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    profile = nasty(tmp_path_factory.mktemp("shapes"), NASTY)
    compare(write(tmp_path, 1000 + seed), profile)


def test_most_catalogues_are_done_in_portions(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    done = []
    for seed in range(10):
        folder = tmp_path / str(seed)
        folder.mkdir()
        done += compare(write(folder, seed), nasty(tmp_path_factory.mktemp("shapes"), NASTY))
    assert done.count(True) > len(done) / 2


def test_what_reads_through_other_datasets_is_done_whole(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (source := tmp_path / "source").mkdir()
    write(source, 1)
    (source / "a").mkdir(exist_ok=True)
    (source / "a" / "x1.yaml").write_text("type: Dataset\ntitle: {nb: X}\nrelation: x2\n", "utf-8")
    (source / "z").mkdir()
    (source / "z" / "x2.yaml").write_text("type: Dataset\ntitle: {nb: Y}\n", "utf-8")
    profile = nasty(tmp_path_factory.mktemp("shapes"), NASTY + DEEP)
    assert compare(source, profile) == [False, False, True]


def tree(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize("pages", [False, True])
@pytest.mark.parametrize("seed", range(12))
def test_portions_write_the_bytes_that_the_whole_writes(tmp_path: Path, seed: int, pages: bool) -> None:
    (source := tmp_path / "source").mkdir()
    write(source, seed)
    profile, extent = profile_named(DEFAULT_PROFILE), Extent(pages=pages)
    write_site(read_catalog(source, VOCABULARY, profile), VOCABULARY, tmp_path / "whole", extent)
    for size in (1, 3, 64):
        out = tmp_path / f"out{size}"
        build_folder(source, VOCABULARY, profile, out, lambda _: True, portion=size, extent=extent)
        assert tree(out) == tree(tmp_path / "whole")


def test_a_refused_build_leaves_what_was_there(tmp_path: Path) -> None:
    (source := tmp_path / "source").mkdir()
    write(source, 1)
    profile, out = profile_named(DEFAULT_PROFILE), tmp_path / "out"
    build_folder(
        source, VOCABULARY, profile, out, lambda _: True, extent=Extent(("ttl",), parts=False, pages=False)
    )
    before = tree(tmp_path)
    assert build_folder(source, VOCABULARY, profile, out, lambda _: False).findings
    assert tree(tmp_path) == before


def test_a_pool_finds_and_writes_the_same(tmp_path: Path) -> None:
    (source := tmp_path / "source").mkdir()
    write(source, 2)
    profile = profile_named(DEFAULT_PROFILE)
    alone = build_folder(source, VOCABULARY, profile, tmp_path / "alone", lambda _: True, portion=4)
    with runner(2) as pool:
        shared = build_folder(source, VOCABULARY, profile, tmp_path / "pool", lambda _: True, pool, portion=4)
    assert shared == alone
    assert tree(tmp_path / "pool") == tree(tmp_path / "alone")


@pytest.mark.parametrize("seed", range(6))
def test_what_is_remembered_changes_no_finding(tmp_path: Path, seed: int) -> None:
    (source := tmp_path / "source").mkdir()
    write(source, seed)
    profile, chance = profile_named(DEFAULT_PROFILE), random.Random(seed)
    for _ in range(4):
        cache = Cache.of(source, tmp_path / "cache")
        with_cache = check_folder(source, VOCABULARY, profile, portion=3, cache=cache)
        assert with_cache == check_folder(source, VOCABULARY, profile, portion=3)
        file = chance.choice(sorted(source.rglob("d*.yaml")))
        file.write_text(f"{file.read_text('utf-8')}{chance.choice(LINES[:5])}\n", "utf-8")


def test_only_what_changed_is_done_again(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    profile = nasty(tmp_path_factory.mktemp("shapes"), NASTY)
    (source := tmp_path / "source").mkdir()
    write(source, 1)
    for file in source.rglob("d*.yaml"):
        file.write_text("type: Dataset\ntitle: {nb: Et datasett}\n", "utf-8")
    done: list[int] = []

    def check() -> None:
        cache = Cache.of(source, tmp_path / "cache")
        with runner(1, report=lambda _, total: done.append(total)) as alone:
            check_folder(source, VOCABULARY, profile, alone, portion=4, cache=cache)

    check()
    assert done == [20] * 5
    check()
    assert done == [20] * 5
    next(source.rglob("d07.yaml")).write_text("type: Dataset\ntitle: {nb: Et annet}\n", "utf-8")
    check()
    assert done == [*[20] * 5, 4]


@pytest.mark.parametrize("damage", [b"", b"\x80", b"nonsense"])
def test_a_damaged_cache_counts_as_none(tmp_path: Path, damage: bytes) -> None:
    (source := tmp_path / "source").mkdir()
    write(source, 1)
    profile = profile_named(DEFAULT_PROFILE)
    check_folder(source, VOCABULARY, profile, cache=Cache.of(source, tmp_path / "cache"))
    for file in (tmp_path / "cache").iterdir():
        file.write_bytes(damage)
    found = check_folder(source, VOCABULARY, profile, cache=Cache.of(source, tmp_path / "cache"))
    assert found.findings == read_catalog(source, VOCABULARY, profile).findings
