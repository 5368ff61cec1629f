"""What is remembered of the last build into a folder: which files and slices of dumps are whose.

Nothing is kept twice. Documents and pages are taken over from the former output, and a piece of a dump is a
slice of the former dump, as long as these files are still as they were written.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from dcat_publisher.checking.pipeline.grouping import Files
from dcat_publisher.checking.pipeline.state import Memory
from dcat_publisher.publish.replacement import Stamp
from dcat_publisher.publish.resource_files import CachedFile, FileCache
from dcat_publisher.publish.written import Written


@dataclass
class BuildMemory:
    """The batches of the last build by the files of their parts.

    `key` is the digest of all that the batches were made of together; `dumps` are the stamps of the dumps.
    """

    memory: Memory
    out: Path
    key: bytes = b""
    batches: dict[tuple[Files, ...], Written] = field(default_factory=dict)
    dumps: dict[str, Stamp] = field(default_factory=dict)
    files: FileCache = field(default_factory=FileCache)

    @classmethod
    def of(cls, memory: Memory, out: Path) -> BuildMemory:
        """Return what is remembered of the builds into a folder; an empty memory where nothing is."""
        found = cls(memory, out)
        loaded: Any = memory.load(found._name)
        if loaded is not None:
            key, batches, dumps, files = loaded
            found.key = key
            found.batches = {parts: Written.of(kept) for parts, kept in batches.items()}
            found.dumps = {name: Stamp(*each) for name, each in dumps.items()}
            found.files = FileCache(
                {path: CachedFile(k, Stamp(*s), entry) for path, (k, s, entry) in files.items()}
            )
        return found

    @property
    def _name(self) -> str:
        out = os.path.realpath(self.out).encode("utf-8", "surrogateescape")
        return f"build-{hashlib.blake2b(out, digest_size=8).hexdigest()}"

    @contextmanager
    def former_dumps(self) -> Iterator[dict[str, BinaryIO]]:
        """Open the dumps that remembered pieces are slices of; where one is not as it was, nothing is known.

        They stay open, so that another build cannot take them away meanwhile.
        """
        with ExitStack() as stack:
            opened: dict[str, BinaryIO] = {}
            try:
                for name, stamp in self.dumps.items():
                    opened[name] = stack.enter_context((self.out / name).open("rb"))
                    if Stamp.of(os.fstat(opened[name].fileno())) != stamp:
                        self.batches = {}
            except OSError:
                self.batches = {}
            yield opened

    def save(self) -> None:
        """Remember this build."""
        batches = {parts: written.kept() for parts, written in self.batches.items()}
        dumps = {name: tuple(stamp) for name, stamp in self.dumps.items()}
        files = {path: (each.key, tuple(each.stamp), each.entry) for path, each in self.files.made.items()}
        self.memory.save(self._name, (self.key, batches, dumps, files))
