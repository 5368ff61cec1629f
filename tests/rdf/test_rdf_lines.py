"""Lines of RDF files: of the triple, else of the subject, and none rather than a wrong one."""

from pathlib import Path

import pytest

from dcat_publisher.rdf.lines import lines_of

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
    return lines_of(file, subjects)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_turtle(end: str, mark: str, tmp_path: Path) -> None:
    file = tmp_path / "data.ttl"
    file.write_bytes((mark + TURTLE.replace("\n", end)).encode())
    found = lines_of(file, {key[0] for key in LINES})
    assert {key: found.get(key) for key in LINES} == LINES


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
