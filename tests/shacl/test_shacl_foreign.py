"""Shapes that others wrote: a fault is one line with file and shape, exit code 2, and in bounded time."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dcat_publisher.cli import main
from dcat_publisher.shacl.limits import VARIABLE

PREFIXES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://example.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
DATA = "".join(f'<http://example.org/{n}> <http://example.org/p> "{"a" * 40}!" .\n' for n in range(60))
SPARQL = 'ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:p ; sh:sparql [ sh:select """{}""" ] .'
FAULTS = {
    "count in a node shape": ("ex:S a sh:NodeShape ; sh:targetNode ex:1 ; sh:minCount 1 .", "minCount"),
    "no path": ("ex:S a sh:NodeShape ; sh:property [ sh:minCount 1 ] .", "property shapes only"),
    "a list without end": ("ex:S a sh:NodeShape ; sh:in _:l . _:l <x:y> 1 .", "not a well-formed list"),
    "no regular expression": (
        'ex:S a sh:PropertyShape ; sh:path ex:p ; sh:pattern "(" .', "not a regular expression",
    ),
    "a count of 6,000 digits": (
        f"ex:S a sh:PropertyShape ; sh:path ex:p ; sh:minCount {'9' * 6000} .", "must be a whole number",
    ),
    "JavaScript": ("ex:S a sh:NodeShape ; sh:targetNode ex:1 ; sh:js [ sh:jsFunctionName 'f' ] .", "sh:js"),
    "SERVICE": (
        SPARQL.format("SELECT $this WHERE { SERVICE <http://127.0.0.1:9/> { $this ?p ?o } }"), "SERVICE",
    ),
    "SERVICE in a subquery": (
        SPARQL.format("SELECT $this { { SELECT $this { $this ?p ?o . SERVICE ?o { ?a ?b ?c } } } }"),
        "SERVICE",
    ),
    "FROM a file": (
        SPARQL.format("SELECT $this FROM <file:///etc/passwd> WHERE { $this ?p ?o }"), "FROM",
    ),
    "no query": (SPARQL.format("SELEKT $this WHERE"), "not SPARQL"),
    "an unknown prefix": (SPARQL.format("SELECT $this WHERE { $this nope:p ?o }"), "pySHACL"),
    "VALUES, which SHACL forbids": (
        SPARQL.format("SELECT $this WHERE { $this ?p ?o VALUES ?p { ex:p } }"), "pySHACL",
    ),
    "no query at all": ("ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:p ; sh:sparql [ sh:message 'x' ] .",
                        "pySHACL"),
}  # fmt: skip


def check(folder: Path, shapes: str, data: str = DATA, **environment: str) -> Result:
    """Run `check` on data with shapes."""
    (folder / "data.nt").write_text(data, "utf-8")
    (folder / "good.ttl").write_text(PREFIXES + "ex:G a sh:NodeShape ; sh:targetNode ex:none .", "utf-8")
    (folder / "shapes.ttl").write_text(PREFIXES + shapes, "utf-8")
    arguments = ["check", str(folder / "data.nt"), "--lang", "en", "--shapes", str(folder / "good.ttl")]
    return CliRunner().invoke(main, [*arguments, "--shapes", str(folder / "shapes.ttl")], env=environment)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_shapes_names_file_and_shape(fault: str, tmp_path: Path) -> None:
    shapes, words = FAULTS[fault]
    result = check(tmp_path, shapes)
    assert result.exit_code == 2, result.output
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"dcat-publisher: {tmp_path / 'shapes.ttl'}: shape ")
    assert "http://example.org/S>" in line
    assert words in line


def test_a_word_of_sparql_in_a_text_is_no_call_to_elsewhere(tmp_path: Path) -> None:
    query = "SELECT $this ?value WHERE { $this ?p ?value FILTER(STR(?value) = 'FROM <x:y> { LOAD') } # FROM"
    result = check(tmp_path, SPARQL.format(query))
    assert result.exit_code == 0, result.output


def test_sparql_finds_what_it_should(tmp_path: Path) -> None:
    result = check(tmp_path, SPARQL.format("SELECT $this ?o WHERE { $this <http://example.org/p> ?o }"))
    assert result.exit_code == 1, result.output
    assert "60 errors" in result.stderr


def test_a_query_without_end_is_stopped(tmp_path: Path) -> None:
    query = "SELECT $this WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . FILTER(?a = ?missing) }"
    result = check(tmp_path, SPARQL.format(query), **{VARIABLE: "1"})
    assert result.exit_code == 2, result.output
    assert "pySHACL takes more than 1 seconds of processor time" in result.stderr
    assert "shapes.ttl: shape <http://example.org/S>" in result.stderr


def test_a_pattern_without_end_is_stopped(tmp_path: Path) -> None:
    shapes = 'ex:P a sh:PropertyShape ; sh:targetSubjectsOf ex:p ; sh:path ex:p ; sh:pattern "^(a+)+$" .'
    result = check(tmp_path, shapes, **{VARIABLE: "0.5"})
    assert result.exit_code == 2, result.output
    assert "shapes.ttl: shape <http://example.org/P>: sh:pattern ^(a+)+$: " in result.stderr
    assert "processor time" in result.stderr


@pytest.mark.parametrize("value", ["0", "-1", "nan", "inf", "soon"])
def test_a_bound_that_is_none_is_refused(value: str, tmp_path: Path) -> None:
    result = check(tmp_path, "ex:S a sh:NodeShape .", **{VARIABLE: value})
    assert result.exit_code == 2
    assert VARIABLE in result.stderr


def test_a_property_shape_that_nobody_wrote_is_left_out_with_a_word(tmp_path: Path) -> None:
    result = check(tmp_path, """ex:S a sh:NodeShape ; sh:targetNode ex:1 ; sh:property ex:forgotten, ex:Q .
        ex:Q a sh:PropertyShape ; sh:path ex:q ; sh:minCount 1 .""")  # fmt: skip
    assert result.exit_code == 1, result.output
    assert "refers to the property shape <http://example.org/forgotten>, which is not there" in result.stderr
    assert "1 error," in result.stderr


def test_a_name_that_shacl_does_not_have_is_said(tmp_path: Path) -> None:
    result = check(tmp_path, "ex:S a sh:NodeShape ; sh:targetNode ex:1 ; sh:minCuont 1 .")
    assert result.exit_code == 0
    assert "shape <http://example.org/S> has <http://www.w3.org/ns/shacl#minCuont>" in result.stderr


def test_shapes_that_are_no_turtle_are_told_with_their_line(tmp_path: Path) -> None:
    result = check(tmp_path, "ex:S a sh:NodeShape ;; .\n[")
    assert result.exit_code == 2
    assert "shapes.ttl:4:" in result.stderr


@pytest.mark.parametrize(
    "value",
    [
        f'"{"9" * 6000}"^^<http://www.w3.org/2001/XMLSchema#{name}>'
        for name in ("integer", "nonNegativeInteger", "byte", "decimal", "double", "gYear", "boolean")
    ]
    + [f'"{"9" * 6000}-02-29{end}"^^<http://www.w3.org/2001/XMLSchema#{name}>'
       for name, end in (("date", ""), ("dateTime", "T00:00:00Z"))],
)  # fmt: skip
@pytest.mark.parametrize("bound", ["5", "'2020-01-01'^^xsd:date", "1.5e0", "'2020'^^xsd:gYear"])
def test_a_number_of_thousands_of_digits_is_compared_or_found(value: str, bound: str, tmp_path: Path) -> None:
    shapes = f"""ex:S a sh:PropertyShape ; sh:targetSubjectsOf ex:p ; sh:path ex:p ; sh:maxInclusive {bound} ;
        sh:datatype xsd:byte ; sh:lessThan ex:q ; sh:minInclusive {bound} ."""
    line = f"<http://example.org/a> <http://example.org/{{}}> {value} .\n"
    result = check(tmp_path, shapes, line.format("p") + line.format("q"))
    assert result.exit_code == 1, result.output
