"""What to say of a path at which there is nothing: that, and what is called nearly the same beside it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

from dcat_publisher.model.language import Message, Words, filled
from dcat_publisher.source.folder import YAML_SUFFIXES
from dcat_publisher.vocabulary.suggestions import nearest

_WORDS: Final = Words(__file__).group("paths")


def nothing_there(path: Path) -> Message:
    """Return the line that says so, with the path that was meant where that is seen."""
    near = near_path(path)
    words = _WORDS["nothing_there"] if near is None else _WORDS["meant"]
    return filled(words, path=path.as_posix(), near="" if near is None else near.as_posix())


def no_catalog(file: Path) -> Message:
    """Return what to say and to do where a folder, or what was taken for one, has no catalogue in `file`."""
    source = file.parent
    if source.is_dir():
        near = near_path(file)
        if near is not None and near.suffix in YAML_SUFFIXES:
            return filled(_WORDS["other_name"], path=file.as_posix(), near=near.as_posix())
    elif source.suffix or near_path(source):
        return nothing_there(source)
    return filled(_WORDS["no_catalog"], path=file.as_posix(), source=source.as_posix())


def near_path(path: Path) -> Path | None:
    """Return the one path that is there and spelt nearly as one that is not, in any of its folders."""
    folder = path.parent
    if not folder.is_dir():
        there = near_path(folder) if folder != path else None
        return there and _near_entry(there, path.name)
    return _near_entry(folder, path.name)


def _near_entry(folder: Path, name: str) -> Path | None:
    names: list[str] = []
    with suppress(OSError):  # a folder that may not be listed
        names = [entry.name for entry in folder.iterdir() if not entry.name.startswith(".")]
    if name in names:
        return folder / name
    # An ending that was left out or is another comes before a misspelling.
    same_stem = [other for other in names if Path(other).stem == Path(name).stem and Path(other).suffix]
    near = same_stem if len(same_stem) == 1 else nearest(name, names)
    return folder / near[0] if near else None
