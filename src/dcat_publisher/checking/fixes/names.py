"""Fixes of names: keys, types, local names and codes, where the finding says which one was meant."""

from __future__ import annotations

import re
from dataclasses import replace

from dcat_publisher.checking.authors_words import AuthorsWords
from dcat_publisher.checking.fixes.model import Fix, FixContext
from dcat_publisher.model.finding import Finding
from dcat_publisher.source import Mapping, Node, Scalar


def key(found: Finding, bench: FixContext) -> Fix | None:
    """R101: write the known key that was meant; never one that the node has already."""
    owner = _owner(bench.texts[found.place.file].root, found)
    if found.meant is None or owner is None:
        return None
    meaning = bench.vocabulary.context.meaning
    taken = [meaning(name.text) for name, _ in owner.entries if name.place != found.place]
    wanted = meaning(found.meant)
    names_it = any(one.text == found.meant for one, _ in owner.entries)
    if names_it or (wanted is not None and wanted in taken):
        return None
    words = AuthorsWords(bench.vocabulary.context, bench.texts)
    return word(replace(found, meant=words.key(found.meant, found.place.file)), bench)


def word(found: Finding, bench: FixContext) -> Fix | None:
    """R103, R201, T106, T202, T301: write the type, name, number or code that was meant.

    Safe where the typed word differs in case, spaces and hyphens only.
    """
    if found.meant is None:
        return None
    return bench.replaced(found, found.meant, safe=_folded(bench.typed(found)) == _folded(found.meant))


def _folded(text: str) -> str:
    return re.sub(r"[\s_-]+", "", text.casefold())


def _owner(root: Node | None, found: Finding) -> Mapping | None:
    """Return the mapping that has a key at the finding's place."""
    if root is None or isinstance(root, Scalar):
        return None
    if isinstance(root, Mapping) and any(name.place == found.place for name, _ in root.entries):
        return root
    below = [value for _, value in root.entries] if isinstance(root, Mapping) else root.items
    return next((owner for value in below if (owner := _owner(value, found)) is not None), None)
