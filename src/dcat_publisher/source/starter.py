"""A catalogue to start from, the files that `init` writes, and the descriptions that `new` adds to one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import DEFAULT_LANGUAGE, FALLBACKS, Words, filled

_WORDS: Final = Words(__file__).group("starter")
_STARTERS: Final = Path(__file__).with_name("starter_catalog")
MODEL: Final = _STARTERS / DEFAULT_LANGUAGE / "main"
"""The files as they are written, and examples for who tests."""
EXTRAS: Final = ("series", "law", "api")
"""What is written on request, by the folder that it is in."""
BASE: Final = "https://data.example.no/"
NUMBER: Final = "999999999"
"""Base and organisation number in the files; the number has the right form, and no organisation has it."""
_LAW: Final = "offentleglova"
_PLAIN: Final = re.compile(r"[^\W\d_][\w .&()/-]*", re.UNICODE)
_TITLE: Final = re.compile(r"^(?:title|  name): \{(.+)\}$|^  (?:nb|nn|en): (?!\|)(.+)$", re.MULTILINE)
_TAGGED: Final = re.compile(r"(?:nb|nn|en): ([^,}]+)")
_NOT_TEXT: Final = re.compile(r"(?i)true|false|yes|no|on|off|null")


@dataclass(frozen=True, slots=True)
class Answers:
    """What is known of the catalogue to be; `number` is None where the organisation's is not known."""

    language: str = DEFAULT_LANGUAGE
    name: str | None = None
    number: str | None = NUMBER
    base: str = BASE

    def fill(self, text: str) -> str:
        """Return the text of a file with what is known; without a number its lines are comments."""
        text = text.replace(BASE, self.base)
        if self.name is not None:
            text = text.replace(_WORDS["organisation"][self.language], as_yaml(self.name))
        if self.number is not None:
            return text.replace(NUMBER, self.number)
        return re.sub(rf"^( *)(.*{NUMBER})$", r"\1# \2", text, flags=re.MULTILINE)


@cache
def starter_texts() -> frozenset[str]:
    """Return the titles, names and descriptions that `init` writes: nobody's own, until they are replaced."""
    files = (file for part in ("main", "series", "api") for file in _STARTERS.glob(f"*/{part}/**/*.yaml"))
    found = (match for file in files for match in _TITLE.finditer(file.read_text("utf-8")))
    return frozenset(text for match in found for text in (_TAGGED.findall(match[1] or "") or (match[2],)))


def as_yaml(text: str) -> str:
    """Return a text as a scalar of YAML, in quotation marks where it needs them, within braces too."""
    plain = _PLAIN.fullmatch(text) is not None and _NOT_TEXT.fullmatch(text) is None and text == text.strip()
    return text if plain else json.dumps(text, ensure_ascii=False)


def write_starter(folder: Path, answers: Answers = Answers(), extras: Sequence[str] = ()) -> list[Path]:
    """Write the starter catalogue to a folder that is empty or not there yet; return the files made."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ConfigurationError(filled(_WORDS["not_empty"], folder=str(folder)))
    made: list[Path] = []
    for name, text in sorted(_files(answers, extras)):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8", newline="\n")
        made.append(target)
    return made


def _starter(language: str) -> Path:
    """Return the folder of files in a language, else in the nearest one that they are written in."""
    return next(folder for tag in FALLBACKS[language] if (folder := _STARTERS / tag).is_dir())


def _files(answers: Answers, extras: Sequence[str]) -> Iterator[tuple[Path, str]]:
    """Yield the files by their name in the source folder, each with its text."""
    for part in ("main", *extras):
        root = _starter(answers.language) / part
        for file in root.rglob("*.yaml"):
            text = file.read_text("utf-8")
            if part != "law" and "law" not in extras:  # nothing refers to a law that is not there
                text = "".join(line for line in text.splitlines(keepends=True) if _LAW not in line)
            yield file.relative_to(root), answers.fill(text)


def description_text(
    kind: str, name: str, title: str, language: str, more: Sequence[tuple[str, str]] = ()
) -> str:
    """Return the text of a new description of a kind, with a name and a title.

    `more` are keys and values that it is to have, at its end.
    """
    text = (_starter(language) / "new" / f"{kind}.yaml").read_text("utf-8")
    filled_in = text.replace("TITLE", as_yaml(title)).replace("NAME", name)
    return filled_in + "".join(f"{key}: {value}\n" for key, value in more)
