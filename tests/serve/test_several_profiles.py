"""One source in several profiles: each with its own keys, rules and view, side by side in Flask and nginx."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dcat_publisher.rdf.read import read_rdf
from dcat_publisher.serve.app import create_app
from tests.project import run
from tests.serve.nginx_support import needs_nginx, nginx_over
from tests.serve.test_nginx import Servers, compare
from tests.vocabulary.knowledge import save, start

PROFILE = Path(__file__).parents[1] / "data/installed-profile/house_of_data/profile"
HOUSE, EU = "https://regler.example.no/data", "https://semiceu.github.io/DCAT-AP/releases/3.0.1/"
VIEW = """PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX h: <https://regler.example.no/data#>
CONSTRUCT { ?s ?p ?o . ?d h:place ?shelf . ?d h:house ?publisher }
WHERE {
  { ?s ?p ?o FILTER ( ?p NOT IN ( h:shelf, dct:spatial ) ) }
  UNION { ?d h:shelf ?shelf }
  UNION { ?d a dcat:Dataset . ?c a dcat:Catalog ; dct:publisher ?publisher }
}
"""
NAMES = "dcat-ap-no,house,dcat-ap"
SHELF = "<https://regler.example.no/data#shelf>"
PLACE = "<https://regler.example.no/data#place>"


def make(folder: Path, view: str = VIEW) -> Path:
    """Make the starter catalogue, with a dataset on a shelf, and the profile `house`; give the source."""
    file = start(folder)
    save(file, f"{file.read_text('utf-8')}hylle: B\n")
    for each in PROFILE.rglob("*.*"):
        text = each.read_text("utf-8").replace("sh:path h:shelf", "sh:path h:place")
        save(folder / "shapes/house" / each.relative_to(PROFILE), text)
    save(folder / "shapes/house/view.rq", view)
    save(folder / "dcat-publisher.toml", f"profiles = {json.dumps(NAMES.split(','))}\n")
    return folder / "source"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source and what was built of it in three profiles (`out`), and in one (`plain`)."""
    folder = tmp_path_factory.mktemp("profiles")
    found = run("build", make(folder), "--out", folder / "out", "--lang", "en")
    assert found.code == 0, found.err + found.out
    file = folder / "source/datasets/eksempel.yaml"
    text = file.read_text("utf-8")
    save(file, text.replace("hylle: B\n", ""))
    assert run("build", folder / "source", "--out", folder / "plain", "--profile", "dcat-ap-no").code == 0
    save(file, text)
    return folder


@pytest.fixture(scope="module")
def client(folder: Path) -> FlaskClient:
    return create_app(folder / "out").test_client()


def test_the_first_profile_has_the_bytes_of_a_source_without_the_others_keys(folder: Path) -> None:
    plain = {file.relative_to(folder / "plain") for file in (folder / "plain").rglob("*.ttl")}
    assert Path("datasets/eksempel.ttl") in plain
    for name in plain:
        assert (folder / "out" / name).read_bytes() == (folder / "plain" / name).read_bytes(), name


def test_a_view_leaves_out_renames_and_moves(folder: Path) -> None:
    graph = read_rdf(folder / "out/datasets/eksempel.house.ttl")
    dataset = next(node for node in graph.index if "datasets/eksempel>" in node)
    shelf = "<https://regler.example.no/hylle/B>"
    assert graph.objects(dataset, PLACE) == [shelf]
    assert graph.predicates(shelf)  # with its label
    assert not graph.objects(dataset, SHELF)
    publisher = graph.objects(dataset, "<https://regler.example.no/data#house>")[0]
    assert graph.predicates(publisher)
    whole = read_rdf(folder / "out/catalog.house.ttl")
    assert set(graph) <= set(whole)
    catalog = whole.instances("<http://www.w3.org/ns/dcat#Catalog>")[0]
    assert dataset in whole.objects(catalog, "<http://www.w3.org/ns/dcat#dataset>")


def test_every_format_says_the_same(folder: Path) -> None:
    graphs = [set(read_rdf(folder / f"out/catalog.house.{form}")) for form in ("ttl", "nt", "rdf", "jsonld")]
    assert all(graph == graphs[0] for graph in graphs)


