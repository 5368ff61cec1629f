"""What the system says of a path that it does not take: too long, a circle of links, not permitted."""

from __future__ import annotations

import os
import re
from typing import Final

from dcat_publisher.model.language import Message, Words, filled, placed
from dcat_publisher.system.printable import one_line
from dcat_publisher.system.reasons import reason_of

_WORDS: Final = Words(__file__).group("path")
_MOST_OF_A_NAME: Final = 120
_OTHERS: Final = ("embedded null", "Symlink loop")
"""How what Python itself says of a path begins, in errors that are no OSError before Python 3.13."""
_DEVICES: Final = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[1-9¹²³])(?: *\..*)?", re.IGNORECASE
)
_NOWHERE: Final = re.compile(r'[\0-\x1f<>:"|?*\\]|[. ]$')
"""What no file or folder of Windows has: the name of a device, whatever suffix follows; letters and ends."""


def refused_by_windows(path: str) -> str | None:
    """Return the first part of a path, with `/` between, that can be no name on Windows; None where all can.

    Microsoft, "Naming Files, Paths, and Namespaces".
    """
    parts = path.split("/")
    return next((part for part in parts if _DEVICES.fullmatch(part) or _NOWHERE.search(part)), None)



def refused_path(error: BaseException) -> Message | None:
    """Return one line for an error of the file system, with the path; None for every other error.

    Any path may be the cause that was named in the call or in the configuration: this says which.
    """
    if isinstance(error, FileNotFoundError) and _is_homeless():
        return _WORDS["homeless"]
    if isinstance(error, OSError) and error.errno is not None:
        named = error.filename is not None
        return placed(_shown(os.fsdecode(error.filename)), reason_of(error)) if named else reason_of(error)
    if isinstance(error, (ValueError, RuntimeError)) and str(error).startswith(_OTHERS):
        return filled(_WORDS["unusable"], reason=str(error))
    return None


def _is_homeless() -> bool:
    """Return whether the working folder is there no more: then no path of the call is to blame."""
    try:
        os.getcwd()  # noqa: PTH109  as Path.cwd does, without a path
    except FileNotFoundError:
        return True
    return False


def _shown(path: str) -> str:
    """Return a path as one line, without its middle where it is long: begin and end tell which it is."""
    line, half = one_line(path), _MOST_OF_A_NAME // 2
    return line if len(line) <= _MOST_OF_A_NAME else f"{line[:half]}…{line[-half:]}"
