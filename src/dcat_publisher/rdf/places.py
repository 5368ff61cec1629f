"""What is said of a file of RDF: the node that it is about, as its readers know it, and its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, Protocol

from dcat_publisher.model.finding import Finding, changed
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.terms import is_blank, is_iri, lexical
from dcat_publisher.rdf.lines import Span, lines_of
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


_At = Callable[[tuple[str, ...]], Span | None]
"""Returns where a node, a property of it, or a triple stands: see `Lines`."""


class About(Protocol):
    """What has a line: something about a node, a property of it, and a value."""

    @property
    def focus(self) -> str | None:
        """The node, as a term."""

    @property
    def path(self) -> str | None:
        """The property, or a path of several."""

    @property
    def value(self) -> str | None:
        """The value, as a term."""


def spans_of(abouts: Sequence[About], graph: Graph, file: Path, base: str | None = None) -> list[Span | None]:
    """Return where each triple stands in a file, else its subject, else what leads to that.

    None is what the file does not tell. `base` is where relative IRIs begin, else the file.
    """
    wanted = {about.focus for about in abouts if about.focus is not None}
    references = {node: list(upwards(node, graph)) for node in wanted if _may_need_reference(node, graph)}
    if graph.starts:
        at = _known(graph)
    else:
        subjects = wanted.union(subject for steps in references.values() for subject, _ in steps)
        at = lines_of(file, subjects, graph, base, _predicates(abouts, references)).get
    return [_span(about, at, references) for about in abouts]


def _known(graph: Graph) -> _At:
    from dcat_publisher.rdf.lines.ntriples import KnownLines  # noqa: PLC0415 (where it is used)

    return KnownLines(graph).get


def _may_need_reference(node: str, graph: Graph) -> bool:
    """Return whether a node may have no line of its own: it has no name, or nothing is said of it."""
    return is_blank(node) or not graph.predicates(node)


def _predicates(
    abouts: Iterable[About], references: Mapping[str, Sequence[tuple[str, str]]]
) -> frozenset[str]:
    """Return the properties on whose triples something may stand: see `_keys`."""
    paths = {about.path for about in abouts if about.path is not None}
    steps = {step for path in paths for step in _STEPS.findall(path)}
    return frozenset(paths | steps | {predicate for way in references.values() for _, predicate in way})


def _span(about: About, at: _At, references: Mapping[str, Sequence[tuple[str, str]]]) -> Span | None:
    exact = at((about.focus or "", about.path or "", about.value or ""))
    if exact is not None:  # as nearly every result has it
        return exact
    return next((span for key in _keys(about, references) if (span := at(key)) is not None), None)


def _keys(about: About, references: Mapping[str, Sequence[tuple[str, str]]]) -> Iterator[tuple[str, ...]]:
    """Return what lines something may stand on, best first."""
    if about.focus is None:
        return
    parts = [about.focus, *([about.path] if about.path is not None else [])]
    if about.path is not None and about.value is not None:
        parts.append(about.value)
    yield from (tuple(parts[:length]) for length in range(len(parts), 1, -1))
    yield from ((about.focus, step) for step in _STEPS.findall(about.path or ""))
    yield (about.focus,)
    node = about.focus
    for subject, predicate in references.get(node, ()):
        yield from ((subject, predicate, node), (subject, predicate), (subject,))
        node = subject
