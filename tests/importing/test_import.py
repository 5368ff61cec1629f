"""Catalogues of every kind to a source and back: every triple is accounted for, and built again."""

import json
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dcat_publisher.checking.catalog import read_catalog
from dcat_publisher.cli import main
from dcat_publisher.rdf.formats import to_turtle
from dcat_publisher.vocabulary import vocabulary_of
from dcat_publisher.vocabulary.profile import Profile

PREFIXES = """
@prefix adms: <http://www.w3.org/ns/adms#> .
@prefix csvw: <http://www.w3.org/ns/csvw#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcatde: <http://dcat-ap.de/def/dcatde/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix geo: <http://www.opengis.net/ont/geosparql#> .
@prefix hydra: <http://www.w3.org/ns/hydra/core#> .
@prefix locn: <http://www.w3.org/ns/locn#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix d: <https://data.example.org/datasets/> .
@prefix e: <https://elsewhere.example.net/id/> .
"""
CATALOGUE = """
<https://data.example.org/catalog> a dcat:Catalog ; dct:title "Katalog"@nb ; dcat:dataset d:a .
d:a a dcat:Dataset ; dct:title "Første"@nb .
"""

KINDS = tomllib.loads(Path(__file__).with_name("kinds.toml").read_text("utf-8")) | {
    "dozens of levels": " ".join(f"_:n{n} dct:relation _:n{n + 1} ." for n in range(40))
    + " d:a dct:relation _:n0 . _:n40 rdfs:label 'end'@en ."
}


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def imported(text: str, *words: str, folder: str = "source") -> tuple[int, dict[str, object]]:
    Path("in.ttl").write_text(PREFIXES + text, "utf-8")
    result = run(
        "import", "in.ttl", "--to", folder, "--verify", "-o", "report.json", "--output-format", "json", *words
    )
    assert result.exit_code in (0, 1), result.output
    report: dict[str, object] = json.loads(Path("report.json").read_text("utf-8"))
    return result.exit_code, report


def source(folder: str = "source") -> dict[str, str]:
    """The files of a source without comments."""
    return {
        file.relative_to(folder).as_posix(): "".join(
            line
            for line in file.read_text("utf-8").splitlines(keepends=True)
            if not line.lstrip().startswith("# ")
        )
        for file in sorted(Path(folder).rglob("*.*"))
    }


@pytest.mark.parametrize("kind", KINDS)
def test_every_triple_is_kept_and_built_again(kind: str, project: Path) -> None:
    code, report = imported(CATALOGUE + KINDS[kind], "--as-is")
    assert report["verified"]["missing"] == []  # type: ignore[index]
    assert (code, report["lost"], report["unaccounted"], report["replaced"]) == (0, 0, 0, 0)
    assert report["kept"] + report["implied"] == report["triples"]  # type: ignore[operator]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if "empty" not in kind])
def test_the_import_of_what_was_built_is_the_same(kind: str, project: Path) -> None:
    """But for a node that says nothing, which is a mere address once it was built."""
    imported(CATALOGUE + KINDS[kind])
    before = source()
    built = read_catalog(Path("source"), vocabulary_of(Path("source")), Profile("none", ())).graph
    Path("built.ttl").write_text(to_turtle(built, {}), "utf-8")
    result = run("import", "built.ttl", "--to", "again")
    assert result.exit_code == 0, result.output
    assert source("again") == before


REPLACED = {
    'dcat:byteSize "186172.0"^^xsd:decimal': "byteSize: 186172",
    'owl:versionInfo "1.2"': "version: 1.2",
    "adms:status <http://purl.org/adms/status/Completed>": "status: COMPLETED",
    "dct:accrualPeriodicity <http://purl.org/cld/freq/monthly>": "accrualPeriodicity: MONTHLY",
    "dct:license <http://creativecommons.org/licenses/by/4.0/>": "license: CC_BY_4_0",
    "dct:license <http://data.norge.no/nlod/no/2.0>": "license: NLOD_2_0",
    'dct:language "de"': "language: DEU",
    'dct:issued "2012-05-10"': "issued: 2012-05-10",
    'dct:issued "2012-05-10"^^xsd:dateTime': "issued: 2012-05-10",
    'dcat:landingPage "https://x.example/a"': "landingPage: https://x.example/a",
    'dct:title "Title"@eng': "en: Title",
    'dct:title "Titel"@deu-CH': "de-ch: Titel",
    'dct:issued "2012-05-10T21:04"^^xsd:dateTime': "issued: 2012-05-10T21:04:00",
    'dct:issued "2012-05-10 21:04:09"': "issued: 2012-05-10T21:04:09",
    'dct:issued "2012-05-10\\n "^^xsd:date': "issued: 2012-05-10",
    "dct:conformsTo <eli:x>": "conformsTo: http://data.europa.eu/eli/ontology#x",
    "<dct:source> <https://x.example/a>": "source: https://x.example/a",
    "a <foaf:Project>": "type: [Dataset, foaf:Project]",
    'dct:title "Ziel\\u0096 und"@de': "Ziel– und",
}


