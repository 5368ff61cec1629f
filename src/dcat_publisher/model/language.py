"""Texts for people in the languages of the program, and which stands in for which."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

LANGUAGES: Final = ("nb", "nn", "en")
"""The languages of the program, as BCP 47 tags: those of its messages, its pages and `--lang`."""
DEFAULT_LANGUAGE: Final = LANGUAGES[0]
LANGUAGE_NAMES: Final[Mapping[str, str]] = {"nb": "bokmål", "nn": "nynorsk", "en": "English"}
"""What the languages are called in themselves, as within a sentence."""

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


def words(nb: str, nn: str, en: str) -> Message:
    """Return one text in the three languages of the program."""
    return {"nb": nb, "nn": nn, "en": en}


def supported(language: str | None) -> str:
    """Return a language if the program speaks it, else the one that it speaks by default."""
    return language if language is not None and language in LANGUAGES else DEFAULT_LANGUAGE


def in_language(message: Message, language: str) -> str:
    """Return the text in the language asked for, else in the nearest one there is."""
    for tag in FALLBACKS[language]:
        if tag in message:
            return message[tag]
    return next(iter(message.values()), "")
