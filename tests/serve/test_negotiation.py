"""Choices by header: the standard's own examples, clients seen in the field, and any text at all."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dcat_publisher.serve.negotiation import (
    accepts_gzip,
    choose_language,
    choose_media_type,
    elements,
    names_tag,
    profiles,
)

OFFERED = (
    "text/turtle",
    "application/ld+json",
    "application/rdf+xml",
    "application/n-triples",
    "text/html",
    "application/json",
    "application/xml",
)
TURTLE, JSONLD, RDFXML, NTRIPLES, HTML, JSON, XML = OFFERED
FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
CHROME = (
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,"
    "application/signed-exchange;v=b3;q=0.7"
)


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, TURTLE),
        ("", TURTLE),
        ("*/*", TURTLE),
        ("*", TURTLE),
        ("text/*", TURTLE),
        ("application/*", JSONLD),
        ("TEXT/Turtle", TURTLE),
        ("application/rdf+xml", RDFXML),
        ("application/rdf+xml, */*", RDFXML),
        ("text/html, */*", HTML),
        ("text/html, text/turtle", TURTLE),
        ("text/turtle;q=0.2, application/ld+json;q=0.9", JSONLD),
        ("text/turtle;q=0, */*", JSONLD),
        ("text/turtle;q=0.0, text/*", HTML),
        ("*/*;q=0", None),
        ("image/png", None),
        ("image/png, */*;q=0.001", TURTLE),
        ("text/turtle;charset=utf-8", TURTLE),
        ("text/turtle; charset=UTF-8 ; q=0.4, text/html;q=0.3", TURTLE),
        ("text/turtle;charset=iso-8859-1", TURTLE),
        ('application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"', JSONLD),
        ('application/ld+json;profile="a,b;q=0";q=0.5, text/turtle;q=0.4', JSONLD),
        ("text/turtle;version=1.2", TURTLE),
        ("text/turtle;level=1, application/ld+json;q=0.1", JSONLD),
        ("text/html;q=high, text/turtle;q=0.1", TURTLE),
        ("text/html;q=-1", TURTLE),
        ("text/html;q=2, text/turtle;q=0.9", HTML),
        ("text/html;q=0.5;ext=1, text/turtle;q=0.4", HTML),
        ("text/html;ext=1;q=0.5, text/turtle;q=0.4", TURTLE),
        ("text/html;q=.5, text/turtle;q=.4", HTML),
        ("text/html;q=, text/turtle;q=0.3", TURTLE),
        (",,, application/n-triples ,,", NTRIPLES),
        ("nonsense", TURTLE),
        ("text/", TURTLE),
        ("/turtle", TURTLE),
        ('"text/html"', TURTLE),
        ("text/turtle;", TURTLE),
        ("text/turtle;;q=0.3", TURTLE),
        (FIREFOX, HTML),
        (CHROME, HTML),
        # java.net.HttpURLConnection before and after JDK 19
        ("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", HTML),
        ("text/html, image/gif, image/jpeg, */*; q=0.2", HTML),
        # Jena, rdflib, Comunica
        ("text/turtle,application/n-triples;q=0.9,application/ld+json;q=0.8,*/*;q=0.3", TURTLE),
        ("application/rdf+xml;q=0.9, application/xhtml+xml;q=0.3, text/xml;q=0.2, */*;q=0.1", RDFXML),
        ("application/n-quads,application/trig;q=0.95,application/ld+json;q=0.9,text/turtle;q=0.6", JSONLD),
        ("application/json", JSON),
    ],
)
def test_media_type(accept: str | None, expected: str | None) -> None:
    assert choose_media_type(accept, OFFERED) == expected


RFC_9110 = (
    "text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, text/plain;format=fixed;q=0.4, */*;q=0.5"
)


@pytest.mark.parametrize(
    ("offered", "expected"),
    [
        (("text/html", "text/plain"), "text/plain"),  # 0.3 and 0.7
        (("text/html", "image/jpeg"), "image/jpeg"),  # 0.3 and 0.5
        (("image/jpeg", "text/plain"), "text/plain"),  # 0.5 and 0.7
    ],
)
def test_example_of_rfc_9110_section_12_5_1(offered: tuple[str, ...], expected: str) -> None:
    assert choose_media_type(RFC_9110, offered) == expected


def test_nothing_offered() -> None:
    assert choose_media_type(None, ()) is None
    assert choose_media_type("*/*", ()) is None


@pytest.mark.parametrize(
    ("accept", "offered", "expected"),
    [
        (None, ("nb", "nn", "en"), "nb"),
        (None, ("en", "nb"), "en"),
        ("nn", ("nb", "nn", "en"), "nn"),
        ("nn-NO, nn;q=0.9, en;q=0.8", ("nb", "nn", "en"), "nn"),
        ("nb-NO", ("nb", "nn", "en"), "nb"),
        ("no", ("nn", "en"), "nn"),
        ("no", ("en", "nn", "nb"), "nb"),
        ("nn, en;q=0.9", ("nb", "en"), "nb"),
        ("nb;q=0.3, en;q=0.9", ("nb", "nn", "en"), "en"),
        ("EN-us", ("nb", "nn", "en"), "en"),
        ("de, fr", ("nb", "nn", "en"), "nb"),
        ("*", ("nb", "nn", "en"), "nb"),
        ("nb;q=0, *", ("nb", "nn", "en"), "nn"),
        ("nb;q=0, nn;q=0, en;q=0", ("nb", "nn", "en"), "nb"),
        ("en-GB-oxendict", ("nb", "en"), "en"),
        ("x" * 10_000, ("nb", "en"), "nb"),
        (";;;", ("nb", "en"), "nb"),
    ],
)
def test_language(accept: str | None, offered: tuple[str, ...], expected: str) -> None:
    assert choose_language(accept, offered) == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, False),
        ("", False),
        ("gzip", True),
        ("GZIP;q=0.5, br", True),
        ("deflate, gzip, br, zstd", True),
        ("x-gzip", True),
        ("gzip;q=0", False),
        ("gzip;q=0.1, identity;q=0.5", False),
        ("*", False),
        ("identity", False),
        ("br", False),
    ],
)
def test_coding(header: str | None, expected: bool) -> None:
    assert accepts_gzip(header) is expected


@pytest.mark.parametrize(
    ("header", "weakly", "expected"),
    [
        ('"a"', True, True),
        ('W/"a"', True, True),
        ('W/"a"', False, False),
        ('"x", "a"', False, True),
        ("*", False, True),
        ("a", True, False),
        ('"A"', True, False),
        ('"ab', True, False),
    ],
)
def test_entity_tags(header: str, weakly: bool, expected: bool) -> None:
    assert names_tag(header, '"a"', weakly=weakly) is expected


def test_profiles_in_order_of_weight() -> None:
    header = "<https://example.org/a,b>;q=0.5, <https://example.org/c>, broken, <https://example.org/d>;q=0"
    assert profiles(header) == ("https://example.org/c", "https://example.org/a,b")
    assert profiles(None) == ()


HOSTILE = [
    "text/html;q=" + "1" * 4000 + "x",
    '"' + '\\"' * 2040,
    'a/b;p="' + '\\"' * 2000,
    '"' * 4095,
    "<" * 4096,
    "<a" * 2048,
    "," * 4096,
    "*/*," * 1024,
    "a/b" + ";x=1" * 1000,
    "a/b" + "; " * 2000,
    "a/b;a" + " " * 4000,
    "a" + "-a" * 2040,
    'W/"' * 1300,
    '"a",' * 1000,
    "<a>;q=1," * 500,
]


@pytest.mark.parametrize("header", HOSTILE, ids=range(len(HOSTILE)))
def test_reading_takes_no_time_that_grows_with_the_square_of_the_length(header: str) -> None:
    """Each takes a third of a millisecond; read by trying again from every place, some took 130."""
    start = time.process_time()
    for number in range(40):
        text = f"{header[:4090]}{number:x}"  # another one each time: what was read once is remembered
        choose_media_type(text, OFFERED)
        choose_language(text, ("nb", "nn", "en"))
        accepts_gzip(f"gzip,{text}")
        profiles(text)
        names_tag(text, '"b"')
    assert time.process_time() - start < 1.0


def test_what_stands_behind_the_limits_is_not_read() -> None:
    assert choose_media_type("image/png," * 63 + "text/html", OFFERED) == HTML
    assert choose_media_type("image/png," * 64 + "text/html", OFFERED) is None
    assert choose_media_type("text/html" + ";version=1" * 15 + ";q=0.5, text/turtle;q=0.4", OFFERED) == HTML
    assert choose_media_type("text/html" + ";version=1" * 16 + ";q=0.5, text/turtle;q=0.4", OFFERED) == TURTLE
    assert choose_language("nn" + "-x" * 7, ("nb", "nn")) == "nn"
    assert choose_language("nn" + "-x" * 900, ("nb", "nn")) == "nn"
    assert not names_tag("x" * 4096 + '"a"', '"a"')


@pytest.mark.parametrize("lost", ['"', '"a', 'a"', '\\"', "<", "<a"])
def test_what_is_never_closed_costs_one_element(lost: str) -> None:
    assert choose_media_type(f"text/turtle;q=0.1, {lost}, text/html", OFFERED) == HTML
    assert choose_media_type(f"text/html, {lost}", OFFERED) == HTML


pieces = st.sampled_from(
    [
        "text/turtle",
        "text/html",
        "*/*",
        "text/*",
        "*",
        ";",
        ",",
        "q=",
        "q=0.5",
        "=",
        '"',
        "\\",
        "<",
        ">",
        " ",
        "\t",
    ]
)
headers = st.one_of(st.text(max_size=60), st.lists(pieces, max_size=30).map("".join))


@given(headers)
@example('text/html;a="' + "\\" * 5000)
@example("<" * 50_000)
@example('"' * 50_001)
@example("text/html;q=0.5," * 5_000)
@example("text/html" + " ;" * 20_000)
def test_any_header_gives_an_offer_or_none(header: str) -> None:
    assert choose_media_type(header, OFFERED) in (*OFFERED, None)
    assert choose_language(header, ("nb", "en")) in ("nb", "en")
    assert isinstance(accepts_gzip(header), bool)
    assert isinstance(names_tag(header, '"a"'), bool)
    assert all(isinstance(iri, str) for iri in profiles(header))
    assert all(0 <= item.weight <= 1 for item in elements(header))


@given(st.lists(st.tuples(st.sampled_from([*OFFERED, "image/png"]), st.integers(0, 1000)), min_size=1))
def test_the_heaviest_exactly_named_type_wins(wanted: list[tuple[str, int]]) -> None:
    accept = ", ".join(f"{name};q={weight / 1000}" for name, weight in wanted)
    weights = {name: max(weight for other, weight in wanted if other == name) for name, _ in wanted}
    best = max((weights.get(name, 0) for name in OFFERED), default=0)
    chosen = choose_media_type(accept, OFFERED)
    assert (chosen is None) == (best == 0)
    assert chosen is None or weights[chosen] == best
