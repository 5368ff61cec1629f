"""Profiles that installed packages bring: the entry points of a group, each the name of a package of files.

```toml
[project.entry-points."dcat_publisher.profiles"]
mobility-no = "mobility_no.profile"
```

says that the folder of `mobility_no.profile` is the profile `mobility-no`. Nothing in it is run.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import lru_cache
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import Words, filled

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

_WORDS: Final = Words(__file__).group("profile")
GROUP: Final = "dcat_publisher.profiles"


def installed_names() -> frozenset[str]:
    """Return the names of the profiles that installed packages bring."""
    return frozenset(_entries())


def installed_folder(name: str) -> Path | None:
    """Return the folder of a profile that an installed package brings; None where none does.

    Raises ConfigurationError where two packages bring it, or where the package has no such folder.
    """
    entries = _entries().get(name, ())
    if not entries:
        return None
    if len(entries) > 1:
        packages = ", ".join(sorted(_package(entry) for entry in entries))
        raise ConfigurationError(filled(_WORDS["two_packages"], name=name, packages=packages))
    folder = _folder_of(entries[0].module)
    if folder is None or not any(folder.glob("*.ttl")):
        blanks = {"package": _package(entries[0]), "name": name, "module": entries[0].module}
        raise ConfigurationError(filled(_WORDS["no_folder"], **blanks))
    return folder


@lru_cache(maxsize=1)
def _entries() -> dict[str, list[EntryPoint]]:
    from importlib.metadata import entry_points  # noqa: PLC0415 (10 ms, and few projects name such a profile)

    found: dict[str, list[EntryPoint]] = {}
    for entry in entry_points(group=GROUP):
        found.setdefault(entry.name, []).append(entry)
    return found


def _package(entry: EntryPoint) -> str:
    return entry.dist.name if entry.dist is not None else entry.module


def _folder_of(module: str) -> Path | None:
    """Return the folder of a package without importing it, so that none of its code is run.

    Each part of the name is looked for by itself: a folder without `__init__.py` would ask for the module
    that it is in, which nobody has imported.
    """
    path: list[str] | None = None
    for part in module.split("."):
        spec = _spec_of(part, path)
        if spec is None or spec.submodule_search_locations is None:
            return None
        path = list(spec.submodule_search_locations)
    return Path(path[0]) if path else None


def _spec_of(name: str, path: Sequence[str] | None) -> ModuleSpec | None:
    """Return where a module is, by whatever finds modules here: one that is installed for editing, too."""
    finders = (finder.find_spec for finder in sys.meta_path if hasattr(finder, "find_spec"))
    return next((spec for find in finders if (spec := find(name, path)) is not None), None)
