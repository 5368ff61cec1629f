"""What the catalogue described once and does no more: remembered in the manifest from build to build."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from dcat_publisher.checking.reserved import PAGE_SUFFIX
from dcat_publisher.publish.inventory import Listing, gone_file
from dcat_publisher.publish.manifest import SITE_FILE, Entry, ManifestError, complete, entries
from dcat_publisher.publish.merging import remove_all
from dcat_publisher.publish.ownership import unusable
from dcat_publisher.publish.staging import Staging
from dcat_publisher.source.folder import is_list
from dcat_publisher.source.mapping.list_names import METADATA, PAGE
from dcat_publisher.system.confined import is_inside

# What is made of what is referred to, and stands in a site with pages only.
_NOT_RECORDS: Final = ("concepts/", "things/")
_HTML: Final = f".{PAGE_SUFFIX}"


class Listed(NamedTuple):
    """What a manifest lists, as far as it matters here.

    `paths` are the addresses that the graph leads to, `documented` is how many have documents of their own.
    """

    paths: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()
    with_pages: bool = False
    documented: int = 0


def listed(out: Path) -> Listed:
    """Return what the manifest of a folder lists; nothing where there is none.

    Raises OutputError when it is not one of ours.
    """
    try:
        return _listed(entries(out))
    except FileNotFoundError:
        return Listed()
    except (ManifestError, OSError, KeyError, TypeError) as error:
        raise unusable(out / SITE_FILE, error) from error


def removed_in(out: Path) -> frozenset[str]:
    """Return the paths that the manifest of a folder says are gone; raises as `listed` does."""
    try:
        read = entries(out, lists=("removed",))
        return frozenset(str(item) for key, item in read if key == "removed")
    except FileNotFoundError:
        return frozenset()
    except (ManifestError, OSError) as error:
        raise unusable(out / SITE_FILE, error) from error


def _listed(read: Iterable[Entry]) -> Listed:
    paths, removed = set[str](), set[str]()
    with_pages, documented = False, 0
    for key, item in read:
        if key == "resources":
            paths.add(str(item["path"]))
            documented += bool(item["files"])
        elif key == "documents":
            path = str(item["path"])
            with_pages |= path.endswith(_HTML)
            paths |= {address for address in (_address_of_list(path),) if address is not None}
        elif key == "removed":
            removed.add(str(item))
    return Listed(frozenset(paths), frozenset(removed), with_pages, documented)


def _address_of_list(path: str) -> str | None:
    """Return the address of a dataset's list, of its page or of their description, that a file answers at."""
    if is_list(path) or path.endswith(METADATA):
        return path
    stem = path.removesuffix(_HTML)
    return stem if stem.endswith(PAGE) else None


def remember(staging: Staging) -> None:
    """Complete the new manifest: what the former one listed and is not there now, and all other files.

    What was removed before stays removed until its path comes back. A build without pages is held against the
    records only, and one without documents for single records against nothing: it does not list them.
    """
    listing = Listing()
    former, now = listed(staging.former), _listed(listing.reading(entries(staging.folder)))
    before = {path for path in former.paths if now.with_pages or not path.startswith(_NOT_RECORDS)}
    known = before if now.documented > 1 else set()
    gone = sorted((known | former.removed | now.removed) - now.paths)
    for path in gone if now.with_pages else ():
        if is_inside(gone_file(path)):
            staging.write(gone_file(path), b"")
    others = [path for path in _files(staging.folder) if path not in listing and path != SITE_FILE]
    if staging.is_filled:
        stale = [path for path in others if path not in staging.touched]
        remove_all(staging.folder, stale)
        others = [path for path in others if path in staging.touched]
    complete(staging.folder, gone, others)
    staging.settle(SITE_FILE)


def _files(folder: Path) -> Iterator[str]:
    """Yield the paths of all files below a folder."""
    cut = len(f"{folder}/")
    for where, _, names in os.walk(folder):
        below = f"{where}/"[cut:]
        yield from (f"{below}{name}" for name in names)
