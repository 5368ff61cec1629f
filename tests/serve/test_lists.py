"""The pages of lists of variables: documents of the site, which the endpoint and nginx answer alike."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from dcat_publisher.serve.app import create_app
from tests.project import run
from tests.serve.nginx_support import needs_nginx, nginx_over
from tests.serve.site_support import copy_few
from tests.serve.test_nginx import LANGUAGES, Servers, compare

NAME = "/datasets/kpr.variables"
ADDRESSES = (NAME, f"{NAME}.csv", f"{NAME}-metadata.json")
PAGES = (f"{NAME}.html", f"{NAME}.nn.html", f"{NAME}-2", f"{NAME}-2.html", f"{NAME}-2.en.html")


def source_in(folder: Path) -> Path:
    """A few datasets, one of which has three variables."""
    source = copy_few(folder / "source")
    with (source / "datasets" / "kpr.yaml").open("a", encoding="utf-8") as file:
        file.write("variables: kpr.variables.csv\n")
    (source / "datasets" / "kpr.variables.csv").write_text("name;title\na;A\nb;B\nc;C\n", "utf-8")
    return source


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    folder = tmp_path_factory.mktemp("lists")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dcat_publisher.publish.variables.page.PORTION", 2)
        assert run("build", source_in(folder), "--out", folder / "out").code == 0
    with nginx_over(folder / "out", folder) as port:
        yield Servers(port, create_app(folder / "out").test_client(), folder / "out")


@pytest.mark.slow
@needs_nginx
@pytest.mark.parametrize("path", [*ADDRESSES, *PAGES, "/variables", f"{NAME}-3", f"{NAME}-3.html"])
def test_nginx_answers_as_the_endpoint(servers: Servers, path: str) -> None:
    for language in LANGUAGES:
        for accept in ("text/html", "text/turtle", "*/*"):
            headers = {"Accept": accept} | ({} if language is None else {"Accept-Language": language})
            status, answered, _ = compare(servers, "GET", path, headers)
            assert status == (404 if "-3" in path else 200)
            if status == 200:  # no data of a page is offered, since there is none
                assert "link" not in answered


def test_a_page_of_a_list_has_no_data_of_its_own(tmp_path: Path) -> None:
    """The dataset's documents say what there is to say of it: its class and its title."""
    out = tmp_path / "out"
    assert run("build", source_in(tmp_path), "--out", out).code == 0
    files = {path.name for path in (out / "datasets").glob("kpr.variables*")}
    assert files == {
        "kpr.variables.csv", "kpr.variables-metadata.json", "kpr.variables.html",
        *(f"kpr.variables.{tag}.html" for tag in ("nb", "nn", "en")),
    }  # fmt: skip
    said = (out / "datasets" / "kpr.nt").read_text("utf-8")
    assert f'{NAME}> <http://purl.org/dc/terms/title> "Variables"@en .' in said


@pytest.mark.parametrize("way", [(), ("--no-pages",)])
def test_what_was_published_of_a_list_is_gone_with_it(way: tuple[str, ...], tmp_path: Path) -> None:
    source, out = source_in(tmp_path), tmp_path / "out"
    assert run("build", source, "--out", out, *way).code == 0
    assert json.loads((out / "site.json").read_text("utf-8")).get("removed", []) == []
    described = source / "datasets" / "kpr.yaml"
    described.write_text(described.read_text("utf-8").replace("variables: kpr.variables.csv\n", ""), "utf-8")
    (source / "datasets" / "kpr.variables.csv").unlink()
    assert run("build", source, "--out", out, *way).code == 0
    client = create_app(out).test_client()
    assert [client.get(path).status_code for path in ADDRESSES] == [410, 410, 410]
    assert client.get("/datasets/kpr").status_code == 200
    source_in(tmp_path / "again")
    assert run("build", tmp_path / "again" / "source", "--out", out, *way).code == 0
    assert [create_app(out).test_client().get(path).status_code for path in ADDRESSES] == [200, 200, 200]


def test_a_list_without_pages_takes_no_page_for_removed(tmp_path: Path) -> None:
    """Codes have pages and no records: a build without pages does not say that they are gone."""
    source, out = source_in(tmp_path), tmp_path / "out"
    for way in ((), ("--no-pages",)):
        assert run("build", source, "--out", out, *way).code == 0
    assert json.loads((out / "site.json").read_text("utf-8")).get("removed", []) == []
