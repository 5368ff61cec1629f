"""Advice is worked out once for findings that are alike, and not where it is about the one place."""

from __future__ import annotations

from dataclasses import replace

from dcat_publisher.checking.advice_once import AdviceOnce
from dcat_publisher.checking.pipeline.remembered_advice import Advice
from dcat_publisher.model.finding import Finding, Severity
from dcat_publisher.model.place import Place
from dcat_publisher.rdf.jsonld_context import Context
from dcat_publisher.system.resources import packaged
from dcat_publisher.vocabulary import Vocabulary

CONTEXT: Context = Vocabulary((packaged("vocab"),)).context
WORDS = {"nb": "Noe mangler.", "nn": "Noko manglar.", "en": "Something is missing."}


def found(file: str, code: str = "Column-description-required") -> Finding:
    return Finding(code, Severity.ERROR, Place(file, 3, 1, 3, 9), WORDS)


def advised(finding: Finding) -> Finding:
    """Return a finding at its cell, with help."""
    return replace(finding, place=Place(finding.place.file, 3, 5, 3, 7), help=WORDS)


def test_each_finding_in_a_list_is_placed_at_its_own_cell() -> None:
    once = AdviceOnce(advised, lambda _: False, CONTEXT, {})
    first, second = (once.of(found(f"{name}.variables.csv")) for name in "ab")
    assert (first.place.column, second.place.column) == (5, 5)
    assert once.known == {}, "what moves a finding is not taken for all that there is to say"


def test_what_is_known_is_not_worked_out_again() -> None:
    known: Advice = {}
    asked: list[str] = []

    def told(finding: Finding) -> Finding:
        asked.append(finding.code)
        return replace(finding, help=WORDS)

    for _ in range(2):
        once = AdviceOnce(told, lambda _: False, CONTEXT, known)
        assert [once.of(found(f"{name}.yaml")).help for name in "ab"] == [WORDS, WORDS]
        assert once.of(found("a.yaml", "R201")).help == WORDS
    assert asked == ["Column-description-required", "R201"]
    other = replace(found("a.yaml", "R201"), value='"annen"')
    AdviceOnce(told, lambda _: False, CONTEXT, known).of(other)
    assert asked[2:] == ["R201"], "of one value nothing is known of another"
