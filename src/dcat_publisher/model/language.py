"""Texts for people in the languages of the program, and which stands in for which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final, NamedTuple


class Language(NamedTuple):
    """A language of the program: its messages, its pages, `--lang`."""

    tag: str
    """BCP 47, without a region."""
    name: str
    """What it is called in itself, as within a sentence."""
    locale: str
    """Language and region, as Open Graph writes them (`og:locale`)."""


TABLE: Final = (
    Language("nb", "bokmål", "nb_NO"),
    Language("nn", "nynorsk", "nn_NO"),
    Language("en", "English", "en_GB"),
)
"""A language is a row; words that are not translated to it yet are said in the nearest one."""
LANGUAGES: Final = tuple(row.tag for row in TABLE)
DEFAULT_LANGUAGE: Final = LANGUAGES[0]
LANGUAGE_NAMES: Final[Mapping[str, str]] = {row.tag: row.name for row in TABLE}
LOCALES: Final[Mapping[str, str]] = {row.tag: row.locale for row in TABLE}

Message = Mapping[str, str]
"""One text in several languages: language tag (nb, nn, en) -> text."""

FALLBACKS: Final[Mapping[str, tuple[str, ...]]] = {
    wanted: (wanted, *(other for other in LANGUAGES if other != wanted)) for wanted in LANGUAGES
}
"""Language of a reader -> the languages to take a text in, from the best on."""
NEIGHBOURS: Final[Mapping[str, tuple[str, ...]]] = {"no": ("nb", "nn"), "nb": ("nn",), "nn": ("nb",)}
"""Tag of a request -> other tags that its reader can read; `no` is the macrolanguage (ISO 639-3) of both."""

# Language of a reader -> tags of texts, from the nearest on; `no` may be either Norwegian. No tag comes last.
NEAREST_TAGS: Final[Mapping[str, tuple[str, ...]]] = {
    wanted: (*(tag for near in nearest for tag in ((near, "no") if near == "nb" else (near,))), "")
    for wanted, nearest in FALLBACKS.items()
}


class Words(Mapping[str, Message]):
    """The texts of a room by key: the `words.toml` beside a module, read when the first is asked for.

    A translator edits that file and no Python. A table that holds a text is a key; what holds such tables is
    a group, whose keys are asked for by itself.
    """

    def __init__(self, module: str, group: str = "") -> None:
        """Take the `__file__` of the module, and the group whose keys these are."""
        self._file = Path(module).with_name("words.toml")
        self._group = group

    def group(self, name: str) -> Words:
        """Return the texts of a group, to be asked for without its name."""
        return Words(str(self._file), name)

    def __getitem__(self, key: str) -> Message:
        """Return a text; KeyError where there is none, which a test of every key in the code rules out."""
        message: Message = self._texts[key]
        return message

    def __iter__(self) -> Iterator[str]:
        return (key for key, entry in self._texts.items() if isinstance(next(iter(entry.values())), str))

    def __len__(self) -> int:
        return len(list(iter(self)))

    @cached_property
    def _texts(self) -> dict[str, Any]:
        texts = _read(self._file)
        return texts[self._group] if self._group else texts


@cache
def _read(file: Path) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415  not before there is something to say

    return _whole(tomllib.loads(file.read_text("utf-8")))


def _whole(entry: dict[str, Any]) -> dict[str, Any]:
    if isinstance(next(iter(entry.values())), str):
        return dict(in_all_languages(entry))
    return {key: _whole(inner) for key, inner in entry.items()}


def in_all_languages(message: Message) -> Message:
    """Return a text in every language of the program: the nearest one stands in for a translation to come."""
    if all(tag in message for tag in LANGUAGES):
        return message
    return {**{tag: in_language(message, tag) for tag in LANGUAGES}, **message}


def filled(message: Message, **blanks: str | Message) -> Message:
    """Return a text with its blanks filled, each with a text or with one in the same language."""
    return {
        tag: text.format(**{name: to if isinstance(to, str) else to[tag] for name, to in blanks.items()})
        for tag, text in message.items()
    }


def untranslated(text: str) -> Message:
    """Return a text of others, such as what a library says, as it stands in every language."""
    return dict.fromkeys(LANGUAGES, text)


def placed(where: str, message: Message) -> Message:
    """Return a text with the place that it is about in front: `file: text`."""
    return {tag: f"{where}: {text}" for tag, text in message.items()}


def supported(language: str | None) -> str:
    """Return a language if the program speaks it, else the one that it speaks by default."""
    return language if language is not None and language in LANGUAGES else DEFAULT_LANGUAGE


def in_language(message: Message, language: str) -> str:
    """Return the text in the language asked for, else in the nearest one there is."""
    for tag in FALLBACKS[language]:
        if tag in message:
            return message[tag]
    return next(iter(message.values()), "")
