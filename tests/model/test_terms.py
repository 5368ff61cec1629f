"""Terms are what N-Triples parsers say they are, and a parser takes what the mapping takes for a term."""

import pyoxigraph
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dcat_publisher.model.namespaces import XSD
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import datatype, iri, is_blank, is_iri, is_literal, language, lexical, literal
from dcat_publisher.source.mapping.iris import iri_fault, iri_term, property_term
from dcat_publisher.source.mapping.language_tags import language_fault
from tests.examples import examples

HERE = Place("x.yaml")
texts = st.text(st.characters(exclude_categories=["Cs"]))


def is_read(object_: str) -> bool:
    """Return whether a parser reads a term of N-Triples."""
    try:
        return (
            len(
                list(
                    pyoxigraph.parse(
                        f"<http://s> <http://p> {object_} .", format=pyoxigraph.RdfFormat.N_TRIPLES
                    )
                )
            )
            == 1
        )
    except SyntaxError:
        return False


@given(texts)
def test_a_string(text: str) -> None:
    term = literal(text)
    assert lexical(term) == text
    assert (language(term), datatype(term)) == (None, f"{XSD}string")
    assert (is_iri(term), is_literal(term), is_blank(term)) == (False, True, False)
    if (
        "\ufffe" not in text and "\uffff" not in text
    ):  # pyoxigraph escapes these two, which T501 lets nobody write
        assert term == str(pyoxigraph.Literal(text))


@given(texts, st.sampled_from(["nb", "en-gb", "sr-latn-rs"]))
def test_a_text_with_a_language(text: str, tag: str) -> None:
    term = literal(text, language=tag)
    assert (lexical(term), language(term)) == (text, tag)
    assert datatype(term) == "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


@given(texts, st.sampled_from([f"{XSD}date", "urn:x:'@"]))
def test_a_typed_text(text: str, type_: str) -> None:
    term = literal(text, type_)
    assert (lexical(term), language(term)) == (text, None)


def test_other_terms() -> None:
    assert lexical(iri('http://x.no/a"b')) == 'http://x.no/a"b'
    assert (language("<http://x.no/@nb>"), datatype("<http://x.no/>")) == (None, None)
    assert (lexical("_:b0"), datatype("_:b0"), is_blank("_:b0")) == ("_:b0", None, True)
    assert literal("a", f"{XSD}string") == literal("a") == '"a"'


@pytest.mark.parametrize(
    ("spelling", "text"),
    [
        (r'"a\u00E6\U0001F4A9"', "aæ\U0001f4a9"),
        (r'"\t\b\n\r\f\"\'\\"', "\t\b\n\r\f\"'\\"),
        (r'"\\u00E6"', r"\u00E6"),
        (r'"a\"@nb"@en', 'a"@nb'),
    ],
)
def test_escapes(spelling: str, text: str) -> None:
    assert lexical(spelling) == text


_PIECES = [
    "http://",
    "https://",
    "urn:",
    "mailto:",
    "tel:",
    "ftp://",
    "x://",
    "a",
    "b.no",
    "[",
    "]",
    "[::1]",
    "#",
    "?",
    "%",
]
_PIECES += [
    "%41",
    "/",
    "//",
    "@",
    ":",
    ":80",
    "ø",
    "\xa0",
    "\ud7ff",
    "\ue000",
    "\U000e0001",
    "\U000f0000",
    "\U0001fffe",
]
_PIECES += [
    "\ufdd0",
    "'",
    "(",
    "*",
    "!",
    "$",
    "&",
    "+",
    ",",
    ";",
    "=",
    "~",
    "^",
    "|",
    "`",
    "\x7f",
    "..",
    "-",
    "_",
    "\u200b",
]


@settings(max_examples=examples(2000))
@given(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=7).map("".join))
@example("https://example.no/]]")
@example("https://example.no/#a#b")
@example("https://example.no/\ue000")
@example("http://a@b@c.no/")
@example("http://[::1]:80/")
def test_an_iri_that_is_taken_can_be_read(value: str) -> None:
    if iri_fault(value) is None:
        assert is_read(iri(value))


@pytest.mark.parametrize(
    "value",
    [
        "https://example.no",
        "https://example.no/æ?ø=1#å",
        "http://[2001:db8::1]:80/",
        "urn:isbn:0451450523",
        "tel:+4712345678",
        "mailto:post@example.no",
        "https://xn--lrdag-vua.no./",
        "https://lørdag.no:8443/a_b~c;d=e,f(g)*!'&$+%C3%A6",
        "ftp://x",
    ],
)
def test_iris_that_are_taken(value: str) -> None:
    assert iri_term(value, HERE) == iri(value)


_SUBTAGS = [
    "nb",
    "NO",
    "nn",
    "no",
    "x",
    "a",
    "u",
    "i",
    "1",
    "12",
    "123",
    "1996",
    "1ab",
    "latn",
    "Latn",
    "abcde",
    "abcdefgh",
]
_SUBTAGS += ["abcdefghi", "bok", "", "_", "æ", "٣", "nb "]


@settings(max_examples=examples(2000))
@given(st.lists(st.sampled_from(_SUBTAGS), min_size=1, max_size=5).map("-".join))
@example("nb-a")
@example("nb-1")
@example("nb-NO-NO")
def test_a_language_tag_that_is_taken_can_be_read(tag: str) -> None:
    if language_fault(tag, HERE) is None:
        assert is_read(f'"a"@{tag}')


@pytest.mark.parametrize(
    "tag", ["nb", "nn", "no", "en-GB", "zh-yue-Hant-HK", "sl-rozaj-1994", "en-u-ca-gregory-x-a", "nb-x-a1"]
)
def test_language_tags_that_are_taken(tag: str) -> None:
    assert language_fault(tag, HERE) is None


@pytest.mark.parametrize("end", ["a", "æ", "a1", "a.b", "a-b", "_"])
def test_properties_that_rdf_xml_can_name(end: str) -> None:
    assert property_term(f"https://example.no/{end}", HERE) == f"<https://example.no/{end}>"


@pytest.mark.parametrize("end", ["", "1", "a²", "²", "ª", "日本", "a,"])
def test_properties_that_rdf_xml_cannot_name(end: str) -> None:
    assert not isinstance(property_term(f"https://example.no/{end}", HERE), str)
