"""The table `[pages]` of a project's configuration: whose pages they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, NoReturn, TypeVar

from dcat_publisher.checking.configuration import PagesTable
from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import LANGUAGES, Message, Words, filled, placed
from dcat_publisher.publish.pages.colours import is_colour, long, ours, too_weak
from dcat_publisher.publish.pages.identity import (
    KNOWN_LINKS,
    Identity,
    OwnFile,
    OwnLink,
    Texts,
    label_of,
)
from dcat_publisher.publish.pages.own_files import (
    OwnFileError,
    check_templates,
    is_square,
    own_templates,
    picture,
    style_sheet,
)
from dcat_publisher.publish.pages.text_blocks import clickable
from dcat_publisher.system.confined import checkout_of, leads_out
from dcat_publisher.system.templates import OwnTemplate
from dcat_publisher.vocabulary.suggestions import nearest

_WORDS: Final = Words(__file__).group("own")
_FILES: Final = ("logo", "icon", "style", "templates")
_COLOURS: Final = {"colours": "light", "colours-dark": "dark"}
_ROWS: Final = ("head", "foot")
KEYS: Final = ("name", *_FILES, *KNOWN_LINKS, *_COLOURS, *_ROWS)
_LINK_KEYS: Final = ("label", "href")
_LONGEST: Final = 200
_MOST_LINKS: Final = 12
_Made = TypeVar("_Made")


def own_identity(pages: PagesTable | None) -> Identity:
    """Return the identity that a configuration has; raises ConfigurationError, with file, line and remedy."""
    return Identity() if pages is None else _Reader(pages).identity()


def named_paths(pages: PagesTable) -> list[Path]:
    """Return the files and folders that the table names, for who watches them."""
    values = [pages.table[key] for key in _FILES if key in pages.table]
    return [pages.file.parent / value for value in values if isinstance(value, str)]


class _Reader:
    """Reads one table."""

    def __init__(self, pages: PagesTable) -> None:
        self._table = pages.table
        self._file = pages.file
        self._text = pages.text
        self._root = checkout_of(pages.file.parent)

    def identity(self) -> Identity:
        """Return what the table says."""
        for key in self._table:
            if key not in KEYS:
                self._refuse_unknown(key, KEYS)
        logo, icon = self._picture("logo"), self._picture("icon")
        if icon is None and logo is not None and is_square(logo):
            icon = logo
        light = self._colours("colours")
        return replace(
            Identity(),
            name=self._texts("name", self._table["name"]) if "name" in self._table else Identity().name,
            logo="" if logo is None else logo.name,
            icon="" if icon is None else icon.name,
            head=self._links("head"),
            foot=(*self._links("foot"), *self._known_links()),
            style=self._style(light, self._colours("colours-dark")),
            templates=self._templates(),
            accent=light.get("accent", Identity().accent),
            files=tuple(dict.fromkeys(file for file in (logo, icon) if file is not None)),
        )

    def _refuse(self, key: str, words: Message, within: str = "") -> NoReturn:
        raise ConfigurationError(placed(f"{self._file}:{self._line(key, within)}", words))

    def _refuse_value(self, key: str, word: str, within: str = "", **blanks: str) -> NoReturn:
        """Refuse the value of a key, in the words of another."""
        self._refuse(key, filled(_WORDS[word], key=key, **blanks), within)

    def _refuse_unknown(self, key: str, keys: Sequence[str], within: str = "") -> NoReturn:
        near = nearest(key, keys)
        table = f"pages.{within}" if within else "pages"
        word = "near_key" if near else "unknown_key"
        self._refuse_value(key, word, within, table=table, keys=", ".join(near[:1] or keys))

    def _line(self, key: str, within: str = "") -> int:
        """Return the line where a key of a table, or of one below it, stands; else that of the table.

        `within` is the table below `pages` that the key is in, however that is written.
        """
        lines = self._text.splitlines()
        table = rf"pages\.[\"']?{re.escape(within)}[\"']?\s*\]" if within else r"pages\b"
        heading = re.compile(rf"\s*\[+\s*(?:tool\.dcat-publisher\.)?{table}")
        word, of_table, inside = re.escape(key), 0, False
        written = re.compile(rf"\s*(?:\[.*)?[\"']?{word}[\"']?\s*[=\]]|.*[{{,]\s*{word}\s*=")
        for number, line in enumerate(lines, 1):
            if line.lstrip().startswith("["):
                inside = heading.match(line) is not None
                of_table = number if inside and not of_table else of_table
            if inside and written.match(line):
                return number
        return of_table or (self._line(within) if within else 1)

    def _texts(self, key: str, value: object) -> Texts:
        """Return a text in each language; one text stands for all."""
        if isinstance(value, str):
            value = dict.fromkeys(LANGUAGES, value)
        if not isinstance(value, dict) or set(value) != set(LANGUAGES):
            example = ", ".join(f'{tag} = "…"' for tag in LANGUAGES)
            self._refuse_value(key, "no_text", example=f"{{{example}}}")
        for text in value.values():
            if not isinstance(text, str) or not text.strip() or len(text) > _LONGEST:
                self._refuse_value(key, "text_length", most=str(_LONGEST))
        return tuple(value[tag].strip() for tag in LANGUAGES)

    def _addresses(self, key: str, value: object) -> Texts:
        addresses = self._texts(key, value)
        for address in addresses:
            if clickable(address) is None:
                self._refuse_value(key, "no_address", address=address)
        return addresses

    def _known_links(self) -> list[OwnLink]:
        return [
            OwnLink(label_of(key), self._addresses(key, self._table[key]), key)
            for key in KNOWN_LINKS
            if key in self._table
        ]

    def _links(self, row: str) -> tuple[OwnLink, ...]:
        entries = self._table.get(row, [])
        if not isinstance(entries, list) or len(entries) > _MOST_LINKS:
            self._refuse_value(row, "no_links", most=str(_MOST_LINKS))
        links = []
        for entry in entries:
            if not isinstance(entry, dict) or set(entry) != set(_LINK_KEYS):
                self._refuse_value(row, "no_link", keys=", ".join(_LINK_KEYS))
            label, href = self._texts("label", entry["label"]), self._addresses("href", entry["href"])
            links.append(OwnLink(label, href))
        return tuple(links)

    def _colours(self, key: str) -> dict[str, str]:
        given, scheme = self._table.get(key, {}), _COLOURS[key]
        if not isinstance(given, dict):
            self._refuse_value(key, "no_colours")
        for name, value in given.items():
            if name not in ours(scheme):
                self._refuse_unknown(name, tuple(ours(scheme)), key)
            if not isinstance(value, str) or not is_colour(value):
                self._refuse_value(name, "no_colour", key)
        found = {name: long(value) for name, value in given.items()}
        for name, why in too_weak(found, scheme):
            self._refuse(name, why, key)
        return found

    def _style(self, light: Mapping[str, str], dark: Mapping[str, str]) -> str:
        parts = []
        for scheme, colours in (("light", light), ("dark", dark)):
            if colours:
                inner = ";".join(f"--{name}:{value}" for name, value in colours.items())
                parts.append(f"@media screen and (prefers-color-scheme:{scheme}){{:root{{{inner}}}}}")
        if "style" in self._table:
            parts.append(self._made("style", style_sheet))
        return "\n".join(parts)

    def _picture(self, key: str) -> OwnFile | None:
        if key not in self._table:
            return None
        return self._made(key, lambda path, root: picture(path, root, key))

    def _templates(self) -> tuple[OwnTemplate, ...]:
        if "templates" not in self._table:
            return ()
        path, shown = self._path("templates")
        if not path.is_dir():
            self._refuse("templates", filled(_WORDS["no_folder"], path=shown))
        try:
            templates = tuple(own_templates(path, self._root, shown))
            check_templates(templates)
        except OwnFileError as error:
            raise ConfigurationError(error.told) from error
        return templates

    def _made(self, key: str, make: Callable[[Path, Path], _Made]) -> _Made:
        """Return what is made of a file that the table names."""
        path, shown = self._path(key)
        try:
            return make(path, self._root)
        except OwnFileError as error:
            place = f"{shown}:{error.line}" if error.line else shown
            self._refuse(key, placed(f"`{key}`: {place}", error.told))

    def _path(self, key: str) -> tuple[Path, str]:
        value = self._table[key]
        if not isinstance(value, str) or not value.strip() or "\0" in value:
            self._refuse_value(key, "no_path")
        path = self._file.parent / value
        if leads_out(path, self._root):
            self._refuse_value(key, "leads_out", root=str(self._root))
        return path, value.rstrip("/")
