"""What is remembered of the last build into a folder: which files and slices of dumps are whose.

Nothing is kept twice. Documents and pages are taken over from the former output, and a piece of a dump is a
slice of the former dump, as long as these files are still as they were written.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from dcat_publisher.checking.pipeline.grouping import Files
from dcat_publisher.checking.pipeline.memory import Memory
from dcat_publisher.publish.basis import Told
from dcat_publisher.publish.feed.known import KnownFeed
from dcat_publisher.publish.pages import KeptEntry, KnownEntries
from dcat_publisher.publish.resource_files import CachedFile, CachedPages, FileCache
from dcat_publisher.publish.staging import Stamp
from dcat_publisher.publish.written import Written


@dataclass
class BuildMemory:
    """The batches of the last build by the files of their parts.

    `told` is what the parts told the index, by their files; `dumps` are the stamps of the dumps.
    `is_checked` says whether somebody has looked at what was written, before it was put there.
    """

    memory: Memory
    out: Path
    told: dict[Files, Told] = field(default_factory=dict)
    is_checked: bool = False
    batches: dict[tuple[Files, ...], Written] = field(default_factory=dict)
    dumps: dict[str, Stamp] = field(default_factory=dict)
    files: FileCache = field(default_factory=FileCache)
    feed: KnownFeed = field(default_factory=KnownFeed)

    @classmethod
    def of(cls, memory: Memory, out: Path) -> BuildMemory:
        """Return what is remembered of the builds into a folder; an empty memory where nothing is."""
        found = cls(memory, out)
        loaded: Any = memory.load(found._name)
        if loaded is not None:
            told, found.is_checked, batches, dumps, files, pages, feed = loaded
            found.told = {files: Told(*each) for files, each in told.items()}
            found.batches = {parts: Written.of(kept) for parts, kept in batches.items()}
            found.dumps = {name: Stamp(*each) for name, each in dumps.items()}
            found.files = FileCache(
                {path: CachedFile(k, Stamp(*s), entry) for path, (k, s, entry) in files.items()},
                former_pages={path: _pages(each) for path, each in pages.items()},
            )
            found.feed = KnownFeed.of(feed)
        return found

    @property
    def _name(self) -> str:
        out = os.path.realpath(self.out).encode("utf-8", "surrogateescape")
        return f"build-{hashlib.blake2b(out, digest_size=8).hexdigest()}"

    @property
    def twin(self) -> Path | None:
        """Where a second tree of the files of the output is."""
        return None if self.memory.folder is None else self.memory.folder / f"{self._name}-twin"

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

    def remember_shown(
        self, common: bytes, digests: dict[str, bytes], fresh: Iterable[tuple[str, str, KeptEntry]] = ()
    ) -> None:
        """Let stand what shows the same as in the former build.

        `common` is the digest of what all pages have, `digests` tells what is shown of plain datasets,
        by term; `fresh` are entries of the list, by language and term, that were made anew.
        """
        known: Any = self.memory.load(f"{self._name}-entries")
        self.files.common = common
        self.files.entries = KnownEntries(digests, {} if known is None else known)
        self.files.entries.add(fresh)
        self.feed.shown = digests

    def save(self) -> None:
        """Remember this build."""
        entries = self.files.entries
        if entries.made and not entries.is_same:
            self.memory.save(f"{self._name}-entries", entries.made)
        batches = {parts: written.kept() for parts, written in self.batches.items()}
        dumps = {name: tuple(stamp) for name, stamp in self.dumps.items()}
        files = {path: (each.key, tuple(each.stamp), each.entry) for path, each in self.files.made.items()}
        pages = {
            path: (each.key, {name: tuple(stamp) for name, stamp in each.stamps.items()}, each.entries)
            for path, each in self.files.pages.items()
        }
        told = {part: tuple(each) for part, each in self.told.items()}
        made = batches, dumps, files, pages, self.feed.kept()
        self.memory.save(self._name, (told, self.is_checked, *made))


def _pages(loaded: tuple[Any, Any, Any]) -> CachedPages:
    key, stamps, entries = loaded
    return CachedPages(key, {name: Stamp(*stamp) for name, stamp in stamps.items()}, entries)
