"""Literals: which are well-formed, how they compare, and which patterns they match."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from dcat_publisher.shacl.datatypes import INTEGERS, LEXICAL, datatype_test
from dcat_publisher.shacl.patterns import translate
from dcat_publisher.shacl.values import compare, value
from tests.examples import examples

XSD = "http://www.w3.org/2001/XMLSchema#"

# Datatype -> well-formed texts, ill-formed texts.
TEXTS = {
    "boolean": ("true false 1 0", "True yes 2"),
    "integer": ("0 -1 +007 123456789012345678901234567890", "1.0 1e3 0x1 ١ -"),
    "nonNegativeInteger": ("0 1 +5", "-1 1.0"),
    "positiveInteger": ("1 +1", "0 -1"),
    "nonPositiveInteger": ("0 -1", "1"),
    "negativeInteger": ("-1", "0 1"),
    "long": ("9223372036854775807 -9223372036854775808", "9223372036854775808"),
    "int": ("2147483647", "2147483648 -2147483649"),
    "short": ("-32768", "32768"),
    "byte": ("127 -128", "128 300 c"),
    "unsignedLong": ("18446744073709551615", "-1 18446744073709551616"),
    "unsignedInt": ("4294967295", "4294967296"),
    "unsignedShort": ("65535", "65536"),
    "unsignedByte": ("255", "256 -1"),
    "decimal": ("1 1. .5 -1.50 +0", "1e3 . INF 1,5"),
    "double": ("1 1.5e-7 .5E3 INF -INF NaN", "1e inf nan e3"),
    "float": ("1 -0.0 INF", "infinity 1f"),
    "date": (
        "2024-02-29 2023-02-28 2000-02-29 2024-12-31Z 2024-01-01+14:00 -0044-03-15 12024-01-01",
        "2023-02-29 1900-02-29 2024-13-01 2024-00-01 2024-04-31 24-01-01 2024-1-1 2024-01-01+15:00"
        " 02024-01-01 yesterday",
    ),
    "dateTime": (
        "2024-01-01T00:00:00 2024-01-01T23:59:59.999Z 2024-01-01T24:00:00 2024-01-01T10:00:00-05:00",
        "2024-01-01 2024-01-01T24:00:01 2024-01-01T10:60:00 2024-01-01T10:00 2024-02-30T00:00:00",
    ),
    "dateTimeStamp": ("2024-01-01T00:00:00Z", "2024-01-01T00:00:00"),
    "time": ("10:00:00 10:00:00.5Z 24:00:00", "10:00 25:00:00"),
    "gYear": ("2024 -0001 12024 2024Z", "24 02024"),
    "gYearMonth": ("2024-01 2024-12+01:00", "2024-13 2024"),
    "gMonth": ("--01 --12Z", "01 --13"),
    "gDay": ("---01 ---31", "--01 ---32"),
    "gMonthDay": ("--02-29 --12-31", "--02-30 --04-31 --13-01"),
    "duration": ("P1Y P1Y2M3DT4H5M6.7S -P1D PT1H PT0.5S", "P PT P1YT 1Y P1M1Y P-1D P1H"),
    "dayTimeDuration": ("P1D PT1H P1DT1H", "P1Y P"),
    "yearMonthDuration": ("P1Y P2M P1Y2M", "P1D P"),
    "hexBinary": ("0fB7 00", "0 0g"),
    "base64Binary": ("YQ== YWI= YWJj YWJjZA==", "Y YQ= YR== YWJ= YWJjZ"),
    "language": ("nb nb-NO zh-Hant-TW", "n_b verylongtag 1"),
}
CASES = [
    (name, text, is_good)
    for name, (good, bad) in TEXTS.items()
    for texts, is_good in ((good, True), (bad, False))
    for text in texts.split()
]


def test_every_datatype_has_cases() -> None:
    assert TEXTS.keys() == LEXICAL.keys() | INTEGERS.keys()


@pytest.mark.parametrize(("name", "text", "is_good"), CASES)
def test_lexical_space(name: str, text: str, is_good: bool) -> None:
    test = datatype_test(f"<{XSD}{name}>")
    assert test(f'"{text}"^^<{XSD}{name}>') is is_good
    for other in (
        f'"{text}"',
        f'"{text}"@en',
        f'"{text}"^^<{XSD}other{name}>',
        f"<{text}>",
        "_:x",
        f'" {text}"^^<{XSD}{name}>',
    ):
        assert not test(other)


@pytest.mark.parametrize(
    ("datatype", "matching"),
    [
        (f"<{XSD}string>", {'"a"', '""'}),
        ("<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString>", {'"a"@en', '"a\\""@nb-no'}),
        (
            "<http://www.w3.org/2000/01/rdf-schema#Literal>",
            {'"a"', '""', '"a"@en', '"a\\""@nb-no', '"a"^^<x:t>'},
        ),
        ("<x:t>", {'"a"^^<x:t>'}),
    ],
)
def test_datatypes_without_lexical_check(datatype: str, matching: set[str]) -> None:
    terms = ['"a"', '""', '"a"@en', '"a\\""@nb-no', '"a"^^<x:t>', "<x:t>", "_:a"]
    assert set(filter(datatype_test(datatype), terms)) == matching


def _terms(name: str, texts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return texts.map(lambda text: f'"{text}"^^<{XSD}{name}>')


_DAYS = st.dates().map(str)
_CLOCK = st.times().map(lambda time: f"{time:%H:%M:%S}")
_ZONES = st.sampled_from(["Z", "+01:00", "-05:30", "+14:00"])
_KINDS = {
    "numbers": st.one_of(
        _terms("integer", st.integers(-(10**12), 10**12).map(str)),
        _terms("decimal", st.decimals(-1000, 1000, places=3).map("{:f}".format)),
        _terms("double", st.floats(-1e9, 1e9).map(repr)),
        _terms("double", st.sampled_from(["INF", "-INF", "0", "-0.0"])),
    ),
    "strings": st.text(
        st.characters(codec="utf-8", exclude_characters='"\\\n\r', exclude_categories=("Cc", "Cs"))
    ).map(lambda text: f'"{text}"'),
    "dates": _terms("date", st.builds("{}{}".format, _DAYS, _ZONES)),
    "local dates": _terms("date", _DAYS),
    "times": _terms("dateTime", st.builds("{}T{}{}".format, _DAYS, _CLOCK, _ZONES)),
    "local times": _terms("dateTime", st.builds("{}T{}".format, _DAYS, _CLOCK)),
    "hours": _terms("time", st.builds("{}{}".format, _CLOCK, _ZONES)),
    "years": _terms("gYear", st.integers(1000, 3000).map(str)),
}
_STORE = Store()


def _sparql(left: str, operator: str, right: str) -> bool:
    return bool(_STORE.query(f"ASK {{ FILTER({left} {operator} {right}) }}"))


@pytest.mark.parametrize("kind", _KINDS)
@settings(max_examples=examples(150))
@given(drawn=st.data())
def test_order_is_that_of_sparql(kind: str, drawn: st.DataObject) -> None:
    left, right = drawn.draw(_KINDS[kind]), drawn.draw(_KINDS[kind])
    order = compare(value(left), value(right))
    assert (order == -1) is _sparql(left, "<", right)
    assert (order == 1) is _sparql(left, ">", right)
    assert (order in (-1, 0)) is _sparql(left, "<=", right)


@pytest.mark.parametrize(("left", "right", "order"), [("false", "true", -1), ("1", "true", 0), ("1", "0", 1)])
def test_order_of_booleans(left: str, right: str, order: int) -> None:
    assert compare(value(f'"{left}"^^<{XSD}boolean>'), value(f'"{right}"^^<{XSD}boolean>')) == order


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (f'"NaN"^^<{XSD}double>', f'"NaN"^^<{XSD}double>'),
        ("<x:a>", "<x:b>"),
        ("_:a", "_:b"),
        ('"a"@en', '"b"@en'),
        ('"a"', f'"1"^^<{XSD}integer>'),
        (f'"x"^^<{XSD}integer>', f'"1"^^<{XSD}integer>'),
        (f'"2024-01-01"^^<{XSD}date>', f'"2024-01-02T00:00:00"^^<{XSD}dateTime>'),
        (f'"2024-01-01T00:00:00"^^<{XSD}dateTime>', f'"2024-01-01T14:00:00Z"^^<{XSD}dateTime>'),
        (f'"2024-01-01"^^<{XSD}date>', f'"2024-01-01Z"^^<{XSD}date>'),
        ('"a"^^<x:t>', '"b"^^<x:t>'),
        (f'"P1D"^^<{XSD}duration>', f'"P1M"^^<{XSD}duration>'),
    ],
)
def test_not_comparable(left: str, right: str) -> None:
    assert compare(value(left), value(right)) is None


_ZONES_OR_NONE = st.sampled_from(["", "", "Z", "+01:00", "-05:30", "+14:00", "-14:00"])
_NEAR_DAYS = st.integers(1, 4).map("2024-01-0{}".format)
_MIXED = {
    "times": _terms("dateTime", st.builds("{}T{}{}".format, _NEAR_DAYS, _CLOCK, _ZONES_OR_NONE)),
    "dates": _terms("date", st.builds("{}{}".format, _NEAR_DAYS, _ZONES_OR_NONE)),
    "years": _terms("gYear", st.builds("{}{}".format, st.integers(2000, 2003), _ZONES_OR_NONE)),
}


@pytest.mark.parametrize("kind", _MIXED)
@settings(max_examples=examples(200))
@given(drawn=st.data())
def test_a_zone_and_none_are_in_order_where_every_zone_says_so(kind: str, drawn: st.DataObject) -> None:
    left, right = drawn.draw(_MIXED[kind]), drawn.draw(_MIXED[kind])
    order = compare(value(left), value(right))
    assert (order == -1) is _sparql(left, "<", right)
    assert (order == 1) is _sparql(left, ">", right)


# Pattern, flags, texts that match, texts that do not.
PATTERNS = [
    ("^a$", "", ["a"], ["a\n", "ba", "A"]),
    ("^a$", "m", ["b\na\nc"], ["ba"]),
    ("^A", "i", ["ab", "Ab"], ["ba"]),
    ("a.c", "", ["abc", "a\tc"], ["a\nc", "a\rc"]),
    ("a.c", "s", ["a\nc"], ["ac"]),
    ("a b [ ]c", "x", ["ab c"], ["a b c"]),
    ("a.b", "q", ["xa.by"], ["axb"]),
    ("A.B", "qi", ["a.b"], ["axb"]),
    (r"^\p{Lu}\p{Ll}+$", "", ["Åse", "Per"], ["per", "P1"]),
    (r"^[\p{L} ]+$", "", ["Åse Nord"], ["a1"]),
    (r"^\P{L}+$", "", ["12 3"], ["1a"]),
    (r"^\i\c*$", "", ["ab-c.1", "_x"], ["1a", "a b"]),
    (r"^[\i.]+$", "", ["a.b"], ["a 1"]),
    (r"^\I$", "", ["1"], ["a"]),
    (r"^[.$]+$", "", ["$."], ["a"]),
    (r"^\d{9}$", "", ["974761076"], ["97476107", "974761076\n"]),
    (r"\\", "", ["a\\b"], ["ab"]),
    ("[[]", "", ["["], ["]"]),
    ("^https?://[^ ]+$", "", ["http://a.b/c"], ["ftp://a", "http://a b"]),
    ("[+-]", "", ["-"], ["a"]),
    ("a-[bc]", "", ["a-b"], ["ab"]),
    ("^[a-z-[aeiou]]+$", "", ["xyz"], ["a", "xay", "X"]),
    ("^[^a-c-[x-z]]$", "", ["d", "A"], ["a", "x"]),
    ("^[a-z-[aeiou-[i]]]$", "", ["i", "b"], ["a", "e"]),
    (r"^[\p{L}-[\p{Lu}]]+$", "", ["åb"], ["Åb", "1"]),
    (r"^[\P{L}_]+$", "", ["12_"], ["a"]),
    (r"^[^\P{L}x]+$", "", ["ab"], ["x", "1"]),
    (r"^[^\I\C]$", "", ["a"], [" ", "-"]),
    (r"^\p{IsGreek}+$", "", ["αβγ"], ["abc"]),
    (r"^\P{IsBasicLatin}$", "", ["å"], ["a"]),
    (r"^[\p{IsCyrillic}\p{IsLatin-1Supplement}]+$", "", ["жå"], ["a"]),
    ("^[A-Z-[AEIOU]]$", "i", ["b"], ["a"]),
]


@pytest.mark.parametrize(("pattern", "flags", "matching", "others"), PATTERNS)
def test_pattern(pattern: str, flags: str, matching: list[str], others: list[str]) -> None:
    compiled = translate(pattern, flags)
    assert isinstance(compiled, re.Pattern)
    assert [text for text in [*matching, *others] if compiled.search(text)] == matching


@pytest.mark.parametrize(
    ("pattern", "flags"), [
        (r"\p{IsKlingon}", ""), (r"\p{}", ""), (r"\p{Lx}", ""), ("(", ""), ("a", "g"), ("[a-z-[x]y]", ""),
        ("[a", ""), ("[a-" * 9000, ""),
    ],
)  # fmt: skip
def test_pattern_that_cannot_be_read_faithfully(pattern: str, flags: str) -> None:
    with pytest.raises(ValueError, match=r"supported|regular expression|unknown flag|subtraction"):
        translate(pattern, flags)
