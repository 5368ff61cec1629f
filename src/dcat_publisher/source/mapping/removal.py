"""The setting `removed`: local paths of what the catalogue described once and does no more."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Final

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.language import words
from dcat_publisher.model.place import Place
from dcat_publisher.rules import finding
from dcat_publisher.source import Node, Scalar, Sequence

_NAME: Final = r"[A-Za-z0-9][A-Za-z0-9._-]*"
# What addresses end with, and a local path does not.
_SUFFIX: Final = r"\.(?:ya?ml|ttl|jsonld|rdf|nt|html)"
_PATH: Final = re.compile(rf"(?!.*{_SUFFIX}$){_NAME}(?:/{_NAME})*")
_NO_PATH: Final = words("er ingen lokal sti", "er ingen lokal stig", "is no local path")
_THERE: Final = words("finnes fortsatt", "finst framleis", "is still there")

Removed = Mapping[str, Place]
"""Local path -> where it was typed."""


def read_removed(node: Node | None) -> tuple[dict[str, Place], list[Finding]]:
    """Read the setting: one path or a list of them; what is no path gets a finding."""
    items = node.items if isinstance(node, Sequence) else [] if node is None else [node]
    paths: dict[str, Place] = {}
    findings = []
    for item in items:
        text = item.text if isinstance(item, Scalar) else "…"
        if _PATH.fullmatch(text) is None:
            findings.append(finding("R302", item.place, value=text, fault=_NO_PATH))
        else:
            paths.setdefault(text, item.place)
    return paths, findings


def still_there(removed: Removed, paths: Collection[str]) -> list[Finding]:
    """Report what is said to be removed and has a record; `paths` are those of all records."""
    return [
        finding("R302", place, value=path, fault=_THERE) for path, place in removed.items() if path in paths
    ]
