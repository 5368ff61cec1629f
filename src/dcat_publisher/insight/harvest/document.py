"""The form below RDF: well-formed XML, and JSON whose keys do not repeat."""

# Parsers are imported where something is parsed.
# ruff: noqa: PLC0415
from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Final

from dcat_publisher.insight.harvest.faults import Fault

_DECLARED: Final = re.compile(r"^(<\?xml[^>]*?)\s+encoding\s*=\s*(\"[^\"]*\"|'[^']*')")
JsonObject = dict[str, object]


def xml_fault(text: str) -> tuple[Fault | None, str]:
    """Check that a text is XML; give the fault, if any, and the text without its declaration of an encoding.

    The harvester has decoded the bytes before its XML parser sees them, so the declaration counts for
    nothing.
    """
    from xml.parsers import expat

    undeclared = _DECLARED.sub(r"\1", text)
    try:
        expat.ParserCreate("utf-8").Parse(undeclared.encode("utf-8", "surrogatepass"), True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        return Fault("H101", {"reason": reason}, line=error.lineno, column=error.offset + 1), undeclared
    return None, undeclared


def read_json(text: str) -> tuple[str, list[Fault], list[Fault]]:
    """Return a JSON-LD text as its reader sees it, for what it is refused, and what gets lost in it.

    Of a repeated key the last value counts, and a context at another address is not fetched in a rehearsal.
    """
    repeated: list[str] = []

    def note(pairs: Iterable[tuple[str, object]]) -> JsonObject:
        found: JsonObject = {}
        for key, value in pairs:
            if key in found:
                repeated.append(key)
            found[key] = value
        return found

    try:
        root = json.loads(text, object_pairs_hook=note)
    except (ValueError, RecursionError):
        return text, [], []  # the RDF parser says where, in its own words
    refused = [Fault("H109", {"context": address}) for address in sorted(set(_remote_contexts(root)))]
    lost = [Fault("H113", {"key": key}) for key in dict.fromkeys(repeated)]
    return json.dumps(root) if repeated else text, refused, lost


def _remote_contexts(value: object) -> Iterable[str]:
    if isinstance(value, list):
        for entry in value:
            yield from _remote_contexts(entry)
    elif isinstance(value, dict):
        for key, entry in value.items():
            if key == "@context":
                yield from (
                    text for text in (entry if isinstance(entry, list) else [entry]) if isinstance(text, str)
                )
            else:
                yield from _remote_contexts(entry)
