"""Texts in another language than their tag says: `{nb: Schools and pupils}`, `Skoler (nb), Schools (en)`.

Small words tell: a sentence has some of its language, and those that two languages share are no witnesses.
A name may be in any language, so that it takes several words, or one in a short text without capitals.
"""

from __future__ import annotations

import re
from typing import Final

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.language import Message, Words
from dcat_publisher.model.namespaces import DCT
from dcat_publisher.model.place import Place
from dcat_publisher.rules import finding
from dcat_publisher.source.typing_marks import short

_WORDS: Final = Words(__file__)
_ASKED: Final = frozenset({DCT.title, DCT.description})
_WORD: Final = re.compile(r"[^\W\d_]+")


def _set(words: str) -> frozenset[str]:
    return frozenset(_WORD.findall(words))


_TELLING_ENGLISH: Final = _set("the of and with from are this that which has have its their")
_ENGLISH: Final = _TELLING_ENGLISH | _set("is in to by on at as it for or")
_TELLING_NORWEGIAN: Final = _set(
    "og på som av til er fra frå ikke ikkje eller det ved blir et eit ein dei kvar hvor ble vart"
)
_NORWEGIAN: Final = _TELLING_NORWEGIAN | _set(
    "har med om under den de i en for over mellom etter alle hver kvart være vere kan skal"
)
_SMALL: Final = _ENGLISH | _NORWEGIAN
_BOKMAL: Final = _set("ikke fra hvor hva også være noen flere hver et hvilke hvem")
_NYNORSK: Final = _set("ikkje frå kvar kva òg vere nokon fleire kvart ein eit dei kven desse")
_MARKED: Final = re.compile(
    r"[(\[](nb|nn|no|en|bokmål|nynorsk|norsk|engelsk|english)[)\]]|@(nb|nn|no|en)\b|\b(nb|nn|en):\s",
    re.IGNORECASE,
)
_LIKE_ENGLISH: Final = frozenset({"en", "sco", "nl", "af", "fy"})
_LIKE_NORWEGIAN: Final = frozenset({"nb", "nn", "no", "nds", "da", "sv", "fo", "is", "en", "de", "nl"})
"""The languages that share telling words with these."""
_SHORT: Final = 5
"""How many words a text has at most of which one telling word is enough."""


def language_doubt(value: str, tag: str, path: str, place: Place) -> Finding | None:
    """Report a title or a description that is in another language than its tag says, or in several."""
    if path not in _ASKED:
        return None
    if _is_marked(value):
        return finding("T513", place, text=short(value, 60))
    words = _WORD.findall(value)
    language = _language_of(words, tag)
    return None if language is None else finding("T514", place, tag=tag, language=language)


def _is_marked(value: str) -> bool:
    """Return whether a text says itself which languages are in it."""
    if not any(map(value.__contains__, "([@:")):  # each mark has one of these
        return False
    marks = {next(filter(None, match)).lower() for match in _MARKED.findall(value)}
    return len(marks) > 1 or re.search(r"@(?:nb|nn|no|en)\Z", value) is not None


def _language_of(words: list[str], tag: str) -> Message | None:
    """Return the language that words are in, where it is another one than that of a tag."""
    said = {word.casefold() for word in words}
    least = 1 if len(words) <= _SHORT and not _is_name(words) else 2
    if tag == "en":
        is_norwegian = said & _TELLING_NORWEGIAN and len(said & _NORWEGIAN) >= least
        return _WORDS["in_norwegian"] if is_norwegian and not said & (_ENGLISH - _NORWEGIAN) else None
    if tag not in ("nb", "nn", "no"):
        return _other_than_foreign(said, tag)
    is_english = said & _TELLING_ENGLISH and len(said & _ENGLISH) >= least
    if is_english and not said & (_NORWEGIAN - _ENGLISH):
        return _WORDS["in_english"]
    return _other_norwegian(said, tag)


def _is_name(words: list[str]) -> bool:
    return all(word[0].isupper() for word in words if word.casefold() not in _SMALL)


def _other_than_foreign(said: set[str], tag: str) -> Message | None:
    """Return English or Norwegian, where several telling words are of it: `uk` is Ukrainian."""
    spoken = tag.partition("-")[0]
    if spoken not in _LIKE_ENGLISH and len(said & _TELLING_ENGLISH) > 1:
        return None if said & (_NORWEGIAN - _ENGLISH) else _WORDS["in_english"]
    if spoken not in _LIKE_NORWEGIAN and len(said & _TELLING_NORWEGIAN) > 1:
        return None if said & (_ENGLISH - _NORWEGIAN) else _WORDS["in_norwegian"]
    return None


def _other_norwegian(said: set[str], tag: str) -> Message | None:
    """Return the other one of the two written languages of Norway, where words are of that one only."""
    if tag == "nn" and len(said & _BOKMAL) > 1 and not said & _NYNORSK:
        return _WORDS["in_bokmal"]
    if tag == "nb" and len(said & _NYNORSK) > 1 and not said & _BOKMAL:
        return _WORDS["in_nynorsk"]
    return None


__all__ = ["language_doubt"]
