"""Each format gives the graph back, whatever is in it, in the same bytes whatever order it was made in."""

import difflib
import re
from collections.abc import Iterable

import pyoxigraph
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dcat_publisher.model.graph import Graph
from dcat_publisher.model.namespaces import RDF, XSD
from dcat_publisher.model.terms import TYPE, iri, literal
from dcat_publisher.rdf.formats import FORMATS, Format
from tests.examples import examples
from tests.project import ROOT, SOURCE, Triple, rdflib_triples, read_only, vocabulary

CONTEXT = vocabulary().context
DCT = "http://purl.org/dc/terms/"
THEME = "http://publications.europa.eu/resource/authority/data-theme/"
PYOXIGRAPH = {
    "turtle": pyoxigraph.RdfFormat.TURTLE,
    "json-ld": pyoxigraph.RdfFormat.JSON_LD,
    "rdf-xml": pyoxigraph.RdfFormat.RDF_XML,
    "n-triples": pyoxigraph.RdfFormat.N_TRIPLES,
}
RDFLIB = {"turtle": "turtle", "json-ld": "json-ld", "rdf-xml": "xml", "n-triples": "nt"}
by_format = pytest.mark.parametrize("form", FORMATS, ids=[form.name for form in FORMATS])

# IRIs that a prefix, a code, a keyword or a key may be mistaken in; the ends that Turtle has to escape.
ODD_IRIS = ["http://x.no", "http://x.no#", "http://x.no/#", "http://x.no/#a", "urn:x:é", "mailto:a@b.no"]
ODD_IRIS += [
    "https://ø.no/æ?x=1&y=2#å",
    "http://www.w3.org/ns/dcat#Dataset",
    f"{RDF}type",
    "https://x.no/&lt;",
]
ODD_IRIS += [f"{DCT}{end}" for end in ("", "title", "a:b", "a.b", "a.", "-a", "a-", "_", "1", "é", "%41")]
ODD_IRIS += [f"{DCT}{end}" for end in ("a,b", "a'b", "~", "(a)")]
ODD_IRIS += [f"{THEME}{code}" for code in ("HEAL", "id", "type", "@type", "title", "a:b", "a/b", "dct", "")]
_paths = st.text("abcæøå/?&=._~:@!$'()*+,;41-09", max_size=12).map("https://example.org/{}".format)
iris = st.one_of(st.sampled_from(ODD_IRIS), _paths)
predicates = st.one_of(
    st.sampled_from([definition.iri for definition in CONTEXT.definitions.values()]),
    st.sampled_from([f"{RDF}type", f"{DCT}a.b", f"{DCT}-a", f"{DCT}a&b", "http://x.no/ns#æ", "urn:x:y"]),
)
_ODD_TEXTS = ['"', '""', '"""', "\\", "\\\\", "\n", "\r", "\r\n", "\t", "'''", "a", "]]>", "&amp;", "<a>"]
_ODD_TEXTS += [" ", "\U0001f4a9", "\u2028", "\x85", "\ufeff"]
_TEXTS = st.one_of(st.text(max_size=12), st.lists(st.sampled_from(_ODD_TEXTS), max_size=6).map("".join))
_TAGS = st.sampled_from(["nb", "nn-no", "en", "sr-latn-rs", "de-1996-x-a"])
_WKT = "http://www.opengis.net/ont/geosparql#wktLiteral"
_DATATYPES = st.sampled_from([f"{XSD}date", f"{XSD}integer", f"{XSD}double", _WKT, "urn:x:type"])
literals = st.one_of(
    st.builds(literal, _TEXTS),
    st.builds(lambda text, tag: literal(text, language=tag), _TEXTS, _TAGS),
    st.builds(literal, _TEXTS, _DATATYPES),
)
triples = st.lists(
    st.tuples(iris.map(iri), predicates.map(iri), st.one_of(iris.map(iri), literals)),
    max_size=12,
    unique=True,
)


_NOT_XML = re.compile(r"\\u00[01]|(?<!\\)(?:\\\\)*\\[bf]|[\ufffe\uffff]")


