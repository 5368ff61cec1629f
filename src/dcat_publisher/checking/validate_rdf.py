"""RDF that is there already, a file or a graph, against shapes: results, and findings with their line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from dcat_publisher.checking.node_rules import node_findings
from dcat_publisher.checking.rdf_help import with_rdf_help
from dcat_publisher.checking.validation import GraphPlaces, is_norwegian, result_findings
from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.finding import Finding, Severity, in_order
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import Words, filled
from dcat_publisher.model.place import Place
from dcat_publisher.rdf.node_names import NodeNames
from dcat_publisher.rdf.places import with_lines, with_nodes
from dcat_publisher.rdf.prefixes import prefixes_in
from dcat_publisher.rdf.read import RdfSyntaxError, read_rdf
from dcat_publisher.shacl import Result, validation_report
from dcat_publisher.shacl import validate as validate_graph
from dcat_publisher.vocabulary.profile import DEFAULT_PROFILE, Profile, profile_named

_WORDS: Final = Words(__file__)

SYNTAX_CODE = "rdf-syntax"


@dataclass(frozen=True)
class Validation:
    """What came of a validation: the graph as read, and the results, sorted by focus node, path and value.

    `results` are those of SHACL; terms in them are spelled as in N-Triples. `file` is None for a graph that
    was given as such.
    """

    graph: Graph
    results: tuple[Result, ...]
    profile: Profile
    file: Path | None = None

    @property
    def conforms(self) -> bool:
        """Whether there is no result, of whatever severity (SHACL 3.6.1.1)."""
        return not self.results

    @property
    def report(self) -> Graph:
        """The sh:ValidationReport, as a graph."""
        return validation_report(self.results, self.profile.shapes.delegated)

    @cached_property
    def names(self) -> NodeNames:
        """What the nodes of the data are called."""
        return NodeNames(self.graph, prefixes_in([] if self.file is None else [self.file]))

    @cached_property
    def shape_names(self) -> NodeNames:
        """What the shapes are called."""
        return NodeNames(self.profile.shapes.graph, prefixes_in(self.profile.files))

    @cached_property
    def findings(self) -> list[Finding]:
        """The results as findings, each with its node and line, and wrong organisation numbers."""
        whole = Place("-" if self.file is None else self.file.as_posix())
        found = result_findings(self.graph, self.results, whole, (), frozenset())
        found = list(with_rdf_help(found, self.names))
        if is_norwegian(self.profile.shapes):
            found += node_findings(GraphPlaces(self.graph), list(self.graph.index), whole)
        found = with_nodes(found, self.graph)
        if self.file is not None and found:
            found = with_lines(found, self.graph, self.file)
        return in_order(found)


def validate(
    data: Path | str | Graph, *, shapes: Sequence[Path | str] = (), profile: str | Profile | None = None
) -> Validation:
    """Validate RDF against shapes.

    `data` is a file (.nt, .ttl, .jsonld, .rdf, .trig, .nq) or a graph; `shapes` are files with SHACL shapes,
    `profile` is a profile, or the name of one of the installation, which counts in addition, or alone when
    there are no shapes (then the default is DCAT-AP-NO). Raises RdfSyntaxError for data that is not
    well-formed and ConfigurationError for what cannot be read and for ill-formed shapes.

    >>> validate("catalog.ttl", shapes=["my-shapes.ttl"]).conforms  # doctest: +SKIP
    True
    """
    chosen = _profile(tuple(map(Path, shapes)), profile)
    if isinstance(data, Graph):
        return Validation(data, tuple(validate_graph(data, chosen.shapes)), chosen)
    file = Path(data)
    graph = read_rdf(file)
    return Validation(graph, tuple(validate_graph(graph, chosen.shapes)), chosen, file)


def _profile(shapes: tuple[Path, ...], wanted: str | Profile | None) -> Profile:
    if not shapes and wanted is None:
        wanted = DEFAULT_PROFILE
    chosen = profile_named(wanted) if isinstance(wanted, str) else wanted
    if not shapes and chosen is not None:
        return chosen
    for file in shapes:
        if not file.is_file():
            raise ConfigurationError(f"{file} is not a file")
    if chosen is None:
        return Profile(shapes[0].stem, shapes)
    return Profile(chosen.name, (*chosen.files, *shapes))


def syntax_finding(error: RdfSyntaxError) -> Finding:
    """Return the finding that a file is not well-formed."""
    place = Place(error.file.as_posix(), error.line, error.column, error.line, error.column)
    return Finding(
        SYNTAX_CODE,
        Severity.ERROR,
        place,
        filled(_WORDS["not_rdf"], reason=error.reason),
        _WORDS["not_rdf_help"],
    )


__all__ = ["RdfSyntaxError", "Result", "Validation", "syntax_finding", "validate"]
