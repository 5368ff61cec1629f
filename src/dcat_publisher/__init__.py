"""Publish a catalogue, described in YAML, as a validated DCAT-AP-NO graph.

`validate` is there for programs that have RDF already; everything else is the command `dcat-publisher`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dcat_publisher.version import __version__

if TYPE_CHECKING:
    from dcat_publisher.check.validate_rdf import validate

__all__ = ["__version__", "validate"]


def __getattr__(name: str) -> object:
    """Import `validate` when it is asked for: no command needs it to start (PEP 562)."""
    if name == "validate":
        from dcat_publisher.check.validate_rdf import validate  # noqa: PLC0415

        return validate
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
