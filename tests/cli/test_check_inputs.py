"""`check`, `score`, `diff` and `query` read what there is: packed, in declared encodings, from anywhere."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dcat_publisher.cli import main

TURTLE = """@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
<http://example.org/å> a dcat:Dataset ;
  dct:title "Blåbær"@nb-NO .
"""
XML = """<?xml version="1.0" encoding="{}"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dcat="http://www.w3.org/ns/dcat#"
  xmlns:dct="http://purl.org/dc/terms/">
<dcat:Dataset rdf:about="http://example.org/å">
<dct:title xml:lang="nb-NO">Blåbær
og mer</dct:title></dcat:Dataset></rdf:RDF>
"""
JSON = """{"@id": "http://example.org/å", "@type": "http://www.w3.org/ns/dcat#Dataset",
 "http://purl.org/dc/terms/title": {"@value": "Blåbær", "@language": "nb-NO"}}"""
SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://example.org/> .
@prefix dct: <http://purl.org/dc/terms/> .
ex:S a sh:NodeShape ; sh:targetClass <http://www.w3.org/ns/dcat#Dataset> ; sh:property ex:P, ex:Q .
ex:P sh:path dct:description ; sh:minCount 1 . ex:Q sh:path dct:title ; sh:datatype ex:None .
"""
FILES = {
    "data.ttl": TURTLE.encode(),
    "DATA.TTL": TURTLE.encode(),
    "bom.ttl": b"\xef\xbb\xbf" + TURTLE.encode(),
    "data.ttl.gz": gzip.compress(TURTLE.encode()),
    "two.nt.gz": gzip.compress(b"") + gzip.compress(
        b"<http://example.org/\xc3\xa5> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
        b"<http://www.w3.org/ns/dcat#Dataset> .\n<http://example.org/\xc3\xa5> "
        b'<http://purl.org/dc/terms/title> "Bl\xc3\xa5b\xc3\xa6r"@nb-NO .\n'
    ),
    "data.json": JSON.encode(),
    "data.JSONLD": JSON.encode(),
    "data.xml": XML.format("utf-8").encode(),
    "crlf.rdf": XML.format("utf-8").replace("\n", "\r\n").encode(),
    "latin.owl": XML.format("ISO-8859-1").encode("latin-1"),
    "windows.rdf": XML.format("windows-1252").encode("cp1252"),
    "utf16.rdf": XML.format("UTF-16").encode("utf-16"),
    "utf16be.RDF": XML.format("UTF-16BE").encode("utf-16-be"),
    "graphs.trig": TURTLE.replace("<http://example.org/å>", "<x:g> { <http://example.org/å>").encode() + b"}",
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "shapes").mkdir()
    (tmp_path / "shapes" / "s.ttl").write_text(SHAPES, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(main, [*words, "--lang", "en"], input=given)


def check(*words: str, given: bytes | None = None) -> Result:
    return run("check", *words, "--shapes", "shapes/s.ttl", "--output-format", "concise", given=given)


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_read_for_what_it_is(name: str, folder: Path) -> None:
    (folder / name).write_bytes(FILES[name])
    result = check(name)
    assert result.exit_code == 1, result.output
    assert "2 errors, 0 warnings" in result.stderr
    assert "1 of 1 shapes met 1 node" in result.stderr
    assert all(line.startswith(f"{name}:") for line in result.stdout.splitlines())
    scored = run("score", name)
    assert (scored.exit_code, "Blåbær" in scored.stdout) == (0, True), scored.output
    (folder / "old.ttl").write_text(TURTLE, "utf-8")
    assert "New: 1" not in run("diff", "old.ttl", name).stdout


@pytest.mark.parametrize("name", [name for name in FILES if "gz" not in name and "DATA" not in name])
def test_lines_are_those_of_the_file_as_it_is_seen(name: str, folder: Path) -> None:
    (folder / name).write_bytes(FILES[name])
    found = [line for line in check(name).stdout.splitlines() if " Q " in line]
    lines = {"xml": 5, "rdf": 5, "RDF": 5, "owl": 5, "json": 2, "JSONLD": 2}
    wanted = lines.get(name.rsplit(".", maxsplit=1)[-1], 3)
    assert [int(line.split(":")[1]) for line in found] == [wanted]


@pytest.mark.parametrize("name", FILES)
def test_language_tags_keep_their_case(name: str, folder: Path) -> None:
    (folder / name).write_bytes(FILES[name])
    result = run("check", name, "--shapes", "shapes/s.ttl", "--output-format", "turtle")
    assert "@nb-NO" in result.stdout


def test_several_files_folders_and_patterns_are_one_graph(folder: Path) -> None:
    (folder / "rdf" / "more").mkdir(parents=True)
    (folder / "rdf" / "a.ttl").write_bytes(FILES["data.ttl"])
    (folder / "rdf" / "more" / "b.ttl").write_text(TURTLE.replace("/å>", "/b>"), "utf-8")
    (folder / "rdf" / "readme.md").touch()
    for words in (("rdf",), ("rdf/**/*.ttl",), ("rdf/a.ttl", "rdf/more/b.ttl"), ("rdf", "rdf/a.ttl")):
        result = check(*words)
        assert "1 of 1 shapes met 2 nodes" in result.stderr, result.output
        assert {line.split(":")[0] for line in result.stdout.splitlines()} == {"rdf/a.ttl", "rdf/more/b.ttl"}
    assert "no RDF by name, and not read: 1" in check("rdf").stderr
    assert "1 of 1 shapes met 2 nodes" in run("check", "rdf", "--shapes", "shapes/s.ttl").stderr


@pytest.mark.parametrize("words", [(), ("--input-format", "turtle"), ("--input-format", "text/turtle")])
def test_standard_input_is_read(words: tuple[str, ...], folder: Path) -> None:
    assert folder
    result = check("-", *words, given=TURTLE.encode())
    assert (result.exit_code, result.stdout.count("-:")) == (1, 2), result.output


@pytest.mark.parametrize("name", [name for name in FILES if not name.endswith(".trig")])
def test_the_text_tells_the_format_where_nothing_else_does(name: str, folder: Path) -> None:
    assert folder
    assert "1 of 1 shapes met 1 node" in check("-", given=FILES[name]).stderr


REFUSED = {
    "utf16.ttl": (TURTLE.encode("utf-16"), "UTF-16; save it as UTF-8", 1),
    "unknown.rdf": (XML.format("klingon").encode(), "'klingon', which is not known", 1),
    "escape.rdf": (XML.format("unicode_escape").encode(), "which is not known", 1),
    "hex.rdf": (XML.format("hex").encode(), "which is not known", 1),
    "lie.rdf": (XML.format("utf-16").encode(), "and it is not", 1),
    "cut.ttl.gz": (gzip.compress(TURTLE.encode())[:-9], "its end is missing", 1),
    "damaged.ttl.gz": (b"\x1f\x8b\x08\x00nothing of the kind", "gzip, and damaged", 1),
    "no.ttl.gz": (b"PK\x03\x04\x00\x00", "neither packed with gzip nor text", 1),
    "term.ttl": (b"<x:a> <x:b> <<( <x:c> <x:d> <x:e> )>> .", "triple term", 2),
    "annotated.ttl": (b"<x:a> <x:b> <x:c> {| <x:d> <x:e> |} .", "triple term", 2),
    "term.nt": (b"<x:a> <x:b> <<( <x:c> <x:d> <x:e> )>> .\n", "triple term", 2),
    "remote.json": (b'{"@context": "https://schema.org/", "name": "x"}', "nothing is fetched", 1),
    "plain.json": (b'{"title": "x", "list": [{"name": "y"}]}', "no @context, so its keys (title, list", 1),
    "data.txt": (TURTLE.encode(), "the suffix is none of", 2),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_read_is_refused_in_words(name: str, folder: Path) -> None:
    data, words, code = REFUSED[name]
    (folder / name).write_bytes(data)
    result = check(name)
    assert (result.exit_code, words in result.output) == (code, True), result.output
    assert result.output.count(words) == 1


def test_blank_nodes_of_several_files_stay_apart(folder: Path) -> None:
    kind = "a <http://www.w3.org/ns/dcat#Dataset>"
    (folder / "one.ttl").write_text(f'_:a {kind} ; <http://purl.org/dc/terms/description> "1" .', "utf-8")
    (folder / "two.ttl").write_text(
        f'_:ax {kind} ; <http://purl.org/dc/terms/description> "2" . _:a {kind} .', "utf-8"
    )
    result = check("one.ttl", "two.ttl")
    assert result.exit_code == 1, result.output
    assert result.stdout.count(" P error") == 1


@pytest.mark.parametrize(
    "words", [("-o", "data.ttl"), ("-o", "shapes/s.ttl"), ("--write-baseline", "--baseline", "data.ttl")]
)
def test_what_is_read_is_never_written_over(words: tuple[str, ...], folder: Path) -> None:
    (folder / "data.ttl").write_bytes(FILES["data.ttl"])
    before = [file.read_bytes() for file in (folder / "data.ttl", folder / "shapes" / "s.ttl")]
    result = check("data.ttl", *words)
    assert (result.exit_code, "would be written over" in result.stderr) == (2, True), result.output
    assert [file.read_bytes() for file in (folder / "data.ttl", folder / "shapes" / "s.ttl")] == before


def test_a_packed_file_unpacks_to_so_many_bytes_at_most(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dcat_publisher.rdf.encoding.MAX_UNPACKED", 100_000)
    (folder / "bomb.nt.gz").write_bytes(gzip.compress(b"# " + b"x" * 200_000))
    result = check("bomb.nt.gz")
    assert (result.exit_code, "it unpacks to more than 100,000 bytes" in result.output) == (2, True)


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_entities_are_bounded_in_every_encoding(encoding: str, folder: Path) -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    xml = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE r [<!ENTITY e0 "lol">{levels}]>' + (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="x:a"><p xmlns="x:">&e8;</p></rdf:Description></rdf:RDF>'
    )
    (folder / "bomb.rdf").write_bytes(xml.encode(encoding))
    result = check("bomb.rdf")
    assert (result.exit_code, "entit" in result.output) == (2, True), result.output


@pytest.mark.parametrize("words", [("nothing.ttl",), ("*.nt",), ("empty",), ("http://127.0.0.1:1/x.ttl",)])
def test_where_there_is_nothing_the_call_is_wrong(words: tuple[str, ...], folder: Path) -> None:
    (folder / "empty").mkdir()
    result = check(*words)
    assert (result.exit_code, words[0] in result.stderr) == (2, True), result.output


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        name, media_type = {
            "/a": ("data.xml", "application/rdf+xml; charset=utf-8"), "/b": ("data.json", "application/json"),
            "/c.ttl": ("data.ttl", "text/plain"), "/d": ("data.ttl", "application/octet-stream"),
            "/e": ("data.ttl.gz", "application/gzip"),
        }[self.path]  # fmt: skip
        self.send_response(200)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(FILES[name])))
        self.end_headers()
        self.wfile.write(FILES[name])

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name of the library
        """Keep quiet."""


