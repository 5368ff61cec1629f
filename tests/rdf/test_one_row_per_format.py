"""A format is added in one row: it is built, negotiated, listed, described, reserved, and answers 410."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import Any, NamedTuple

import pytest

from tests.project import ROOT


class Row(NamedTuple):
    """What is exchanged in the text of the table, and what the format is known by."""

    old: str
    new: str
    suffix: str
    media_type: str
    alias: str
    label: str
    term: str | None


# N3 is read and not written; Turtle is a part of it, so the writer of Turtle can write it. Its media type is
# an alias of Turtle until it is.
N3 = Row(
    'parser="N3",', 'parser="N3", writer=lambda context: TurtleWriter(context.written_prefixes),',
    "n3", "text/n3", "text/n3", "N3", "<http://www.w3.org/ns/formats/N3>",
)  # fmt: skip
# No parser reads it, W3C has no name for it, and its registration knows no charset.
COUNTED = Row(
    "TABLE: Final = (\n",
    """TABLE: Final = (
    Format(
        name="counted", label="Counted lines", media_type="application/vnd.counted", suffixes=("cnt",),
        aliases=("text/vnd.counted",), has_charset=False, grammar="lines", writer=lambda _: NTriplesWriter(),
    ),
""",
    "cnt", "application/vnd.counted", "text/vnd.counted", "Counted lines", None,
)  # fmt: skip
ROWS = {"n3": N3, "counted": COUNTED}


@pytest.fixture(scope="module", params=ROWS)
def trial(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Row, Any]:
    """A row, and what a process tells in which the table has it."""
    row = ROWS[request.param]
    told = subprocess.run(
        [sys.executable, "-m", "tests.rdf.another_row", *row[:5]],
        cwd=tmp_path_factory.mktemp(request.param), env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    return row, json.loads(told.stdout.splitlines()[-1])


def test_every_resource_is_built_in_it(trial: tuple[Row, Any]) -> None:
    row, told = trial
    assert told["codes"] == [0, 0, 0]
    assert {f"catalog.{row.suffix}", f"datasets/eksempel.{row.suffix}", f"_pages/1.{row.suffix}"} <= {
        *told["files"]
    }


def test_it_is_negotiated_by_suffix_type_and_alias(trial: tuple[Row, Any]) -> None:
    row, told = trial
    charset = "; charset=utf-8" if row is N3 else ""
    for how in ("by suffix", "by type"):
        assert (told[how]["status"], told[how]["content-type"]) == (200, f"{row.media_type}{charset}")
    assert told["by type"]["content-location"] == f"eksempel.{row.suffix}"
    assert told["by type"]["body"] == told["by suffix"]["body"]
    assert told["by alias"]["content-location"] == f"eksempel.{row.suffix}"
    assert told["by alias"]["content-type"] == f"{row.alias}{charset}"
    assert told["by turtle"]["content-location"] == "eksempel.ttl"
    assert told["by default"]["content-location"] == ("eksempel.cnt" if row is COUNTED else "eksempel.ttl")
    assert told["portion"]["content-location"] == f"catalog.{row.suffix}?page=1"


def test_it_is_listed_for_people_and_for_programs(trial: tuple[Row, Any]) -> None:
    row, told = trial
    link = f'<eksempel.{row.suffix}>; rel="alternate describedby"; type="{row.media_type}"'
    assert all(link in told[how]["link"] for how in ("page", "by turtle"))
    assert f'href="eksempel.{row.suffix}"' in told["page"]["body"]
    assert row.label in told["page"]["body"]
    assert f"<https://data.example.no/catalog.{row.suffix}>" in told["void"]["body"]
    assert row.term is None or row.term in told["void"]["body"]
    content = json.loads(told["openapi"]["body"])["paths"]["/"]["get"]["responses"]["200"]["content"]
    assert row.media_type in content
    assert any(row.label == name for name in told["query page"])
    assert row.media_type in told["graphs"]
    assert row.term is None or row.term in told["service"]


def test_it_has_its_place_in_the_configuration_of_nginx(trial: tuple[Row, Any]) -> None:
    row, told = trial
    conf = told["nginx"]
    assert f"{row.media_type} {row.suffix};" in conf
    assert re.search(rf"\$\w*name\.{row.suffix}\b", conf)
    assert row.alias in conf


def test_what_was_removed_answers_410_in_it(trial: tuple[Row, Any]) -> None:
    _, told = trial
    assert (told["gone"]["status"], told["never"]["status"]) == (410, 404)


def test_no_record_may_have_a_name_that_ends_so(trial: tuple[Row, Any]) -> None:
    _, told = trial
    assert told["reserved"] is not None
    assert {"R004", "R302"} <= {*told["findings"]}
