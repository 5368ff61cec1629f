"""YAML text to a tree of values with places; the only reader of YAML.

Scalars stay text: `no`, `0123`, `12:30` and `2024-13-45` mean what they look like, and the mapping gives them
their datatype. The reader works on libyaml's events, so that a place costs nothing extra and nothing is
constructed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dcat_publisher.model.lazy import homes, names_from

if TYPE_CHECKING:
    from dcat_publisher.source.document import parse, read
    from dcat_publisher.source.readable import MAX_BYTES, may_be_read, unreadable
    from dcat_publisher.source.reader import MAX_NODES
    from dcat_publisher.source.syntax import MAX_DEPTH
    from dcat_publisher.source.tree import Document, Mapping, Node, Scalar, Sequence
else:
    __getattr__ = names_from(
        __name__,
        homes(
            document="parse read", readable="MAX_BYTES may_be_read unreadable", reader="MAX_NODES",
            syntax="MAX_DEPTH", tree="Document Mapping Node Scalar Sequence",
        ),
    )  # fmt: skip

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_NODES",
    "Document",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "may_be_read",
    "parse",
    "read",
    "unreadable",
]
