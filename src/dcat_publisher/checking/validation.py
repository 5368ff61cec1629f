"""Graph to findings: SHACL results with the line that was typed, and the rules that SHACL cannot say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import lru_cache

from dcat_publisher.checking.placed_nodes import PlacedNodes
from dcat_publisher.model.finding import EMPTY, Finding, Severity
from dcat_publisher.model.language import LANGUAGES, Message, in_language
from dcat_publisher.model.named_terms import IN_SERIES
from dcat_publisher.model.namespaces import DCT, FOAF, SH, short
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import iri, is_iri, language, lexical
from dcat_publisher.rdf.node_names import IRI_IN_TEXT
from dcat_publisher.rules import finding
from dcat_publisher.shacl import Result, Shapes
from dcat_publisher.shacl.names import TOO_FEW, TOO_MANY
from dcat_publisher.source.mapping.enrichment import MEMBER_PREDICATES
from dcat_publisher.vocabulary.profile import SHAPES_ADDRESS

_SEVERITIES = {
    SH.Violation: Severity.ERROR,
    SH.Warning: Severity.WARNING,
    SH.Info: Severity.INFO,
}
_ORGANISATION = re.compile(
    r"https?://(?:organization-catalogu?e?\.\S+?/organizations|data\.brreg\.no/\S*?enheter)/(\d{9})"
)
AGENT = FOAF.Agent
_IDENTIFIER = DCT.identifier
_NORWEGIAN_AGENT = iri(f"{SHAPES_ADDRESS}dcat-ap-no#Agent")
_EU_AGENT = iri(f"{SHAPES_ADDRESS}dcat-ap#Agent")
_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2, 1)
_MOST_REASONS = 3
_Reason = tuple[str | None, tuple[str, ...]]
"""Path and messages of a result because of which a value fails."""
_NO_TYPE = frozenset({"R102", "R103"})
_LOST = frozenset({"R201", "R202"})
# A catalogue has what its folder has.


def is_norwegian(shapes: Shapes) -> bool:
    """Return whether shapes are Norway's profile, or build on it: it alone speaks of the register there."""
    return _NORWEGIAN_AGENT in shapes.graph.index


def knows_register(shapes: Shapes) -> bool:
    """Return whether a source is asked for Norwegian organisation numbers: not by the profile of the EU."""
    return is_norwegian(shapes) or _EU_AGENT not in shapes.graph.index


def without_consequences(
    findings: Iterable[Finding], earlier: Iterable[Finding], unread: Set[str]
) -> list[Finding]:
    """Return the findings of a validation without those that follow from earlier ones.

    A result about a focus node and path that an earlier finding is about already is a consequence of it and
    left out, and so is what concerns nodes that nobody knows enough of: the `unread`, of files that were not
    read, and those whose type is missing or unknown. Where a key is there without a value, what is missing is
    missing on that line.
    """
    earlier = list(earlier)
    reported: dict[str, dict[str, Severity]] = {}
    empty: dict[tuple[str, str], Place] = {}
    for found in earlier:
        if found.focus is not None and found.path is not None and found.code == EMPTY:
            empty.setdefault((found.focus, found.path), found.place)
        elif found.focus is not None and found.path is not None:
            paths = reported.setdefault(found.focus, {})
            paths[found.path] = max(found.severity, paths.get(found.path, found.severity))
    untyped = {found.focus for found in earlier if found.code in _NO_TYPE}
    loose = {found.value for found in earlier if found.code in _LOST and found.value is not None}
    vague = unread | loose | {focus for focus in untyped if focus is not None}
    outside = any(found.path in (*MEMBER_PREDICATES, IN_SERIES) and found.code in _LOST for found in earlier)
    is_whole = not (unread or untyped or outside)
    return [
        _where_empty(found, empty)
        for found in findings
        if not _is_consequence(found, reported, vague) and (is_whole or not _is_of_others(found))
    ]


def without_strays(findings: Iterable[Finding], earlier: Iterable[Finding]) -> list[Finding]:
    """Return findings without those that a dataset is outside a series because its link is misspelt."""
    strays = {found.focus for found in earlier if found.path == IN_SERIES and found.code in _LOST}
    return [found for found in findings if found.code != "R240" or found.value not in strays]


def _is_of_others(found: Finding) -> bool:
    """Return whether a finding says that a node has too few others: what is not read may be one."""
    path = found.path or ""
    is_of_others = path.startswith("^") or any(each in path for each in MEMBER_PREDICATES)
    return found.component == TOO_FEW and is_of_others


def _where_empty(found: Finding, empty: Mapping[tuple[str, str], Place]) -> Finding:
    """Return the finding that a value is missing on the line of the key that has none."""
    place = empty.get((found.focus or "", found.path or "")) if found.component == TOO_FEW else None
    return found if place is None else replace(found, place=place)


