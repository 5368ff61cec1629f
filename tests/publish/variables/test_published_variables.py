"""What is published of a list of variables: read again by CSVW processors, by people and by search."""

import json
import re
import shutil
import warnings
from html import unescape
from pathlib import Path

import csvw
import pytest

from dcat_publisher.publish.variables import documents
from dcat_publisher.publish.variables.index import MOST
from dcat_publisher.publish.variables.metadata import metadata as metadata_of_list
from dcat_publisher.serve.site import load_site
from dcat_publisher.source.variables import VariableList
from tests.project import SOURCE, run

ROWS = """\
name;title@nb;title@en;description@nb;datatype;unit;code_list;concept;valid_from;valid_to;required;table
alder;Alder;Age;Alder <i> hele år;heltall;år;;;2008;;ja;opphold
kjønn;Kjønn;Sex;Registrert kjønn;kode;;urn:oid:2.16.578.1.12.4.1.1.3101;https://www.example.no/b/kjonn;;2020;nei;opphold
dato;Dato;;Innlagt;dato;;;;;;;opphold
id;Id;;Løpenummer;;;;;;;;episode
"""
DATASET = "https://data.helsedirektoratet.no/datasets/npr-somatikk"


def source_with(rows: str, folder: Path) -> Path:
    """The reference source, one dataset of which has variables."""
    source = Path(shutil.copytree(SOURCE, folder / "source"))
    with (source / "datasets" / "npr-somatikk.yaml").open("a", encoding="utf-8") as file:
        file.write("variables: npr-somatikk.variables.csv\n")
    (source / "datasets" / "npr-somatikk.variables.csv").write_text(rows, "cp1252", newline="\r\n")
    return source


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("variables")
    source = source_with(ROWS, folder)
    result = run("build", source, "--out", folder / "out")
    assert result.code == 0, result.out + result.err
    return folder / "out"


