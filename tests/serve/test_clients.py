"""Programs that people really use, each asking in its own way, against the live server and nginx."""

from __future__ import annotations

import json
import shutil
import subprocess
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, RdfFormat, parse
from rdflib import Graph
from rdflib.compare import isomorphic
from signposting import find_signposting_http

from tests.real_thing import RealThing
from tests.serve.nginx_support import nginx_over
from tests.serve.site_support import ROOT, write_reference_site
from tests.serve.test_live import until
from tests.serve.test_server import answers, running

pytestmark = pytest.mark.slow
COMUNICA = ROOT / ".programs" / "node_modules" / ".bin" / "comunica-sparql"
FORMATS = {
    "text/turtle": ("ttl", RdfFormat.TURTLE),
    "application/rdf+xml": ("rdf", RdfFormat.RDF_XML),
    "application/n-triples": ("nt", RdfFormat.N_TRIPLES),
    "application/ld+json": ("jsonld", RdfFormat.JSON_LD),
}
Place = tuple[str, Path]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("clients") / "out"
    write_reference_site(folder, members_per_page=4)
    return folder


@pytest.fixture(scope="module", params=["serve", "nginx"])
def place(
    request: pytest.FixtureRequest, out: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Place]:
    """The address of a server, and the folder that it serves."""
    if request.param == "serve":
        with running(out) as (_, address):
            assert until(lambda: answers(address))
            yield f"http://{address}", out
        return
    if shutil.which("nginx") is None:
        pytest.skip("nginx is not installed")
    with nginx_over(out, tmp_path_factory.mktemp("nginx")) as port:
        yield f"http://127.0.0.1:{port}", out


def call(*words: str) -> str:
    return subprocess.run(words, capture_output=True, text=True, check=True, timeout=120).stdout


def curl(*words: str) -> str:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    return call("curl", "--silent", "--show-error", *words)


@pytest.mark.parametrize(("accept", "suffix"), [(name, suffix) for name, (suffix, _) in FORMATS.items()])
def test_curl_gets_the_bytes_that_were_built(place: Place, accept: str, suffix: str) -> None:
    url, out = place
    for path in ("/", "/catalog", "/datasets/kuhr"):
        file = out / f"{path.strip('/') or 'catalog'}.{suffix}"
        for words in ([], ["--compressed"], ["--http1.0"], ["--location"]):
            assert curl(*words, "-H", f"Accept: {accept}", f"{url}{path}") == file.read_text("utf-8")


def test_curl_keeps_a_copy_by_its_tag(place: Place, tmp_path: Path) -> None:
    url, _ = place
    tag, copy = tmp_path / "tag", tmp_path / "copy"
    words = [
        "--etag-save",
        str(tag),
        "--etag-compare",
        str(tag),
        "-o",
        str(copy),
        "-w",
        "%{http_code} %{size_download}",
    ]
    tag.touch()
    first = curl(*words, f"{url}/datasets/kuhr.ttl").split()
    assert first == ["200", str(copy.stat().st_size)]
    assert curl(*words, f"{url}/datasets/kuhr.ttl").split() == ["304", "0"]


def test_rdflib_reads_by_its_own_accept_header(place: Place) -> None:
    url, out = place
    expected = Graph().parse(out / "datasets/kuhr.nt")
    for path in ("/datasets/kuhr", "/datasets/kuhr.ttl", "/datasets/kuhr.rdf", "/datasets/kuhr.nt"):
        assert isomorphic(Graph().parse(f"{url}{path}"), expected)
    for name in ("turtle", "xml"):  # for N-Triples it asks for text/plain, their type until 2014
        assert isomorphic(Graph().parse(f"{url}/datasets/kuhr", format=name), expected)
    with warnings.catch_warnings():  # rdflib's own reader of JSON-LD uses what rdflib has deprecated
        warnings.simplefilter("ignore", DeprecationWarning)
        assert isomorphic(Graph().parse(f"{url}/datasets/kuhr", format="json-ld"), expected)


def test_jena_reads_by_its_own_accept_header(place: Place, real_thing: RealThing) -> None:
    url, out = place
    # Debian's Jena lacks what JSON-LD 1.1 needs (a JSON-P provider).
    for path in ("/", "/catalog", "/datasets/kuhr", "/catalog.rdf", "/catalog.nt", "/catalog?page=1"):
        file = {"/": "catalog.nt", "/catalog?page=1": "_pages/1.nt"}.get(
            path, f"{path[1:].partition('.')[0]}.nt"
        )
        triples = len((out / file).read_bytes().splitlines())
        assert real_thing.ask("load", f"{url}{path}") == f"ok {triples} 0", path


@pytest.mark.parametrize("accept", FORMATS)
def test_the_national_harvester_gets_one_whole_document(
    place: Place, real_thing: RealThing, accept: str
) -> None:
    """One request of java.net.HttpURLConnection with one fixed Accept, nothing asked for besides."""
    url, out = place
    suffix, format_ = FORMATS[accept]
    data = (out / f"catalog.{suffix}").read_bytes()
    assert real_thing.ask("fetch", accept, f"{url}/catalog") == f"ok {len(data)}"
    nodes = [node for triple in parse(data, format=format_) for node in (triple.subject, triple.object)]
    assert not any(isinstance(node, BlankNode) for node in nodes)


def test_the_national_harvester_is_told_when_there_is_nothing(place: Place, real_thing: RealThing) -> None:
    url, _ = place
    for path, accept, status in (
        ("/catalogue", "text/turtle", 404),
        ("/catalog?page=99", "text/turtle", 404),
        ("/datasets/gone", "text/turtle", 410),
        ("/catalog", "application/trix", 406),
    ):
        assert real_thing.ask("fetch", accept, f"{url}{path}") == f"no IllegalStateException: status {status}"


def test_comunica_answers_a_query_over_the_catalogue(place: Place) -> None:
    if not COMUNICA.exists():
        pytest.skip("Comunica is not installed (tests/install-programs.sh)")
    query = (
        "PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX dct: <http://purl.org/dc/terms/> "
        "SELECT ?d ?t { ?c a dcat:Catalog; dcat:dataset ?d . ?d a dcat:Dataset; dct:title ?t "
        'FILTER(lang(?t) = "nb") }'
    )
    url, out = place
    found = json.loads(call(str(COMUNICA), f"{url}/catalog", query, "-t", "application/sparql-results+json"))
    rows = {(row["d"]["value"], row["t"]["value"]) for row in found["results"]["bindings"]}
    graph = Graph().parse(out / "catalog.nt")
    assert rows == {(str(one.d), str(one.t)) for one in graph.query(query)}  # type: ignore[union-attr]
    assert len(rows) >= 14


@pytest.mark.parametrize("path", ["/datasets/kuhr", "/datasets/kuhr.html", "/datasets/kuhr.ttl"])
def test_signposting_finds_its_way(place: Place, path: str) -> None:
    url, _ = place
    found = find_signposting_http(f"{url}{path}")
    base = "https://data.helsedirektoratet.no"
    assert str(found.citeAs.target) == f"{base}/datasets/kuhr"
    assert {str(one.target) for one in found.types} >= {"https://schema.org/Dataset"}
    assert str(found.collection.target) == f"{base}/catalog"
    assert len(found.authors) == 1
    described = {
        str(one.type): str(one.target) for one in found.describedBy if "schema" not in str(one.target)
    }
    assert described == {name: f"{url}/datasets/kuhr.{suffix}" for name, (suffix, _) in FORMATS.items()}
