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
    "no path": ("ex:S a sh:NodeShape ; sh:property [ sh:minCount 1 ] .", "sh:path is missing"),
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
    "an unknown prefix": (SPARQL.format("SELECT $this WHERE { $this nope:p ?o }"), "the prefix nope:"),
    "VALUES, which SHACL forbids": (
        SPARQL.format("SELECT $this WHERE { $this ?p ?o VALUES ?p { <x:p> } }"), "pySHACL",
    ),
    "no query at all": ("ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:p ; sh:sparql [ sh:message 'x' ] .",
                        "no query (sh:select)"),
}  # fmt: skip


def check(
    folder: Path, shapes: str, data: str = DATA, *, words: tuple[str, ...] = (),
    environment: dict[str, str] | None = None,
) -> Result:
    """Run `check` on data with shapes."""
    (folder / "data.nt").write_text(data, "utf-8")
    (folder / "good.ttl").write_text(PREFIXES + "ex:G a sh:NodeShape ; sh:targetNode ex:none .", "utf-8")
    (folder / "shapes.ttl").write_text(PREFIXES + shapes, "utf-8")
    arguments = ["check", str(folder / "data.nt"), "--lang", "en", "--shapes", str(folder / "good.ttl")]
    arguments += ["--shapes", str(folder / "shapes.ttl"), *words]
    return CliRunner().invoke(main, arguments, env=environment)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_shapes_names_file_and_shape(fault: str, tmp_path: Path) -> None:
    shapes, words = FAULTS[fault]
    result = check(tmp_path, shapes)
    assert result.exit_code == 2, result.output
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"dcat-publisher: {tmp_path / 'shapes.ttl'}:3: shape ")
    assert "http://example.org/S>" in line
    assert words in line


@pytest.mark.parametrize("fault", FAULTS)
def test_a_broken_shape_is_left_out_and_the_rest_is_validated(fault: str, tmp_path: Path) -> None:
    shapes, words = FAULTS[fault]
    sound = "ex:Sound a sh:NodeShape ; sh:targetNode ex:0 ; sh:property [ sh:path ex:q ; sh:minCount 1 ] ."
    result = check(tmp_path, f"{shapes}\n{sound}")
    assert result.exit_code == 1, result.output
    assert result.stdout.count("MinCountConstraintComponent error") == 1
    (warning,) = [line for line in result.stderr.splitlines() if "left out" in line and "shapes.ttl" in line]
    assert warning.startswith(f"dcat-publisher: {tmp_path / 'shapes.ttl'}:3: shape ")
    assert words in warning
    assert "left out because of faults: 1" in result.stderr
    strict = check(tmp_path, f"{shapes}\n{sound}", words=("--strict-shapes",))
    assert (strict.exit_code, words in strict.stderr) == (2, True), strict.output


def test_a_property_that_a_closed_shape_knows_stays_known_when_its_shape_is_broken(tmp_path: Path) -> None:
    result = check(tmp_path, """ex:S a sh:NodeShape ; sh:targetNode ex:1 ; sh:closed true ; sh:property
        [ sh:path ex:p ; sh:minCount "many" ] , [ sh:path ex:q ; sh:minCount 1 ] .""")  # fmt: skip
    assert "1 error," in result.stderr
    assert "of the property <http://example.org/p> in <http://example.org/S>" in result.stderr


USERS = ["sh:or ( ex:B ex:Q )", "sh:xone ( ex:B ex:Q )", "sh:not ex:B", "sh:node ex:B"]


@pytest.mark.parametrize("user", USERS)
def test_what_refers_to_a_broken_shape_asks_nothing(user: str, tmp_path: Path) -> None:
    shapes = f"""ex:S a sh:NodeShape ; sh:targetNode ex:1 ; {user} ; sh:property ex:Q .
        ex:B a sh:NodeShape ; sh:nodeKind ex:Wrong . ex:Q sh:path ex:q ; sh:minCount 1 ."""
    result = check(tmp_path, shapes)
    assert (result.exit_code, "1 error," in result.stderr) == (1, True), result.stderr
    assert "it is left out, and so is what <http://example.org/S> would ask by it" in result.stderr


