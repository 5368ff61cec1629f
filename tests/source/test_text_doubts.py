"""What is looked for in every text is first looked for by quick signs; these overlook nothing."""

import random
from typing import Final

import pytest

from dcat_publisher.model.place import Place
from dcat_publisher.source import slips
from dcat_publisher.source.mapping import text_doubts, text_languages

_PIECES: Final = (
    "TODO", "todo", "XXX", "TBD", "tba", "FIXME", "ipsum", "Ipsum", "Fyll inn", "fyll ut", "skriv inn", "a?b",
    "?", "<b>", "&amp;", "**x**", "](x", "]", "*", "«", "‘", "’", "'", '"', "the", "\n", "\t", " ", "  ",
    "\u00a0", "\u200b", "\ufeff", "ſ", "\u212a", "İ", "é", "â€", "e\u0301", "\x1c", "\x85", "\u2028",
    "-a", "- a", "\n-a", "\n -å", "\n-1", "–", "– a", "\n• a", "(nb)", "[EN]", "@nb", "nb: ", "en:\n", "Å",
)  # fmt: skip


def _texts(number: int) -> list[str]:
    chance = random.Random(number)
    return ["".join(chance.choices(_PIECES, k=chance.randint(1, 5))) for _ in range(2000)]


@pytest.mark.parametrize("number", range(3))
def test_quick_signs_overlook_nothing(number: int) -> None:
    for text in _texts(number):
        assert text_doubts.is_doubtful(text) == (text_doubts._PERHAPS.search(text) is not None), text
        assert slips._may_have_slips(text) == (slips._PERHAPS.search(text) is not None), text
        marks = {next(filter(None, match)).lower() for match in text_languages._MARKED.findall(text)}
        assert len(marks) < 2 or text_languages._is_marked(text), text


@pytest.mark.parametrize(
    ("length", "sentences", "is_long"),
    [(75, True, False), (76, True, True), (150, False, False), (151, False, True)],
)
def test_a_title_of_several_sentences_is_long_sooner(length: int, sentences: bool, is_long: bool) -> None:
    title = ("Register. Om alle " if sentences else "register om alle ").ljust(length, "x")
    found = text_doubts.text_doubts(title, Place("a.yaml"), "<x>", text_doubts._TITLE)
    assert [each.code for each in found] == (["T516"] if is_long else [])
