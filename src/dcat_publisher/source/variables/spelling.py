"""What a column is to be called that a list does not have yet: in the language that its headings are in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from dcat_publisher.model.language import Words
from dcat_publisher.source.variables.fields import TEXTS, field_of, word_of

_ENGLISH: Final = "en"
HEADINGS: Final = Words(__file__).group("heading")
"""What each column is called in each language, of all that it may be called (`fields.WORDS`)."""
# Words that are no English, but not those above, are of Bokmål, unless they are of Nynorsk alone.
_ALSO: Final = {
    **dict.fromkeys(("variable", "variable_name", "label", "definition", "column", "field"), "en"),
    **dict.fromkeys(("variabelnamn", "leietekst", "måleeining", "kolonnenamn", "feltnamn"), "nn"),
}
_NEUTRAL: Final = frozenset({"datatype", "type", "format", "data_type"})


@dataclass(frozen=True)
class Spelling:
    """How the headings of a list are written: the language of the words, and of texts that name one."""

    language: str = _ENGLISH
    tag: str = ""

    @classmethod
    def of(cls, headers: Iterable[str]) -> Spelling:
        """Return the spelling of a row of headings; that of English words where they tell nothing."""
        headers = list(headers)
        words = [word for each in headers if (word := word_of(each)) is not None and word not in _NEUTRAL]
        counted = Counter(tag for word in words for tag in _languages(word))
        best = max(("nb", "nn", _ENGLISH), key=lambda tag: (counted[tag], tag == _ENGLISH))
        fields = [field for each in headers if (field := field_of(each)) is not None]
        tags = [field.language for field in fields if field.language is not None]
        return cls(best, next(iter(tags), ""))

    def heading(self, field: str) -> str:
        """Return what a column is called; a text has its language behind it where the others have theirs."""
        tagged = self.tag and field in TEXTS
        return f"{HEADINGS[field][self.language]}{f'@{self.tag}' if tagged else ''}"


def _languages(word: str) -> list[str]:
    """Return the languages that a word is of."""
    found = [tag for named in HEADINGS.values() for tag, own in named.items() if own == word]
    return found or [_ALSO.get(word, "nb")]


__all__ = ["HEADINGS", "Spelling"]
