"""A value that the mapping takes for a number or a date is one to rdflib too."""

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from dcat_publisher.model.namespaces import XSD
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import datatype
from dcat_publisher.source.mapping.values import date_form, typed_term
from tests.examples import examples

HERE = Place("x.yaml")
_LEXICAL = st.text("0123456789-+:.TZPYMDHSeINFaNtrufls٣ ", max_size=25)
_DATES = [
    "2018",
    "2018-04",
    "2018-04-12",
    "2018-04-31",
    "2018-04-12T24:00:00",
    "2018-04-12T10:00:00.123Z",
    "0000",
    "10000",
]


@settings(max_examples=examples(1500))
@given(
    st.one_of(_LEXICAL, st.sampled_from(_DATES)),
    st.sampled_from(
        ["date", "nonNegativeInteger", "integer", "decimal", "double", "boolean", "hexBinary", "duration"]
    ),
)
def test_a_typed_value_that_is_taken_is_one_to_rdflib(text: str, name: str) -> None:
    term = typed_term(text, XSD + name, HERE)
    if isinstance(term, str):
        form = datatype(term)
        assert form is not None
        assert rdflib.Literal(text, datatype=form).ill_typed is not True, term
        assert name == "date" or form == XSD + name


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("2018", "gYear"),
        ("2018-04", "gYearMonth"),
        ("2018-04-12", "date"),
        ("2018-04-12+02:00", "date"),
        ("2018-04-12T10:00:00", "dateTime"),
        ("2018-04-12T10:00:00.5-14:00", "dateTime"),
        ("2018-04-12T10:00:00+14:30", None),
        ("2000-02-29", "date"),
        ("1900-02-29", None),
        ("18-04-12", None),
        ("-2018", None),
        ("2018-04-12T10:00", None),
    ],
)
def test_date_forms(text: str, form: str | None) -> None:
    assert date_form(text) == form
