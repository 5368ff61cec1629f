"""Bars of a result: where a column is a number in every row, and of nothing else."""

from __future__ import annotations

import json
import re

import pytest

from dcat_publisher.model.namespaces import XSD
from dcat_publisher.model.terms import literal
from dcat_publisher.publish.pages.render import PLACE_OF_CONTENT
from dcat_publisher.publish.pages.search import PLACE_OF_QUERY, PLACE_OF_TITLE
from dcat_publisher.rdf.jsonld_context import Context
from dcat_publisher.serve.sparql.chart import chart
from dcat_publisher.serve.sparql.editor_files import completion, script, script_name
from dcat_publisher.serve.sparql.limits import Limits
from dcat_publisher.serve.sparql.query_page import Asked, Surroundings, page, policy, shown
from dcat_publisher.system.resources import packaged
from dcat_publisher.vocabulary import Vocabulary

COUNT = XSD + "integer"
CONTEXT: Context = Vocabulary((packaged("vocab"),)).context


def number(value: str, type_: str = COUNT) -> str:
    return literal(value, type_)


def test_a_count_is_drawn_with_the_name_of_its_row() -> None:
    rows: list[list[str | None]] = [
        ["<https://e.no/a>", literal("Helse"), number("10")],
        ["<https://e.no/b>", None, number("5")],
    ]
    texts = [["https://e.no/a", "Helse", "10"], ["https://e.no/b", "", "5"]]
    found = chart(["tema", "navn", "antall"], rows, texts)
    assert found is not None
    assert found.column == "antall"
    assert [(bar.label, bar.number, bar.width) for bar in found.bars] == [
        ("Helse", "10", 100.0),
        ("https://e.no/b", "5", 50.0),
    ]


@pytest.mark.parametrize(
    "column",
    [
        [number("1"), None],
        [number("1"), literal("2")],
        [number("-1"), number("2")],
        [number("0"), number("0")],
        [number("1"), number("mange")],
        [number("1", XSD + "double"), number("INF", XSD + "double")],
        [number("2020", XSD + "gYear"), number("2021", XSD + "gYear")],
    ],
)
def test_what_is_no_count_is_not_drawn(column: list[str | None]) -> None:
    rows = [[literal("a"), column[0]], [literal("b"), column[1]]]
    assert chart(["a", "b"], rows, [["a", "1"], ["b", "2"]]) is None


def test_one_row_or_one_column_is_no_chart_and_many_rows_are_bounded() -> None:
    assert chart(["a", "b"], [[literal("a"), number("1")]], [["a", "1"]]) is None
    assert chart(["n"], [[number("1")], [number("2")]], [["1"], ["2"]]) is None
    rows = [[literal(str(n)), number(str(n))] for n in range(100)]
    found = chart(["a", "n"], rows, [[str(n), str(n)] for n in range(100)])
    assert found is not None
    assert (len(found.bars), found.more) == (40, 60)


def test_a_page_stands_in_the_frame_of_its_site_in_the_language_chosen() -> None:
    frame = f"<title>{PLACE_OF_TITLE}</title><a href='?lang=nn{PLACE_OF_QUERY}'>{PLACE_OF_CONTENT}</main>"
    table = json.dumps(
        {"boolean": None, "columns": ["a", "n"], "rows": [[literal("<b>"), number("3")]] * 2, "more": False,
         "graph": False}
    ).encode()  # fmt: skip
    query = 'SELECT ("<" AS ?a)'
    result = shown(table, query, "https://e.no/", "")
    around = Surroundings("/", frame, completion(CONTEXT))
    html = page(Asked(query, "nn", True), Limits(), around, result)
    kept = "?lang=nn&amp;query=SELECT+%28%22%3C%22+AS+%3Fa%29"
    assert html.startswith(f"<title>Spør katalogen</title><a href='{kept}'>")
    assert '<input type="hidden" name="lang" value="nn">' in html
    assert html.count('<rect width="100.0%"') == 2
    assert "<b>" not in html.replace("&lt;b&gt;", "")
    assert "lang=nn" in html.partition("<details")[2]  # the examples stay in the language
    assert f'src="sparql/{script_name()}"' in html


def test_without_a_frame_the_page_stands_alone() -> None:
    html = page(Asked("", "en"), Limits(), Surroundings("/", None, completion(CONTEXT)))
    assert html.startswith("<!DOCTYPE html>")
    assert "<h1" in html
    assert 'name="lang"' not in html


def test_the_editor_completes_what_the_catalogue_speaks_of() -> None:
    given = json.loads(completion(CONTEXT))
    names = {name for name, _ in given["terms"]}
    assert {"dcat:Dataset", "dcat:theme", "dct:title", "foaf:name"} <= names
    assert all(name.partition(":")[0] in given["prefixes"] for name in names)
    assert "<" not in completion(CONTEXT)


def test_the_editor_comes_with_its_notice_and_is_bounded() -> None:
    text = script().decode()
    notice = text[: text.index("*/")]
    assert "MIT" in notice
    assert re.search(r"@codemirror/view 6\.[0-9]+", notice)
    assert "Marijn Haverbeke" in notice
    assert len(text) < 400_000
    assert "http://" not in text[text.index("*/") :].replace("http://www.w3.org", "")  # nothing is fetched
    assert "unsafe" not in policy()
