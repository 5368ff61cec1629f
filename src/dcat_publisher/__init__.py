"""Publish a catalogue, described in YAML, as a validated DCAT-AP-NO graph.

From Python: `load` a source folder, `check` it, `build` the site, `validate` RDF that is there already. All
else of the package may change without notice; the command is `dcat-publisher`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dcat_publisher.model.errors import ConfigurationError, OutputError, PublisherError
from dcat_publisher.model.finding import Finding, Severity
from dcat_publisher.model.version import __version__

if TYPE_CHECKING:  # a command imports what it uses, and this package is imported by each
    from dcat_publisher.checking.catalog import Catalog
    from dcat_publisher.checking.rdf_data import AnyData
    from dcat_publisher.checking.validate_rdf import Validation
    from dcat_publisher.rdf.read import RdfSyntaxError

DEFAULT_PROFILE = "dcat-ap-no"


def load(source: str | Path, profile: str = DEFAULT_PROFILE) -> Catalog:
    """Return a source folder as a catalogue: its graph, its records and its findings, in order of place.

    `profile` may be several, with commas between: the first is what `catalog` was checked against. `vocab`
    and `shapes` beside the source add keys, code lists and profiles. What is wrong in the files is a
    finding; raises ConfigurationError where there is no source folder or no such profile.
    """
    from dcat_publisher.checking.catalog import read_catalog  # noqa: PLC0415
    from dcat_publisher.checking.project import project_of  # noqa: PLC0415

    project = project_of(None, Path(source), profile)
    return read_catalog(Path(source), project.vocabulary, project.profiles)


def check(source: str | Path, profile: str = DEFAULT_PROFILE) -> list[Finding]:
    """Return what is found in a source folder, in order of place; raises as `load` does."""
    return load(source, profile).findings


def build(source: str | Path, out: str | Path, profile: str = DEFAULT_PROFILE) -> list[Finding]:
    """Write the site of a source folder to `out`, unless there is an error in it; return what was found.

    With an error among the findings nothing is written, and what was there stays. Raises as `load` does, and
    OutputError where `out` cannot be written or holds what is not this program's.
    """
    from dcat_publisher.checking.project import project_of  # noqa: PLC0415
    from dcat_publisher.publish.build import build_site  # noqa: PLC0415
    from dcat_publisher.serve.site import check_site  # noqa: PLC0415

    catalog = load(source, profile)
    if all(finding.severity < Severity.ERROR for finding in catalog.findings):
        vocabulary = project_of(None, Path(source), profile).vocabulary
        build_site(catalog, vocabulary.context, Path(out), check=check_site)
    return catalog.findings


def validate(
    data: AnyData,
    *,
    shapes: str | Path | Sequence[str | Path] | None = None,
    profile: str | None = None,
    strict_shapes: bool = False,
    input_format: str | None = None,
) -> Validation:
    """Return what came of RDF held against shapes; against those of DCAT-AP-NO when none are given.

    `data` is a file in any RDF format or several, which are one graph together, bytes, or a graph of rdflib,
    of pyoxigraph or of this package. `shapes` are files, which count in addition to a profile that is named;
    an empty list is none. Shapes with faults are left out, unless `strict_shapes`. `input_format` names the
    format where a suffix does not. docs/python.md has examples.

    Raises RdfSyntaxError for data that are not well-formed, ConfigurationError for what cannot be read and
    for shapes that cannot be used.
    """
    from dcat_publisher.checking.validate_rdf import validate as validate_rdf  # noqa: PLC0415

    return validate_rdf(
        data, shapes=shapes, profile=profile, strict_shapes=strict_shapes, input_format=input_format
    )


def __getattr__(name: str) -> object:
    """Import a class when it is asked for (PEP 562)."""
    if name == "Catalog":
        from dcat_publisher.checking.catalog import Catalog  # noqa: PLC0415

        return Catalog
    if name == "RdfSyntaxError":
        from dcat_publisher.rdf.read import RdfSyntaxError  # noqa: PLC0415

        return RdfSyntaxError
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "Catalog",
    "ConfigurationError",
    "Finding",
    "OutputError",
    "PublisherError",
    "RdfSyntaxError",
    "Severity",
    "__version__",
    "build",
    "check",
    "load",
    "validate",
]
