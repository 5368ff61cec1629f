"""The rules as files: `catalog/CODE.toml`, each read when it is asked for.

A run needs the words of few rules, so that the folder is listed and a file is parsed when there is a finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from dcat_publisher.model.finding import Severity
from dcat_publisher.model.language import Message, in_all_languages
from dcat_publisher.rules.model import Example, Rule

LETTERS: Final = "YRTVWH"
"""The first letters of the codes, in the order in which rules are listed."""
_FOLDER: Final = Path(__file__).with_name("catalog")


class RuleFiles(Mapping[str, Rule]):
    """The rules of a folder by code, in the order of the manual."""

    def __init__(self, folder: Path = _FOLDER) -> None:
        self._folder = folder
        self._read: dict[str, Rule] = {}

    @cached_property
    def _codes(self) -> dict[str, None]:
        codes = (file.stem for file in self._folder.glob("*.toml"))
        return dict.fromkeys(sorted(codes, key=lambda code: (LETTERS.index(code[0]), code)))

    def __getitem__(self, code: str) -> Rule:
        """Return a rule; KeyError for a code that no file has."""
        if code not in self._codes:
            raise KeyError(code)
        if code not in self._read:
            self._read[code] = _rule(code, self._folder / f"{code}.toml")
        return self._read[code]

    def __contains__(self, code: object) -> bool:
        return code in self._codes

    def __iter__(self) -> Iterator[str]:
        return iter(self._codes)

    def __len__(self) -> int:
        return len(self._codes)


def _rule(code: str, file: Path) -> Rule:
    import tomllib  # noqa: PLC0415  not before there is something to say

    entry = tomllib.loads(file.read_text("utf-8"))
    message, help_, why = (in_all_languages(entry[key]) for key in ("message", "help", "why"))
    return Rule(
        code, entry["name"], message, help_, _dated(why, entry.get("facts")),
        Severity[entry["severity"].upper()], _example(entry.get("example")),
    )  # fmt: skip


def _dated(why: Message, facts: str | None) -> Message:
    """Return the reason with where and when it was read behind it."""
    return why if facts is None else {tag: f"{text} ({facts})" for tag, text in why.items()}


def _example(entry: dict[str, Any] | None) -> Example | None:
    if entry is None:
        return None
    wrong, right = (entry[key].strip("\n") for key in ("wrong", "right"))
    return Example(wrong, right, entry.get("file"), entry.get("run", True))