@pytest.mark.parametrize("said", REPLACED)
def test_older_spellings_are_replaced_and_named(said: str, project: Path) -> None:
    code, report = imported(CATALOGUE + f"d:a {said} .")
    text = Path("source/datasets/a.yaml").read_text("utf-8")
    assert REPLACED[said] in text
    assert "# sto som: " in text or "# was: " in text
    assert (code, report["replaced"], report["lost"]) == (0, 1, 0)
    assert len(report["replacements"]) == 1  # type: ignore[arg-type]
    assert report["kept"] + report["implied"] + 1 == report["triples"]  # type: ignore[operator]


def test_what_is_wrong_is_kept_and_told(project: Path) -> None:
    code, report = imported(CATALOGUE + 'd:a dct:issued "29.05..2017"^^xsd:date .')
    assert "29.05..2017" in Path("source/datasets/a.yaml").read_text("utf-8")
    assert code == 1
    assert len(report["verified"]["missing"]) == 1  # type: ignore[index]
    assert report["lost"] == 0
    assert "T201" in run("check", "source", "--lang", "en", "--output-format", "concise").output


def test_what_no_form_can_say_is_lost_and_named(project: Path) -> None:
    """`geo` is a prefix: an address of that scheme would be another one."""
    code, report = imported(CATALOGUE + "d:a dct:relation <geo:59.9,10.7> .")
    assert (code, report["lost"]) == (1, 1)
    assert report["losses"][0][2] == "<geo:59.9,10.7>"  # type: ignore[index]


def test_a_comment_is_one_line_whatever_was_there(project: Path) -> None:
    imported(
        CATALOGUE + r'd:a dct:language "de\u0085title: {nb: Evil}\u2028x" ; dct:title "a\u0096\u2029b"@nb .'
    )
    assert run("check", "source", "--select", "Y,R1", "--output-format", "concise").exit_code == 0


def test_values_that_all_share_are_lifted(project: Path) -> None:
    more = 'd:b a dcat:Dataset ; dct:title "B"@nb ; dct:language e:l . e:p a foaf:Agent .'
    text = f"{CATALOGUE} d:a dct:language e:l ; dct:publisher e:p . {more}"
    code, report = imported(text, "--factor")
    assert (code, report["verified"]["missing"]) == (0, [])  # type: ignore[index]
    catalog = Path("source/catalog.yaml").read_text("utf-8")
    assert "defaults:\n  Dataset:\n    language: https://elsewhere.example.net/id/l\n" in catalog
    assert "language" not in Path("source/datasets/b.yaml").read_text("utf-8")
    assert "publisher" in Path("source/datasets/a.yaml").read_text("utf-8")


def test_waivers_let_it_be_published_and_end(project: Path) -> None:
    Path("in.ttl").write_text(PREFIXES + CATALOGUE, "utf-8")
    result = run("import", "in.ttl", "--to", "source", "--waive-until", "2999-01-01", "--lang", "en")
    assert result.exit_code == 0
    assert "To be repaired by 2999-01-01: Dataset-description-required" in result.output
    assert run("check", "source").exit_code == 0
    config = Path("source/dcat-publisher.toml")
    config.write_text(config.read_text("utf-8").replace("2999-01-01", "2020-01-01"), "utf-8")
    assert run("check", "source").exit_code == 1


@pytest.mark.parametrize("said", ["dct:relation <a-b:c>", 'dct:title "a\\u0000b"@nb'])
def test_no_waiver_covers_what_the_harvester_refuses(said: str, project: Path) -> None:
    Path("in.ttl").write_text(PREFIXES + CATALOGUE + f"d:a {said} .", "utf-8")
    result = run("import", "in.ttl", "--to", "source", "--waive-until", "2999-01-01", "--lang", "en")
    assert "Has to be repaired now" in result.output
    waived = Path("source/dcat-publisher.toml").read_text("utf-8")
    assert '"T101"' not in waived
    assert '"T501"' not in waived
    assert run("check", "source").exit_code == 1


