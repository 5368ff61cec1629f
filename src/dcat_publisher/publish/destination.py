"""Where a build may write: never to a folder that is, or holds, what somebody works in."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from dcat_publisher.model.errors import OutputError
from dcat_publisher.model.language import Message, Words, filled

_WORDS: Final = Words(__file__).group("out")
_PROTECTED: Final = Words(__file__).group("protected")


def check_destination(out: Path, source: Path, configuration: Path | None = None) -> None:
    """Raise OutputError when `out` is or holds a folder that must not be replaced, or lies in the source.

    Not to be replaced are the source, the working folder, the folder of the configuration, the checkouts
    (the nearest `.git` upward) of all three, the home of the user and `/`. Folders are compared, not their
    names: `..`, links and another case lead to the same one.
    """
    if any(ord(character) < 0x20 or ord(character) == 0x7F for character in str(out)):
        raise OutputError(filled(_WORDS["control_character"], out=repr(str(out))))
    there = next((each for each in (out, *out.parents) if each.exists()), Path())
    if not there.is_dir():
        raise OutputError(filled(_WORDS["is_file"], out=str(out), file=str(there)))
    _refuse_within(source, out)
    if there != out:
        return
    for folder, name in _protected(source, configuration):
        for above in (folder, *folder.parents):
            if _is_same(above, out):
                words = _WORDS["is_protected"] if above == folder else _WORDS["holds_protected"]
                raise OutputError(filled(words, out=str(out), what=name))


def _refuse_within(source: Path, out: Path) -> None:
    """Raise OutputError where `out` lies in the source: the next build would read what this one wrote."""
    real = Path(os.path.realpath(out))
    if any(_is_same(above, source) for above in real.parents):
        raise OutputError(filled(_WORDS["in_source"], out=str(out), source=str(source)))


def _protected(source: Path, configuration: Path | None) -> Iterator[tuple[Path, Message]]:
    """Yield the folders, links resolved, each with what it is."""
    own = None if configuration is None else configuration.parent
    work = [(source, "source"), (Path(), "working_folder"), (own, "configuration")]
    real = [(Path(os.path.realpath(path)), _PROTECTED[name]) for path, name in work if path is not None]
    yield from real
    for path, name in real:
        checkout = next((each for each in (path, *path.parents) if os.path.lexists(each / ".git")), None)
        if checkout is not None:
            yield checkout, filled(_PROTECTED["checkout"], what=name)
    with contextlib.suppress(RuntimeError):  # a user without a home
        yield Path(os.path.realpath(Path.home())), _PROTECTED["home"]
    yield Path(os.path.realpath(os.sep)), _PROTECTED["system"]


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
