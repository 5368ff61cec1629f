"""What is remembered of a source folder from run to run, in files of their own: what came of it comes first.

`result` answers where nothing has changed; `state`, see there, has all that is needed where something has.
Each is replaced in one step, so the later of two runs at once stays.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from dcat_publisher.checking.pipeline.scan import Stamp
from dcat_publisher.model.version import __version__
from dcat_publisher.rdf.parse_cache import read_own, replace_file

if TYPE_CHECKING:
    from dcat_publisher.checking.pipeline.places import KeptFinding

_FORMAT: Final = 5
_DIGEST: Final = 16


@dataclass
class Result:
    """What came of a run: the digest of what it depends on besides the files, and the findings.

    `dated` is what more is to be said of on some days: each a `Dated`, its place as a tuple. `norwegian` are
    the files with most keys in Norwegian.
    """

    key: bytes = b""
    stamps: dict[str, Stamp] = field(default_factory=dict)
    digests: dict[str, bytes] = field(default_factory=dict)
    findings: tuple[KeptFinding, ...] = ()
    noted: tuple[str, ...] = ()
    records: int = 0
    dated: tuple[tuple[Any, ...], ...] = ()
    norwegian: tuple[str, ...] = ()


class Memory:
    """The folder in which a source folder's memory is; None keeps nothing from run to run."""

    def __init__(self, folder: Path | None, version: bytes) -> None:
        self.folder = folder
        self.version = version

    def result(self) -> Result:
        """Return the last result; an empty one where there is none that can be used."""
        loaded: Any = self.load("result")
        if loaded is None:
            return Result()
        key, stamps, *rest = loaded
        return Result(key, {name: Stamp(*each) for name, each in stamps.items()}, *rest)

    def save_result(self, result: Result) -> None:
        """Remember a result; what cannot be written is not remembered."""
        stamps = {name: tuple(each) for name, each in result.stamps.items()}
        rest = result.digests, result.findings, result.noted, result.records, result.dated, result.norwegian
        self.save("result", (result.key, stamps, *rest))

    def load(self, name: str) -> object:
        """Return what was remembered under a name; None where it is missing, damaged, foreign or old."""
        data = None if self.folder is None else read_own(self.folder / name)
        if data is None:
            return None
        body = memoryview(data)[:-_DIGEST]
        is_whole = self._seal(body).digest() == data[-_DIGEST:]
        return cast(object, marshal.loads(body)) if is_whole else None

    def save(self, name: str, value: object) -> None:
        """Remember something that marshal can say; what cannot be written is not remembered."""
        if self.folder is not None:
            body = marshal.dumps(cast(Any, value))
            replace_file(self.folder / name, (body, self._seal(body).digest()))

    def _seal(self, body: bytes | memoryview) -> hashlib.blake2b:
        return hashlib.blake2b(body, digest_size=_DIGEST, key=self.version)


def version_of(files: Iterable[bytes]) -> bytes:
    """Return what tells this program, and what it knows, from others: version, last change, digests."""
    said = (_FORMAT, sys.hexversion, __version__, _program_changed(), *files)
    return hashlib.blake2b(repr(said).encode(), digest_size=_DIGEST).digest()


@cache
def _program_changed() -> int:
    """Return when a file of this program was last changed, in nanoseconds; what runs was read before."""
    folders, changed = [str(Path(__file__).parents[2])], 0
    for folder in folders:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir():
                    folders += [entry.path] if entry.name != "__pycache__" else []
                else:
                    changed = max(changed, entry.stat().st_mtime_ns)
    return changed
