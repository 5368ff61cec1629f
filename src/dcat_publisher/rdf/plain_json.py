"""JSON that is no JSON-LD: without a context its keys are names of nothing, and are dropped."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

_CONTEXT: Final = b'"@context"'
_MOST_NAMED: Final = 3


def meaningless_keys(data: bytes) -> str | None:
    """Return what is wrong where a document has no context and keys that need one; else None.

    Keys that are addresses, or keywords, mean the same without a context (JSON-LD 1.1, 3.1).
    """
    if _CONTEXT in data or b"\\u0040context" in data:
        return None
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        return None  # the parser of RDF says where, in its own words
    keys = list(dict.fromkeys(_keys(document)))
    if not keys:
        return None
    named = ", ".join(keys[:_MOST_NAMED]) + (", …" if len(keys) > _MOST_NAMED else "")
    return f"it has no @context, so its keys ({named}) mean nothing, and nothing is read of them"


def _keys(document: object) -> Iterator[str]:
    waiting = [document]
    for value in waiting:
        if isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, dict):
            yield from (key for key in value if not key.startswith("@") and ":" not in key)
            waiting.extend(value.values())
