"""RDF that is there already, a file or a graph, against shapes: results, and findings with their line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from dcat_publisher.checking.given_shapes import given_profile, require_sound_rest
from dcat_publisher.checking.validation import organisation_numbers, result_findings
from dcat_publisher.model.finding import Finding, Severity, in_order
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import Words, filled
from dcat_publisher.model.place import Place
from dcat_publisher.rdf.places import with_lines, with_nodes
from dcat_publisher.rdf.read import RdfSyntaxError, read_rdf
from dcat_publisher.shacl import Coverage, Result, Shapes, coverage, validate_sound, validation_report
from dcat_publisher.shacl import validate as validate_graph
from dcat_publisher.vocabulary.profile import Profile

_WORDS: Final = Words(__file__)

SYNTAX_CODE = "rdf-syntax"


@dataclass(frozen=True)
class Validation:
    """What came of a validation: the graph as read, and the results, sorted by focus node, path and value.

    `results` are those of SHACL; terms in them are spelled as in N-Triples. `file` is None for a graph that
    was given as such. `ran` are the shapes that were validated against, where some may have been left out.
    """

    graph: Graph
    results: tuple[Result, ...]
    profile: Profile
    file: Path | None = None
    ran: Shapes | None = None

    @property
    def conforms(self) -> bool:
        """Whether there is no result, of whatever severity (SHACL 3.6.1.1)."""
        return not self.results

    @property
    def report(self) -> Graph:
        """The sh:ValidationReport, as a graph."""
        return validation_report(self.results, self.shapes.delegated)

    @property
    def shapes(self) -> Shapes:
        """The shapes that were validated against; their `faults` are those of the ones that were left out."""
        return self.profile.shapes if self.ran is None else self.ran

    @property
    def name(self) -> str:
        """What the data is called: `-` for a graph."""
        return "-" if self.file is None else self.file.as_posix()

    @cached_property
    def coverage(self) -> Coverage:
        """How many of the shapes met how many of the nodes."""
        return coverage(self.graph, self.shapes)

    @cached_property
    def findings(self) -> list[Finding]:
        """The results as findings, each with its node and line, and wrong organisation numbers."""
        whole = Place("-" if self.file is None else self.file.as_posix())
        found = result_findings(self.graph, self.results, whole, (), frozenset())
        found += organisation_numbers(self.graph, whole)
        found = with_nodes(found, self.graph)
        if self.file is not None and found:
            found = with_lines(found, self.graph, self.file)
        return in_order(found)


def validate(
    data: Path | str | Graph,
    *,
    shapes: Path | str | Sequence[Path | str] | None = None,
    profile: str | Profile | None = None,
    strict_shapes: bool = False,
) -> Validation:
    """Validate RDF against shapes.

    `data` is a file (.nt, .ttl, .jsonld, .rdf, .trig, .nq) or a graph; `shapes` are files with SHACL shapes,
    `profile` is a profile, or the name of one of the installation, which counts in addition, or alone when
    there are no shapes (then the default is DCAT-AP-NO). Shapes with faults are left out, unless
    `strict_shapes`: see `faults` of `Validation.shapes`. Raises RdfSyntaxError for data that is not
    well-formed and ConfigurationError for what cannot be read, for a file without a sound shape and for
    entailment that shapes ask for.

    >>> validate("catalog.ttl", shapes=["my-shapes.ttl"]).conforms  # doctest: +SKIP
    True
    """
    files = (
        None if shapes is None else tuple(map(Path, [shapes] if isinstance(shapes, Path | str) else shapes))
    )
    chosen = given_profile(files, profile, strict=strict_shapes)
    file = None if isinstance(data, Graph) else Path(data)
    graph = data if isinstance(data, Graph) else read_rdf(Path(data))
    if not chosen.leaves_out:
        return Validation(graph, tuple(validate_graph(graph, chosen.shapes)), chosen, file)
    require_sound_rest(chosen.shapes, files or ())
    results, ran = validate_sound(graph, chosen.shapes)
    require_sound_rest(ran, files or ())
    return Validation(graph, tuple(results), chosen, file, ran)


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
