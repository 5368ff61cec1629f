"""What was found out before: former looks at files, and outcomes of portions of which nothing has changed.

One file per source folder, and for builds per output folder, in the user's cache folder. Keys are digests
of everything that an outcome depends on, so that a stale entry is never found; the file may be deleted at any
time, and is replaced in one step, so that two runs at once do not harm each other: the later one stays.

What a portion wrote is not kept twice. Its documents and pages are taken over from the former output, and its
piece of a dump is a slice of the former dump, as long as these files are still as they were written.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import dcat_publisher
from dcat_publisher.check.batches.order import Order
from dcat_publisher.check.batches.outcome import Around, Outcome
from dcat_publisher.check.batches.survey import Glance, Leaf, Survey
from dcat_publisher.check.batches.written import Written
from dcat_publisher.publish.replacement import Staging, Stamp
from dcat_publisher.publish.resource_files import FileCache
from dcat_publisher.rdf.parse_cache import cache_folder, replace_file
from dcat_publisher.vocabulary import Vocabulary
from dcat_publisher.vocabulary.profile import Profile

_FORMAT = 3


@dataclass
class Cache:
    """The memory of runs over one source folder; `used` has the outcomes that this run needed.

    `dumps` are the stamps of the dumps, by file name, that pieces of remembered outcomes are slices of;
    `memory` knows the files that were made of several portions.
    """

    file: Path
    glances: dict[str, Glance] = field(default_factory=dict)
    outcomes: dict[bytes, Outcome] = field(default_factory=dict)
    dumps: dict[str, Stamp] = field(default_factory=dict)
    used: dict[bytes, Outcome] = field(default_factory=dict)
    memory: FileCache = field(default_factory=FileCache)

    @classmethod
    def of(cls, source: Path, folder: Path | None = None, out: Path | None = None) -> Cache | None:
        """Open the cache of a source folder, None when there is to be none; an unreadable one is empty.

        `out` is the folder that is written, None for a check.
        """
        folder = cache_folder() if folder is None else folder
        if folder is None:
            return None
        named = f"{source.resolve()}\0{'' if out is None else out.resolve()}"
        name = hashlib.blake2b(named.encode(), digest_size=12).hexdigest()
        file = folder / f"{name}.{'check' if out is None else 'build'}"
        try:
            version, glances, outcomes, dumps, made = pickle.loads(file.read_bytes())
        except Exception:  # whatever is wrong with the file, the answer is to do the work again
            return cls(file)
        if version != _version():
            return cls(file)
        return cls(file, glances, outcomes, dumps, memory=FileCache(made))

    @contextmanager
    def former_dumps(self, out: Path) -> Iterator[dict[str, BinaryIO]]:
        """Open the dumps that remembered pieces are slices of; where one is not as it was, nothing is known.

        They stay open, so that another build cannot take them away meanwhile.
        """
        with ExitStack() as stack:
            opened: dict[str, BinaryIO] = {}
            try:
                for name, stamp in self.dumps.items():
                    opened[name] = stack.enter_context((out / name).open("rb"))
                    if Stamp.of(os.fstat(opened[name].fileno())) != stamp:
                        self.outcomes = {}
            except OSError:
                self.outcomes = {}
            yield opened

    def find(self, key: bytes, staging: Staging | None) -> Outcome | None:
        """Return a former outcome, with its files in the new output; None when there is none any more."""
        found = self.outcomes.get(key)
        if found is None:
            return None
        if staging is not None and found.written is not None and not found.written.taken_over(staging):
            return None
        self.used[key] = found
        return found

    def keep(self, key: bytes, outcome: Outcome) -> None:
        """Remember an outcome."""
        self.used[key] = outcome

    def save(self, written: Iterable[Written] = (), dumps: Mapping[str, Stamp] | None = None) -> None:
        """Write what this run knows; former outcomes that it did not need are dropped. Never fails.

        `written` is what went into the output; what others wrote is gone. `dumps` has the stamps of dumps.
        """
        stamps = {} if dumps is None else dict(dumps)
        memory = self.memory
        if (self.used.keys(), stamps, memory.made) == (self.outcomes.keys(), self.dumps, memory.former):
            return
        kept = {id(each) for each in written}
        for outcome in self.used.values():
            if outcome.written is not None and id(outcome.written) not in kept:
                outcome.written = None
        known = (_version(), self.glances, self.used, stamps, self.memory.made)
        data = pickle.dumps(known, protocol=pickle.HIGHEST_PROTOCOL)
        replace_file(self.file, data)


def _version() -> tuple[int, str, int]:
    """Return what tells this program from a changed one: its version, and when it was last changed."""
    files = Path(dcat_publisher.__file__).parent.rglob("*")
    changed = max(file.stat().st_mtime_ns for file in files if file.suffix != ".pyc" and file.is_file())
    return _FORMAT, dcat_publisher.__version__, changed


def order_digest(surveyed: Survey, order: Order, profile: Profile) -> bytes:
    """Return the digest of all that every portion depends on."""
    digest = hashlib.blake2b(digest_size=16)
    for name in surveyed.others:
        glance = surveyed.glances.get(name)
        _add(digest, name.encode(), b"" if glance is None else glance.digest)
    _add(digest, *(leaf.file.encode() for leaf in surveyed.leaves))
    for file in sorted(_knowledge(order.vocabulary, profile)):
        _add(digest, str(file).encode(), file.read_bytes())
    if order.output is not None:
        _add(digest, repr(order.output.extent).encode())
    return digest.digest()


def _knowledge(vocabulary: Vocabulary, profile: Profile) -> Iterable[Path]:
    yield from profile.files
    for folder in vocabulary.folders:
        yield from (file for file in folder.rglob("*") if file.is_file())


def portion_key(order: bytes, leaves: Sequence[Leaf], around: Around) -> bytes:
    """Return the digest of all that one portion depends on."""
    digest = hashlib.blake2b(order, digest_size=16)
    _add(digest, *(part for leaf in leaves for part in (leaf.file.encode(), leaf.digest)))
    _add(digest, repr(around).encode())
    return digest.digest()


def _add(digest: hashlib.blake2b, *parts: bytes) -> None:
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
