"""The vocabulary: which keys exist, what each means, and which values it takes.

It has three parts, one file form each: the JSON-LD context (keys and types), `terms.ttl` (ranges and
superclasses) and the code lists (`schemes/*.ttl`).
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import Message, Words, filled
from dcat_publisher.model.namespaces import OWL, PUB, RDFS, SCHEMA
from dcat_publisher.model.terms import language, lexical
from dcat_publisher.rdf.jsonld_context import Context, Definition, Kind, read_context
from dcat_publisher.shacl.names import SUB_CLASS_OF
from dcat_publisher.system.confined import checkout_of, leads_out
from dcat_publisher.system.resources import packaged
from dcat_publisher.system.stamps import Stamp, stamps
from dcat_publisher.vocabulary.codes import Code, CodeLists, read_turtle
from dcat_publisher.vocabulary.synonyms import Synonyms, read_synonyms

_WORDS: Final = Words(__file__).group("file")
_RANGE = RDFS.range
_DOMAIN = SCHEMA.domainIncludes
_RECORD_CLASS = PUB.RecordClass
_DESCRIBED_CLASS = PUB.DescribedClass
_DESCRIBED_AT = PUB.describedAt


MAX_BYTES = 50_000_000
"""The largest file of a vocabulary that is read; the list of all media types is fifty times smaller."""
CONTEXT, TERMS, SYNONYMS, SCHEMES = "context.jsonld", "terms.ttl", "synonyms.toml", "schemes"
"""What a folder has of a vocabulary: keys, what is known of terms, everyday words, code lists."""


def own_folder(folder: Path) -> Path:
    """Return a project's own vocabulary folder, its files looked at: they come with the checkout.

    Raises ConfigurationError for a link that leads out of the checkout, for what is no file of a reasonable
    size, and for synonyms that cannot be read: those are asked for late, and a fault in them is said at once.
    """
    checkout = checkout_of(folder.parent)
    for file in (folder, *files_in(folder)):
        if leads_out(file, checkout):
            raise ConfigurationError(leads_out_of(file, checkout))
        if file != folder and os.path.lexists(file):
            status = file.stat() if file.exists() else file.lstat()
            if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_BYTES:
                raise ConfigurationError(no_plain_file(file, MAX_BYTES))
    read_synonyms([folder / SYNONYMS])
    return Path(os.path.realpath(folder))


def leads_out_of(path: Path, checkout: Path) -> Message:
    """Return the line that a link of a project leads out of its checkout."""
    return filled(_WORDS["leads_out"], path=str(path), checkout=str(checkout))


def no_plain_file(file: Path, most: int) -> Message:
    """Return the line that what should be a file is none, or has more than so many bytes."""
    return filled(_WORDS["no_plain_file"], file=str(file), most=f"{most:,}")


def files_in(folder: Path) -> Iterator[Path]:
    """Yield the files that a vocabulary folder may have, in order; of its own some may not be there."""
    yield from (folder / name for name in (CONTEXT, TERMS, SYNONYMS))
    yield from sorted(folder.glob(f"{SCHEMES}/*.ttl"))


def vocabulary_in(folders: tuple[Path, ...]) -> Vocabulary:
    """Return the vocabulary in folders: the same one each time, as long as their files are what they were."""
    return remembered_vocabulary(folders, stamps(file for folder in folders for file in files_in(folder)))


@lru_cache(maxsize=4)
def remembered_vocabulary(folders: tuple[Path, ...], _stamps: tuple[Stamp, ...]) -> Vocabulary:
    """Return the vocabulary in folders; what is known of it holds as long as its files have these stamps."""
    return Vocabulary(folders)


@dataclass(frozen=True)
class Vocabulary:
    """All that is known of keys and values; parts are read from disk when first needed."""

    folders: tuple[Path, ...]

    @cached_property
    def context(self) -> Context:
        """The keys and types, from `context.jsonld`; a later folder adds to an earlier one."""
        return read_context([folder / CONTEXT for folder in self.folders])

    @cached_property
    def codes(self) -> CodeLists:
        """The code lists, from `schemes/*.ttl`."""
        files = tuple(file for folder in self.folders for file in sorted(folder.glob(f"{SCHEMES}/*.ttl")))
        return CodeLists(files, self.context.code_spaces)

    @cached_property
    def synonyms(self) -> Synonyms:
        """What people call keys, types and codes, from `synonyms.toml`; read where a word is not known."""
        return read_synonyms([folder / SYNONYMS for folder in self.folders])

    @cached_property
    def _terms(self) -> Graph:
        return read_turtle([folder / TERMS for folder in self.folders])

    def range_of(self, predicate: str) -> str | None:
        """Return the class that the objects of a predicate belong to, when the profile names one."""
        return next(iter(self._terms.objects(predicate, _RANGE)), None)

    def domain_of(self, predicate: str) -> Sequence[str]:
        """Return the classes on which a property is read (`schema:domainIncludes`); empty for any."""
        return self._terms.objects(predicate, _DOMAIN)

    def told(self, predicate: str) -> tuple[Message, Message]:
        """Return what a property is called and what to write (`rdfs:label`, `rdfs:comment`), by language."""
        label, comment = (
            {language(text) or "en": lexical(text) for text in self._terms.objects(predicate, said)}
            for said in (RDFS.label, RDFS.comment)
        )
        return label, comment

    def has_one_value(self, predicate: str) -> bool:
        """Return whether a property has one value at most (`owl:FunctionalProperty`)."""
        return OWL.FunctionalProperty in self._terms.types(predicate)

    def is_record_class(self, type_: str) -> bool:
        """Return whether a class is one that catalogues are made of (`pub:RecordClass`): dcat:Dataset."""
        return _RECORD_CLASS in self._terms.types(type_)

    @property
    def known_classes(self) -> frozenset[str]:
        """The classes that something is known of: those above others, and the ranges of properties."""
        said, names = self._terms.index.values(), (SUB_CLASS_OF, _RANGE)
        return frozenset(class_ for each in said for name in names for class_ in each.get(name, ()))

    @cached_property
    def link_ranges(self) -> Mapping[str, str]:
        """Predicate -> the class that a mere link gives its object.

        None where the class makes records, and none where the profiles ask something of its members: whoever
        only links says nothing of what stands at the other end.
        """
        said = {_RECORD_CLASS, _DESCRIBED_CLASS}
        ranges = ((predicate, self.range_of(predicate)) for predicate in self._terms.index)
        return {
            predicate: range_
            for predicate, range_ in ranges
            if range_ is not None and said.isdisjoint(self._terms.types(range_))
        }

    @cached_property
    def _elsewhere(self) -> Mapping[str, str]:
        """Class -> the beginning of the terms of its members that are described in a public list."""
        said = ((class_, self._terms.objects(class_, _DESCRIBED_AT)) for class_ in self._terms.index)
        return {class_: "<" + lexical(spaces[0]) for class_, spaces in said if spaces}

    def is_described_elsewhere(self, node: str, class_: str) -> bool:
        """Return whether a public list describes a node that is linked to as one of a class: an EU body."""
        return class_ in self._elsewhere and node.startswith(self._elsewhere[class_])

    def superclasses(self, type_: str) -> tuple[str, ...]:
        """Return the superclasses of a class, nearest first."""
        known = self._superclasses
        if type_ not in known:
            known[type_] = self._find_superclasses(type_)
        return known[type_]

    @cached_property
    def _superclasses(self) -> dict[str, tuple[str, ...]]:
        return {}

    def _find_superclasses(self, type_: str) -> tuple[str, ...]:
        found: dict[str, None] = {}
        waiting = [type_]
        while waiting:
            for parent in self._terms.objects(waiting.pop(0), SUB_CLASS_OF):
                if parent not in found:
                    found[parent] = None
                    waiting.append(parent)
        return tuple(found)


def vocabulary_of(homes: Path | Iterable[Path], profiles: Iterable[Path] = ()) -> Vocabulary:
    """Return the vocabulary of the installation, and what profiles and a project add to it.

    `homes` are where a project's folder `vocab` may be, `profiles` the folders of the profiles in use. Raises
    ConfigurationError for a link in it that leads out of the checkout, and for what does not fit together.
    """
    from dcat_publisher.vocabulary.fitting import require_fitting  # noqa: PLC0415  which reads vocabularies

    base = packaged("vocab")
    own = [folder / "vocab" for folder in ((homes,) if isinstance(homes, Path) else homes)]
    more = [own_folder(folder) for folder in own if folder.is_dir() and folder.resolve() != base.resolve()]
    known = [folder for folder in profiles if any(map(Path.is_file, files_in(folder)))]
    folders = tuple(dict.fromkeys((base, *known, *more)))
    require_fitting(folders, stamps(file for folder in folders[1:] for file in files_in(folder)))
    return vocabulary_in(folders)


def with_folder(vocabulary: Vocabulary, folder: Path) -> Vocabulary:
    """Return a vocabulary with what the `vocab` in the folder of a source adds; see `vocabulary_of`."""
    own = folder / "vocab"
    if not own.is_dir() or own.resolve() in [known.resolve() for known in vocabulary.folders]:
        return vocabulary
    return vocabulary_in((*vocabulary.folders, own_folder(own)))


__all__ = [
    "CONTEXT",
    "MAX_BYTES",
    "SCHEMES",
    "SYNONYMS",
    "TERMS",
    "Code",
    "CodeLists",
    "Context",
    "Definition",
    "Kind",
    "Synonyms",
    "Vocabulary",
    "files_in",
    "own_folder",
    "read_turtle",
    "remembered_vocabulary",
    "vocabulary_in",
    "vocabulary_of",
    "with_folder",
]
