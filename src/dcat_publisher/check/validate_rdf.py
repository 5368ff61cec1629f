"""RDF that is there already, a file or a graph, against shapes: results, and findings with their line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from dcat_publisher.check.validation import organisation_numbers, result_findings
from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.finding import Finding, Severity, in_order
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import words
from dcat_publisher.model.place import Place
from dcat_publisher.rdf.read import RdfSyntaxError, read_rdf
from dcat_publisher.shacl import Result, validation_report
from dcat_publisher.shacl import validate as validate_graph
from dcat_publisher.vocabulary.profile import DEFAULT_PROFILE, Profile, profile_named

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
    def findings(self) -> list[Finding]:
        """The results as findings, and wrong organisation numbers; in N-Triples each has its line."""
        whole = Place("-" if self.file is None else self.file.as_posix())
        found = result_findings(self.graph, self.results, whole, (), frozenset())
        found += organisation_numbers(self.graph, whole)
        if self.file is not None and self.file.suffix == ".nt" and found:
            found = _with_lines(found, self.file)
        return in_order(found)


def validate(
    data: Path | str | Graph, *, shapes: Sequence[Path | str] = (), profile: str | None = None
) -> Validation:
    """Validate RDF against shapes.

    `data` is a file (.nt, .ttl, .jsonld, .rdf, .trig, .nq) or a graph; `shapes` are files with SHACL shapes,
    `profile` is the name of a profile of the installation, which counts in addition, or alone when there are
    no shapes (then the default is DCAT-AP-NO). Raises RdfSyntaxError for data that is not well-formed and
    ConfigurationError for what cannot be read and for ill-formed shapes.

    >>> validate("catalog.ttl", shapes=["my-shapes.ttl"]).conforms  # doctest: +SKIP
    True
    """
    chosen = _profile(tuple(map(Path, shapes)), profile)
    if isinstance(data, Graph):
        return Validation(data, tuple(validate_graph(data, chosen.shapes)), chosen)
    file = Path(data)
    graph = read_rdf(file)
    return Validation(graph, tuple(validate_graph(graph, chosen.shapes)), chosen, file)


def _profile(shapes: tuple[Path, ...], name: str | None) -> Profile:
    if not shapes:
        return profile_named(name or DEFAULT_PROFILE)
    for file in shapes:
        if not file.is_file():
            raise ConfigurationError(f"{file} is not a file")
    files = () if name is None else profile_named(name).files
    return Profile(name or shapes[0].stem, (*files, *shapes))


def syntax_finding(error: RdfSyntaxError) -> Finding:
    """Return the finding that a file is not well-formed."""
    place = Place(error.file.as_posix(), error.line, error.column, error.line, error.column)
    return Finding(
        SYNTAX_CODE,
        Severity.ERROR,
        place,
        words(
            f"filen er ikke velformet RDF: {error.reason}",
            f"fila er ikkje velforma RDF: {error.reason}",
            f"the file is not well-formed RDF: {error.reason}",
        ),
        words(
            "Rett linjen; ingenting er validert før hele filen kan leses.",
            "Rett lina; ingenting er validert før heile fila kan lesast.",
            "Correct the line; nothing is validated before the whole file can be read.",
        ),
    )


def _with_lines(findings: Sequence[Finding], file: Path) -> list[Finding]:
    """Return findings the line of their triple, else of the first one with their focus and path, or focus."""
    wanted = {key for found in findings for key in _keys(found)}
    subjects = {key[0] for key in wanted}
    lines: dict[tuple[str, ...], int] = {}
    with file.open(encoding="utf-8", newline="\n") as stream:
        for number, line in enumerate(stream, 1):
            subject, _, rest = line.partition(" ")
            if subject in subjects:
                predicate, _, value = rest.partition(" ")
                whole = (subject, predicate, value.strip().removesuffix(".").rstrip())
                for length in (1, 2, 3):
                    lines.setdefault(whole[:length], number)
    return [_on_line(found, lines) for found in findings]


def _keys(found: Finding) -> Iterable[tuple[str, ...]]:
    """Return what lines a finding may stand on, best first: its triple, its focus and path, its focus."""
    parts = [found.focus] if found.focus is not None else []
    if parts and found.path is not None:
        parts.append(found.path)
        if found.value is not None:
            parts.append(found.value)
    return [tuple(parts[:length]) for length in range(len(parts), 0, -1)]


def _on_line(found: Finding, lines: dict[tuple[str, ...], int]) -> Finding:
    line = next((lines[key] for key in _keys(found) if key in lines), None)
    return found if line is None else replace(found, place=Place(found.place.file, line, 1, line, 1))


__all__ = ["RdfSyntaxError", "Result", "Validation", "syntax_finding", "validate"]
