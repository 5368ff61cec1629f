"""RDF that is there already, a file or a graph, against shapes: results, and findings with their line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dcat_publisher.checking.given_shapes import (
    expanded,
    given_profile,
    refuse_dangling,
    require_sound_rest,
)
from dcat_publisher.checking.node_rules import node_findings
from dcat_publisher.checking.placed_nodes import GraphPlaces
from dcat_publisher.checking.rdf_data import RdfData, read_data
from dcat_publisher.checking.rdf_help import with_rdf_help
from dcat_publisher.checking.validation import is_norwegian, result_finding, result_place
from dcat_publisher.model.finding import Finding, Severity, in_order
from dcat_publisher.model.gc_paused import gc_paused
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import Words, filled
from dcat_publisher.model.place import Place
from dcat_publisher.rdf.encoding import DamagedError
from dcat_publisher.rdf.node_names import NodeNames
from dcat_publisher.rdf.places import node_name, with_nodes
from dcat_publisher.rdf.prefixes import prefixes_in
from dcat_publisher.rdf.read import RdfSyntaxError
from dcat_publisher.shacl import Coverage, Result, Shapes, coverage, validate_sound, validation_report
from dcat_publisher.shacl import validate as validate_graph
from dcat_publisher.system.scratch import scratch_folder
from dcat_publisher.vocabulary.profile import Profile

if TYPE_CHECKING:
    from dcat_publisher.checking.rdf_data import AnyData

_WORDS: Final = Words(__file__)

SYNTAX_CODE = "rdf-syntax"


@dataclass(frozen=True)
class Validation:
    """What came of a validation: the graph as read, and the results, sorted by focus node, path and value.

    `results` are those of SHACL; terms in them are spelled as in N-Triples. `data` is where the graph comes
    from. `ran` are the shapes that were validated against, where some may have been left out.
    """

    graph: Graph
    results: tuple[Result, ...]
    profile: Profile
    data: RdfData
    ran: Shapes | None = None

    @property
    def conforms(self) -> bool:
        """Whether there is no result, of whatever severity (SHACL 3.6.1.1)."""
        return not self.results

    @property
    def file(self) -> Path | None:
        """The first file that the graph was read from; None for a graph that was given as such."""
        return None if not self.data.documents else Path(self.data.documents[0].name)

    @property
    def name(self) -> str:
        """What the data is called: by its files, `-` for a graph."""
        return self.data.name

    @property
    def report(self) -> Graph:
        """The sh:ValidationReport, as a graph."""
        return validation_report(self.results, self.shapes.delegated)

    @property
    def shapes(self) -> Shapes:
        """The shapes that were validated against; their `faults` are those of the ones that were left out."""
        return self.profile.shapes if self.ran is None else self.ran

    @cached_property
    def coverage(self) -> Coverage:
        """How many of the shapes met how many of the nodes."""
        return coverage(self.graph, self.shapes)

    @cached_property
    def names(self) -> NodeNames:
        """What the nodes of the data are called."""
        return NodeNames(self.graph, prefixes_in(document.file for document in self.data.documents))

    @cached_property
    def shape_names(self) -> NodeNames:
        """What the shapes are called."""
        return NodeNames(self.profile.shapes.graph, prefixes_in(self.profile.files))

    @cached_property
    def places(self) -> list[Place]:
        """Where each of the results stands, as far as the documents tell it, or the graph that was given."""
        if self.data.documents:
            return self.data.places(self.results)
        typed, whole = GraphPlaces(self.graph), Place(self.data.first)
        return [result_place(typed, result) or whole for result in self.results]

    @cached_property
    def findings(self) -> list[Finding]:
        """The results as findings, each with its node and line, and wrong organisation numbers."""
        found: Iterable[Finding] = (
            result_finding(result, place, node_name(result.focus, self.graph))
            for result, place in zip(self.results, self.places, strict=True)
        )
        found = list(with_rdf_help(found, self.names, self.profile.folders))
        if is_norwegian(self.profile.shapes):
            whole = Place(self.data.first)
            wrong = node_findings(GraphPlaces(self.graph), list(self.graph.index), whole)
            found += self.data.placed(with_nodes(wrong, self.graph))
        return in_order(found)

    @property
    def located(self) -> Validation:
        """The same with the file and line of each result, where documents tell them."""
        if not self.data.documents:
            return self
        pairs = zip(self.results, self.places, strict=True)
        located = (result.at(place.file, place.line) for result, place in pairs)
        return replace(self, results=tuple(located))


def validated(
    data: RdfData,
    shapes: Sequence[Path] | None = None,
    profile: str | Profile | None = None,
    *,
    strict_shapes: bool = False,
) -> Validation:
    """Validate what was read; see `validate`."""
    shapes = None if shapes is None else expanded(shapes)
    chosen = given_profile(shapes, profile, strict=strict_shapes)
    if not chosen.leaves_out:
        if shapes is not None:
            refuse_dangling(chosen.shapes)
        return Validation(data.graph, tuple(validate_graph(data.graph, chosen.shapes)), chosen, data)
    require_sound_rest(chosen.shapes, shapes or ())
    results, ran = validate_sound(data.graph, chosen.shapes)
    require_sound_rest(ran, shapes or ())
    return Validation(data.graph, tuple(results), chosen, data, ran)


def validate(
    data: AnyData,
    *,
    shapes: Path | str | Sequence[Path | str] | None = None,
    profile: str | Profile | None = None,
    strict_shapes: bool = False,
    input_format: str | None = None,
) -> Validation:
    """Validate RDF against shapes.

    `data` is a file or several, which are one graph together, bytes, or a graph: of ours, of rdflib or of
    pyoxigraph. `input_format` names the format of bytes, and of files whose suffix does not; else it is
    told from the text. `shapes` are files with SHACL shapes; `profile` is a profile, or the name of one of
    the installation, which counts in addition, or alone when there are no shapes (then the default is
    DCAT-AP-NO). Shapes with faults are left out, unless `strict_shapes`: see `Validation.shapes.faults`.

    Raises RdfSyntaxError for data that is not well-formed and ConfigurationError for what cannot be read,
    for an empty list of data or shapes, a file without a sound shape, and entailment that shapes ask for.

    >>> validate("catalog.ttl", shapes=["my-shapes.ttl"]).conforms  # doctest: +SKIP
    True
    """
    given = [shapes] if isinstance(shapes, Path | str) else shapes
    files = None if given is None else tuple(map(Path, given))
    with gc_paused(), scratch_folder() as folder:
        read = read_data(data, input_format, folder)
        validation = validated(read, files, profile, strict_shapes=strict_shapes)
        located = validation.located
        # Worked out now, once: what is laid out is gone later.
        located.__dict__.update(places=validation.places, findings=validation.findings)
    return located


def syntax_finding(error: RdfSyntaxError | DamagedError) -> Finding:
    """Return the finding that a file is not well-formed, or not in the encoding that it should be in."""
    message = filled(_WORDS["not_rdf"], reason=error.told)
    if isinstance(error, DamagedError):
        return Finding(SYNTAX_CODE, Severity.ERROR, Place(error.name), message)
    place = Place(error.name, error.line, error.column, error.line, error.column)
    return Finding(SYNTAX_CODE, Severity.ERROR, place, message, _WORDS["not_rdf_help"])


__all__ = ["RdfSyntaxError", "Result", "Validation", "syntax_finding", "validate", "validated"]
