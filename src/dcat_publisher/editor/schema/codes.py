"""The code lists as JSON Schema: the codes with their labels, and what else names a concept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set

from dcat_publisher.editor.schema.forms import FRAGMENT_OR_ADDRESS, Schema
from dcat_publisher.rdf.jsonld_context import Definition, Json
from dcat_publisher.vocabulary import Code, CodeLists

_LABELS = ("nb", "nn", "en")
_ECMA = re.compile(r"([\\^$.*+?()\[\]{}|/])")


def codes_of(
    definition: Definition, lists: CodeLists, local_names: Iterable[str], only: Set[str] = frozenset()
) -> Schema:
    """Return the schema of a key's values: codes, labels, addresses, and concepts of the catalogue's own.

    `only` restricts the codes to those with these IRIs; an address is then one of them too.
    """
    entries = lists.of_key(definition.name)
    codes = [code for entry in entries for code in entry.codes.values() if not only or code.iri in only]
    choices: list[Json] = []
    if codes:
        choices.append(_enumeration(codes))
        labels = _labels(codes)
        if labels:
            choices.append({"type": "string", "pattern": labels})
    if any(not entry.complete for entry in entries) or not entries:
        choices.append({"type": "string", "pattern": "^[A-Z0-9][A-Z0-9_.+/-]*$"})
    if only:
        choices.append({"enum": _json(sorted(only))})
        choices.append({"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9]*:[^/]"})
    else:
        choices.append({"type": "string", "pattern": FRAGMENT_OR_ADDRESS})
    names = sorted(set(local_names))
    return {"anyOf": [*choices, *([{"enum": _json(names)}] if names else [])]}


def _json(words: Iterable[str]) -> Json:
    return [*words]


def _enumeration(codes: list[Code]) -> Schema:
    """Return the codes; what an editor shows beside each is its label."""
    by_notation = {code.notation: code for code in reversed(codes)}
    described = [_description(by_notation[notation]) for notation in sorted(by_notation)]
    enumeration: Schema = {"enum": _json(sorted(by_notation))}
    if any(described):
        enumeration["markdownEnumDescriptions"] = [*described]
    return enumeration


def _description(code: Code) -> str:
    labels = dict.fromkeys(code.labels[tag] for tag in _LABELS if tag in code.labels)
    return " · ".join(label for label in labels if label != code.notation)


def _labels(codes: list[Code]) -> str:
    """Return a pattern of the labels, first letter large or small; a list would swamp the completion."""
    notations = {code.notation.casefold() for code in codes}
    labels = {label for code in codes for label in code.labels.values() if label.casefold() not in notations}
    return "" if not labels else f"^({'|'.join(_either_case(label) for label in sorted(labels))})$"


def _either_case(label: str) -> str:
    first, rest = label[0], _ECMA.sub(r"\\\1", label[1:])
    if first.upper() == first.lower():
        return _ECMA.sub(r"\\\1", first) + rest
    return f"[{first.upper()}{first.lower()}]{rest}"
