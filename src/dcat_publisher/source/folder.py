"""The files of a source folder: descriptions in YAML, lists of variables in CSV.

Links are followed inside it, and one that leads out is a finding.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from dcat_publisher.source.readable import unreadable
from dcat_publisher.source.tree import Document
from dcat_publisher.system.confined import LeadsOutError, leads_out

YAML_SUFFIXES: Final = (".yaml", ".yml")
LIST_SUFFIX: Final = ".variables.csv"
"""What the name of a list of variables ends in; any other CSV file in the folder is none of ours."""
_READ: Final = (*YAML_SUFFIXES, LIST_SUFFIX)
Unread = list[tuple[str, Document]]
"""What is not read: the path without suffix, and a document that has no more than the finding."""


def yaml_files(source: Path, unread: Unread) -> Iterator[str]:
    """Yield what is called like a YAML file; see `source_files`."""
    return (file for file in source_files(source, unread) if not is_list(file))


def is_list(name: str) -> bool:
    """Return whether a file is a list of variables by its name."""
    return name.lower().endswith(LIST_SUFFIX)


def source_files(source: Path, unread: Unread) -> Iterator[str]:
    """Yield what is called like a file of a source, each folder once; `unread` gets what is not looked into.

    Files are named with slashes, as texts: there may be very many. Hidden files and folders are none of ours.
    """
    seen = {os.path.realpath(source)}
    waiting = [source]
    while waiting:
        folder = waiting.pop()
        folders: list[str] = []
        try:
            with os.scandir(folder) as entries:
                shown = [entry for entry in entries if not entry.name.startswith(".")]
        except OSError as error:
            _leave(unread, folder, source, error)
            continue
        within = "" if folder == Path() else f"{folder.as_posix().rstrip('/')}/"
        for entry in shown:
            if entry.is_symlink() and leads_out(path := folder / entry.name, source):
                if _would_be_read(entry):
                    _leave(unread, path, source, LeadsOutError(path))
                continue
            if entry.name.lower().endswith(_READ):
                yield within + entry.name
            if _is_folder(entry):
                folders.append(entry.name)
        # A folder that is reached twice at this level, as itself and by a link, is read under both names.
        targets = {name: os.path.realpath(folder / name) for name in sorted(folders)}
        waiting += [folder / name for name, target in targets.items() if target not in seen]
        seen.update(targets.values())


def _would_be_read(entry: os.DirEntry[str]) -> bool:
    """Tell whether a link would be a file or folder of the source; one that leads nowhere may be a folder."""
    name = entry.name
    return name.lower().endswith(_READ) or _is_folder(entry) or "." not in name


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def _leave(unread: Unread, path: Path, source: Path, error: OSError) -> None:
    name = path.as_posix()
    document = Document(name, None, [unreadable(error, name)])
    where = path.relative_to(source)
    unread.append(((where.with_suffix("") if where.suffix in YAML_SUFFIXES else where).as_posix(), document))
