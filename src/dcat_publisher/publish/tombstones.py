"""What the catalogue described once and does no more: remembered in `site.json` from build to build.

`site.json` is searched as text, in the form in which this program writes it: of a hundred thousand resources
only the paths are wanted, and as objects the whole would take more memory than the build does.
"""

from __future__ import annotations

import json
import mmap
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import unquote

from dcat_publisher.model.errors import OutputError
from dcat_publisher.publish.replacement import Staging

SITE_FILE: Final = "site.json"
FOLDER: Final = "_gone"
"""Where a file for each removed path says to a static server that it is gone; no record's name begins so."""
# What is made of what is referred to, and stands in a site with pages only.
_NOT_RECORDS: Final = ("concepts/", "things/")
_LINES: Final = re.compile(
    rb'^ (?:"(?P<section>\w+)": |  "path": (?P<path>".*"),?$|  (?P<files>"files"): \{$| (?P<item>".*"),?$)',
    re.MULTILINE,
)


class Listed(NamedTuple):
    """What a `site.json` lists, as far as it matters here.

    `documented` is how many of the paths have documents of their own, `tail` where in the file the list of
    what was removed begins or belongs.
    """

    paths: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()
    with_pages: bool = False
    documented: int = 0
    tail: int = 0


def listed(out: Path) -> Listed:
    """Read what the `site.json` of a folder lists; nothing where there is none.

    Raises OutputError when it is not as this program writes it.
    """
    file = out / SITE_FILE
    if not file.is_file():
        return Listed()
    try:
        with file.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as text:
            if text[:2] != b"{\n":
                raise ValueError(SITE_FILE)
            return _listed(text)
    except ValueError as error:
        raise OutputError(
            f"{file} is not as `dcat-publisher build` wrote it, so what was in it is not known; "
            f"delete {out} to build without that memory"
        ) from error


def _listed(text: mmap.mmap) -> Listed:
    paths, removed = set[str](), set[str]()
    section, with_pages, documented, tail = b"", False, 0, len(text) - len(b"\n}\n")
    for match in _LINES.finditer(text):
        kind, value = match.lastgroup, match[match.lastgroup or 0]
        if kind == "section":
            section = value
            with_pages |= section == b"documents"
            tail = match.start() - len(b",\n") if section == b"removed" else tail
        elif section == b"resources":
            documented += kind == "files"
            if kind == "path":
                paths.add(json.loads(value))
        elif section == b"removed" and kind == "item":
            removed.add(json.loads(value))
    return Listed(frozenset(paths), frozenset(removed), with_pages, documented, tail)


def remember(staging: Staging) -> None:
    """Add to the new `site.json` what was listed in the former one and is not there now.

    What was removed before stays removed until its path comes back. A build without pages is held against the
    records only, and one without documents for single records against nothing: it does not list them.
    """
    former, now = listed(staging.former), listed(staging.folder)
    before = {path for path in former.paths if now.with_pages or not path.startswith(_NOT_RECORDS)}
    known = before if now.documented > 1 else set()
    gone = sorted((known | former.removed | now.removed) - now.paths)
    with (staging.folder / SITE_FILE).open("r+b") as file:
        file.seek(now.tail)
        file.truncate()
        file.write(f"{removed_text(gone)}\n}}\n".encode())
    staging.settle(SITE_FILE)
    for path in gone if now.with_pages else ():
        _mark(staging, unquote(path))


def removed_text(paths: Iterable[str]) -> str:
    """Return the list of what was removed as it stands in `site.json`, behind what comes before it."""
    items = ",\n".join(f"  {json.dumps(path, ensure_ascii=False)}" for path in sorted(paths))
    return f',\n "removed": [\n{items}\n ]' if items else ""


def _mark(staging: Staging, path: str) -> None:
    if ".." not in path.split("/"):
        staging.write(f"{FOLDER}/{path}.gone", b"")
