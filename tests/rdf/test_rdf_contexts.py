"""Contexts within contexts of JSON-LD: what would take minutes is refused."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from dcat_publisher.rdf.gate import BoundError, check_bounds

TERMS = {f"t{number}": f"http://example.org/{number}" for number in range(2000)}
FEW = dict(list(TERMS.items())[:300])
OWN = {"a": {"@id": "http://example.org/a", "@context": TERMS}}
MANY = {term: {"@id": address, "@context": FEW} for term, address in FEW.items()}
OFTEN = range(5000)


def document(context: object, *objects: object) -> Mapping[str, object]:
    return {"@context": context, "@graph": list(objects)}


HOSTILE: Mapping[str, Any] = {
    "objects": document(OWN, *({"a": {"@id": f"_:b{n}"}} for n in OFTEN)),
    "a list": document(OWN, {"a": [{"@id": f"_:b{n}"} for n in OFTEN]}),
    "lists in lists": document(OWN, {"a": [[f"{n}"] for n in OFTEN]}),
    "texts": document(OWN, *({"a": f"{n}"} for n in OFTEN)),
    "types": document(OWN, *({"@type": "a", "t1": f"{n}"} for n in OFTEN)),
    "an alias of a type": document({**OWN, "type": "@type"}, *({"type": ["a"], "t1": f"{n}"} for n in OFTEN)),
    "an index": document(
        {"a": {**OWN["a"], "@container": "@index"}}, {"a": {f"{n}": {"t1": "x"} for n in OFTEN}}
    ),
    "a context in a list": document([{}, OWN], *({"a": "x"} for _ in OFTEN)),
    "a context below": {"@graph": [{"@context": OWN, "t0": [{"a": "x"} for _ in OFTEN]}]},
    "contexts in many terms": document(MANY, *({"t1": {"t2": {"t3": "x"}}} for _ in range(2000))),
    "copies of what is in scope": document(
        {f"{term}-{n}": f"http://example.org/{n}" for term in FEW for n in range(60)},
        *({"@context": {"q": "http://example.org/q"}, "q": "x"} for _ in OFTEN),
    ),
}
SOUND: Mapping[str, Any] = {
    "one context": document(FEW, *({"@id": f"_:b{n}", "t1": {"t2": "x"}} for n in range(20_000))),
    "the same context in each object": [
        {"@context": FEW, "@id": f"http://example.org/{n}", "t1": "x"} for n in range(2000)
    ],
    "code lists": document(
        {
            **FEW,
            "code": {"@id": "http://example.org/c", "@type": "@vocab", "@context": {"@vocab": "http://e/"}},
        },
        *({"@id": f"http://example.org/{n}", "code": ["A", "B"]} for n in range(20_000)),
    ),
    "a small context of its own": document(
        {**FEW, "Dataset": {"@id": "http://example.org/D", "@context": dict(list(FEW.items())[:20])}},
        *({"@id": f"http://example.org/{n}", "@type": "Dataset", "t1": "a title"} for n in range(20_000)),
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_contexts_out_of_proportion_are_refused(name: str) -> None:
    with pytest.raises(BoundError, match=r"^a\.jsonld: its contexts within contexts [^\n]*$"):
        check_bounds(json.dumps(HOSTILE[name]).encode(), "json-ld", "a.jsonld")


@pytest.mark.parametrize("name", SOUND)
def test_contexts_of_real_catalogues_pass(name: str) -> None:
    check_bounds(json.dumps(SOUND[name]).encode(), "json-ld", "a.jsonld")


def test_neither_an_escape_nor_a_key_twice_nor_a_fault_at_the_end_hides_a_context() -> None:
    text = json.dumps(HOSTILE["objects"])
    escaped = text.replace('"@context"', '"\\u0040context"')
    twice = text.replace('"@graph"', '"@graph": [], "@graph"').replace("]}", '], "@graph": []}')
    for changed in (escaped, twice):
        with pytest.raises(BoundError, match="contexts"):
            check_bounds(changed.encode(), "json-ld", "a.jsonld")
    for changed in (
        f"{text}}}",
        text[:-3],
        text[:-20],
        f'{text[:-2]}, "',
        f"{text[:-2]}, nul",
        f"{text[:-1]}\x01",
    ):
        with pytest.raises(BoundError, match="contexts"):
            check_bounds(changed.encode(), "json-ld", "a.jsonld")


def test_a_fault_in_a_document_without_too_many_contexts_is_left_to_the_parser() -> None:
    text = json.dumps(SOUND["code lists"])
    for changed in (
        text[:-3],
        f"{text[:-1]}]",
        text.replace("http:", "\udcff", 1),
        text.replace("{", "[", 1),
    ):
        check_bounds(changed.encode("utf-8", "surrogateescape"), "json-ld", "a.jsonld")
    check_bounds(text.replace('["A", "B"]', "1" * 5000, 1).encode(), "json-ld", "a.jsonld")
