"""Texts for people in the languages of the program, and which stands in for which."""

from __future__ import annotations

from collections.abc import Mapping

Message = Mapping[str, str]
"""One text in several languages: language tag (nb, nn, en) -> text."""

FALLBACKS: Mapping[str, tuple[str, ...]] = {
    "nb": ("nb", "nn", "en"),
    "nn": ("nn", "nb", "en"),
    "en": ("en", "nb", "nn"),
}


# Language of a reader -> tags of texts, from the nearest on; `no` may be either Norwegian. No tag comes last.
NEAREST_TAGS: Mapping[str, tuple[str, ...]] = {
    wanted: (*(tag for near in nearest for tag in ((near, "no") if near == "nb" else (near,))), "")
    for wanted, nearest in FALLBACKS.items()
}


def words(nb: str, nn: str, en: str) -> Message:
    """Return one text in the three languages of the program."""
    return {"nb": nb, "nn": nn, "en": en}


def in_language(message: Message, language: str) -> str:
    """Return the text in the language asked for, else in the nearest one there is."""
    for tag in FALLBACKS[language]:
        if tag in message:
            return message[tag]
    return next(iter(message.values()), "")