@pytest.mark.parametrize("words", [(), ("--allow-empty",), ("--exit-zero",)])
def test_entailment_that_is_not_made_is_a_failure(words: tuple[str, ...], tmp_path: Path) -> None:
    shapes = "ex:S a sh:NodeShape ; sh:targetNode ex:1 ; sh:minLength 1 . <> sh:entailment <{}> ."
    regimes = "http://www.w3.org/ns/entailment/"
    result = check(tmp_path, shapes.format(f"{regimes}RDFS"), words=words)
    assert (result.exit_code, "sh:entailment" in result.stderr) == (2, True), result.output
    assert check(tmp_path, shapes.format(f"{regimes}Simple"), words=words).exit_code == 0


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
    result = check(tmp_path, SPARQL.format(query), environment={VARIABLE: "1"})
    assert result.exit_code == 2, result.output
    assert "pySHACL takes more than 1 seconds of processor time" in result.stderr
    assert "shapes.ttl:3: shape <http://example.org/S>" in result.stderr


def test_a_pattern_without_end_is_stopped(tmp_path: Path) -> None:
    shapes = 'ex:P a sh:PropertyShape ; sh:targetSubjectsOf ex:p ; sh:path ex:p ; sh:pattern "^(a+)+$" .'
    result = check(tmp_path, shapes, environment={VARIABLE: "0.5"})
    assert result.exit_code == 2, result.output
    assert "shapes.ttl:3: shape <http://example.org/P>: sh:pattern ^(a+)+$: " in result.stderr
    assert "processor time" in result.stderr


@pytest.mark.parametrize("value", ["0", "-1", "nan", "inf", "soon"])
def test_a_bound_that_is_none_is_refused(value: str, tmp_path: Path) -> None:
    result = check(tmp_path, "ex:S a sh:NodeShape .", environment={VARIABLE: value})
    assert result.exit_code == 2
    assert VARIABLE in result.stderr


def test_a_property_shape_that_nobody_wrote_is_left_out_with_a_word(tmp_path: Path) -> None:
    shapes = """ex:S a sh:NodeShape ; sh:targetNode ex:1 ; sh:property ex:forgotten, ex:Q .
        ex:Q a sh:PropertyShape ; sh:path ex:q ; sh:minCount 1 ."""
    result = check(tmp_path, shapes)
    assert result.exit_code == 1, result.output
    assert "by sh:property to the shape <http://example.org/forgotten>, which none of" in result.stderr
    assert "1 error," in result.stderr
    assert "left out because of faults: 1" in result.stderr
    strict = check(tmp_path, shapes, words=("--strict-shapes",))
    assert (strict.exit_code, "example.org/forgotten>, which none of" in strict.stderr) == (2, True)


@pytest.mark.parametrize(
    ("triple", "meant"),
    [
        ("sh:minCuont 1", "sh:minCount"), ("sh:MinCount 1", "sh:minCount"), ("sh:pattren 'a'", "sh:pattern"),
        ("a sh:NodeShpae", "sh:NodeShape"), ("sh:targetSUbjectOf ex:p", "sh:targetSubjectsOf"),
    ],
)  # fmt: skip
def test_a_name_that_shacl_does_not_have_is_an_error(triple: str, meant: str, tmp_path: Path) -> None:
    shapes = f"ex:S a sh:NodeShape ; sh:targetNode ex:1 ; sh:minLength 1 ; {triple} ."
    result = check(tmp_path, shapes)
    assert result.exit_code == 1
    assert "shapes.ttl:3: shape <http://example.org/S>: has sh:" in result.stderr
    assert f"did you mean {meant}?" in result.stderr
    assert check(tmp_path, shapes, words=("--allow-empty",)).exit_code == 0


def test_a_term_of_shacl_1_2_is_a_warning(tmp_path: Path) -> None:
    shapes = "ex:S a sh:NodeShape ; sh:targetNode ex:1 ; sh:minLength 1 ; sh:singleLine true ."
    result = check(tmp_path, shapes)
    assert (result.exit_code, "has sh:singleLine, a term of SHACL 1.2" in result.stderr) == (0, True)