def test_what_lists_datasets_is_the_catalogue(project: Path) -> None:
    """Also where nothing says that it is one, and where its address is the one that a new one would have."""
    text = '<https://data.example.org/catalog> dcat:dataset d:a . d:a a dcat:Dataset ; dct:title "A"@nb .'
    code, report = imported(text)
    assert (code, report["lost"]) == (0, 0)
    assert "type: Catalog\n" in Path("source/catalog.yaml").read_text("utf-8")
    assert sorted(source()) == ["catalog.yaml", "datasets/a.yaml"]


def test_a_new_catalogue_takes_no_address_of_another(project: Path) -> None:
    taken = "<https://data.example.org/catalog>"
    dataset = f'd:a a dcat:Dataset ; dct:title "A"@nb ; dct:relation {taken} .'
    code, _ = imported(f'{dataset} {taken} a foaf:Document ; dct:title "C"@nb .')
    assert code == 0
    assert "id: https://data.example.org/catalog-2\n" in Path("source/catalog.yaml").read_text("utf-8")


ILL_FORMED = ["<tel:+47 22>", "<https://x.example/a?b[c]=d e>"]


@pytest.mark.parametrize("address", ILL_FORMED)
def test_ill_formed_addresses_are_refused_or_kept_on_request(address: str, project: Path) -> None:
    Path("in.ttl").write_text(f"{PREFIXES}{CATALOGUE}d:a dct:relation {address} .", "utf-8")
    refused = run("import", "in.ttl", "--to", "source", "--lang", "en")
    assert (refused.exit_code, len(refused.output.splitlines())) == (2, 1)
    assert "--lenient keeps it" in refused.output
    code, report = imported(f"{CATALOGUE}d:a dct:relation {address} .", "--lenient")
    assert (code, report["lost"]) == (1, 0)
    assert [triple[2] for triple in report["verified"]["missing"]] == [address]  # type: ignore[index]
    assert "T101" in run("check", "source", "--output-format", "concise").output


NOTES = {
    ("in.nq", "<http://a.example/b> <http://a.example/p> 'x' <http://g.example/> ."): (0, "g.example"),
    (
        "in.jsonld",
        "{'@context': {'a': 'http://a.example/'}, '@id': 'http://a.example/b', 'a:p': 'x', 'tittel': 'y'}",
    ): (1, "tittel"),
    ("in.ttl", "<b> <http://a.example/p> 'x' ."): (0, "https://data.example.no/"),
    ("plain.ttl", "<http://a.example/b> <http://a.example/p> 'x' ."): (0, None),
}


@pytest.mark.parametrize("document", NOTES)
def test_what_no_triple_says_is_told(document: tuple[str, str], project: Path) -> None:
    name, text = document
    Path(name).write_text(text.replace("'", '"'), "utf-8")
    result = run("import", name, "--to", "source", "--output-format", "json")
    code, said = NOTES[document]
    notes = json.loads(result.stdout)["notes"]
    assert result.exit_code == code
    assert [said in note["text"] for note in notes if said] == ([] if said is None else [True])
    assert [note["lost"] for note in notes] == ([] if said is None else [bool(code)])


def test_texts_without_a_language_are_counted(project: Path) -> None:
    _, report = imported(CATALOGUE + 'd:a dcat:keyword "one", "two", "tre"@nb ; dct:identifier "x" .')
    assert report["withoutLanguage"] == 2
    _, report = imported(
        CATALOGUE + 'd:a dcat:keyword "ein", "tre"@nb .', "--language", "de", folder="again"
    )
    assert report["withoutLanguage"] == 0


