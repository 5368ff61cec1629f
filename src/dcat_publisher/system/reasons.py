"""Why something cannot be done, by language: what the system says of a file, a rule of ours, a library."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from dcat_publisher.model.errors import PublisherError
from dcat_publisher.model.language import Message, Words, filled, untranslated

_WORDS: Final = Words(__file__).group("path")
_REASONS: Final = Words(__file__).group("system")


class ToldError(OSError):
    """An error of the file system that we have words for ourselves; `told` is the reason by language."""

    def __init__(self, number: int, told: Message, path: Path | None = None) -> None:
        super().__init__(number, told["en"], *([] if path is None else [str(path)]))
        self.told = told


def reason_of(error: Exception) -> Message:
    """Return the reason of an error, in its own words where we have none for it.

    The path of an error of the file system is not in it; what a library says becomes one line.
    """
    if isinstance(error, PublisherError):
        return error.message
    told: object = getattr(error, "told", None)  # which errors of ours have that are no PublisherError
    if isinstance(told, Mapping):
        return told
    return _of_system(error) if isinstance(error, OSError) else untranslated(" ".join(str(error).split()))


def _of_system(error: OSError) -> Message:
    number = error.errno or 0
    text = error.strerror or (os.strerror(number) if number else str(error))
    name = errno.errorcode.get(number, "")
    return _REASONS[name] if name in _REASONS and text == os.strerror(number) else untranslated(text)


def unreadable(path: Path | str, error: OSError) -> Message:
    """Return the line that a file or folder cannot be read, and why."""
    return filled(_WORDS["unreadable"], path=str(path), reason=reason_of(error))


def unwritable(path: Path | str, error: OSError) -> Message:
    """Return the line that a file or folder cannot be written, and why."""
    return filled(_WORDS["unwritable"], path=str(path), reason=reason_of(error))
