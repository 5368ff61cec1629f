"""Lines of RDF files: of the triple, else of the subject, and none rather than a wrong one."""

from pathlib import Path

import pytest

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import lexical
from dcat_publisher.rdf.lines import lines_of
from dcat_publisher.rdf.read import read_rdf
from dcat_publisher.shacl.names import FIRST

E = "http://example.org/"
TURTLE = '''@prefix ex: <http://example.org/> . # ex:alpha ex:p 1
PREFIX : <http://example.org/colon#>
@base <http://example.org/base/> .
ex:other ex:p """
ex:alpha ex:p ex:o .
""", 'ex:alpha' , "it's \\" ex:alpha" ; ex:q 1.5, true, 2 .
ex:alpha
    a ex:D ;
    ex:p "one"@en,
         "2018-04-12"^^ex:date ;
    ex:q [ ex:p ex:alpha ;
           ex:r ( ex:alpha 1 ) ] ;
    ex:s ex:o .
<rel> ex:p <#frag> .
:name ex:p _:b .
_:b ex:p ex:with\\~tilde .
<http://example.org/\\u0062eta> ex:p 1 .
[ ex:p ex:alpha ] ex:q ex:o .
ex:dotted.name ex:p 1.
ex:last ex:p 1.'''
LINES = {
    (f"<{E}alpha>",): 7,
    (f"<{E}alpha>", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"): 8,
    (f"<{E}alpha>", f"<{E}p>"): 9,
    (f"<{E}alpha>", f"<{E}p>", '"one"@en'): 9,
    (f"<{E}alpha>", f"<{E}p>", f'"2018-04-12"^^<{E}date>'): 10,
    (f"<{E}alpha>", f"<{E}q>"): 11,
    (f"<{E}alpha>", f"<{E}s>", f"<{E}o>"): 13,
    (f"<{E}other>",): 4,
    (f"<{E}base/rel>", f"<{E}p>", f"<{E}base/#frag>"): 14,
    (f"<{E}colon#name>",): 15,
    ("_:b", f"<{E}p>", f"<{E}with~tilde>"): 16,
    (f"<{E}beta>",): 17,
    (f"<{E}dotted.name>",): 19,
    (f"<{E}last>",): 20,
}
TRIG = """@prefix ex: <http://example.org/> .
ex:alpha {
  ex:beta ex:p ex:o .
  ex:gamma ex:p ex:o
}
GRAPH ex:g {
  ex:alpha ex:p ex:o }
"""
JSON_LD = """{
  "@context": {
    "ex": "http://example.org/", "id": "@id", "p": "ex:p",
    "q": {"@id": "http://example.org/q", "@type": "@id"}
  },
  "@graph": [
    {"id": "ex:beta", "q": {"id": "ex:alpha"}, "note": "ex:alpha"},
    {
      "p": "\\"id\\": \\"ex:gamma\\"",
      "id": "ex:alpha",
      "q":
        "ex:o"
    },
    {"@id": "http://example.org/gam\\u006da",
     "p": "x"}
  ]
}
"""
RDF_XML = """<?xml version="1.0"?>
<!DOCTYPE rdf:RDF [<!ENTITY ex "http://example.org/">]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:ex="http://example.org/"
         xml:base="http://example.org/doc">
  <!-- <ex:D rdf:about="http://example.org/alpha"/> -->
  <ex:D rdf:about="&ex;beta">
    <ex:p rdf:resource="http://example.org/alpha"/>
    <ex:q>
      <ex:D rdf:about="http://example.org/alpha"
            ex:r="x">
        <ex:p>text</ex:p>
      </ex:D>
    </ex:q>
    <ex:s rdf:parseType="Literal"><ex:D rdf:about="http://example.org/gamma"/></ex:s>
  </ex:D>
  <ex:D rdf:ID="here"/>
</rdf:RDF>
"""


def lines(folder: Path, name: str, text: str, *subjects: str) -> dict[tuple[str, ...], int]:
    """The lines of a file about some subjects."""
    file = folder / name
    file.write_text(text, "utf-8")
    return {key: span.line for key, span in lines_of(file, subjects).items()}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_turtle(end: str, mark: str, tmp_path: Path) -> None:
    file = tmp_path / "data.ttl"
    file.write_bytes((mark + TURTLE.replace("\n", end)).encode())
    found = lines_of(file, {key[0] for key in LINES})
    assert {key: found[key].line for key in LINES} == LINES


def test_the_name_of_a_graph_is_no_subject(tmp_path: Path) -> None:
    found = lines(tmp_path, "data.trig", TRIG, f"<{E}alpha>", f"<{E}beta>", f"<{E}gamma>")
    assert [found[f"<{E}{name}>",] for name in ("beta", "gamma", "alpha")] == [3, 4, 7]


def test_json_ld(tmp_path: Path) -> None:
    found = lines(tmp_path, "data.jsonld", JSON_LD, f"<{E}alpha>", f"<{E}beta>", f"<{E}gamma>")
    assert [found[f"<{E}{name}>",] for name in ("beta", "alpha", "gamma")] == [7, 10, 14]
    assert found[f"<{E}alpha>", f"<{E}q>"] == 11
    assert found[f"<{E}gamma>", f"<{E}p>"] == 15


def test_rdf_xml(tmp_path: Path) -> None:
    subjects = (f"<{E}alpha>", f"<{E}beta>", f"<{E}gamma>", f"<{E}doc#here>")
    found = lines(tmp_path, "data.rdf", RDF_XML, *subjects)
    assert [found.get((subject,)) for subject in subjects] == [9, 6, None, 16]
    assert found[f"<{E}beta>", f"<{E}p>", f"<{E}alpha>"] == 7
    assert found[f"<{E}alpha>", f"<{E}p>"] == 11


def test_n_quads(tmp_path: Path) -> None:
    said = ['"see <x:y>" <x:g>', '"see <x:y>"@en <x:g>', "<x:o>"]
    text = "".join(f"<{E}a> <{E}p> {value} .\n" for value in said)
    found = lines(tmp_path, "data.nq", text, f"<{E}a>")
    assert found[f"<{E}a>", f"<{E}p>", '"see <x:y>"@en'] == 2
    assert found[f"<{E}a>", f"<{E}p>", "<x:o>"] == 3


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("data.ttl", "@prefix ex: <http://elsewhere.org/> .\nex:alpha ex:p 1 ."),
        ("data.ttl", "ex:alpha ex:p 1 ."),
        ("data.ttl", "<x:a> <x:p> << <http://example.org/alpha> <x:p> 1 >> ."),
        ("data.jsonld", '[{"@context": {"ex": "http://example.org/"}, "@id": "ex:alpha", "ex:p": 1},\n'
                        ' {"@context": {"ex": "http://elsewhere.org/"}, "@id": "ex:alpha", "ex:p": 1}]'),
        ("data.jsonld", '{"@context": {"ex": '),
        ("data.rdf", "<not-xml"),
    ],
)  # fmt: skip
def test_no_line_rather_than_a_wrong_one(name: str, text: str, tmp_path: Path) -> None:
    assert lines(tmp_path, name, text, f"<{E}alpha>") == {}