def test_imports_on_the_same_disk_are_followed_and_others_are_named(tmp_path: Path) -> None:
    more = "ex:M a sh:NodeShape ; sh:targetNode ex:2 ; sh:property [ sh:path ex:q ; sh:minCount 1 ] ."
    (tmp_path / "more.ttl").write_text(PREFIXES + more, "utf-8")
    far = "<https://example.org/far>"
    imports = f"<> <http://www.w3.org/2002/07/owl#imports> <more.ttl>, <missing.ttl>, {far} ."
    result = check(tmp_path, f"ex:S a sh:NodeShape ; sh:targetNode ex:1 ; sh:minLength 1 . {imports}")
    assert (result.exit_code, "1 error," in result.stderr) == (1, True), result.stderr
    lines = [line for line in result.stderr.splitlines() if "owl:imports" in line]
    assert ["missing.ttl" in line for line in lines] == [True, False]
    assert "https://example.org/far" in lines[1]


@pytest.mark.parametrize(
    "shape",
    [
        "ex:S a sh:NodeShape ; sh:targetNode ex:1 ; sh:deactivated true ; sh:minLength 1 .",
        "ex:S a sh:NodeShape ; sh:targetNode ex:1 ; sh:property "
        "[ sh:path ex:p ; sh:minCount 1 ; sh:deactivated true ] .",
        "ex:S a sh:NodeShape ; sh:targetNode ex:1 ; sh:node ex:E . ex:E a sh:NodeShape .",
        "ex:S a sh:PropertyShape ; sh:targetNode ex:1 ; sh:path ex:p ; sh:qualifiedMinCount 5 .",
        'ex:S a sh:PropertyShape ; sh:targetNode ex:1 ; sh:path ex:p ; sh:flags "i" .',
    ],
)
def test_shapes_that_ask_for_nothing_are_no_green(shape: str, tmp_path: Path) -> None:
    result = check(tmp_path, shape)
    assert (result.exit_code, "asks for anything" in result.stderr) == (1, True), result.output


def test_an_import_does_not_leave_the_folder_of_the_shapes(tmp_path: Path) -> None:
    (inner := tmp_path / "inner").mkdir()
    more = "ex:M a sh:NodeShape ; sh:targetNode ex:2 ; sh:property [ sh:path ex:q ; sh:minCount 1 ] ."
    (tmp_path / "outside.ttl").write_text(PREFIXES + more, "utf-8")
    imports = "<> <http://www.w3.org/2002/07/owl#imports> <../outside.ttl> ."
    result = check(inner, f"ex:S a sh:NodeShape ; sh:targetNode ex:1 ; sh:minLength 1 . {imports}")
    assert result.exit_code == 0, result.output
    assert "outside.ttl" in next(line for line in result.stderr.splitlines() if "owl:imports" in line)


def test_an_import_that_is_given_as_well_is_no_loss(tmp_path: Path) -> None:
    (tmp_path / "far.ttl").write_text(
        f"{PREFIXES} <https://example.org/far> a <http://www.w3.org/2002/07/owl#Ontology> . "
        "ex:F a sh:NodeShape ; sh:targetNode ex:2 ; sh:minLength 1 .", "utf-8",
    )  # fmt: skip
    imports = "<> <http://www.w3.org/2002/07/owl#imports> <https://example.org/far> ."
    shapes = f"ex:S a sh:NodeShape ; sh:targetNode ex:1 ; sh:minLength 1 . {imports}"
    result = check(tmp_path, shapes, words=("--shapes", str(tmp_path / "far.ttl")))
    assert (result.exit_code, "owl:imports" in result.stderr) == (0, False), result.stderr


def test_the_summary_says_how_many_shapes_met_how_many_nodes(tmp_path: Path) -> None:
    shapes = """ex:S a sh:NodeShape ; sh:targetNode ex:1, ex:2 ; sh:minLength 1 .
        ex:T a sh:NodeShape ; sh:targetClass ex:Nothing ; sh:minLength 1 ."""
    result = check(tmp_path, shapes)
    assert "1 of 2 shapes met 2 nodes; shapes that ask for nothing: 1" in result.stderr  # that of good.ttl


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
