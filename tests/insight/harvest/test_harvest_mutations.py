"""Documents that are changed at random: the gate and the splitting say the same as Apache Jena."""

from __future__ import annotations

import os
import re

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from dcat_publisher.model.terms import iri_value
from tests.examples import examples
from tests.insight.harvest.rehearsing import rehearsed_text
from tests.real_thing import RealThing

EXAMPLES = int(os.environ.get("MUTATIONS", examples(300)))
DOCUMENT = """@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <https://data.example.no/> .

<https://data.example.no/catalog> a dcat:Catalog ;
    dct:title "Katalog"@nb, 'Catalogue'@en ;
    dct:publisher <https://organisasjon.example.no/983544622> ;
    dcat:dataset :a, <https://data.example.no/b> .
:a a dcat:Dataset ;
    dct:title "A \\u00e5 \\"sitert\\""@nb-NO ;
    dct:issued "2020-02-30"^^xsd:date ;
    dct:temporal [ dcat:startDate "2012-01-01"^^xsd:date ;
        dcat:endDate "2013"^^<http://www.w3.org/2001/XMLSchema#gYear> ] ;
    dcat:contactPoint <mailto:post@example.no>, _:k ;
    dcat:byteSize 12.5 ; dcat:inSeries :b ;
    <https://vokabular.example.no/ns/sub%20path/egenskap> true .
<https://data.example.no/b> a dcat:DatasetSeries ;
    dct:description \"\"\"Flere
linjer\"\"\"@nn ;
    dcat:distribution <https://user.example.no:8080/d?a=b&c=d#frag> .
_:k dct:title "K" .
"""
WHERE = st.integers(0, len(DOCUMENT) - 1)
# What has meaning in an IRI, a tag, a literal or the syntax, and some of each kind that has none.
PIECES = st.sampled_from(
    [*" %<>\"'\\@^:;,./#?[]{}()|`~_-+&=*!$", "%20", "%2", "%zz", "\\u0001", "\\u00e5", "\\n", "\n", "\t",
     "é", "日", "\U0001f600", "\u00a0", "\ufffe", "\x01", "\x7f", "0", "9", "a", "xn--",
     "..", "//", "@nb", "--ltr", "@", "<>", "<x>", "tel:+47 22", "urn:", "http:", "http://", "https:/"]
)  # fmt: skip
# Where the rehearsal is known to differ: a quotation mark in a datatype's address (refused, though Jena
# takes it); in a namespace that, a `%` whose digits may be the beginning of the name, and dots as parts of a
# path, which Jena takes out there. Left out above: `<_:x>`, a blank node to Jena alone, and host names with
# invisible characters.
KNOWN = re.compile(r'\^\^<[^>]*"|@prefix [a-z]*: <[^>]*(?:%|"|/\.\.?(?=[/>]))[^>]*>')


def edited(place: int, length: int, piece: str) -> str:
    """Put a piece in the place of some characters."""
    return DOCUMENT[:place] + piece + DOCUMENT[place + length :]


@pytest.mark.slow
@settings(
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(WHERE, st.integers(0, 3), PIECES)
def test_a_mutated_document_gets_the_same_verdict(
    real_thing: RealThing, place: int, length: int, piece: str
) -> None:
    text = edited(place, length, piece)
    assume(KNOWN.search(text) is None)
    answer = real_thing.parse(text.encode("utf-8"), "TURTLE", "split")
    ours = rehearsed_text(text)
    assert answer.startswith("ok") == ours.accepted, (answer, [fault.code for fault in ours.faults], text)
    if ours.accepted:
        parts = [f"{iri_value(subject)}={len(part.graph)}" for subject, part in ours.split.datasets.items()]
        assert [part for part in answer[3:].split(" ") if part] == sorted(parts), text