@pytest.fixture
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("path", ["/a", "/b", "/c.ttl", "/d", "/e"])
def test_an_address_is_read_by_its_type_else_its_name_else_its_text(
    path: str, address: str, folder: Path
) -> None:
    result = check(address + path)
    assert (result.exit_code, "2 errors" in result.stderr) == (1, True), result.output
    assert all(line.startswith(f"{address}{path}:") for line in result.stdout.splitlines())
    sarif = run("check", address + path, "--shapes", "shapes/s.ttl", "--output-format", "sarif").stdout
    location = json.loads(sarif)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"] == {"uri": address + path}
    assert "Blåbær" in run("score", address + path).stdout
    (folder / "old.ttl").write_text(TURTLE, "utf-8")
    assert "New: 1" not in run("diff", "old.ttl", address + path).stdout


@pytest.mark.parametrize(
    "words",
    [
        ("--changed-since", "HEAD"), ("--watch",), ("--fix",), ("--diff",), ("--unsafe-fixes",),
        ("--jobs", "2"),
        ("--executor", "dask://127.0.0.1:1"), ("--cache-dir", "x"),
    ],
)  # fmt: skip
def test_options_of_folders_are_refused_with_rdf(words: tuple[str, ...], folder: Path) -> None:
    (folder / "data.ttl").write_text(TURTLE, "utf-8")
    result = check("data.ttl", *words)
    assert (result.exit_code, words[0] in result.stderr) == (2, True), result.output


