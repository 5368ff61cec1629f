"""Where a document begins to speak of a node: the line, where no parser gives one."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Final

from dcat_publisher.model.terms import iri

# A subject as most programs write it: in front of a line (Turtle, N-Triples), as an attribute (RDF/XML), or
# as the value of a key (JSON-LD).
_SUBJECT: Final = re.compile(
    r"^<([^<>\n]*)>|\brdf:about=[\"']([^\"'\n]*)[\"']|\"(?:@id|id)\": ?\"([^\"\n]*)\"", re.M
)


def lines_of(data: bytes, nodes: Collection[str]) -> Mapping[str, int]:
    """Return the first line that is about each of some nodes; one that is written otherwise is left out."""
    found: dict[str, int] = {}
    if not nodes:
        return found
    text = data.decode("utf-8", "replace")
    line, counted = 1, 0
    for match in _SUBJECT.finditer(text):
        node = iri(match[match.lastindex or 1])
        if node in nodes and node not in found:
            line += text.count("\n", counted, match.start())
            counted = match.start()
            found[node] = line
    return found