@pytest.mark.parametrize(
    ("headers", "query", "profile", "name"),
    [
        ({}, "", None, "eksempel.ttl"),
        ({"Accept-Profile": f"<{HOUSE}>"}, "", HOUSE, "eksempel.house.ttl"),
        ({"Accept-Profile": f"<{EU}>, <{HOUSE}>;q=0.5"}, "", EU, "eksempel.dcat-ap.ttl"),
        ({"Accept-Profile": f"<{HOUSE}>", "Accept": "application/rdf+xml"}, "", HOUSE, "eksempel.house.rdf"),
        ({}, "?_profile=house", HOUSE, "eksempel.house.ttl"),
        ({}, "?_profile=dcat-ap&_mediatype=application/n-triples", EU, "eksempel.dcat-ap.nt"),
        ({"Accept-Profile": "<https://a.no/none>"}, "", None, "eksempel.ttl"),
    ],
)
def test_the_profile_is_negotiated(
    headers: dict[str, str], query: str, profile: str | None, name: str, client: FlaskClient
) -> None:
    answer = client.get(f"/datasets/eksempel{query}", headers=headers)
    assert (answer.status_code, answer.headers["Content-Location"]) == (200, name)
    assert profile is None or answer.headers["Content-Profile"] == f"<{profile}>"
    assert "Accept-Profile" in answer.headers["Vary"]
    assert f'<eksempel.house.ttl>; rel="alternate describedby"; type="text/turtle"; profile="{HOUSE}"' in (
        answer.headers["Link"]
    )
    assert f'token="house"; anchor="{HOUSE}"' in answer.headers["Link"]


ASKED: tuple[dict[str, str], ...] = (
    {}, {"Accept-Profile": f"<{HOUSE}>"}, {"Accept-Profile": f"<{EU}>"},
    {"Accept-Profile": "<https://schema.org/>"}, {"Accept-Profile": f"<{HOUSE}>;q=0.2, <{EU}>;q=0.9"},
)  # fmt: skip
ACCEPTS = (
    None, "*/*", "text/turtle", "application/rdf+xml;q=0.5, application/ld+json", "text/html",
    "text/html, application/n-triples;q=0.3", "application/json", "text/n3", "image/png",
)  # fmt: skip
PATHS = (
    "/", "/catalog", "/datasets/eksempel", "/datasets/eksempel.house.ttl", "/catalog.dcat-ap.rdf",
    "/datasets/eksempel?_profile=house", "/catalog?_profile=dcat-ap&_mediatype=text/html", "/shapes",
    "/datasets/eksempel?_profile=https%3A%2F%2Fregler.example.no%2Fdata", "/datasets/none.house.ttl",
    "/agents/etaten", "/catalog?_profile=alt", "/datasets/eksempel.other.ttl",
)  # fmt: skip


@pytest.fixture(scope="module")
def servers(folder: Path, client: FlaskClient) -> Iterator[Servers]:
    with nginx_over(folder / "out", folder) as port:
        yield Servers(port, client, folder / "out")


@needs_nginx
@pytest.mark.slow
@pytest.mark.parametrize("path", PATHS)
def test_nginx_answers_as_the_application(path: str, servers: Servers) -> None:
    for asked in ASKED:
        for accept in ACCEPTS:
            compare(servers, "GET", path, {**asked, **({} if accept is None else {"Accept": accept})})


def test_void_and_openapi_know_the_profiles(folder: Path) -> None:
    void = (folder / "out/.well-known/void").read_text("utf-8")
    assert "catalog.house.ttl>" in void
    assert f"<{HOUSE}>" in void
    about = json.loads((folder / "out/openapi.json").read_text("utf-8"))
    parameters = about["paths"]["/datasets/{name}"]["get"]["parameters"]
    enum = next(each["schema"]["enum"] for each in parameters if each["name"] == "_profile")
    assert enum == ["dcat-ap-no", "house", "dcat-ap", "schema"]


def test_manifest_and_conditions_know_the_profiles(folder: Path) -> None:
    site = json.loads((folder / "out/site.json").read_text("utf-8"))
    assert [each["token"] for each in site["profiles"]] == ["dcat-ap-no", "house", "dcat-ap", "schema"]
    assert run("check", folder / "out/catalog.dcat-ap.ttl", "--profile", "dcat-ap").code == 0


@pytest.fixture
def project(tmp_path: Path) -> Path:
    make(tmp_path)
    return tmp_path


CHECK = ("--lang", "en", "--output-format", "concise")


