"""Which files a build wrote, by its manifest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from dcat_publisher.model.language import Words, filled
from dcat_publisher.publish.manifest import (
    GONE_FOLDER,
    PAGES_FOLDER,
    SITE_FILE,
    VERSION,
    Entry,
    ManifestError,
    damaged,
    entries,
)
from dcat_publisher.system.confined import is_inside

_WORDS: Final = Words(__file__).group("manifest")


class Listing:
    """The paths of the files that a build wrote: of very many resources, with little memory.

    `folders` are those that the files are in, `twice` what is listed more than once: two things would be one
    file.
    """

    def __init__(self) -> None:
        self._suffixes: dict[str, tuple[str, ...]] = {}
        self._files: set[str] = set()
        self.folders: set[str] = set()
        self.twice: set[str] = set()

    def add(self, path: str, suffixes: tuple[str, ...] | None = None) -> None:
        """Add a file, or those of a resource; raises ManifestError for a path that leads elsewhere."""
        if not is_inside(path) or any("/" in suffix or not is_inside(suffix) for suffix in suffixes or ()):
            raise ManifestError(filled(_WORDS["no_path"], path=path))
        names = (path,) if suffixes is None else [f"{path}.{suffix}" for suffix in suffixes]
        self.twice.update(name for name in names if name in self)
        if suffixes is None:
            self._files.add(path)
        else:
            self._suffixes[path] = suffixes + self._suffixes.get(path, ())
        folder = path.rpartition("/")[0] if names else ""
        while folder and folder not in self.folders:
            self.folders.add(folder)
            folder = folder.rpartition("/")[0]

    def __contains__(self, path: str) -> bool:
        if path in self._files:
            return True
        dot = path.find(".", path.rfind("/") + 1)
        while dot >= 0:
            if path[dot + 1 :] in self._suffixes.get(path[:dot], ()):
                return True
            dot = path.find(".", dot + 1)
        return False

    def __iter__(self) -> Iterator[str]:
        for path, suffixes in self._suffixes.items():
            yield from (f"{path}.{suffix}" for suffix in suffixes)
        yield from self._files

    @classmethod
    def read(cls, folder: Path) -> Listing:
        """Return what the manifest of a folder lists; raises as `entries` does."""
        listing = cls()
        listing.read_into(folder)
        return listing

    def read_into(self, folder: Path, name: str = SITE_FILE) -> None:
        """Add the files that a manifest lists."""
        for _ in self.reading(entries(folder, name)):
            pass

    def reading(self, read: Iterable[Entry]) -> Iterator[Entry]:
        """Hand the entries of a manifest on, and add the files that it lists."""
        pages, version, once = 0, VERSION, dict[tuple[str, ...], tuple[str, ...]]()
        for key, item in read:
            try:
                if key == "version":
                    version = item
                elif key == "resources":
                    suffixes = tuple(map(str, item["files"]))
                    self.add(str(item["path"]), once.setdefault(suffixes, suffixes))
                elif key == "pages":
                    pages += 1
                    self.add(f"{PAGES_FOLDER}/{pages}", tuple(map(str, item)))
                elif key in ("documents", "feed"):
                    self.add(str(item["path"]))
                elif key == "others":
                    self.add(str(item))
                elif key == "removed" and version == 1:
                    self.add(gone_file(str(item)))
            except (KeyError, TypeError, AttributeError) as error:
                raise ManifestError(damaged(repr(error))) from error
            yield key, item
        for other in ("nginx.conf", "context.jsonld") if version == 1 else ():  # written, and not listed
            self.add(other)


def gone_file(path: str) -> str:
    """Return the file that says to a static server that a path is gone."""
    return f"{GONE_FOLDER}/{unquote(path)}.gone"
