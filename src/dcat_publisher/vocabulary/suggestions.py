"""The word that was meant: the same word spelt otherwise, and nothing further away.

Two words are the same word when they differ in case, in spaces, hyphens and the like, or in marks on letters
(`nokkelord`). A long word may also have one wrong letter, a very long one two: one too many, one too few,
another one, or two that changed places. More would be a guess: `hvert år` has most letters of `annethvert
år`, and `Excel` some of `EXE`. Digits never differ, for `CC_BY_3_0` is not `CC_BY_4_0`, and the first letter
does not, for `uoffentlig` is the opposite of `offentlig`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from dcat_publisher.model.language import LANGUAGES, Message, Words, filled

_WORDS: Final = Words(__file__)

LONG: Final = 5
"""How many letters a word has at least that may have one wrong letter."""
VERY_LONG: Final = 10
"""How many letters a word has at least that may have two."""
# Quotation marks and what cannot be seen make no difference either.
_SEPARATORS: Final = re.compile(r"[\s_./:,()\u2010-\u2015-]+|[\"'“”„«»‘’\u00ad\u200b-\u200d\u2060\ufeff]+")
_BETWEEN_DIGITS: Final = re.compile(r"(?<=[0-9]) (?=[0-9])")
_LETTERS: Final = str.maketrans({"æ": "ae", "ø": "o", "đ": "d", "ŋ": "n", "ł": "l"})


def meant(typed: str, words: Iterable[str], own: Container[str] = frozenset()) -> list[str]:
    """Return the words that a typed one is, or is a misspelling of; the most alike first.

    Where the very word is there, in another case or with other marks, what is merely near does not count.
    `own` has words that are no misspellings although they look like one.
    """
    words = list(words)
    return same_words(typed, words) or misspelt_words(typed, words, own)


def is_same(typed: str, word: str) -> bool:
    """Return whether two texts are the same word but for case, separators and marks on letters."""
    folded = fold(typed)
    return folded != "" and folded == fold(word)


def same_words(typed: str, words: Iterable[str]) -> list[str]:
    """Return the words that differ from a typed one in case, separators and marks on letters only."""
    return [word for word in words if is_same(typed, word)]


def misspelt_words(typed: str, words: Iterable[str], own: Container[str] = frozenset()) -> list[str]:
    """Return the words that a typed one is a misspelling of, the most alike first.

    A part of it that is a word itself, in `own` or in one of the words, is not misspelt: `fjortende`.
    """
    words = list(words)
    found = [word for word in words if is_misspelt(typed, word)]
    if not found or fold(typed) in own:
        return []
    known = {part for word in words for part in _parts(word)}
    found = [word for word in found if not any(part in known or part in own for part in _odd(typed, word))]
    return sorted(found, key=lambda word: -SequenceMatcher(None, typed.casefold(), word.casefold()).ratio())


def _odd(typed: str, word: str) -> Iterator[str]:
    """Yield the parts of a text that another one spells otherwise; both have as many parts."""
    return (part for part, other in zip(_parts(typed), _parts(word), strict=True) if part != other)


def nearest(word: str, known: Iterable[str], limit: int = 1) -> list[str]:
    """Return the known words that `word` may be a misspelling of; none where they are more than `limit`."""
    found = meant(word, known)
    return found if len(found) <= limit else []


def is_misspelt(typed: str, word: str) -> bool:
    """Return whether a text is another one with one wrong letter, or two where it is very long."""
    parts, others = _parts(typed), _parts(word)
    shorter = min(sum(map(len, parts)), sum(map(len, others)))
    if shorter < LONG or len(parts) != len(others) or parts[0][0] != others[0][0]:
        return False
    if _digits(parts) != _digits(others):
        return False
    most = 2 if shorter >= VERY_LONG else 1
    wrong = 0
    for part, other in zip(parts, others, strict=True):
        letters = distance(part, other, most)
        if letters and not _may_be_wrong(part, other):
            return False
        wrong += letters
    return wrong <= most


def _may_be_wrong(part: str, other: str) -> bool:
    """Return whether one word of several is long enough; letters that changed places are the same ones."""
    return min(len(part), len(other)) >= LONG or (len(part) > 2 and sorted(part) == sorted(other))


def distance(one: str, other: str, most: int) -> int:
    """Return how many letters differ, neighbours that changed places as one; `most` + 1 where it is more.

    The optimal string alignment distance, which is Damerau and Levenshtein's without editing a pair twice.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        former, before, row = before, row, [i]
        for j, against in enumerate(other, 1):
            least = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                least = min(least, former[j - 2] + 1)
            row.append(least)
        if min(row) > most:
            return most + 1
    return row[-1]


def fold(word: str) -> str:
    """Return what two spellings of the same word have in common; separators count between digits only."""
    return _BETWEEN_DIGITS.sub("_", " ".join(_parts(word))).replace(" ", "")


@lru_cache(maxsize=20_000)
def _parts(word: str) -> tuple[str, ...]:
    """Return the words of a text, in small letters without marks."""
    # Decomposed before it is folded, too: a mathematical letter is a capital only then.
    small = unicodedata.normalize("NFKD", word).casefold().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", small)
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return tuple(part for part in _SEPARATORS.split(bare) if part)


def _digits(parts: tuple[str, ...]) -> list[str]:
    return [letter for part in parts for letter in part if letter.isdigit()]


def did_you_mean_this(word: str, label: str | Message | None = None) -> Message:
    """Return the question that names a word, with what it stands for, in all languages."""
    return filled(_WORDS["did_you_mean"], what=_with_label(word, label))


def these_records_fit(records: Iterable[tuple[str, str | Message | None]]) -> Message:
    """Return the sentence that names what fits, with what it is called; of one thing it asks."""
    shown = [(word, label) for word, label in records]
    if len(shown) == 1:
        return did_you_mean_this(*shown[0])
    return filled(_WORDS["these_fit"], words=_listed(shown))


def these_exist(records: Iterable[tuple[str, str | Message | None]], most: int | None = None) -> Message:
    """Return the sentence that names what there is, none of which need be what was meant; at most so many."""
    shown = list(records)
    words = _listed(shown[:most])
    if most is not None and len(shown) > most:
        words = {tag: f"{text} …" for tag, text in words.items()}
    return filled(_WORDS["this_exists" if len(shown) == 1 else "these_exist"], words=words)


def these_fit(words: Iterable[str]) -> Message:
    """Return the sentence that names several words, all of which fit, in all languages."""
    return these_records_fit((word, None) for word in words)


def _listed(records: Sequence[tuple[str, str | Message | None]]) -> Message:
    shown = [_with_label(word, label) for word, label in records]
    return {tag: ", ".join(each[tag] for each in shown) for tag in LANGUAGES}


def _with_label(word: str, label: str | Message | None) -> Message:
    """Return a word in backquotes with what it is called behind it."""
    if label is None:
        return dict.fromkeys(LANGUAGES, f"`{word}`")
    labels = dict.fromkeys(LANGUAGES, label) if isinstance(label, str) else label
    return {tag: f"`{word}` ({labels[tag]})" for tag in LANGUAGES}
