"""SERVICE against the grammar: no legal query without it is refused, and no query with it calls anybody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pyoxigraph import QueryResultsFormat, QueryTriples

from dcat_publisher.serve.sparql.messages import Question
from tests.examples import examples
from tests.serve.sparql.sparql_support import Trap
from tests.serve.sparql.test_sparql_federation import evaluator, run, store

WORD = st.sampled_from(["service", "SERVICE", "Service", "sErViCe"])
# What may stand before and behind the letters in a name, a language tag, an IRI, a text or a comment.
BEFORE = st.sampled_from(["", "a", "data.", "my-", "x_", "\u00e6", "a.b-"])
BEHIND = st.sampled_from(["", "a", ".v1", "-x", "_", "\u00e6", "1", ".b-c"])
LOCAL_BEFORE = st.one_of(BEFORE, st.sampled_from(["1", ":", "%20", "a\\-", "\\(", "x:y:"]))
LOCAL_BEHIND = st.one_of(BEHIND, st.sampled_from(["%C3%A6", "\\.", "\\)", ":", "::a"]))
TEXT = st.sampled_from(
    ["", " ", " <T> { } ", "{ SERVICE <T> { } } ", "#", "\\n", "\\u0073", "\\\\", "?", ":", "@en", "\\t"]
)
QUOTES = st.sampled_from(['"', "'", '"""', "'''"])
PREFIXES = st.builds(lambda a, w, b: f"{a}{w}{b}", BEFORE.filter(lambda t: t != "x_"), WORD, BEHIND)


def joined(*parts: str) -> str:
    return "".join(parts)


variables = st.builds(
    lambda sign, word, behind: f"{sign}{word}{behind}", st.sampled_from("?$"), WORD,
    st.sampled_from(["", "a", "_", "1", "\u00e6"]),
)  # fmt: skip
locals_ = st.builds(joined, LOCAL_BEFORE, WORD, LOCAL_BEHIND)
tags = st.builds(joined, st.sampled_from(["", "x-", "nb-", "en-x-"]), WORD, st.sampled_from(["", "-x-a"]))
iris = st.builds(
    lambda a, w, b: f"<urn:{a}{w}{b}>", BEFORE, WORD, st.sampled_from(["", "#service", "%20", "?a=b"])
)
texts = st.builds(lambda quote, a, w, b: f"{quote}{a}{w}{b}{quote}", QUOTES, TEXT, WORD, TEXT)
literals = st.one_of(
    texts, st.builds(lambda text, tag: f"{text}@{tag}", texts, tags),
    st.builds(lambda text, iri: f"{text}^^{iri}", texts, iris),
)  # fmt: skip
blanks = st.builds(lambda word, behind: f"_:{word}{behind}", WORD, BEHIND)
comments = st.builds(lambda a, w, b: f"# {a}{w}{b}\n".replace("\\n", ""), TEXT, WORD, TEXT)
gaps = st.one_of(st.sampled_from([" ", "\n", "\t", "  "]), comments.map(lambda text: f" {text}"))


@st.composite
def queries(draw: st.DrawFn, pattern: str = "") -> str:
    """Return a legal query full of the letters; `pattern` goes where a pattern may begin."""
    prefix = draw(PREFIXES)
    names = st.builds(lambda local: f"{prefix}:{local}", locals_)
    subjects = st.one_of(variables, names, iris, st.just(f"{prefix}:"), blanks)
    verbs = st.one_of(variables, names, iris, st.just("a"))
    objects = st.one_of(subjects, literals, st.just("1.5"), st.just("true"))
    triples = []
    for _ in range(draw(st.integers(1, 4))):
        triples += [draw(subjects), draw(verbs), draw(objects), draw(st.sampled_from([".", " ."]))]
    gap = draw(gaps)
    inner = gap.join(triples)
    called = f"{gap}{pattern}" if pattern else ""
    form = draw(st.sampled_from(["SELECT * {", "ASK {", "SELECT (1 AS ?n) WHERE {", "SELECT * { OPTIONAL {"]))
    return f"PREFIX {prefix}: <urn:x>{gap}{form} {inner}{gap}{called} }}{' }' * (form.count('{') - 1)}"


@pytest.fixture(scope="module")
def trap() -> Iterator[Trap]:
    with Trap() as made:
        yield made


@settings(max_examples=examples(400), suppress_health_check=list(HealthCheck))
@given(queries())
def test_a_legal_query_is_never_refused(query: str) -> None:
    try:
        result = store().query(query, base_iri="http://base.example.org/")
    except SyntaxError:
        assume(False)
    assert not isinstance(result, QueryTriples)
    expected = result.serialize(format=QueryResultsFormat.CSV) or b""
    reply = evaluator().answer(Question(query, "text/csv", "text/turtle"))
    assert reply.status == 200, (query, reply.body)
    assert sorted(reply.body.splitlines()) == sorted(expected.splitlines())


CALLS = st.builds(
    lambda word, silent, target, body: f"{word}{silent}{target}{body}", WORD,
    st.sampled_from([" ", "", " SILENT ", "#\n", "\r"]), st.sampled_from(["<T>", " <T>", "\n<T>"]),
    st.sampled_from(["{ }", " {\n}", "{ ?a ?b ?c }"]),
)  # fmt: skip


@settings(max_examples=examples(400), suppress_health_check=list(HealthCheck))
@given(CALLS.flatmap(queries))
def test_no_legal_query_with_a_call_is_let_through(trap: Trap, query: str) -> None:
    text = query.replace("<T>", f"<{trap.address}>")
    trap.calls.clear()
    reply = evaluator().answer(Question(text, "text/csv", "text/turtle"))
    assert trap.calls == []
    assert reply.status == 400, text


def test_the_calls_are_real(trap: Trap) -> None:
    """The queries of the test above do call when nothing is between them and the engine."""
    trap.calls.clear()
    query = f"PREFIX my-service: <urn:x> SELECT * {{ ?s ?p ?o . service <{trap.address}>{{ }} }}"
    with suppress(OSError):
        run(query)
    assert trap.calls
