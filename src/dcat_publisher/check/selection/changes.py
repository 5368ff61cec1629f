"""What a revision of the source had found already, so that a pull request is told of its own faults only.

Not by changed files or lines: a record that is renamed breaks the references to it in files that nobody
touched, and an old fault in a touched file is not the author's. Both revisions are judged by the rules of
today.
"""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path

from dcat_publisher.model.errors import ConfigurationError


def known_at(revision: str, source: Path, check: Callable[[Path, Path], frozenset[str]]) -> frozenset[str]:
    """Return the fingerprints of the findings that `source` had at a git revision.

    `check` gives the fingerprints of a folder, relative to a second one. Raises ConfigurationError when
    there is no git, no repository or no such revision.
    """
    top = Path(_git(source, "rev-parse", "--show-toplevel").decode().strip())
    commit = (
        _git(source, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
    )
    name = source.resolve().relative_to(top.resolve()).as_posix()
    if not _git(top, "ls-tree", commit, "--", name if name == "." else f"{name}/"):
        return frozenset()
    with tempfile.TemporaryDirectory(prefix="dcat-publisher-") as folder:
        _extract(_git(top, "archive", "--format=tar", commit, "--", name), Path(folder))
        try:
            return check(Path(folder) / name, Path(folder))
        except ConfigurationError:  # that revision had no catalogue yet: all is new
            return frozenset()


def _extract(archive: bytes, folder: Path) -> None:
    with tarfile.open(fileobj=io.BytesIO(archive)) as members:
        members.extractall(folder, filter="data")


def _git(folder: Path, *arguments: str) -> bytes:
    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except OSError as error:
        raise ConfigurationError(f"--changed-since needs git: {error.strerror or error}") from error
    if done.returncode != 0:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise ConfigurationError(f"git {arguments[0]}: {said[0] if said else 'failed'}")
    return done.stdout
