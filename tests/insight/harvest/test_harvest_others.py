"""CKAN and the European portal: pages followed, from http to https too, and what each of them needs."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from click.testing import CliRunner, Result

from dcat_publisher.cli import main
from tests.insight.harvest.rehearsing import CATALOGUES, SOURCE

HEAD = """
@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix hydra: <http://www.w3.org/ns/hydra/core#> . @prefix : <https://data.example.no/> .
"""
FULL = """:c a dcat:Catalog ; dct:title "C" ; dct:description "D" ; dct:publisher :o ; dcat:dataset :a, :b .
:a a dcat:Dataset ; dct:title "A" ; dct:description "D" ; dcat:distribution :f .
:f a dcat:Distribution ; dcat:accessURL :g .
"""
PAGES = {
    "/1": f"{HEAD}{FULL} </1> hydra:next </2> .",
    "/2": f'{HEAD}:b a dcat:Dataset ; dct:title "B" ; dct:description "D" . </2> hydra:nextPage </3> .',
    "/3": f"{HEAD}:d a dcat:Dataset .",
    "/loop": f"{HEAD}{FULL} </loop> hydra:next </loop> .",
    "/lost": f"{HEAD}{FULL} </lost> hydra:next </nowhere> .",
    "/broken": f"{HEAD}:a a",
}


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        text = PAGES.get(self.path)
        host = f"http://{self.headers['Host']}"
        body = "" if text is None else f"@base <{host}/> .\n{text}".replace("</", f"<{host}/")
        self.send_response(404 if text is None else 200)
        self.send_header("Content-Type", "text/turtle")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_arguments: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as running:
        Thread(target=running.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()


def rehearse(target: str, harvester: str) -> Result:
    return CliRunner().invoke(main, ["rehearse", target, "--as", harvester, "--lang", "en"])


def codes(result: Result) -> set[str]:
    return {line[:4] for line in result.stdout.splitlines() if line[:1] == "H" and line[1:4].isdigit()}


@pytest.mark.parametrize("harvester", ["ckan", "edp"])
def test_all_pages_are_read(harvester: str, server: str) -> None:
    found = rehearse(f"{server}/1", harvester)
    assert found.stdout.count("  <https://data.example.no/") == 3
    assert codes(found) == {"H501"}
    assert "https://data.example.no/d lacks dct:title" in found.stdout
    assert found.exit_code == 1


@pytest.mark.parametrize("harvester", ["ckan", "edp"])
@pytest.mark.parametrize(
    ("path", "code"), [("loop", "H502"), ("lost", "H004"), ("broken", "H101"), ("nothing", "H004")]
)
def test_pages_that_lead_nowhere(harvester: str, path: str, code: str, server: str) -> None:
    found = rehearse(f"{server}/{path}", harvester)
    assert codes(found) == {code}
    assert found.exit_code == 1


@pytest.mark.parametrize(
    ("text", "harvester", "expected"),
    [
        ('[] a dcat:Dataset ; dct:title "A" .', "ckan", {"H503"}),
        ('[] a dcat:Dataset ; dct:title "A" ; dct:identifier "1" .', "ckan", set()),
        (':a a dcat:Dataset ; dct:title "A"@nb, "B"@en .', "ckan", {"H504"}),
        (':a a dcat:Dataset ; dct:title "A" ; dcat:distribution [ dcat:accessURL :u ] .', "ckan", {"H505"}),
        (':a a dcat:Dataset ; dct:title "A" .', "edp", {"H501"}),
        (":a a dcat:Distribution .", "edp", {"H501"}),
        (FULL, "edp", set()),
    ],
)
def test_what_they_need(
    text: str, harvester: str, expected: set[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("other") / "catalog.ttl"
    file.write_text(HEAD + text, "utf-8")
    found = rehearse(str(file), harvester)
    assert codes(found) == expected
    assert "internal error" not in found.stderr


@pytest.mark.parametrize(("harvester", "name"), [("ckan", "CKAN"), ("edp", "data.europa.eu")])
def test_the_reference_catalogue_is_taken(harvester: str, name: str) -> None:
    found = rehearse(str(SOURCE), harvester)
    assert found.exit_code == 0
    assert found.stdout.startswith(f"{name} will harvest the catalogue: 14 datasets and 1 dataset series.\n")
    assert "fellesdatakatalog.digdir.no/datasets" not in found.stdout


@pytest.mark.parametrize("harvester", ["ckan", "edp"])
@pytest.mark.parametrize("file", sorted(CATALOGUES.iterdir()), ids=lambda file: file.name)
def test_no_catalogue_breaks_the_rehearsal(harvester: str, file: object) -> None:
    found = rehearse(str(file), harvester)
    assert found.exit_code in (0, 1)
    assert "internal error" not in found.stderr
