"""What was found out before: former looks at files, and outcomes of portions of which nothing has changed.

One file per source folder, in the user's cache folder. Keys are digests of everything that an outcome depends
on, so that a stale entry is never found; the file may be deleted at any time, and is replaced in one step, so
that two runs at once do not harm each other: the later one stays.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import dcat_publisher
from dcat_publisher.profile import Profile
from dcat_publisher.run.portion import Around, Outcome
from dcat_publisher.run.survey import Glance, Leaf, Survey
from dcat_publisher.vocabulary import Vocabulary

_FORMAT = 1


def cache_folder() -> Path:
    """Give the folder for caches (XDG Base Directory Specification): $XDG_CACHE_HOME, else ~/.cache."""
    named = os.environ.get("XDG_CACHE_HOME", "")
    base = Path(named) if named and Path(named).is_absolute() else Path.home() / ".cache"
    return base / "dcat-publisher"


@dataclass
class Cache:
    """The memory of runs over one source folder; `used` has the outcomes that this run needed."""

    file: Path
    glances: dict[str, Glance] = field(default_factory=dict)
    outcomes: dict[bytes, Outcome] = field(default_factory=dict)
    used: dict[bytes, Outcome] = field(default_factory=dict)

    @classmethod
    def of(cls, source: Path, folder: Path | None = None) -> Cache:
        """Open the cache of a source folder; an unreadable one counts as empty."""
        name = hashlib.blake2b(str(source.resolve()).encode(), digest_size=12).hexdigest()
        file = (folder or cache_folder()) / f"{name}.check"
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
        with contextlib.suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, name = tempfile.mkstemp(dir=self.file.parent)
            try:
                with os.fdopen(handle, "wb") as stream:
                    stream.write(data)
                Path(name).replace(self.file)
            except OSError:
                Path(name).unlink(missing_ok=True)


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