def readable_as_xml(found: Iterable[Triple]) -> bool:
    """Tell whether XML 1.0 (section 2.2) has all the characters; the mapping lets no other through (T501)."""
    return not any(_NOT_XML.search(value) for _, _, value in found)


@by_format
@settings(max_examples=examples(120))
@given(found=triples)
@example(found=[(iri("http://x.no"), iri(f"{DCT}title"), literal('a\n"""', language="nb"))])
def test_pyoxigraph_reads_the_graph_back(form: Format, found: list[Triple]) -> None:
    if form.name == "rdf-xml" and not readable_as_xml(found):
        return
    document = form.write(Graph(found), CONTEXT)
    quads = pyoxigraph.parse(document, format=PYOXIGRAPH[form.name])
    assert {(str(q.subject), str(q.predicate), str(q.object)) for q in quads} == set(found)


@by_format
@settings(max_examples=examples(60))
@given(found=triples)
def test_rdflib_reads_the_graph_back(form: Format, found: list[Triple]) -> None:
    if form.name == "rdf-xml" and not readable_as_xml(found):
        return
    document = form.write(Graph(found), CONTEXT)
    assert rdflib_triples(document, RDFLIB[form.name]) == set(found)


@by_format
@settings(max_examples=examples(60))
@given(found=triples, data=st.data())
@example(found=[(iri(f"http://x.no{end}"), TYPE, iri("http://x.no/C")) for end in ("", "#")], data=None)
def test_the_order_of_insertion_does_not_show(
    form: Format, found: list[Triple], data: st.DataObject | None
) -> None:
    if form.name == "rdf-xml" and not readable_as_xml(found):
        return
    other = found[::-1] if data is None else data.draw(st.permutations(found))
    assert form.write(Graph(found), CONTEXT) == form.write(Graph(other), CONTEXT)


GOLDEN = ROOT / "tests" / "golden"


@by_format
@pytest.mark.parametrize("scenario", sorted(entry.name for entry in GOLDEN.iterdir()))
def test_golden(form: Format, scenario: str, update_golden: bool) -> None:
    catalog = read_only(GOLDEN / scenario / "source")
    assert catalog.findings == []
    document = form.write(catalog.graph, CONTEXT)
    expected = GOLDEN / scenario / f"catalog.{form.suffix}"
    if update_golden:
        expected.write_bytes(document)
    assert document == expected.read_bytes()


def changed_lines(before: bytes, after: bytes) -> list[str]:
    """The lines of a diff that begin with + or -."""
    lines = difflib.unified_diff(before.decode().splitlines(), after.decode().splitlines(), n=0, lineterm="")
    return [line for line in lines if line[0] in "+-" and not line.startswith(("+++", "---"))]


@by_format
def test_a_small_edit_gives_a_small_diff(form: Format) -> None:
    """The title of one of two dozen records: the line before, the line after."""
    found = list(read_only(SOURCE).graph)
    title = literal("NPR - Somatikk", language="nb")
    edited = [
        (s, p, literal("NPR: Somatikk", language="nb") if value == title else value) for s, p, value in found
    ]
    changes = changed_lines(form.write(Graph(found), CONTEXT), form.write(Graph(edited), CONTEXT))
    assert [line[0] for line in changes] == ["-", "+"]


@by_format
def test_a_new_record_changes_its_own_lines_and_one_more(form: Format) -> None:
    found = list(read_only(SOURCE).graph)
    new = iri("https://data.helsedirektoratet.no/datasets/mmm")
    catalog = iri("https://data.helsedirektoratet.no/catalog")
    added = [
        (new, TYPE, iri("http://www.w3.org/ns/dcat#Dataset")),
        (new, iri(f"{DCT}title"), literal("Nytt", language="nb")),
        (catalog, iri("http://www.w3.org/ns/dcat#dataset"), new),
    ]
    before, after = form.write(Graph(found), CONTEXT), form.write(Graph([*found, *added]), CONTEXT)
    changes = changed_lines(before, after)
    assert all(line[0] == "+" for line in changes)
    own = len(form.write(Graph(added[:2]), CONTEXT).splitlines())
    assert 3 <= len(changes) <= own + 1
