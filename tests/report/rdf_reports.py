"""One catalogue with faults in every syntax, its shapes, and what each report says of it."""

import json
from pathlib import Path
from xml.etree import ElementTree

from click.testing import CliRunner
from pyoxigraph import RdfFormat, Store, parse, serialize

from dcat_publisher.cli import main

SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <http://example.org/> .
ex:S a sh:NodeShape ; sh:targetClass ex:D ;
    sh:property ex:Description, ex:Title, ex:Size, [ sh:path ex:part ; sh:node ex:Part ] .
ex:Description a sh:PropertyShape ; sh:path ex:description ; sh:minCount 1 .
ex:Title a sh:PropertyShape ; sh:path ex:title ; sh:uniqueLang true ; sh:maxLength 20 ;
    sh:severity ex:Advice .
ex:Size a sh:PropertyShape ; sh:path ex:size ; sh:datatype ex:int ; sh:severity sh:Warning ;
    sh:message "Wrong size."@en, "Feil storleik."@nn .
ex:Part a sh:NodeShape ; sh:targetObjectsOf ex:part ; sh:property ex:Code .
ex:Code a sh:PropertyShape ; sh:path ex:code ; sh:minCount 1 .
"""
DATA = """
@prefix ex: <http://example.org/> .
ex:alpha a ex:D ; ex:title "A title that is much too long"@en, "Another"@en, "Ein"@nb, "To"@nb ;
    ex:part [ ex:other 1 ], [ ex:other 2 ] .
ex:beta a ex:D ; ex:size "1", "2" .
ex:gamma a ex:D ; ex:description "There." ; ex:part ex:elsewhere, [ ex:code "3" ] .
"""
FORMATS = {
    "nt": RdfFormat.N_TRIPLES, "ttl": RdfFormat.TURTLE, "jsonld": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML, "xml": RdfFormat.RDF_XML, "trig": RdfFormat.TRIG, "nq": RdfFormat.N_QUADS,
}  # fmt: skip


def files(folder: Path, suffix: str) -> tuple[Path, Path]:
    """The catalogue in a syntax, as its library writes it, and the shapes."""
    data, shapes = folder / f"data.{suffix}", folder / "shapes.ttl"
    shapes.write_text(SHAPES, "utf-8")
    triples = (quad.triple for quad in parse(DATA, format=RdfFormat.TURTLE))
    serialize(triples, output=str(data), format=FORMATS[suffix], prefixes={"ex": "http://example.org/"})
    return data, shapes


def report(data: Path, shapes: Path, form: str, *options: str) -> str:
    """What `check` writes in a format."""
    arguments = ["check", str(data), "--shapes", str(shapes), "--lang", "en", "--output-format", form]
    result = CliRunner().invoke(main, [*arguments, *options])
    assert result.exit_code == 1, result.output
    return result.stdout


def counted(form: str, text: str) -> int:
    """The findings in a report."""
    if form in ("concise", "full"):
        return text.count(" error: ") + text.count(" warning: ") + text.count(" info: ")
    if form == "github":
        return sum(line.startswith("::") for line in text.splitlines())
    if form == "junit":
        return len(ElementTree.fromstring(text).findall("testsuite/testcase"))
    if form == "html":
        return text.count("<article")
    if form == "turtle":
        store = Store()
        store.load(text.encode(), format=RdfFormat.TURTLE)
        query = "SELECT ?r { ?r a <http://www.w3.org/ns/shacl#ValidationResult> }"
        return len(list(store.query(query)))  # type: ignore[arg-type]
    found = json.loads(text)
    return len({"json": lambda: found["findings"], "gitlab": lambda: found}.get(
        form, lambda: found["runs"][0]["results"])())  # fmt: skip