FAULTS = {
    "broken syntax": "d:a a dcat:Dataset ; .. ",
    "an address that is none": "d:a dct:relation <https://x.example/a b> .",
    "nothing": "",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_one_line_and_nothing_is_written(fault: str, project: Path) -> None:
    Path("in.ttl").write_text(PREFIXES + FAULTS[fault], "utf-8")
    result = run("import", "in.ttl", "--to", "source")
    assert result.exit_code == 2
    assert len(result.output.splitlines()) == 1
    assert sorted(file.name for file in project.iterdir()) == ["in.ttl"]


def test_two_catalogues_of_one_address(project: Path) -> None:
    for name, title in (("a", "En"), ("b", "To")):
        Path(f"{name}.ttl").write_text(PREFIXES + f'e:c a dcat:Catalog ; dct:title "{title}"@nb .', "utf-8")
    result = run("import", "a.ttl", "b.ttl", "--to", "source", "--lang", "en")
    assert result.exit_code == 2
    assert "https://elsewhere.example.net/id/c" in result.output
    assert not Path("source").exists()


def test_pages_of_one_catalogue_are_one(project: Path) -> None:
    for number in (1, 2):
        catalog = (
            f'e:c a dcat:Catalog, hydra:PagedCollection ; dct:title "En"@nb ; dcat:dataset d:n{number} .'
        )
        dataset = f'e:c hydra:totalItems 2 . d:n{number} a dcat:Dataset ; dct:title "{number}"@nb .'
        Path(f"{number}.ttl").write_text(f"{PREFIXES} {catalog} {dataset}", "utf-8")
    result = run("import", "1.ttl", "2.ttl", "--to", "source", "--verify", "--output-format", "json")
    report = json.loads(result.stdout)
    assert (result.exit_code, report["lost"]) == (0, 0)
    assert {"n1.yaml", "n2.yaml"} == {file.name for file in Path("source/datasets").iterdir()}
    assert "hydra" not in Path("source/catalog.yaml").read_text("utf-8")


def test_too_much_is_refused(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dcat_publisher.importing.reading.MAX_BYTES", 100)
    Path("in.ttl").write_text(PREFIXES + CATALOGUE, "utf-8")
    result = run("import", "in.ttl", "--to", "source")
    assert (result.exit_code, Path("source").exists()) == (2, False)


def test_a_folder_with_something_in_it_stays(project: Path) -> None:
    Path("source").mkdir()
    Path("source/notes.txt").write_text("mine", "utf-8")
    Path("in.ttl").write_text(PREFIXES + CATALOGUE, "utf-8")
    assert run("import", "in.ttl", "--to", "source").exit_code == 2
    assert run("import", "in.ttl", "--to", "source", "--force").exit_code == 2
    assert Path("source/notes.txt").read_text("utf-8") == "mine"
    assert run("import", "in.ttl", "--to", "new").exit_code == 0
    Path("new/old.yaml").write_text("type: Dataset", "utf-8")
    assert run("import", "in.ttl", "--to", "new").exit_code == 2
    assert run("import", "in.ttl", "--to", "new", "--force").exit_code == 0
    assert not Path("new/old.yaml").exists()


HEALTH = """
@prefix h: <http://healthdataportal.eu/ns/health#> .
d:a h:minTypicalAge "0"^^xsd:nonNegativeInteger ; h:hasCodeValues "x" ; h:populationCoverage "Alle"@nb .
"""


def test_the_keys_of_a_profile_are_used_and_it_is_named(project: Path) -> None:
    code, report = imported(CATALOGUE + HEALTH, "--profile", "healthdcat-ap")
    assert (code, report["lost"]) == (0, 0)
    text = Path("source/datasets/a.yaml").read_text("utf-8")
    assert {"minTypicalAge: 0", "hasCodeValues: x", "populationCoverage: Alle"} <= set(text.splitlines())
    assert "healthdcatap:" not in text
    assert Path("source/dcat-publisher.toml").read_text("utf-8") == 'profiles = ["healthdcat-ap"]\n'
    result = run("check", "source", "--output-format", "concise", "--select", "R1")
    assert result.exit_code == 0, result.output


def test_the_profile_stands_before_the_waivers(project: Path) -> None:
    imported(CATALOGUE + HEALTH, "--profile", "healthdcat-ap", "--waive-until", "2999-01-01")
    settled = tomllib.loads(Path("source/dcat-publisher.toml").read_text("utf-8"))
    assert settled["profiles"] == ["healthdcat-ap"]
    assert settled["waivers"]


def test_a_version_is_no_name(project: Path) -> None:
    licence = "<https://creativecommons.org/licenses/by-nc/3.0/>"
    imported(CATALOGUE + f'{licence} a dct:LicenseDocument ; dct:title "Nei"@nb .')
    assert Path("source/licences.yaml").read_text("utf-8").startswith("by-nc-3-0:\n")
