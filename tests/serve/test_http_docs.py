"""What docs/http.md shows is what is answered: each example is asked, of the application and of nginx."""

from __future__ import annotations

import http.client
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from dcat_publisher.serve.app import create_app
from tests.serve.nginx_support import needs_nginx, nginx_over
from tests.serve.site_support import ROOT, write_reference_site

PAGE = (ROOT / "docs" / "http.md").read_text("utf-8")
Fields = dict[str, str]
Ask = Callable[[str, str, Fields], tuple[int, Fields]]


class Example(NamedTuple):
    """A request, the status and media type of the answer, and headers that it has."""

    method: str
    path: str
    asked: Fields
    status: int
    media_type: str
    given: Fields


def fields(lines: list[str]) -> Fields:
    return dict(line.split(": ", 1) for line in lines)


def examples() -> Iterator[Example]:
    for block in re.findall(r"^```http\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL):
        for text in block.strip().split("\n\n"):
            first, *lines = text.splitlines()
            at = next(number for number, line in enumerate(lines) if re.match(r"\d{3}\b", line))
            method, path = first.split()
            status, _, media_type = lines[at].partition(" ")
            yield Example(method, path, fields(lines[:at]), int(status), media_type, fields(lines[at + 1 :]))


EXAMPLES = list(examples())


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("docs") / "out"
    write_reference_site(folder)
    return folder


def hold(example: Example, ask: Ask) -> None:
    status, given = ask(example.method, example.path, example.asked)
    assert status == example.status
    if example.media_type:
        assert given["content-type"].partition(";")[0] == example.media_type
    for name, value in example.given.items():
        assert given[name.lower()] == value


def test_the_page_has_examples() -> None:
    assert len(EXAMPLES) > 15
    assert {example.status for example in EXAMPLES} >= {200, 204, 300, 304, 404, 405, 406}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.method} {example.path}")
def test_the_application_answers_as_the_page_says(out: Path, example: Example) -> None:
    client = create_app(out).test_client()

    def ask(method: str, path: str, asked: Fields) -> tuple[int, Fields]:
        answer = client.open(path, method=method, headers=asked)
        return answer.status_code, {name.lower(): value for name, value in answer.headers.items()}

    hold(example, ask)


@pytest.mark.slow
@needs_nginx
def test_nginx_answers_as_the_page_says(out: Path, tmp_path: Path) -> None:
    with nginx_over(out, tmp_path) as port:

        def ask(method: str, path: str, asked: Fields) -> tuple[int, Fields]:
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=120)) as connection:
                connection.request(method, path, headers=asked)
                answer = connection.getresponse()
                return answer.status, {name.lower(): value for name, value in answer.getheaders()}

        for example in EXAMPLES:
            hold(example, ask)
