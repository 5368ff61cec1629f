"""No query makes the service call another server: not by the text, and not by the process."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from dcat_publisher.rdf.jsonld_context import Context
from dcat_publisher.serve.sparql.client import ask
from dcat_publisher.serve.sparql.evaluation import Evaluator
from dcat_publisher.serve.sparql.federation import engine_keeps_to_this, explained, proof_of
from dcat_publisher.serve.sparql.limits import Limits
from dcat_publisher.serve.sparql.messages import Question, Reply
from dcat_publisher.serve.sparql.worker import work
from tests.examples import examples
from tests.serve.sparql.sparql_support import Trap

# Each calls the server at T when the engine reads it as it stands: see test_the_hiding_places_are_real.
HIDING_PLACES = {
    "plain": "SELECT * { ?s ?p ?o SERVICE <T> { ?s ?q ?r } }",
    "silent": "SELECT * { ?s ?p ?o SERVICE SILENT <T> { ?s ?q ?r } }",
    "lower case": "SELECT * { ?s ?p ?o service<T>{ ?s ?q ?r } }",
    "mixed case": "SELECT * { ?s ?p ?o sErViCe <T> { ?s ?q ?r } }",
    "subquery": "SELECT * { { SELECT ?s { ?s ?p ?o SERVICE <T> { } } } }",
    "exists": "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <T> { } } }",
    "not exists": "ASK { ?s ?p ?o FILTER(NOT EXISTS { SERVICE <T> { } } || false) }",
    "optional": "SELECT * { ?s ?p ?o OPTIONAL { SERVICE <T> { } } }",
    "minus": "SELECT * { ?s ?p ?o MINUS { ?s ?p ?o SERVICE <T> { } } }",
    "union": "SELECT * { { } UNION { SERVICE <T> { } } }",
    "lateral": "SELECT * { ?s ?p ?o LATERAL { SERVICE <T> { } } }",
    "graph": "SELECT * { GRAPH <urn:g> { ?s ?p ?o SERVICE <T> { } } }",
    "construct": "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o SERVICE <T> { } }",
    "describe": "DESCRIBE ?s WHERE { ?s ?p ?o SERVICE <T> { } }",
    "ask": "ASK { SERVICE <T> { } }",
    "variable": "SELECT * { VALUES ?x { <T> } LATERAL { SERVICE ?x { } } }",
    "prefixed": "PREFIX t: <T> SELECT * { SERVICE t: { } }",
    "empty prefix": "PREFIX : <T> SELECT * { SERVICE: { } }",
    "glued prefix": "PREFIX t: <T> SELECT * { SERVICEt:x { } }",
    "glued silent": "SELECT * { SERVICESILENT<T>{ } }",
    "base": "BASE <T> SELECT * { SERVICE <x> { } }",
    "glued to a number": "SELECT * { ?s <http://a:80> 1SERVICE<T>{ } }",
    "comment before": "SELECT * { # SERVICE\n SERVICE # {\n <T> # }\n { } }",
    "carriage return ends a comment": "SELECT * { #\rSERVICE <T> { } \n}",
    "less-than and a quotation mark": "SELECT * { ?s ?p ?o FILTER(?o<'&&?b>'||1) SERVICE <T> { ?x ?y '' } }",
    "less-than and a comment": "SELECT * { ?s ?p ?o FILTER(1||?o<1#>\n) SERVICE <T> { } } #",
    "less-than and a long string": 'SELECT * { FILTER(1||2<1#>"""\n) SERVICE <T> { } } #"""',
    "in what looks like an IRI": "SELECT * { VALUES ?x {<T>} LATERAL { FILTER(1||1<?x)SERVICE ?x#>\n{ } } }",
    "name split at a port": "PREFIX p: <http://a:80> SELECT * { ?s ?p p:SERVICE<T>{ } }",
    "name split before a number": "PREFIX p: <http://a:80> SELECT * { ?s p:1SERVICE<T>{ } }",
    "name split before a boolean": "PREFIX p: <http://a:80> SELECT * { ?s p:trueSERVICE<T>{ } }",
    "name split at a character": "PREFIX p: <urn:p> PREFIX \ufffd: <T> SELECT * {?s ?q p:SERVICE\ufffd:x{}}",
    "prefix of that name": "PREFIX SERVICE: <urn:a> PREFIX : <T> SELECT * { ?s ?p ?o SERVICE: { } }",
    "prefix of that name, local": "PREFIX SERVICE: <urn:a> PREFIX : <T> SELECT * { SERVICE:a { } }",
    "prefix of that name, verb": "PREFIX SERVICE: <urn:a> PREFIX : <T> SELECT * { ?s ?p ?o ; SERVICE:a { } }",
    "prefix of that name, twice": "PREFIX SERVICE: <T> SELECT * { SERVICE SERVICE: { } }",
    "prefix of that name, silent": "PREFIX SERVICE: <T> SELECT * { SERVICESILENTSERVICE:a{ } }",
}
HARMLESS = [
    'SELECT ?service { ?s ?p ?service FILTER(?service = "service") } # SERVICE <urn:x> {}',
    "PREFIX dcat: <http://www.w3.org/ns/dcat#> SELECT * { ?s a dcat:DataService ; dcat:service ?Service }",
    "SELECT * { ?s <http://www.w3.org/ns/dcat#service> ?o }",
    "SELECT $SERVICE ?serviceservice { ?serviceservice ?p $SERVICE }",
    "SELECT * { ?s ?p 'service', \"\"\"a\n\"SERVICE\" <urn:x> {}\"\"\", '''SERVICE''' }",
    "PREFIX x: <http://www.example.org/> SELECT * { x:a-service x:service1 x:Service%20x }",
    "BASE <http://service.example.org/> SELECT * { <service> <#service> <?service=1> }",
    "SELECT (1 AS ?Service) (2 AS ?service) { }",
    "SELECT (1 AS ?\u017fervice) (2 AS ?service) { }",
    "PREFIX ex: <urn:x> SELECT * { ?s ?p ex:data.service, ex:my-service.v1, ex:a\\-service\\.service }",
    "PREFIX my-service: <urn:x> PREFIX a.service: <urn:y> ASK { my-service:a a.service:b 1 }",
    "PREFIX service: <urn:x> PREFIX SERVICE: <urn:y> ASK { service:service SERVICE:x service:, SERVICE: }",
    "PREFIX service: <urn:x> SELECT * { {} service:a ?p ?o . ?s ?p service:a { } }",
    "SELECT * { ?s ?p \"x\"@x-service, 'x'@service, '''x'''@nb-service-x-service }",
    "SELECT * { _:service.x ?p _:my-service; ?q []  }",
    "ASK { ?s ?p \"\\u0053ervice \\\"SERVICE\", 'it\\'s a service' } #service",
]


