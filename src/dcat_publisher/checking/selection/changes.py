"""What a revision of the source had found already, so that a pull request is told of its own faults only.

Not by changed files or lines: a record that is renamed breaks the references to it in files that nobody
touched, and an old fault in a touched file is not the author's. Both revisions are judged by the rules of
today.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import placed
from dcat_publisher.system.git import GitError, commit_of, git, lay_out
from dcat_publisher.system.scratch import scratch_folder


def known_at(revision: str, source: Path, check: Callable[[Path, Path], frozenset[str]]) -> frozenset[str]:
    """Return the fingerprints of the findings that `source` had at a git revision.

    `check` gives the fingerprints of a folder, relative to a second one. Raises ConfigurationError when
    there is no git, no repository or no such revision.
    """
    try:
        top = Path(os.fsdecode(git(source, "rev-parse", "--show-toplevel").rstrip(b"\n")))
        commit = commit_of(source, revision)
        name = source.resolve().relative_to(top.resolve()).as_posix()
        with scratch_folder() as scratch:
            folder = scratch / "tree"
            if not lay_out(top, commit, folder, under="" if name == "." else f"{name}/"):
                return frozenset()
            try:
                return check(folder / name, folder)
            except ConfigurationError:  # that revision had no catalogue yet: all is new
                return frozenset()
    except GitError as error:
        raise ConfigurationError(placed("--changed-since", error.message)) from error
