"""Profiles by name: those of the installation, those of installed packages, and a project's own.

A profile is a folder of W3C artefacts: shapes (`*.ttl`), keys (`context.jsonld`, with `terms.ttl` and
`synonyms.toml`), code lists (`schemes/*.ttl`) and a view (`view.rq`). It may build on another: the header in
its `profile.ttl` says so with `owl:imports` and the public address of a profile, or of one file of it, which
is read from the same disk. Nothing is fetched.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path, PurePath
from typing import Final

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import Words, filled
from dcat_publisher.model.namespaces import OWL
from dcat_publisher.model.terms import iri_value
from dcat_publisher.rdf.parse_cache import parsed
from dcat_publisher.system.confined import checkout_of, leads_out
from dcat_publisher.system.resources import packaged
from dcat_publisher.system.stamps import Stamp, stamps
from dcat_publisher.vocabulary import MAX_BYTES, TERMS, leads_out_of, no_plain_file, read_turtle
from dcat_publisher.vocabulary.installed_profiles import installed_folder, installed_names
from dcat_publisher.vocabulary.profile_files import look_through
from dcat_publisher.vocabulary.profile_model import HEADER, SHAPES_ADDRESS, VIEW, Profile

_WORDS: Final = Words(__file__).group("profile")
DEFAULT_PROFILE = "dcat-ap-no"
_IMPORTS = OWL.imports
_TURTLE: Final = ".ttl"


def profile_named(name: str = DEFAULT_PROFILE, folder: Path | None = None) -> Profile:
    """Find a profile by its name in `folder`, or among those of the installation.

    It is the same one each time, as long as its files are what they were. Raises ConfigurationError where
    there is no such profile, or where it builds on shapes that are not there.
    """
    shelves = (folder if folder is not None else packaged("shapes"), packaged("shapes"))
    own = _files_of(shelves[0], name)
    if not own:
        raise _no_profile(name, shelves[:1])
    return _assembled(name, own, shelves)


def _assembled(name: str, own: Sequence[Path], shelves: Sequence[Path]) -> Profile:
    """Return the profile that some files are, with what it builds on, looked for in folders of profiles."""
    files = dict.fromkeys(own)
    folders = {} if name.endswith(_TURTLE) else {own[0].parent: None}
    waiting = list(own)
    while waiting:
        header = waiting.pop(0)
        for address, more in _imported(header, shelves):
            if not address.endswith(_TURTLE):
                folders[more[0].parent] = None
            waiting += [file for file in more if file not in files]
            files.update(dict.fromkeys(more))
    for folder in folders:
        look_through(folder)
    return profile_of(
        name, tuple(files), tuple(folders), stamps([*files, *(each / VIEW for each in folders)])
    )


def project_profile(name: str, folders: Iterable[Path]) -> Profile:
    """Find a profile of the installation or of an installed package, else in a project's folders.

    A project cannot put another set of rules in the place of one that everybody knows by its name. Raises
    ConfigurationError as `profile_named` does, and for a folder of shapes that is a link out of the checkout.
    """
    own = tuple(folder for folder in dict.fromkeys(folders) if folder.is_dir())
    if _files_of(packaged("shapes"), name):
        return profile_named(name)
    for folder in own:
        if _files_of(own_shapes(folder), name) and name not in installed_names():
            return profile_named(name, own_shapes(folder))
    installed = installed_folder(name)
    if installed is not None:
        return _assembled(name, _shapes_in(installed), (installed.parent, packaged("shapes")))
    raise _no_profile(name, (packaged("shapes"), *own))


def own_shapes(folder: Path) -> Path:
    """Return a project's own folder of profiles; raise ConfigurationError where it is not in its checkout."""
    checkout = checkout_of(folder.parent)
    if leads_out(folder, checkout):
        raise ConfigurationError(leads_out_of(folder, checkout))
    return Path(os.path.realpath(folder))


def _no_profile(name: str, folders: tuple[Path, ...]) -> ConfigurationError:
    known = {entry.name for folder in folders for entry in folder.glob("*") if entry.is_dir()}
    names = ", ".join(sorted({*known, *installed_names()})) or _WORDS["none"]
    places = ", ".join(map(str, folders))
    return ConfigurationError(filled(_WORDS["unknown"], name=name, places=places, names=names))


@lru_cache(maxsize=16)
def profile_of(
    name: str, files: tuple[Path, ...], folders: tuple[Path, ...], _stamps: tuple[Stamp, ...]
) -> Profile:
    """Return the profile that files are; what is known of it holds as long as they have these stamps."""
    return Profile(name, files, folders=folders)


def _shapes_in(folder: Path) -> list[Path]:
    """Return the files of shapes in the folder of a profile, in order; its terms are none."""
    return [file for file in sorted(folder.glob(f"*{_TURTLE}")) if file.name != TERMS]


def _files_of(shapes: Path, name: str) -> list[Path]:
    """Return the files of a set of shapes, or the one file that a name with a suffix is of.

    A name is of something in `shapes`: a configuration that a stranger wrote cannot name files elsewhere.
    """
    path = PurePath(name)
    if not path.parts or "\0" in name or path.is_absolute() or ".." in path.parts:
        return []
    if name.endswith(_TURTLE):
        return _own([shapes / name] if (shapes / name).is_file() else [], shapes)
    return _own(_shapes_in(shapes / name), shapes)


def _own(files: list[Path], shapes: Path) -> list[Path]:
    """Return the files again; of a project's own none may be a link out of its shapes."""
    for file in () if shapes == packaged("shapes") else files:  # an installation may consist of links
        if not file.is_file() or leads_out(file, shapes):
            raise ConfigurationError(filled(_WORDS["no_file_in"], file=str(file), folder=str(shapes)))
        if file.stat().st_size > MAX_BYTES:
            raise ConfigurationError(no_plain_file(file, MAX_BYTES))
    return files


def _imported(file: Path, shelves: Sequence[Path]) -> Iterator[tuple[str, list[Path]]]:
    """Yield what a header builds on, with its files; addresses that are not of our shapes are left alone."""
    for address in addresses_built_on(file, stamps([file])) if file.name == HEADER else ():
        name = address.removeprefix(SHAPES_ADDRESS)
        files = next((files for folder in shelves if (files := _files_of(folder, name))), None)
        installed = None if files else installed_folder(name)
        if files is None and installed is None:
            where = f"{file}:{_line_of(address, file)}"
            blanks = {"where": where, "address": address, "folder": str(shelves[0])}
            raise ConfigurationError(filled(_WORDS["no_foundation"], **blanks))
        yield address, files or _shapes_in(installed or file.parent)


def _line_of(address: str, file: Path) -> int:
    """Return the number of the line that an address stands on; 1 where it is put together from a prefix."""
    lines = file.read_text("utf-8", errors="replace").splitlines()
    return next((number for number, line in enumerate(lines, 1) if address in line), 1)


@lru_cache(maxsize=32)
def addresses_built_on(header: Path, _stamps: tuple[Stamp, ...]) -> tuple[str, ...]:
    """Return the addresses of our shapes that a header builds on."""
    said = parsed([header], lambda: read_turtle([header])).index.values()
    addresses = (iri_value(value) for each in said for value in each.get(_IMPORTS, ()))
    return tuple(address for address in addresses if address.startswith(SHAPES_ADDRESS))


__all__ = [
    "DEFAULT_PROFILE",
    "HEADER",
    "SHAPES_ADDRESS",
    "Profile",
    "own_shapes",
    "profile_named",
    "profile_of",
    "project_profile",
]
