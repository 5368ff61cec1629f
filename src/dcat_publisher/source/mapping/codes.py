"""A code, a label or a prefixed name to the concept of a code list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.language import Message, words
from dcat_publisher.model.place import Place
from dcat_publisher.rdf.jsonld_context import Definition
from dcat_publisher.rules import finding
from dcat_publisher.rules.suggestions import did_you_mean_this, nearest
from dcat_publisher.source import Scalar
from dcat_publisher.vocabulary import Code, CodeLists
from dcat_publisher.vocabulary.codes import CodeList

_FEW = 12
"""How many codes a help text names when none is near."""
_PLAIN_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.+/-]*")


def concept_of(text: str, definition: Definition, key: str, codes: CodeLists, place: Place) -> str | Finding:
    """Return the IRI of the concept that a bare text means for a key; a code is tried before a label."""
    lists = _own_first(codes.of_key(key), definition)
    for entry in lists:
        if text in entry.by_notation:
            return entry.by_notation[text].iri
    found = _labelled(text, lists)
    if len(found) == 1:
        return found[0].iri
    if found:
        candidates = ", ".join(code.iri for code in found)
        return finding("T302", place, value=text, candidates=candidates)
    if definition.code_space is not None and _may_be_missing(text, lists):
        return f"{definition.code_space}{text}"
    return unknown_code(text, key, lists, place)


def unlisted(concept: str, node: Scalar, key: str, codes: CodeLists) -> Finding | None:
    """Report an IRI that would be a code of one of the key's lists, a complete one, but is not."""
    lists = codes.of_key(key)
    for entry in lists:
        if concept.startswith(entry.space) and entry.complete and concept not in entry.codes:
            code = concept.removeprefix(entry.space)
            suggestion = _nearest_code(code, (entry,)) or _all_codes([entry])
            return _unknown(node.text, key, lists, node.place, suggestion)
    return None


def unknown_code(text: str, key: str, lists: list[CodeList], place: Place) -> Finding:
    """Report a code that no list of the key has, with the nearest one, or all where they are few."""
    return _unknown(text, key, lists, place, _nearest_code(text, tuple(lists)) or _all_codes(lists))


def _unknown(text: str, key: str, lists: list[CodeList], place: Place, suggestion: Message | None) -> Finding:
    names = ", ".join(entry.name for entry in lists) or key
    return finding("T301", place, value=text, key=key, lists=names, suggestion=suggestion)


def _all_codes(lists: list[CodeList]) -> Message | None:
    codes = [code for entry in lists for code in entry.by_notation]
    if not codes or len(codes) > _FEW:
        return None
    listed = ", ".join(f"`{code}`" for code in codes)
    return words(f"Kodene er {listed}.", f"Kodane er {listed}.", f"The codes are {listed}.")


def _own_first(lists: list[CodeList], definition: Definition) -> list[CodeList]:
    """Put first the list whose codes the context's scoped @vocab completes: a bare code's home."""
    return sorted(lists, key=lambda entry: entry.space != definition.code_space)


def _labelled(text: str, lists: list[CodeList]) -> list[Code]:
    """Return the codes with this label in the first list that has one."""
    label = text.casefold()
    for entry in lists:
        if label in entry.by_label:
            return list(entry.by_label[label])
    return []


def _may_be_missing(text: str, lists: list[CodeList]) -> bool:
    """Return whether a code may exist although our copy of its list, not complete, does not have it."""
    return (
        bool(lists)
        and not lists[0].complete
        and _PLAIN_CODE.fullmatch(text) is not None
        and text == text.upper()
    )


@lru_cache(maxsize=1024)
def _nearest_code(text: str, lists: tuple[CodeList, ...]) -> Message | None:
    """Give the nearest code or label; the search takes long, and what is wrong is often wrong repeatedly."""
    known = {word: code for code, word in _words(lists)}
    found = nearest(text, known)
    if not found:
        return None
    code = known[found[0]]
    label = code.labels.get("nb") or code.labels.get("en")
    return did_you_mean_this(code.notation, label)


def _words(lists: tuple[CodeList, ...]) -> Iterator[tuple[Code, str]]:
    for entry in reversed(lists):
        for code in entry.codes.values():
            for label in code.labels.values():
                yield code, label
            yield code, code.notation
