"""JSON that is no JSON-LD: without a context its keys are names of nothing, and are dropped."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

_CONTEXT: Final = b'"@context"'
_MOST_NAMED: Final = 3
_VOCABULARY: Final = "@vocab"
_Object = dict[str, object]


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
    return f"it has no @context, so its keys ({_named(keys)}) mean nothing, and nothing is read of them"


def _named(keys: list[str]) -> str:
    return ", ".join(keys[:_MOST_NAMED]) + (", …" if len(keys) > _MOST_NAMED else "")


def _keys(document: object) -> Iterator[str]:
    waiting = [document]
    for value in waiting:
        if isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, dict):
            yield from (key for key in value if not key.startswith("@") and ":" not in key)
            waiting.extend(value.values())


def dropped_keys(data: bytes) -> str | None:
    """Return in words which keys no context of a document knows, so that they are dropped; None for none.

    Only what is certain is told: a context that has a vocabulary, or is elsewhere, may know any key, and
    below a term with a container, or of JSON, the keys are no terms.
    """
    try:
        document = json.loads(data) if _CONTEXT in data else None
    except (ValueError, RecursionError):
        return None
    terms: _Object = {}
    for context in _contexts(document):
        if not isinstance(context, dict) or context.get(_VOCABULARY) is not None:
            return None
        terms.update(context)
    unknown = list(dict.fromkeys(_unknown(document, terms)))
    if not unknown:
        return None
    return f"its @context does not know these keys, which are not read: {_named(unknown)}"


def _contexts(document: object) -> Iterator[object]:
    """Yield all contexts of a document, also those within terms; a list of them one by one."""
    waiting = [document]
    for value in waiting:
        if isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, dict):
            context = value.get("@context")
            yield from context if isinstance(context, list) else [] if context is None else [context]
            waiting.extend(value.values())


def _unknown(document: object, terms: _Object) -> Iterator[str]:
    waiting = [document]
    for value in waiting:
        if isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, dict):
            for key, inner in value.items():
                if not key.startswith("@") and ":" not in key and key not in terms:
                    yield key
                elif key != "@context" and not _is_map(terms.get(key)):
                    waiting.append(inner)


def _is_map(definition: object) -> bool:
    """Return whether what a term has below it is keyed by something else than terms."""
    return isinstance(definition, dict) and ("@container" in definition or definition.get("@type") == "@json")
