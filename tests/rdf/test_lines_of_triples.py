"""Lines of N-Triples: those that are asked for are found, whatever else is left out."""

from pathlib import Path

import pytest

from dcat_publisher.rdf.lines import Span, lines_in, lines_of, scan_of
from dcat_publisher.rdf.read import read_rdf

TRIPLES = """<http://a/1> <http://p/x> "en" .
<http://a/2> <http://p/y> <http://a/1> .
# <http://a/1> <http://p/x> "no" .

<http://a/1> <http://p/y> "to <http://p/x> tre" .
<http://a/1>\t<http://p/z> "fire" .
<http://a/1> <http://p/x>  "fem"@nb   .
<http://a/1> <http://p/x> "en" .
"""


def _lines(tmp_path: Path, predicates: set[str] | None) -> dict[tuple[str, ...], Span]:
    file = tmp_path / "a.nt"
    file.write_text(TRIPLES, "utf-8")
    return lines_of(file, {"<http://a/1>"}, predicates=predicates)


def test_the_first_line_is_that_of_a_node_a_property_and_a_triple(tmp_path: Path) -> None:
    one, x, y = "<http://a/1>", "<http://p/x>", "<http://p/y>"
    assert _lines(tmp_path, None) == {
        (one,): Span(1, 1, 13),
        (one, x): Span(1, 14, 26),
        (one, x, '"en"'): Span(1, 27, 31),
        (one, y): Span(5, 14, 26),
        (one, y, '"to <http://p/x> tre"'): Span(5, 27, 48),
        (one, x, '"fem"@nb'): Span(7, 27, 35),
    }


@pytest.mark.parametrize("predicates", [{"<http://p/x>"}, {"<http://p/y>"}, set(), {"<http://p/other>"}])
def test_of_some_properties_the_lines_are_the_same(predicates: set[str], tmp_path: Path) -> None:
    every = _lines(tmp_path, None)
    asked = {key: span for key, span in every.items() if len(key) < 2 or key[1] in predicates}
    assert _lines(tmp_path, predicates) == asked


def test_one_look_at_a_file_serves_for_each_of_its_nodes(tmp_path: Path) -> None:
    file = tmp_path / "a.ttl"
    file.write_text("<http://a/1> <http://p/x> [ <http://p/y> 1 ] .\n<http://a/2> <http://p/x> [] .\n")
    graph = read_rdf(file)
    scan = scan_of(file, graph.index.keys())
    assert scan is not None
    for node in graph.index:
        assert lines_in(scan, {node}, graph) == lines_of(file, {node}, graph) != {}