def _is_consequence(
    found: Finding, reported: Mapping[str, Mapping[str, Severity]], vague: Set[str]
) -> bool:
    """Return whether a finding follows from an earlier one; an error never from a warning."""
    if found.focus in vague or found.value in vague:
        return True
    path = found.path or ""  # of several properties where the path is a choice of them
    told = reported.get(found.focus or "", {})
    return any(predicate in path and severity >= found.severity for predicate, severity in told.items())


def placed_findings(places: PlacedNodes, results: Iterable[Result], whole: Place) -> list[Finding]:
    """Return the findings that the results of a validation are, consequences of others among them."""
    return [result_finding(result, result_place(places, result) or whole) for result in results]


def result_finding(result: Result, place: Place, node: str | None = None) -> Finding:
    """Return the finding that a result is; `node` is what people call its focus node in a file of RDF."""
    return Finding(
        code=rule_code(result),
        severity=_SEVERITIES.get(result.severity, Severity.ERROR),
        place=place,
        message=_message(result),
        focus=result.focus,
        path=result.path,
        value=result.value,
        shape=result.source_shape,
        component=result.component,
        node=node,
        shape_severity=result.severity,
    )


def rule_code(result: Result) -> str:
    """Return the code of a result: the local name of its shape, or of its constraint where that has none."""
    return _local_name(result.source_shape if is_iri(result.source_shape) else result.component)


@lru_cache(1024)
def _local_name(term: str) -> str:
    """Return what stands at the end of an IRI; thousands of results share theirs."""
    return re.split(r"[#/]", term[1:-1])[-1]


def _message(result: Result) -> Message:
    if result.messages:
        ours = result.source_shape.startswith(f"<{SHAPES_ADDRESS}")  # their words are enough
        if ours or not result.details:
            return _given(result.messages)
        return _with_reasons(result.messages, _reasons(result.details))
    component = re.split(r"[#/]", result.component[1:-1])[-1].removesuffix("ConstraintComponent")
    what = "" if result.value is None else f" {result.value}"
    return {
        "en": f"{component}{what} ({result.path or 'node'})",
        "nb": f"{component}{what} ({result.path or 'node'})",
    }


def _reasons(details: Sequence[Result]) -> tuple[_Reason, ...]:
    return tuple([(detail.path, detail.messages) for detail in details[:_MOST_REASONS]])


@lru_cache(1024)
def _with_reasons(messages: tuple[str, ...], reasons: tuple[_Reason, ...]) -> Message:
    """Return a message with what the results say because of which a value fails its sh:node.

    Thousands of results of a shape share theirs.
    """
    said = [(path, _given(told)) for path, told in reasons]
    return {
        tag: f"{text} ({'; '.join(_reason(path, words, tag) for path, words in said)})"
        for tag, text in _given(messages).items()
    }


def _reason(path: str | None, words: Message, tag: str) -> str:
    text = in_language(words, tag if tag in LANGUAGES else "en")
    return text if path is None else f"{IRI_IN_TEXT.sub(lambda match: short(match[0]), path)}: {text}"


@lru_cache(1024)
def _given(messages: tuple[str, ...]) -> Message:
    """Return the messages of a shape by language; thousands of its results share them."""
    return {language(message) or "en": lexical(message) for message in messages}


def result_place(graph: PlacedNodes, result: Result) -> Place | None:
    """Return the place of the value, else of the property, else of the node, else of a reference to it."""
    focus, path = result.focus, result.path
    if path is not None and result.value is not None:
        exact = graph.triple_place(focus, path, result.value)
        if exact is not None:
            return exact
    if path is not None:
        typed = [
            place for value in graph.objects(focus, path) if (place := graph.triple_place(focus, path, value))
        ]
        if typed:
            return typed[-1] if result.component == TOO_MANY else typed[0]
    return graph.node_place(focus) or graph.reference_place(focus)


def numbers_of_agents(graph: PlacedNodes, agents: Iterable[str], whole: Place) -> Iterator[Finding]:
    """Check the control digit of organisation numbers of agents, which SHACL Core has no arithmetic for."""
    for agent in agents:
        match = _ORGANISATION.fullmatch(agent[1:-1])
        if match is not None and not is_organisation_number(match[1]):
            place = graph.node_place(agent) or graph.reference_place(agent) or whole
            yield finding("T601", place, value=match[1], focus=agent)
        for value in graph.objects(agent, _IDENTIFIER):
            number = lexical(value)
            if re.fullmatch(r"\d{9}", number) and not is_organisation_number(number):
                place = graph.triple_place(agent, _IDENTIFIER, value) or whole
                yield finding("T601", place, value=number, focus=agent)


def is_organisation_number(text: str) -> bool:
    """Return whether nine digits are a Norwegian organisation number: the weighted sum is divisible by 11."""
    return sum(int(digit) * weight for digit, weight in zip(text, _WEIGHTS, strict=True)) % 11 == 0
