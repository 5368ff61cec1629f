"""Findings in a file of RDF: the node that each is about, as its readers know it, and its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from dcat_publisher.model.finding import Finding, changed
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import is_blank, is_iri, lexical
from dcat_publisher.rdf.lines import Lines, lines_of
from dcat_publisher.rdf.node_names import own_label, upwards

# The properties in a path of several; those that are followed backwards are none of the focus node.
_STEPS: Final = re.compile(r"(?<!\^)<[^<>]*>")


def with_nodes(findings: Iterable[Finding], graph: Graph) -> list[Finding]:
    """Return findings with the node that each is about; a blank node is told by what it belongs to."""
    return [changed(finding, node=node_name(finding.focus, graph)) for finding in findings]


def node_name(term: str | None, graph: Graph) -> str:
    """Return what people call a node: its address or text, its label, or the node that leads to it."""
    if term is None:
        return ""
    if not is_blank(term):
        return lexical(term)
    owner = next((subject for subject, _ in upwards(term, graph) if is_iri(subject)), None)
    label = own_label(term, graph)
    named = " ".join(filter(None, (label, None if owner is None else lexical(owner))))
    return named or graph.labels.get(term, term)


def with_lines(
    findings: Sequence[Finding], graph: Graph, file: Path, base: str | None = None
) -> list[Finding]:
    """Return findings on the line of their triple, else of their focus, else of what leads to it.

    Where a file does not tell, the place stays as it is. `base` is where relative IRIs begin, else the file.
    """
    wanted = {finding.focus for finding in findings if finding.focus is not None}
    references = {node: list(upwards(node, graph)) for node in wanted if _may_need_reference(node, graph)}
    subjects = wanted.union(subject for steps in references.values() for subject, _ in steps)
    lines = lines_of(file, subjects, graph, base, _predicates(findings, references))
    return [_on_line(finding, lines, references) for finding in findings]


def _may_need_reference(node: str, graph: Graph) -> bool:
    """Return whether a node may have no line of its own: it has no name, or nothing is said of it."""
    return is_blank(node) or not graph.predicates(node)


def _predicates(
    findings: Iterable[Finding], references: Mapping[str, Sequence[tuple[str, str]]]
) -> frozenset[str]:
    """Return the properties on whose triples findings may stand: see `_keys`."""
    paths = {finding.path for finding in findings if finding.path is not None}
    steps = {step for path in paths for step in _STEPS.findall(path)}
    return frozenset(paths | steps | {predicate for way in references.values() for _, predicate in way})


def _on_line(
    finding: Finding, lines: Lines, references: Mapping[str, Sequence[tuple[str, str]]]
) -> Finding:
    exact = (finding.focus or "", finding.path or "", finding.value or "")
    span = lines.get(exact)  # as nearly every finding has it
    if span is None:
        span = next((lines[key] for key in _keys(finding, references) if key in lines), None)
    if span is None:
        return finding
    place = Place(finding.place.file, span.line, span.column, span.line, span.end_column)
    return changed(finding, place=place)


def _keys(
    finding: Finding, references: Mapping[str, Sequence[tuple[str, str]]]
) -> Iterator[tuple[str, ...]]:
    """Return what lines a finding may stand on, best first."""
    if finding.focus is None:
        return
    parts = [finding.focus, *([finding.path] if finding.path is not None else [])]
    if finding.path is not None and finding.value is not None:
        parts.append(finding.value)
    yield from (tuple(parts[:length]) for length in range(len(parts), 1, -1))
    yield from ((finding.focus, step) for step in _STEPS.findall(finding.path or ""))
    yield (finding.focus,)
    node = finding.focus
    for subject, predicate in references.get(node, ()):
        yield from ((subject, predicate, node), (subject, predicate), (subject,))
        node = subject
