"""The days on which files were last changed, by a git repository that has its whole history."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from dcat_publisher.source.readable import MAX_BYTES
from dcat_publisher.system.confined import read_regular
from dcat_publisher.system.git import GitError, git

_MARK: Final = b"\1"


def last_changes(source: Path, files: Iterable[str], before: str) -> Mapping[str, str]:
    """Return file -> the day (ISO 8601) of the commit that it was last changed in.

    Empty without git, outside a repository, where a part of the history is not there (what was not changed
    in what is there may have been before it), and where no commit is from `before` a day: then nobody asks.
    A file that is not as the last commit has it is left out.
    """
    try:
        asked = git(source, "rev-parse", "--is-shallow-repository", "--show-toplevel")
        shallow, _, place = asked.rstrip(b"\n").partition(b"\n")
        # Most catalogues are younger; one commit is found in no time, and the days of all files are not.
        if shallow != b"false" or not git(source, *_ANY, f"--before={before}T00:00:00Z", "HEAD"):
            return {}
        top = Path(os.fsdecode(place)).resolve()
        days = dict(_days(git(source, *_LOG)))
        stored = dict(_stored(git(source, "ls-tree", "-r", "-z", "--full-tree", "HEAD")))
    except GitError:
        return {}
    found = {}
    for file in files:
        name = os.path.relpath(os.path.realpath(file), top)
        if name in days and _blob(Path(file), source) == stored.get(name):
            found[file] = days[name]
    return found


_ANY: Final = ("log", "--max-count=1", "--no-show-signature", "--format=%H")
_LOG: Final = (
    "log", "--no-renames", "--no-ext-diff", "--no-show-signature", "--name-only", "-z", "--format=%x01%ct",
    "HEAD", "--", ".",
)  # fmt: skip


def _days(log: bytes) -> Iterator[tuple[str, str]]:
    """Yield the files of a log with their days, the newest day of each last."""
    commits = [commit.split(b"\0") for commit in log.split(_MARK)[1:]]
    for stamp, *names in reversed(commits):
        day = datetime.fromtimestamp(int(stamp.split()[0]), UTC).date().isoformat()
        yield from ((os.fsdecode(name.strip(b"\n")), day) for name in names if name.strip(b"\n"))


def _stored(tree: bytes) -> Iterator[tuple[str, str]]:
    for row in tree.split(b"\0"):
        about, _, name = row.partition(b"\t")
        if name:
            yield os.fsdecode(name), about.split(b" ")[2].decode()


def _blob(file: Path, root: Path) -> str | None:
    """Return the name that git gives the content of a file, by SHA-1; None for what is not read."""
    try:
        data = read_regular(file, MAX_BYTES, root)
    except OSError:
        return None
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


__all__ = ["last_changes"]
