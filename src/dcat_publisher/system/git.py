"""Git, asked in a repository that a stranger may have made: it reads, and runs nothing that is named there.

A folder that is sent to us may be a repository, or have one in it, whose configuration names programs: to
watch files, to compare them, to convert them, to fetch what is missing. So no command is used that looks at
the working tree or shows a comparison, contents are taken as they are stored, without filters, nothing is
fetched, and a bare repository is none unless the call names it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import Words, filled

_WORDS: Final = Words(__file__).group("git")
_SECONDS: Final = 60
_SETTINGS: Final = {
    "safe.bareRepository": "explicit",
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.attributesFile": os.devnull,
    "core.pager": "cat",
    "protocol.allow": "never",
    "diff.external": "",
}
_ENVIRONMENT: Final[Mapping[str, str]] = {
    "GIT_ALLOW_PROTOCOL": "",  # no protocol at all: a repository may leave out objects, to have them fetched
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_PAGER": "cat",
    "PAGER": "cat",
    "LC_ALL": "C.UTF-8",
}
_REGULAR: Final = (b"100644", b"100755")
_LINK: Final = b"120000"
"""Modes of tree entries; any other is a submodule, whose content is not of the tree."""


class GitError(ConfigurationError):
    """Git cannot be asked, or does not have what it should."""


class RefusedByGitError(GitError):
    """Git says no; the text is the first line of what it says."""


def git(folder: Path, *words: str, given: bytes = b"") -> bytes:
    """Return what a git command prints, asked in `folder`; raises GitError when it fails."""
    settings = [word for name, value in _SETTINGS.items() for word in ("-c", f"{name}={value}")]
    command = [_program(), *settings, "-C", str(folder), *words]
    try:
        done = subprocess.run(
            command, input=given, capture_output=True, check=False, timeout=_SECONDS,
            env={**os.environ, **_ENVIRONMENT},
        )  # fmt: skip
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise GitError(filled(_WORDS["cannot_be_asked"], reason=str(error))) from error
    if done.returncode != 0:
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        reason = lines[0] if lines else _WORDS["failed"]
        raise RefusedByGitError(filled(_WORDS["refused"], command=words[0], reason=reason))
    return done.stdout


def _program() -> str:
    """Return the absolute path of git; a PATH that names the working folder must not lead there."""
    names = os.environ.get("PATH", os.defpath).split(os.pathsep)
    folders = [name for name in names if Path(name).is_absolute()]
    program = shutil.which("git", path=os.pathsep.join(folders))
    if program is None:
        raise GitError(_WORDS["missing"])
    return program


def commit_of(folder: Path, revision: str) -> str:
    """Return the full name of the commit that a revision means; raises GitError where there is none."""
    name = git(folder, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    return name.decode().strip()


class _Entry(NamedTuple):
    mode: bytes
    digest: bytes
    name: PurePosixPath


def lay_out(folder: Path, tree: str, target: Path, *, under: str = "") -> int:
    """Write the files of a tree, as they are stored, to a folder; return how many there are.

    `under` is a path from the root of the tree; only what is below it is written. Links become links, which
    readers follow no further than in a checkout; submodules are left out.
    """
    names = [under] if under else []
    rows = git(folder, "ls-tree", "-r", "-z", "--full-tree", tree, "--", *names).split(b"\0")
    entries = [_entry(row) for row in rows if row]
    # Links last: no file may be written through one.
    kept = [entry for entry in entries if entry.mode in _REGULAR]
    kept += [entry for entry in entries if entry.mode == _LINK]
    asked = b"".join(entry.digest + b"\n" for entry in kept)
    _write(git(folder, "cat-file", "--batch", given=asked), kept, target)
    return len(kept)


def _entry(row: bytes) -> _Entry:
    """Read a line of `ls-tree`: `<mode> <type> <object>`, a tab, the name."""
    about, _, name = row.partition(b"\t")
    mode, _, digest = about.split(b" ")
    return _Entry(mode, digest, PurePosixPath(os.fsdecode(name)))


def _write(contents: bytes, entries: list[_Entry], target: Path) -> None:
    """Write the answers of `cat-file --batch`: a line `<object> <type> <size>`, the content, a line end."""
    start = 0
    for entry in entries:
        end = contents.index(b"\n", start)
        about = contents[start:end].split()
        if about[:2] != [entry.digest, b"blob"] or entry.name.is_absolute() or ".." in entry.name.parts:
            raise GitError(filled(_WORDS["no_content"], file=str(entry.name)))
        start = end + 1 + int(about[2]) + 1
        file = target / entry.name
        file.parent.mkdir(parents=True, exist_ok=True)
        if entry.mode != _LINK:
            file.write_bytes(contents[end + 1 : start - 1])
        elif not os.path.lexists(file):
            file.symlink_to(os.fsdecode(contents[end + 1 : start - 1]))


__all__ = ["GitError", "RefusedByGitError", "commit_of", "git", "lay_out"]