def store() -> Store:
    made = Store()
    for value in ("x", "service", "SERVICE <urn:x> {}"):
        for graph in (None, NamedNode("urn:g")):
            made.add(Quad(NamedNode("urn:s"), NamedNode("urn:p"), Literal(value), graph))
    made.add(Quad(NamedNode("urn:s"), NamedNode("http://a:80"), Literal("1")))
    made.add(Quad(NamedNode("urn:s"), NamedNode("urn:q"), NamedNode("http://a:80")))
    made.add(Quad(NamedNode("urn:s"), NamedNode("urn:q"), NamedNode("urn:p")))
    return made


def evaluator() -> Evaluator:
    return Evaluator(store(), Context({}, {}, {}, {}), "http://base.example.org/", Limits(seconds=60))


def run(text: str) -> list[str]:
    """Evaluate a query whole, as the engine would alone."""
    result = store().query(text, base_iri="http://base.example.org/")
    return sorted(str(row) for row in result) if hasattr(result, "__iter__") else [str(bool(result))]


@pytest.fixture(scope="module")
def trap() -> Iterator[Trap]:
    with Trap() as made:
        yield made


@pytest.mark.parametrize("place", HIDING_PLACES)
def test_the_hiding_places_are_real(trap: Trap, place: str) -> None:
    trap.calls.clear()
    query = HIDING_PLACES[place].replace("<T>", f"<{trap.address}>")
    with suppress(OSError):
        run(query)
    assert trap.calls


@pytest.mark.parametrize("place", HIDING_PLACES)
def test_no_hiding_place_hides_a_call(trap: Trap, place: str) -> None:
    trap.calls.clear()
    query = HIDING_PLACES[place].replace("<T>", f"<{trap.address}>")
    reply = evaluator().answer(Question(query, "text/csv", "text/turtle"))
    assert trap.calls == []
    assert reply.status == 400
    if not place.startswith(("name split", "prefix of that name")):
        assert reply.body.startswith(b"SERVICE is not allowed")


@pytest.mark.parametrize(
    "escaped", [r"\u0053ERVICE", r"S\u0045RVICE", r"\U00000053ERVICE", r"SERVIC\u0065", r"\u0073\u0065rvice"]
)
def test_an_escaped_keyword_is_none(trap: Trap, escaped: str) -> None:
    trap.calls.clear()
    reply = evaluator().answer(Question(f"SELECT * {{ {escaped} <{trap.address}> {{ }} }}", "text/csv", None))
    assert reply.status == 400
    assert trap.calls == []


def test_the_engine_is_as_it_should_be() -> None:
    assert engine_keeps_to_this()


@pytest.mark.parametrize("query", HARMLESS)
def test_what_calls_nobody_keeps_its_meaning(query: str) -> None:
    reply = evaluator().answer(Question(query, "text/csv", "text/turtle"))
    assert reply.status == 200, reply.body
    proof = proof_of(query)
    assert proof is not None
    assert "service" not in proof.text.lower()
    assert len(proof.text) == len(query)


