"""The configuration of a project: `dcat-publisher.toml`, or `[tool.dcat-publisher]` in `pyproject.toml`.

The nearest file upward from the source folder counts, and it alone. What is said on the command line or in
the environment goes before it; what it says is relative to its own folder.

A pull request can change it. So it can choose words, rules and folders of its own checkout, and nothing else:
what it has read is in the checkout, what it has written in its own folder, and it is a regular file itself.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Final, NamedTuple

from dcat_publisher.checking.selection.waivers import Waiver
from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import Words, filled, placed
from dcat_publisher.model.place import Place
from dcat_publisher.system.confined import checkout_of, leads_out, read_regular
from dcat_publisher.system.reasons import reason_of, unreadable
from dcat_publisher.vocabulary.suggestions import nearest

_WORDS: Final = Words(__file__).group("configuration")
OWN_FILE: Final = "dcat-publisher.toml"
_PYPROJECT: Final = "pyproject.toml"
_TABLE: Final = "tool.dcat-publisher"
_TEXTS: Final = ("lang", "fail-on", "profile", "output-format", "color")
_PATHS: Final = ("source", "out", "baseline")
_READ: Final = ("source", "baseline")
_MAX_BYTES: Final = 1_000_000
_LISTS: Final = ("select", "ignore", "profiles")
KEYS: Final = (*_TEXTS, *_PATHS, *_LISTS, "waivers", "pages")
_WAIVER_KEYS: Final = ("code", "until", "reason", "files")

Value = str | list[str]


class PagesTable(NamedTuple):
    """The table `pages`, with the file and the text that it stands in; `publish` knows what it means."""

    table: Mapping[str, object]
    file: Path
    text: str


@dataclass(frozen=True, slots=True)
class Configuration:
    """What a project has settled: options by their long name, waivers, pages; `file` None when nothing."""

    file: Path | None = None
    options: Mapping[str, Value] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()
    pages: PagesTable | None = None


def find_configuration(folder: Path) -> Path | None:
    """Return the nearest configuration file upward from a folder, None when there is none."""
    start = Path(os.path.realpath(folder))  # `Path.resolve` raises for a link to itself before Python 3.13
    for candidate in (start, *start.parents):
        if _is_file(candidate / OWN_FILE):
            return candidate / OWN_FILE
        if _has_table(candidate / _PYPROJECT):
            return candidate / _PYPROJECT
    return None


def _is_file(file: Path) -> bool:
    try:
        return file.is_file() or file.is_symlink()
    except OSError:  # a folder that may not be looked into has no configuration for us
        return False


def _has_table(file: Path) -> bool:
    """Look for our table without parsing: most pyproject files are other people's."""
    try:
        return f"[{_TABLE}" in _text(file).decode("utf-8", errors="replace")
    except OSError:
        return False


def _text(file: Path) -> bytes:
    return read_regular(file, _MAX_BYTES, checkout_of(file.parent))


def read_configuration(file: Path) -> Configuration:
    """Read a configuration file; a fault in it is a ConfigurationError that names the key."""
    import tomllib  # noqa: PLC0415  only where there is a file

    try:
        text = _text(file).decode("utf-8")
        content: object = tomllib.loads(text)
    except FileNotFoundError as error:
        raise _wrong(file, "no_file") from error
    except RecursionError as error:
        raise _wrong(file, "too_deep") from error
    except OSError as error:
        raise ConfigurationError(unreadable(file, error)) from error
    except ValueError as error:
        raise ConfigurationError(placed(str(file), reason_of(error))) from error
    own = file.name != _PYPROJECT
    for part in () if own else _TABLE.split("."):
        content = content.get(part, {}) if isinstance(content, dict) else {}
    if not isinstance(content, dict):
        raise _wrong(file, "no_table", key=_TABLE, form=f"[{_TABLE}]")
    waivers, pages = content.pop("waivers", []), content.pop("pages", None)
    if pages is not None and not isinstance(pages, dict):
        raise _wrong(file, "no_table", key="pages", form="[pages]")
    options = _with_profiles(file, {key: _option(file, key, value) for key, value in content.items()})
    told = tuple(_waivers(file, waivers, text, "waivers" if own else f"{_TABLE}.waivers"))
    return Configuration(file, options, told, None if pages is None else PagesTable(pages, file, text))