def test_keys_that_a_context_does_not_know_are_named(folder: Path) -> None:
    context = '{"dct": "http://purl.org/dc/terms/", "title": "dct:title",'
    context += ' "byTag": {"@id": "dct:x", "@container": "@language"}}'
    text = f'{{"@context": {context}, "@type": "http://www.w3.org/ns/dcat#Dataset", "title": "A",'
    text += ' "dct:issued": "2020", "publisher": {"name": "B"}, "byTag": {"nb": "C"}}'
    (folder / "data.jsonld").write_text(text, "utf-8")
    assert "keys, which are not read: publisher\n" in check("data.jsonld").stderr
    (folder / "data.jsonld").write_text(text.replace("{\"dct\"", "{\"@vocab\": \"x:\", \"dct\""), "utf-8")
    assert "not read" not in check("data.jsonld").stderr


def test_shapes_may_be_a_folder_packed_or_elsewhere(folder: Path) -> None:
    (folder / "data.ttl").write_text(TURTLE, "utf-8")
    (folder / "packed").mkdir()
    (folder / "packed" / "s.ttl.gz").write_bytes(gzip.compress(SHAPES.encode()))
    (folder / "none").mkdir()
    words = ("check", "data.ttl", "--shapes")
    assert "2 errors" in run(*words, "shapes").stderr
    assert "2 errors" in run(*words, "packed").stderr
    assert run(*words, "none").exit_code == 2
    address = run(*words, "https://example.org/shapes.ttl")
    assert (address.exit_code, "shapes are files" in address.stderr) == (2, True)