def test_what_the_engine_says_is_said_in_the_words_of_the_query() -> None:
    query = "SELECT (<urn:Service>(1) AS ?x) { }"
    reply = evaluator().answer(Question(query, "text/csv", None))
    assert (reply.status, reply.body) == (400, b"The custom function <urn:service> is not supported\n")


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("SELECT * { SERVICE <urn:x> {} }", "line 1, column 12"),
        ("# service\nSELECT * { ?s ?p 'service', 'æ' . SERVICE <urn:x> {} }", "line 2, column 35"),
        ("SELECT ?service {\n  ?s ?p ?service .\n  SERVICE ?s {} }", "line 3, column 3"),
        ("SELECT * { ?s ?p ?o . # service\nSERVICE\n?s\n{} }", "line 2, column 1"),
    ],
)
def test_places_are_those_of_the_text_that_was_sent(query: str, place: str) -> None:
    proof = proof_of(query)
    assert proof is not None
    with pytest.raises(SyntaxError) as raised:
        Store().query(proof.text)
    assert "SERVICE is not allowed" in explained(raised.value, query)["en"]
    assert place in explained(raised.value, query)["en"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * {\n ?s ?p 'service', ?o . FILTR(?o) }", "syntax error near line 2, column 24"),
        ("SELECT * { ?s x:service ?o }", "line 1, column 24: Prefix not found"),
    ],
)
def test_a_syntax_error_is_placed_too(query: str, expected: str) -> None:
    reply = evaluator().answer(Question(query, "text/csv", None))
    assert reply.status == 400
    assert expected in reply.body.decode()


PIECES = st.sampled_from(
    [
        *("SERVICE", "service", "SeRvIcE", "SILENT", "p:", "p:SERVICE", ":", "?", "$", "?x", "?service"),
        *("<T>", "<urn:p>", "{", "}", "{ }", "(", ")", ".", ";", ",", "a", "1", "1.", "true", "'", '"'),
        *(
            "'''",
            '"""',
            "#",
            "\n",
            "\r",
            " ",
            "<",
            ">",
            "&&",
            "||",
            "FILTER",
            "FILTER(",
            "EXISTS",
            "OPTIONAL",
        ),
        *("UNION", "MINUS", "VALUES ?x { <T> }", "BIND(1 AS ?z)", "GRAPH", "?s ?p ?o", "?s ?p", "\\"),
        *(r"\u0053", "-", "_:", "@en", "^^", "ERVICE", "\ufffd:", "/", "*", "!", "[", "]", "%", "SELECT * {"),
    ]
)
PROLOGUES = st.sampled_from(
    [
        "",
        "PREFIX p: <http://a:80> ",
        "PREFIX p: <urn:p> PREFIX : <T> ",
        "BASE <T> PREFIX p: <> ",
        "PREFIX \ufffd: <T> PREFIX p: <urn:p> ",
    ]
)
GLUE = st.sampled_from(["", " ", "\n"])


@settings(max_examples=examples(1500), suppress_health_check=list(HealthCheck))
@given(PROLOGUES, st.lists(PIECES, min_size=1, max_size=14), GLUE, st.booleans())
def test_no_jumble_of_pieces_calls(
    trap: Trap, prologue: str, pieces: list[str], glue: str, called: bool
) -> None:
    body = glue.join(pieces) + (" SERVICE <T> { }" if called else "")
    query = f"{prologue}SELECT * {{ ?s ?p ?o . {body} }}".replace("<T>", f"<{trap.address}>")
    trap.calls.clear()
    evaluator().answer(Question(query, "text/csv", "text/turtle"))
    assert trap.calls == []


@dataclass(frozen=True, slots=True)
class Naked(Evaluator):
    """Hands the text to the engine as it is: what the process alone has to withstand."""

    def answer(self, question: Question) -> Reply:
        try:
            found = run(question.query)
        except (OSError, SyntaxError, ValueError) as error:
            return Reply.refusal(400, str(error))
        return Reply(200, "text/plain", "\n".join(found).encode())


@pytest.mark.slow
def test_a_worker_cannot_call_even_when_told_to(tmp_path: Path) -> None:
    limits = Limits(seconds=60)
    naked = Naked(store(), Context({}, {}, {}, {}), "http://base.example.org/", limits)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(tmp_path / "queries"))
    listener.listen(1)
    ours, theirs = socket.socketpair()
    process = os.fork()
    if process == 0:
        work(listener, theirs, naked)
    theirs.close()
    with Trap() as trap, ours:
        for place, query in HIDING_PLACES.items():
            text = query.replace("<T>", f"<{trap.address}>")
            reply = ask(str(tmp_path / "queries"), Question(text, "text/csv", None), limits)
            assert reply.status == (400 if place == "plain" else reply.status)
        for name in ("localhost", "[::1]", "example.org"):
            port = trap.address.rpartition(":")[2]
            text = f"SELECT * {{ SERVICE <http://{name}:{port}> {{ }} }}"
            reply = ask(str(tmp_path / "queries"), Question(text, "text/csv", None), limits)
            assert reply.status == 400
        assert trap.calls == []
    os.waitpid(process, 0)
    listener.close()
