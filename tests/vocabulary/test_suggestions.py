"""What is the same word, and what is not: no suggestion goes further than its rule allows."""

import unicodedata
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dcat_publisher.vocabulary.suggestions import LONG, VERY_LONG, distance, fold, is_misspelt, meant, nearest
from tests.examples import examples
from tests.project import vocabulary

SAME = [
    ("nokkelord", "nøkkelord"), ("Type", "type"), ("access-rights", "accessRights"),
    ("CC BY 4.0", "CC_BY_4_0"), ("Hvert År", "hvert år"), ("naeringsliv", "næringsliv"),
    ("to  ganger", "To ganger"),
]  # fmt: skip
MISSPELT = [
    ("titel", "title"), ("acessURL", "accessURL"), ("helze", "helse"), ("identifer", "identifier"),
    ("aplicableLegislatoin", "applicableLegislation"), ("nrp-forskriften", "npr-forskriften"),
    ("månedlg", "månedlig"), ("begrnset tilgang", "begrenset tilgang"),
]  # fmt: skip
OTHER = [
    ("hvert år", "annethvert år"), ("Excel", "EXE"), ("url", "hasURL"), ("Hele landet", "Hjelmeland"),
    ("fra", "format"), ("CC_BY_3_0", "CC_BY_4_0"), ("ANNUAL_2", "ANNUAL_3"), ("uoffentlig", "offentlig"),
    ("SSB", "SSH"), ("sør-odal", "nord-odal"), ("tall-2021", "tall-2022"), ("hele", "helse"), ("", "title"),
    ("- -", "title"), ("TRIANNUAL", "TRIENNIAL"), ("CC BY 40", "CC_BY_4_0"), ("biannual", "biennial"),
    ("kpr-data", "npr-data"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "word"), SAME)
def test_case_separators_and_marks_make_no_other_word(typed: str, word: str) -> None:
    assert meant(typed, [word, "noe annet"]) == [word]


@pytest.mark.parametrize(("typed", "word"), MISSPELT)
def test_a_long_word_may_have_a_wrong_letter(typed: str, word: str) -> None:
    assert meant(typed, [word, "noe annet"]) == [word]


@pytest.mark.parametrize(("typed", "word"), OTHER)
def test_what_is_another_word_is_not_suggested(typed: str, word: str) -> None:
    assert meant(typed, [word]) == []


def test_the_very_word_goes_before_a_near_one() -> None:
    assert meant("Formal", ["format", "formal"]) == ["formal"]


def test_a_part_that_is_a_word_itself_is_not_misspelt() -> None:
    words = ["hvert tredje minutt", "hvert trettiende år"]
    assert meant("hvert trettende år", words) == ["hvert trettiende år"]
    assert meant("hvert trettende år", words, {"trettende"}) == []
    assert meant("utgaver", ["utgiver"], {"utgaver"}) == []


def test_one_answer_or_none() -> None:
    assert nearest("tabeld", ["tabelk", "tabelt"]) == []
    assert nearest("tabeld", ["tabelk", "tabelt"], 3) == ["tabelk", "tabelt"]


@pytest.mark.parametrize(
    ("one", "other", "letters"),
    [("", "ab", 2), ("abc", "acb", 1), ("abcd", "bcd", 1), ("abc", "axc", 1), ("abc", "xyz", 3)],
)
def test_distance(one: str, other: str, letters: int) -> None:
    assert distance(one, other, 3) == letters
    assert distance(other, one, 3) == letters


@cache
def every_word() -> list[str]:
    """All keys, types, codes and labels of the vocabulary but those of the longest lists."""
    context = vocabulary().context
    codes = [code for entry in vocabulary().codes if len(entry.codes) < 60 for code in entry.codes.values()]
    labels = (label for code in codes for label in code.labels.values())
    return sorted({*context.definitions, *context.types, *(code.notation for code in codes), *labels})


def bare(text: str) -> str:
    """The letters and digits of a text, small and without marks: another way to say what `fold` says."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("æ", "ae").replace("ø", "o"))
    return "".join(letter for letter in plain if letter.isalnum())


LETTERS = "abcdefghijklmnoprstuvyæøå ABCDEFGHIKLMNOPRSTUV-_0123456789"


@settings(max_examples=examples(100))
@given(typed=st.text(LETTERS, min_size=1, max_size=14))
def test_no_random_word_gets_a_suggestion_beyond_the_rule(typed: str) -> None:
    for word in meant(typed, every_word()):
        within_the_rule(typed, word)


@settings(max_examples=examples(100))
@given(data=st.data())
def test_no_changed_word_gets_a_suggestion_beyond_the_rule(data: st.DataObject) -> None:
    """A word of the vocabulary with some letters changed: near enough to be tempting."""
    letters = list(data.draw(st.sampled_from(every_word())))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(letters) - 1))
        letters[at] = data.draw(st.sampled_from(["", *LETTERS]))
    typed = "".join(letters)
    for word in meant(typed, every_word()):
        within_the_rule(typed, word)


def within_the_rule(typed: str, word: str) -> None:
    """One wrong letter in five, two in ten; the digits and the first letter are right."""
    one, other = bare(typed), bare(word)
    if one == other:
        return
    shorter = min(len(one), len(other))
    assert shorter >= LONG
    assert one[0] == other[0]
    assert [x for x in one if x.isdigit()] == [x for x in other if x.isdigit()]
    assert any(edited == other for edited in edits(one, 1 if shorter < VERY_LONG else 2, other))


def edits(text: str, most: int, toward: str) -> set[str]:
    """All texts that are at most so many letters from one, of the letters of another: the rule, spelt out."""
    found = {text}
    for _ in range(most):
        found |= {
            changed
            for one in found
            for at in range(len(one) + 1)
            for changed in (
                one[:at] + one[at + 1 :],
                one[:at] + one[at : at + 2][::-1] + one[at + 2 :],
                *(one[:at] + letter + one[at:] for letter in set(toward)),
                *(one[:at] + letter + one[at + 1 :] for letter in set(toward)),
            )
        }
    return found


@settings(max_examples=examples(300))
@given(st.text(max_size=20), st.text(max_size=20))
def test_any_two_texts_can_be_compared(typed: str, word: str) -> None:
    assert fold(fold(typed)) == fold(typed)
    assert is_misspelt(typed, word) == is_misspelt(word, typed)
