"""What was found out before: former looks at files, and outcomes of portions of which nothing has changed.

One file per source folder, in the user's cache folder. Keys are digests of everything that an outcome depends
on, so that a stale entry is never found; the file may be deleted at any time, and is replaced in one step, so
that two runs at once do not harm each other: the later one stays.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import dcat_publisher
from dcat_publisher.profile import Profile
from dcat_publisher.remembered import cache_folder, replace_file
from dcat_publisher.run.portion import Around, Outcome
from dcat_publisher.run.survey import Glance, Leaf, Survey
from dcat_publisher.vocabulary import Vocabulary

_FORMAT = 1


@dataclass
class Cache:
    """The memory of runs over one source folder; `used` has the outcomes that this run needed."""

    file: Path
    glances: dict[str, Glance] = field(default_factory=dict)
    outcomes: dict[bytes, Outcome] = field(default_factory=dict)
    used: dict[bytes, Outcome] = field(default_factory=dict)

    @classmethod
    def of(cls, source: Path, folder: Path | None = None) -> Cache | None:
        """Open the cache of a source folder, None when there is to be none; an unreadable one is empty."""
        folder = cache_folder() if folder is None else folder
        if folder is None:
            return None
        name = hashlib.blake2b(str(source.resolve()).encode(), digest_size=12).hexdigest()
        file = folder / f"{name}.check"
        try:
            version, glances, outcomes = pickle.loads(file.read_bytes())
        except Exception:  # whatever is wrong with the file, the answer is to do the work again
            return cls(file)
        return cls(file, glances, outcomes) if version == _version() else cls(file)

    def find(self, key: bytes) -> Outcome | None:
        """Give a former outcome, None when there is none."""
        found = self.outcomes.get(key)
        if found is not None:
            self.used[key] = found
        return found

    def keep(self, key: bytes, outcome: Outcome) -> None:
        """Remember an outcome."""
        self.used[key] = outcome

    def save(self) -> None:
        """Write what this run knows; former outcomes that it did not need are dropped. Never fails."""
        if self.used.keys() == self.outcomes.keys():
            return
        data = pickle.dumps((_version(), self.glances, self.used), protocol=pickle.HIGHEST_PROTOCOL)
        replace_file(self.file, data)


def _version() -> tuple[int, str, int]:
    """Give what tells this program from a changed one: its version, and when its code was last changed."""
    package = Path(dcat_publisher.__file__).parent
    changed = max(file.stat().st_mtime_ns for file in package.rglob("*.py"))
    return _FORMAT, dcat_publisher.__version__, changed


def order_digest(surveyed: Survey, vocabulary: Vocabulary, profile: Profile) -> bytes:
    """Give the digest of all that every portion depends on."""
    digest = hashlib.blake2b(digest_size=16)
    for name in surveyed.others:
        glance = surveyed.glances.get(name)
        _add(digest, name.encode(), b"" if glance is None else glance.digest)
    _add(digest, *(leaf.file.encode() for leaf in surveyed.leaves))
    for file in sorted(_knowledge(vocabulary, profile)):
        _add(digest, str(file).encode(), file.read_bytes())
    return digest.digest()


def _knowledge(vocabulary: Vocabulary, profile: Profile) -> Iterable[Path]:
    yield from profile.files
    for folder in vocabulary.folders:
        yield from (file for file in folder.rglob("*") if file.is_file())


def portion_key(order: bytes, leaves: Sequence[Leaf], around: Around) -> bytes:
    """Give the digest of all that one portion depends on."""
    digest = hashlib.blake2b(order, digest_size=16)
    _add(digest, *(part for leaf in leaves for part in (leaf.file.encode(), leaf.digest)))
    _add(digest, repr(around).encode())
    return digest.digest()


def _add(digest: hashlib.blake2b, *parts: bytes) -> None:
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
