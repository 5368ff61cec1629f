"""What people call keys, types and codes: the words of `synonyms.toml`, which findings and fixes know."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import placed
from dcat_publisher.system.reasons import reason_of
from dcat_publisher.vocabulary.suggestions import fold

ANY: Final = "any"
"""The table of words that mean the same in every class."""
Table = dict[str, tuple[str, ...]]
"""Folded word -> the words of the vocabulary that it may mean."""


@dataclass(frozen=True, eq=False)
class Synonyms:
    """The words in use, folded, and what each may mean: by class for keys, by list for codes."""

    keys: Mapping[str, Table] = field(default_factory=dict)
    codes: Mapping[str, Table] = field(default_factory=dict)
    types: Table = field(default_factory=dict)
    own: frozenset[str] = frozenset()

    def keys_for(self, word: str, classes: Iterable[str]) -> tuple[str, ...]:
        """Return the keys that a word may mean in nodes of some classes, by their names in the context."""
        folded = fold(word)
        tables = (self.keys.get(name, {}) for name in (*classes, ANY))
        return next((table[folded] for table in tables if folded in table), ())

    def codes_for(self, word: str, lists: Iterable[str]) -> tuple[str, ...]:
        """Return the codes that a word may mean, from the first of the lists that knows it."""
        folded = fold(word)
        tables = (self.codes.get(name, {}) for name in lists)
        return next((table[folded] for table in tables if folded in table), ())

    def types_for(self, word: str) -> tuple[str, ...]:
        """Return the types that a word may mean."""
        return self.types.get(fold(word), ())


def read_synonyms(files: Iterable[Path]) -> Synonyms:
    """Read tables of synonyms, later files adding to earlier ones; a fault is a ConfigurationError."""
    keys: dict[str, Table] = {}
    codes: dict[str, Table] = {}
    types: Table = {}
    own: set[str] = set()
    for file in files:
        if file.exists():
            content = _content(file)
            try:
                _add(content, "keys", "several", keys)
                _add(content, "codes", "several-codes", codes)
                types.update(dict(_by_target(_table(content.get("types", {})))))
                own.update(map(fold, _words(content.get("own", ""))))
            except (TypeError, ValueError) as error:
                raise ConfigurationError(placed(str(file), reason_of(error))) from error
    return Synonyms(keys, codes, types, frozenset(own))


def _content(file: Path) -> Mapping[str, object]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigurationError(placed(str(file), reason_of(error))) from error


def _add(content: Mapping[str, object], one: str, several: str, tables: dict[str, Table]) -> None:
    for name, entries in _table(content.get(one, {})).items():
        tables.setdefault(name, {}).update(_by_target(_table(entries)))
    for name, entries in _table(content.get(several, {})).items():
        table = tables.setdefault(name, {})
        table.update({fold(word): tuple(_words(targets)) for word, targets in _table(entries).items()})


def _by_target(entries: Mapping[str, object]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for target, languages in entries.items():
        for words in _table(languages).values():
            yield from ((fold(word), (target,)) for word in _words(words))


def _table(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError(f"a table of words was expected, not {value!r}")
    return value


def _words(text: object) -> list[str]:
    if not isinstance(text, str):
        raise TypeError(f"words with commas between them were expected, not {text!r}")
    return [word.strip() for word in text.split(",") if word.strip()]
