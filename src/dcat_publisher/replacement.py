"""Replacing a folder as a whole: written beside, then exchanged in one step."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

# renameat2(2): the flag that exchanges two names in one step, and "relative to the working directory".
_RENAME_EXCHANGE: Final = 2
_AT_FDCWD: Final = -100


@contextmanager
def replaced_folder(target: Path) -> Iterator[Path]:
    """Give an empty folder to fill; when the block ends without an exception it takes the place of `target`.

    Files that are the same as before keep their modification time, so that an HTTP server's Last-Modified
    tells the truth. A link stays one: the folder that it leads to is replaced. Raises OSError when the disk
    does not allow it; `target` is then as it was.
    """
    target = Path(os.path.realpath(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        yield staging
        staging.chmod(0o755)
        _keep_times(staging, target)
        _exchange(staging, target)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _keep_times(new: Path, old: Path) -> None:
    for file in new.rglob("*"):
        former = old / file.relative_to(new)
        if file.is_file() and former.is_file() and file.read_bytes() == former.read_bytes():
            status = former.stat()
            os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def _exchange(staging: Path, target: Path) -> None:
    """Put `staging` in the place of `target`; what stood there is left under the name of `staging`."""
    if not target.exists():
        staging.rename(target)
    elif not _exchange_in_one_step(staging, target):
        aside = staging.with_name(f"{staging.name}.old")
        target.rename(aside)
        staging.rename(target)
        aside.rename(staging)


def _exchange_in_one_step(one: Path, other: Path) -> bool:
    """Exchange two names with renameat2, which Linux has; False where system or disk does not know it."""
    if not sys.platform.startswith("linux"):
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        return False
    if libc.renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.ENOSYS, errno.EINVAL):
        return False
    raise OSError(code, os.strerror(code), str(other))
