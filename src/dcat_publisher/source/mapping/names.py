"""Which records there are, by the names that others refer to them by."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import iri
from dcat_publisher.rules import finding
from dcat_publisher.source.mapping.iris import iri_term
from dcat_publisher.source.mapping.laws import ELI, LAW_NUMBER, eli_of
from dcat_publisher.source.mapping.records import NamedRecord, address_of
from dcat_publisher.source.typing_marks import short
from dcat_publisher.vocabulary.suggestions import did_you_mean_this, is_same, meant, these_exist

_FEW = 8
"""How many names a help text lists at most."""
_FILE: Final = re.compile(r"\A(?:\.{0,2}/)+|\.ya?ml\Z|\A#")
_PARAGRAPH: Final = re.compile(r"\s*(?:§|paragraf|kap\.|kapittel).*\Z", re.IGNORECASE)
_DATASET = ("Dataset",)
"""What a record is taken for of which nothing was read but the name: only of datasets are there so many."""
Fits = Callable[[Sequence[str]], bool]
"""Types that a record states -> whether it may be meant."""


def anything_fits(_types: Sequence[str]) -> bool:
    """Return that a record of any type may be meant."""
    return True


def _is_number_of(text: str, address: str) -> bool:
    """Return whether a text is the number at the end of an address: of an organisation, of a law."""
    law = LAW_NUMBER.search(text)
    if law is not None and ELI in address:
        return address == eli_of(law)
    digits = text.replace(" ", "")
    return digits.isdecimal() and len(digits) > 5 and address.rpartition("/")[2] == digits


def _begins(label: str, text: str) -> bool:
    """Return whether what a record is called begins with a text, as a whole word: `SOSI Plan 5.0`."""
    rest = label.casefold().removeprefix(text.casefold())
    return len(text) > 2 and rest != label.casefold() and not rest[:1].isalnum()


@dataclass(slots=True)
class Names:
    """The local names of all records: `npr`, or `series/npr` where that is not enough.

    `types` has the types that a record states, by path; where it has none, nothing was read but the name.
    `labels` has what it is called.
    """

    by_path: dict[str, str] = field(default_factory=dict)
    by_name: dict[str, list[str]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    unread_keys: dict[str, frozenset[str] | None] = field(default_factory=dict)
    types: dict[str, tuple[str, ...]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)

    def add_unread(self, path: str, base: str, keys: frozenset[str] | None) -> None:
        """Make the name of a file known that could not be read, its IRI, and the keys seen in it."""
        self.by_path[path] = address_of(path, base)
        self.by_name.setdefault(path.rpartition("/")[2], []).append(path)
        self.unread.add(iri(self.by_path[path]))
        self.unread_keys[self.by_path[path]] = keys

    def add(self, record: NamedRecord) -> None:
        """Make a record known."""
        if record.path not in self.by_path:  # else two files describe it, which is a finding of its own
            self.by_name.setdefault(record.name, []).append(record.path)
        self.by_path[record.path] = record.iri
        self.types[record.path] = record.types
        self.labels[record.path] = record.label

    def __contains__(self, name: object) -> bool:
        return name in self.by_path or name in self.by_name

    def resolve(self, name: str, place: Place, fits: Fits = anything_fits) -> str | Finding:
        """Return the IRI that a local name means, or the finding that says why it means none.

        `fits` tells of the types of a record whether it may be meant there, for the finding to name it.
        """
        if name in self.by_path:
            return self.by_path[name]
        paths = self.by_name.get(name, [])
        if len(paths) == 1:
            return self.by_path[paths[0]]
        if paths:
            return finding("R202", place, name=name, candidates=", ".join(sorted(paths)))
        return self._perhaps_unread(name) or self._unknown(name, place, fits)

    def types_of(self, path: str) -> Sequence[str]:
        """Return the types that a record states."""
        return self.types.get(path, _DATASET)

    def _unknown(self, name: str, place: Place, fits: Fits) -> Finding:
        """Report a name that no record has, with the one that was meant, or all that there are if few."""
        fitting = [path for path in self.by_path if fits(self.types_of(path))]
        words = {self._shortest(path): path for path in fitting}
        found = self._meant(name, fitting, words)
        if len(found) == 1:
            word = self._shortest(found[0])
            asked = did_you_mean_this(word, self._called(word, words))
            return finding("R201", place, name=name, suggestion=asked, meant=word)
        if fits is anything_fits or not 0 < len(words) <= _FEW:
            return finding("R201", place, name=name)
        few = these_exist((word, self._called(word, words)) for word in words)
        return finding("R201", place, name=name, suggestion=few)

    def _meant(self, name: str, fitting: Sequence[str], words: Mapping[str, str]) -> list[str]:
        """Return the paths of the records that a name may be meant for, of those that fit."""
        bare = _PARAGRAPH.sub("", _FILE.sub("", name)).strip()
        spelled = {**words, **{path: path for path in fitting}}
        if bare != name and bare in spelled:
            return [spelled[bare]]
        called = [path for path in fitting if is_same(bare, self.labels.get(path, ""))]
        numbered = [path for path in fitting if _is_number_of(bare, self.by_path[path])]
        begun = [path for path in fitting if _begins(self.labels.get(path, ""), bare)]
        near = [spelled[word] for word in meant(bare, spelled)]
        return list(dict.fromkeys(called or numbered or near or begun))

    def _called(self, word: str, paths: Mapping[str, str]) -> str | None:
        """Return what the record of a name is called, where that is another word."""
        label = self.labels.get(paths.get(word, ""), "")
        return None if not label or is_same(label, word) else short(label, 50)

    def _shortest(self, path: str) -> str:
        name = path.rpartition("/")[2]
        return name if len(self.by_name.get(name, ())) == 1 else path

    def term(self, name: str, place: Place, fits: Fits = anything_fits) -> tuple[str, Place] | Finding:
        """Return the term that a local name means, with the place where it stands, or the finding."""
        found = self.resolve(name, place, fits)
        term = found if isinstance(found, Finding) else iri_term(found, place)
        return term if isinstance(term, Finding) else (term, place)

    def _perhaps_unread(self, name: str) -> str | None:
        """Take an unknown name for one that a file could not be read for: that file has its own finding."""
        for address, keys in sorted(self.unread_keys.items()):
            if keys is None or name.rpartition("/")[2] in keys:
                value = f"{address}/{quote(name, errors='replace')}"
                self.unread.add(iri(value))
                return value
        return None