def _wrong(where: Path | str, word: str, /, **blanks: str) -> ConfigurationError:
    """Return the error that something in a file is wrong; `word` is the key of its words."""
    return ConfigurationError(placed(str(where), filled(_WORDS[word], **blanks)))


def _with_profiles(file: Path, options: dict[str, Value]) -> dict[str, Value]:
    """Return the options with the profiles of a list as the one option that they are on the command line."""
    names = options.pop("profiles", None)
    if names is None:
        return options
    if "profile" in options:
        raise _wrong(file, "profile_and_profiles")
    if not names or any("," in name or not name.strip() for name in names):
        raise _wrong(file, "profile_names")
    return {**options, "profile": ",".join(names)}


def _option(file: Path, key: str, value: object) -> Value:
    if key in _LISTS and isinstance(value, list) and all(isinstance(entry, str) for entry in value):
        return [str(entry) for entry in value]
    if key in _LISTS:
        raise _wrong(file, "no_list", key=key)
    if key not in KEYS:
        near = nearest(key, KEYS)
        raise _wrong(file, "near_key" if near else "no_key", key=key, keys=", ".join(near[:1] or KEYS))
    if not isinstance(value, str):
        raise _wrong(file, "no_text", key=key)
    return _path(file, key, value) if key in _PATHS else value


def _path(file: Path, key: str, value: str) -> str:
    """Return a path as seen from here; it may not lead out, by `..`, from `/` or by a link.

    The file comes with the repository, and whoever wrote it may not be the one who runs the program.
    """
    path = file.parent / value
    if "\0" in value:
        raise _wrong(file, "no_path", key=key)
    bounds = checkout_of(file.parent) if key in _READ else file.parent
    if leads_out(path, bounds):
        raise _wrong(file, "leads_out", key=key, bounds=str(bounds), value=value)
    return str(path)


def _waivers(file: Path, entries: object, text: str, table: str) -> list[Waiver]:
    if not isinstance(entries, list):
        raise _wrong(file, "no_waivers", table=table)
    lines = [
        number
        for number, line in enumerate(text.splitlines(), 1)
        if re.match(rf"\s*\[\[\s*{re.escape(table)}\s*\]\]", line)
    ]
    places = [Place(_shown(file), line, 1, line, 1) for line in lines]
    return [
        _waiver(file, entry, places[number] if number < len(places) else Place(_shown(file)))
        for number, entry in enumerate(entries)
    ]


def _shown(file: Path) -> str:
    return (file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file).as_posix()


def _waiver(file: Path, entry: object, place: Place) -> Waiver:
    where = f"{file}:{place.line}"
    if not isinstance(entry, dict) or not set(entry) <= set(_WAIVER_KEYS):
        raise _wrong(where, "waiver_keys", keys=", ".join(_WAIVER_KEYS))
    code, reason, until, files = (entry.get(key) for key in ("code", "reason", "until", "files"))
    if not isinstance(code, str) or not code or not isinstance(reason, str) or not reason.strip():
        raise _wrong(where, "waiver_texts")
    if isinstance(until, datetime):
        until = until.date()
    elif isinstance(until, str):
        until = _date(until)
    if not isinstance(until, date):
        raise _wrong(where, "waiver_until")
    patterns = [files] if isinstance(files, str) else files
    if patterns is not None and not (
        isinstance(patterns, list) and all(isinstance(pattern, str) for pattern in patterns)
    ):
        raise _wrong(where, "waiver_files")
    return Waiver(code, until, reason, place, None, tuple(map(str, patterns or ())))


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
