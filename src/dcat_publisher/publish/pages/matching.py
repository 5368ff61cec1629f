"""How well an entry of the list fits the words that somebody looks for; the script on the page does the same.

A word is found in other forms of itself, and within words; what it is found in, and how, decides what comes
first: a name before a keyword before a description, the whole word before its beginning before a part.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple


class _WithoutMarks(dict[int, str | None]):
    """Character -> itself, or None for a mark; filled as characters turn up."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        kept = self[code] = None if unicodedata.category(character)[0] == "M" else character
        return kept


_WITHOUT_MARKS: Final = _WithoutMarks()
_NO_LETTERS: Final = re.compile(r"[\W_]+")
# Endings of nouns, and the genitive; what is left has four letters, or it would be found in too much.
_ENDING: Final = re.compile(r"(.{4,}?)(?:(?:ene|ane|er|ar|en|et|e|a)s?|s)")
# Nouns in -e have the rest of the ending behind it: lege, leger, legene. But alder is no form of alde.
_ENDING_AFTER_E: Final = re.compile(r"(.{2,}[^d]e)(?:r|n|t|ne|rs|ns|ts|nes)")
_ELIDED: Final = re.compile(r"(.+)([bdfgkpt])([lnr])")
_WHOLE: Final = re.compile(r"(.{2,}?)([bdfgkpt])\2?e([lnr])")
_DOUBLED: Final = re.compile(r"(.{3,})([fgklmnprst])\2")
# What a word found as a whole, at the beginning of a word, or within one is worth: in the name, among
# keywords and other names, in all that is said.
_WORTH: Final = ((60, 50, 40), (35, 30, 22), (12, 10, 6))
_NAMED: Final = 100
_PHRASE: Final = 20


class Fields(NamedTuple):
    """What an entry is found by, folded: its name, other names with keywords, and all words."""

    name: str
    strong: str
    text: str


def folded(text: str) -> str:
    """Write a text for comparison: in small letters and without marks, so that `É` is `e`, but `ø` stays."""
    small = text.lower()
    return small if small.isascii() else unicodedata.normalize("NFKD", small).translate(_WITHOUT_MARKS)


def plain(text: str) -> str:
    """Return the folded words of a text with one space between them."""
    return _NO_LETTERS.sub(" ", folded(text)).strip()


def words_of(texts: Iterable[str]) -> dict[str, None]:
    """Return the words that texts are found by: each once, which finds the same, since no query has a space.

    Folding takes most of the time, so it is done to no word twice.
    """
    once = " ".join(dict.fromkeys(" ".join(texts).lower().split()))
    return dict.fromkeys(plain(once).split())


def forms(word_: str) -> list[str]:
    """Return what a folded word is found by: itself, and its stem if its ending is one of Norwegian nouns.

    All are found within words too, so compounds are (`ambulanse` in `ambulanseoppdrag`). A stem that lost an
    `e` may have it back (`midler`: `middel`), and the other way round; one that doubled its last letter may
    have it single (`sykdommer`: `sykdom`).
    """
    endings = (_ENDING.fullmatch(word_), _ENDING_AFTER_E.fullmatch(word_))
    found = [word_, *(ending[1] for ending in endings if ending is not None)]
    if len(found) > 1:
        found += _stems(found[1], word_)
    if len(word_) > 5 and (whole := _WHOLE.fullmatch(word_)) is not None:
        found.append("".join(whole.groups()))
    return list(dict.fromkeys(found))


def _stems(stem: str, word_: str) -> Iterator[str]:
    """Yield what a word may be without an ending, besides its stem; `eldre` has none: it is no noun."""
    doubled, elided = _DOUBLED.fullmatch(stem), _ELIDED.fullmatch(stem)
    if doubled is not None:
        yield f"{doubled[1]}{doubled[2]}"
    if elided is not None and (len(stem) > 4 or not word_.endswith("re")):
        before, consonant, last = elided.groups()
        yield f"{before}{consonant}e{last}"
        yield f"{before}{consonant}{consonant}e{last}"


def score(fields: Fields, words: Sequence[Sequence[str]]) -> tuple[int, int]:
    """Return how many of the words an entry has, each in one of its forms, and how well they fit."""
    worths = [_worth(fields, of_word) for of_word in words]
    whole = " ".join(of_word[0] for of_word in words)
    bonus = _NAMED if fields.name == whole else _PHRASE if whole in fields.name else 0
    return sum(worth > 0 for worth in worths), sum(worths) + bonus


def _worth(fields: Fields, of_word: Sequence[str]) -> int:
    for text, (whole, start, part) in zip(fields, _WORTH, strict=True):
        padded = f" {text} "
        if f" {of_word[0]} " in padded:
            return whole
        if any(f" {form}" in padded for form in of_word):
            return start
        if any(form in text for form in of_word):
            return part
    return 0