def test_a_finding_in_a_view_stands_on_the_typed_line(project: Path) -> None:
    text = (PROFILE / "profile.ttl").read_text("utf-8").replace("sh:path h:shelf", "sh:path h:place")
    rule = "sh:in ( <https://regler.example.no/hylle/A> )"
    save(project / "shapes/house/profile.ttl", text.replace("sh:minCount 1", rule))
    found = run("check", project / "source", *CHECK)
    lines = (project / "source/datasets/eksempel.yaml").read_text("utf-8").splitlines()
    number = lines.index("hylle: B") + 1
    assert f"eksempel.yaml:{number}:8 Dataset-shelf error" in found.out
    assert "[house]" in found.out
    assert found.code == 1


def test_errors_of_another_profile_withhold_its_documents_only(project: Path) -> None:
    file = project / "source/datasets/eksempel.yaml"
    save(file, file.read_text("utf-8").replace("hylle: B\n", ""))
    found = run("build", project / "source", "--out", project / "out", "--lang", "en")
    assert found.code == 0, found.err
    assert "the profile `house` demands" in found.err
    assert "Write which shelf" in found.out
    assert not (project / "out/catalog.house.ttl").exists()
    assert (project / "out/catalog.dcat-ap.ttl").exists()
    site = json.loads((project / "out/site.json").read_text("utf-8"))
    assert [each["token"] for each in site["profiles"]] == ["dcat-ap-no", "dcat-ap", "schema"]


def test_what_several_profiles_ask_is_said_once_with_their_names(project: Path) -> None:
    file = project / "source/datasets/eksempel.yaml"
    save(file, "\n".join(line for line in file.read_text("utf-8").splitlines() if "title" not in line))
    lines = [line for line in run("check", project / "source", *CHECK).findings() if "title-required" in line]
    found = run("check", project / "source", *CHECK).out
    assert len(lines) <= 1
    assert "[dcat-ap-no, dcat-ap]" in found


@pytest.mark.parametrize(
    ("view", "words"),
    [
        ("SELECT ?s WHERE { ?s ?p ?o }", "it is no CONSTRUCT"),
        ("CONSTRUCT { ?s ?p ?o }\nWHERE { ?s ?p ?o", "view.rq:2:"),
        ("CONSTRUCT { ?s ?p ?o }\nWHERE { SERVICE <https://a.no/> { ?s ?p ?o } }", "view.rq:2: a view asks"),
        ("CONSTRUCT { ?s ?p ?o }\nFROM <https://a.no/> WHERE { ?s ?p ?o }", "FROM is not read"),
        ("CONSTRUCT { ?s ?p _:x } WHERE { ?s ?p ?o }", "makes a node without an address"),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o . ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?q . "
         "FILTER ( STRLEN(CONCAT(STR(?s), STR(?a), STR(?d), STR(?g), STR(?j), STR(?m))) = 1 ) }",
         "takes more than"),
    ],
)  # fmt: skip
def test_a_view_that_cannot_be_is_said(
    view: str, words: str, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DCAT_PUBLISHER_VIEW_SECONDS", "1")
    save(project / "shapes/house/view.rq", view)
    found = run("check", project / "source", "--lang", "en")
    assert found.code == 2, found.out
    assert words in found.err, found.err


def test_words_that_look_like_keywords_are_none(project: Path) -> None:
    view = VIEW.replace("CONSTRUCT {", "# SERVICE\nCONSTRUCT {").replace("?publisher", "?service")
    save(project / "shapes/house/view.rq", view)
    assert run("check", project / "source", "--lang", "en").code == 0


def test_the_same_bytes_in_portions_and_at_once(
    folder: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dcat_publisher.checking.views.view._CHUNK", 1)
    monkeypatch.setattr("dcat_publisher.publish.profile_files._CHUNK", 1)
    found = run("build", project / "source", "--out", project / "out", "--jobs", "2")
    assert found.code == 0, found.err
    for file in (folder / "out").rglob("*.ttl"):
        assert (project / "out" / file.relative_to(folder / "out")).read_bytes() == file.read_bytes(), file


def test_a_view_that_is_edited_counts(project: Path) -> None:
    assert run("check", project / "source", "--lang", "en").code == 0
    save(project / "shapes/house/view.rq", VIEW.replace("?d h:place ?shelf .", ""))
    assert run("check", project / "source", "--lang", "en").code == 1