NESTED = '''@prefix : <http://e/> .
:a :p [ :q 1 ;
        :r [ :s 2 ],
           [ :s 3 ] ],
      [ :q 4 ] ;
   :l ( 1 [ :x 5 ]
        "six" ( [ :x 7 ] ) ) .
[ :t """two
lines""" ] :u [
  :v "8"^^:d, "9"@en ] .
:åøå :p "ø", [ :q 10 ] .
:b :p [], [ :q 11 ] .'''
NESTED_XML = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">
<rdf:Description rdf:about="http://e/a">
  <e:p><e:D><e:q>1</e:q>
    <e:r><e:D e:s="2"/></e:r></e:D></e:p>
  <e:p rdf:parseType="Resource">
    <e:q>2</e:q></e:p>
  <e:l rdf:parseType="Collection">
    <e:D/>
    <e:D e:x="5"/></e:l>
</rdf:Description>
<rdf:Description>
  <e:p><rdf:Description>
     <e:q>3</e:q></rdf:Description></e:p>
</rdf:Description>
<rdf:Bag><rdf:li><e:D><e:q>4</e:q></e:D></rdf:li>
  <rdf:li><e:D><e:q>5</e:q></e:D></rdf:li></rdf:Bag>
</rdf:RDF>
"""
NESTED_JSON = """{"@context": {"@vocab": "http://e/"}, "@graph": [
  {"p": {"q": "1"},
   "@id": "http://e/a"},
  {"@type": "D",
   "p": {"q": "2", "@type": "E",
     "r": [{"s": "3"},
           {"s": {"@value": "4"}}]}},
  {"p": [{"q": "5"}, {"q": "6"}]}
]}
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("name", "text"), [("a.ttl", NESTED), ("a.rdf", NESTED_XML), ("a.jsonld", NESTED_JSON)]
)
def test_nodes_without_a_name_have_the_place_where_they_are_described(
    name: str, text: str, end: str, tmp_path: Path
) -> None:
    """Each literal of the text stands where its triple is said to be, whatever node it is said of."""
    file = tmp_path / name
    file.write_bytes(text.replace("\n", end).encode())
    graph = read_rdf(file)
    found = lines_of(file, set(graph.index), graph)
    blanks = 0
    for subject, predicate, value in graph:
        if value[0] == '"' and not predicate.endswith("#first>"):
            span = found.get((subject, predicate, value)) or found[subject, predicate]
            line = file.read_text("utf-8").splitlines()[span.line - 1]
            local = predicate[1:-1].rpartition("/")[2]
            assert lexical(value).split()[0] in line, (subject, predicate, value, span)
            assert local in line or span.line > found[subject, predicate].line
            blanks += subject[0] == "_"
    assert blanks >= 5
    assert all((subject,) in found or FIRST in graph.predicates(subject) for subject in graph.index)


def test_a_column_is_that_of_the_term(tmp_path: Path) -> None:
    file = tmp_path / "a.ttl"
    file.write_text(NESTED, "utf-8")
    found = lines_of(file, {"<http://e/a>", "<http://e/åøå>"})
    lines = NESTED.split("\n")
    for key, expected in {
        ("<http://e/a>",): ":a", ("<http://e/a>", "<http://e/l>"): ":l",
        ("<http://e/åøå>",): ":åøå", ("<http://e/åøå>", "<http://e/p>", '"ø"'): '"ø"',
    }.items():  # fmt: skip
        span = found[key]
        assert lines[span.line - 1][span.column - 1 : span.end_column - 1] == expected


def test_a_number_that_does_not_fit_gives_no_places(tmp_path: Path) -> None:
    """What a file says of its nodes is held against the graph, and one difference is enough."""
    file = tmp_path / "a.ttl"
    file.write_text(NESTED, "utf-8")
    graph = read_rdf(file)
    swapped = {"_:unlabelled2": "_:unlabelled3", "_:unlabelled3": "_:unlabelled2"}
    other = Graph((swapped.get(s, s), p, swapped.get(o, o)) for s, p, o in graph)
    assert any(key[0][0] == "_" for key in lines_of(file, set(graph.index), graph))
    assert not any(key[0][0] == "_" for key in lines_of(file, set(graph.index), other))