def test_a_baseline_and_a_selection_are_honoured_with_rdf(folder: Path) -> None:
    (folder / "data.ttl").write_text(TURTLE, "utf-8")
    assert check("data.ttl", "--select", "Q").stdout.count("error") == 1
    assert check("data.ttl", "--ignore", "Q").stdout.count("error") == 1
    assert check("data.ttl", "--select", "MinCount").exit_code == 0
    assert check("data.ttl", "--select", "Nobody").exit_code == 2
    assert check("data.ttl", "--baseline", "known.json", "--write-baseline").exit_code == 0
    again = check("data.ttl", "--baseline", "known.json")
    assert (again.exit_code, again.stdout) == (0, "")


def test_a_source_folder_is_no_rdf(folder: Path) -> None:
    (folder / "source").mkdir()
    (folder / "source" / "catalog.yaml").touch()
    result = check("source")
    assert (result.exit_code, "source is a source" in result.stderr) == (2, True), result.output


def test_data_without_a_catalogue_or_dataset_is_said_under_a_profile(folder: Path) -> None:
    agent = b'<x:a> a <http://xmlns.com/foaf/0.1/Agent> ; <http://xmlns.com/foaf/0.1/name> "A" .'
    (folder / "agent.ttl").write_bytes(agent)
    result = run("check", "agent.ttl", "--profile", "dcat-ap")
    assert (result.exit_code, "no catalogue, dataset or data service" in result.stderr) == (1, True)
    assert run("check", "agent.ttl", "--profile", "dcat-ap", "--allow-empty").exit_code == 0


def test_files_are_asked_with_their_named_graphs(folder: Path) -> None:
    for name in ("latin.owl", "data.ttl.gz", "graphs.trig"):
        (folder / name).write_bytes(FILES[name])
    query = "SELECT ?g ?t { GRAPH ?g { ?d <http://purl.org/dc/terms/title> ?t } }"
    asked = CliRunner().invoke(main, ["query", query, "--data", "graphs.trig", "--data", "latin.owl"])
    assert (asked.exit_code, "x:g" in asked.stdout) == (0, True), asked.output
    count = "SELECT (COUNT(?d) AS ?n) { ?d a <http://www.w3.org/ns/dcat#Dataset> }"
    asked = CliRunner().invoke(main, ["query", count, "--data", "latin.owl", "--format", "csv"])
    assert asked.stdout.split() == ["n", "1"]
    both = CliRunner().invoke(main, ["query", count, "--data", "latin.owl", "--endpoint", "http://x/"])
    assert both.exit_code == 2


def test_score_refuses_what_has_no_dataset(folder: Path) -> None:
    (folder / "api.ttl").write_bytes(b"<x:a> a <http://www.w3.org/ns/dcat#DataService> .")
    result = run("score", "api.ttl")
    assert (result.exit_code, "only data services (1)" in result.stderr) == (2, True), result.output
    for harvester in ("ckan", "edp"):
        refused = run("rehearse", "api.ttl", "--as", harvester)
        assert (refused.exit_code, "only data services" in refused.stderr) == (2, True), refused.output