def test_a_csvw_processor_reads_the_metadata_and_checks_data_by_it(built: Path, tmp_path: Path) -> None:
    name = "npr-somatikk.variables-metadata.json"
    metadata = Path(shutil.copy(built / "datasets" / name, tmp_path))
    data, other = tmp_path / "opphold.csv", tmp_path / "episode.csv"
    other.write_text("id\n1\n", "utf-8")
    data.write_text("alder,kjønn,dato\n12,1,2020-01-31\n", "utf-8")
    group = csvw.TableGroup.from_file(metadata)
    columns = {column.header: column for column in group.tables[0].tableSchema.columns}
    types = {name: column.datatype.base for name, column in columns.items()}
    assert types == {"alder": "integer", "kjønn": "string", "dato": "date"}
    (row,) = csvw.CSVW(str(metadata)).tables[0].iterdicts()
    assert (row["alder"], row["kjønn"]) == (12, "1")
    assert csvw.CSVW(str(metadata), validate=True).is_valid
    data.write_text("alder,kjønn,dato\ntolv,1,2020-01-31\n", "utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("always")  # what the processor itself turns into its verdict
        assert not csvw.CSVW(str(metadata), validate=True).is_valid


def test_the_graph_leads_to_the_variables_and_has_none_of_them(built: Path) -> None:
    text = (built / "catalog.nt").read_text("utf-8")
    assert f"<{DATASET}> <http://xmlns.com/foaf/0.1/page> <{DATASET}.variables> ." in text
    wdrs = "http://www.w3.org/2007/05/powder-s#describedby"
    assert f"<{DATASET}> <{wdrs}> <{DATASET}.variables-metadata.json> ." in text
    assert f"<{DATASET}> <{wdrs}> <{DATASET}.variables.csv> ." in text
    assert "variable-alder" not in text


@pytest.mark.parametrize("options", [(), ("--no-pages",), ("--no-pages", "--dumps-only")])
def test_no_link_leads_nowhere_whatever_is_written(options: tuple[str, ...], tmp_path: Path) -> None:
    source = source_with(ROWS, tmp_path)
    other = source / "datasets" / "npr-phv.yaml"  # which names the list of its neighbour
    other.write_text(f"{other.read_text('utf-8')}variables: npr-somatikk.variables.csv\n", "utf-8")
    assert run("build", source, "--out", tmp_path / "out", *options).code == 0
    text = (tmp_path / "out" / "catalog.nt").read_text("utf-8")
    base = DATASET.partition("/datasets/")[0]
    links = set(re.findall(rf"<{re.escape(base)}(/[^>]*\.variables[^>]*)> \.", text))
    assert len(links) == 5
    table = load_site(tmp_path / "out").entries
    assert {link for link in links if link not in table} == set()
    for path in ("/datasets/npr-somatikk.variables.csv", "/information-models.ttl"):
        assert path in table
    pages = [path for path in table if path.endswith(".html")]
    assert bool(pages) == (not options)


def test_what_has_not_changed_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dcat_publisher.checking.pipeline.scan.LARGE", 1)
    made: list[str] = []
    metadata = metadata_of_list

    def noted(found: VariableList, *about: object) -> bytes:
        made.append(found.file)
        return metadata(found, *about)  # type: ignore[arg-type]

    monkeypatch.setattr(documents, "metadata", noted)
    source, out = source_with(ROWS, tmp_path), tmp_path / "out"
    for text, number in ((ROWS, 1), (ROWS, 1), (ROWS.replace("Løpenummer", "Nummer"), 2)):
        (source / "datasets" / "npr-somatikk.variables.csv").write_text(text, "cp1252", newline="\r\n")
        with (source / "datasets" / "kpr.yaml").open("a", encoding="utf-8") as file:
            file.write("\n")
        assert run("build", source, "--out", out, "--cache-dir", tmp_path / "cache").code == 0
        assert len(made) == number
    page = (out / "datasets" / "npr-somatikk.variables.nb.html").read_text("utf-8")
    assert "Nummer" in page
    assert "Løpenummer" not in page


@pytest.mark.parametrize(
    ("tag", "words"),
    [("nb", ["Alder", "alltid utfylt"]), ("nn", ["Namn i data"]), ("en", ["Age", "never empty"])],
)
def test_the_page_is_a_table_without_a_script(built: Path, tag: str, words: list[str]) -> None:
    page = (built / f"datasets/npr-somatikk.variables.{tag}.html").read_text("utf-8")
    assert page.count("<tr id=") == 4
    assert "<caption>opphold</caption>" in page
    assert "Alder &lt;i&gt; hele år" in page
    assert 'href="https://www.example.no/b/kjonn"' in page
    assert "<script>" not in page
    for word in words:
        assert word in page


def test_schema_org_is_told_what_is_measured(built: Path) -> None:
    page = (built / "datasets/npr-somatikk.variables.en.html").read_text("utf-8")
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    about = json.loads(unescape(script))
    assert about["@id"] == DATASET
    assert about["variableMeasured"][0] == {
        "@type": "PropertyValue", "@id": f"{DATASET}#variable-alder", "name": "Age", "alternateName": "alder",
        "description": "Alder <i> hele år", "unitText": "år",
    }  # fmt: skip


def test_a_variable_is_found_in_static_files_by_each_of_its_names(built: Path) -> None:
    entries = json.loads((built / "variables-1.json").read_text("utf-8"))
    assert [0, 1, "variable-alder", "alder", "Alder", "", "Age"] in entries
    page = (built / "variables.html").read_text("utf-8")
    assert 'data-index="variables-1.json"' in page
    assert 'href="datasets/npr-somatikk.variables.nb.html"' in page


def test_the_table_is_a_list_that_can_be_read_again(built: Path, tmp_path: Path) -> None:
    table = (built / "datasets/npr-somatikk.variables.csv").read_text("utf-8-sig")
    source = source_with(table, tmp_path)
    assert run("build", source, "--out", tmp_path / "out").code == 0
    for name in ("npr-somatikk.variables.csv", "npr-somatikk.variables-metadata.json"):
        again = (tmp_path / "out" / "datasets" / name).read_bytes()
        assert again == (built / "datasets" / name).read_bytes()


def test_many_variables_are_shown_in_portions_and_found_in_bounded_files(tmp_path: Path) -> None:
    rows = "".join(f"v{number};Variabel {number};x\n" for number in range(MOST + 1))
    source = source_with(f"name;title;description\n{rows}", tmp_path)
    assert run("build", source, "--out", tmp_path / "out").code == 0
    out = tmp_path / "out"
    assert (out / "datasets/npr-somatikk.variables-11.nb.html").read_text("utf-8").count("<tr id=") == 1
    assert len(json.loads((out / "variables-1.json").read_text("utf-8"))) == MOST
    (entry,) = json.loads((out / "variables-2.json").read_text("utf-8"))
    assert entry[:4] == [0, 11, f"variable-v{MOST}", f"v{MOST}"]


@pytest.mark.parametrize(
    ("tag", "words"), [("nb", "heltall, år"), ("nn", "heiltal, år"), ("en", "whole number, år")]
)
def test_datatypes_are_called_what_people_call_them(built: Path, tag: str, words: str) -> None:
    page = (built / f"datasets/npr-somatikk.variables.{tag}.html").read_text("utf-8")
    assert f"<td>{words}" in page


def test_addresses_that_answer_nothing_are_told(tmp_path: Path) -> None:
    """Without documents of single datasets the addresses of variables, which are parts of them, are none."""
    source = source_with(ROWS, tmp_path)
    for way, is_told in ((("--no-pages", "--dumps-only"), True), (("--no-pages",), False)):
        result = run("build", source, "--out", tmp_path / "out", "--lang", "en", *way)
        assert ("addresses of datasets and variables (`…#variable-…`) answer 404" in result.err) == is_told
        there = "/datasets/npr-somatikk" in load_site(tmp_path / "out").entries
        assert there != is_told


def test_a_processor_finds_the_file_of_a_table_with_norwegian_letters(tmp_path: Path) -> None:
    """It looks for the very name on a disk; on the web such letters are coded by whoever asks."""
    source = source_with("navn;tittel;tabell\nid;Kallesignal;fartøy\n", tmp_path)
    assert run("build", source, "--out", tmp_path / "out").code == 0
    name = "npr-somatikk.variables-metadata.json"
    metadata = Path(shutil.copy(tmp_path / "out" / "datasets" / name, tmp_path))
    (tmp_path / "fartøy.csv").write_text("id\nLK1234\n", "utf-8")
    assert csvw.CSVW(str(metadata), validate=True).is_valid
