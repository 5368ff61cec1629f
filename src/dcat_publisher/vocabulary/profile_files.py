"""The files that a profile's folder may have: whatever else looks like a part of it is said to be unread."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import Words, filled
from dcat_publisher.system.confined import checkout_of, leads_out
from dcat_publisher.system.resources import packaged
from dcat_publisher.vocabulary import (
    CONTEXT,
    MAX_BYTES,
    SCHEMES,
    SYNONYMS,
    files_in,
    leads_out_of,
    no_plain_file,
)
from dcat_publisher.vocabulary.profile_model import VIEW
from dcat_publisher.vocabulary.suggestions import nearest

_WORDS: Final = Words(__file__).group("profile")
MAX_VIEW_BYTES: Final = 1_000_000
"""The largest view that is read."""
_READ: Final = (CONTEXT, SYNONYMS, VIEW)
_LIKE: Final = frozenset((".jsonld", ".json", ".toml", ".rq", ".sparql", ".rdf", ".nt", ".trig", ".n3"))
"""What the name of a file ends in that is meant for the program."""


def look_through(folder: Path) -> None:
    """Raise ConfigurationError for what is in a profile's folder and would not be read, or may not be.

    An installation's own are held by its tests, and may consist of links.
    """
    if folder.parent == packaged("shapes"):
        return
    for name in _unread(folder):
        near = nearest(name.rstrip("/"), [*_READ, SCHEMES])
        read = ", ".join(("*.ttl", *_READ, f"{SCHEMES}/*.ttl"))
        words = _WORDS["no_part_near"] if near else _WORDS["no_part"]
        blanks = {"file": str(folder / name), "near": near[0] if near else "", "read": read}
        raise ConfigurationError(filled(words, **blanks))
    checkout = checkout_of(folder)
    for file in (*files_in(folder), folder / VIEW):
        if os.path.lexists(file):
            _require_plain(file, checkout)


def _unread(folder: Path) -> Iterator[str]:
    for entry in sorted(folder.iterdir()):
        if entry.is_dir() and entry.name != SCHEMES and any(entry.glob("*.ttl")):
            yield f"{entry.name}/"
        elif entry.suffix.lower() in _LIKE and entry.name not in _READ:
            yield entry.name
    for entry in sorted((folder / SCHEMES).glob("*")):
        if entry.suffix.lower() in _LIKE:
            yield f"{SCHEMES}/{entry.name}"


def _require_plain(file: Path, checkout: Path) -> None:
    if leads_out(file, checkout):
        raise ConfigurationError(leads_out_of(file, checkout))
    most = MAX_VIEW_BYTES if file.name == VIEW else MAX_BYTES
    status = file.stat() if file.exists() else file.lstat()
    if not stat.S_ISREG(status.st_mode) or status.st_size > most:
        raise ConfigurationError(no_plain_file(file, most))
