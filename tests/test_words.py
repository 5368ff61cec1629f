"""Every text for people has three languages, the same blanks in each, and one spelling of Nynorsk."""

import ast
import re
from pathlib import Path
from typing import get_type_hints

import pytest

from dcat_publisher.model.errors import ConfigurationError, PublisherError
from dcat_publisher.model.language import LANGUAGES, Message, Words, filled
from tests.words_in_files import CODE, RULE_FILES, RULE_TEXTS, WORDS, Text, blanks, constant, nodes

# Two spellings of one word are two words to whoever searches for it: the form that is not used, and the one
# that is.
NYNORSK = {
    r"vert": "blir", r"verte": "bli", r"vart": "blei", r"vorten?e?": "blitt", r"fyrst\w*": "først",
    r"ny[kc]+el\w*": "nøkkel", r"nykl\w*": "nøklar", r"lina|liner": "linja, linjer", r"stig": "sti",
    r"lat": "la", r"svarar": "svarer", r"lenke[rn]?": "lenkjer, lenkja", r"båe": "begge", r"viss": "dersom",
    r"omtal\w*": "skildring", r"tillet|tillate[tr]": "tillèt", r"henne": "ho", r"gi|gir": "gje, gjev",
    r"ikke|bare|hva|flere|hvis|eksempel": "ikkje, berre, kva, fleire, dersom, døme",
    r"beskriv\w*": "skildre, skildring", r"en|et|jeg|noe|noen|være": "ein, eit, eg, noko, nokon, vere",
    r"fra|også|ble|skrevet|mangler|hvordan|hvilke[nt]?|hvem|hvor": "frå, òg, blei, skrive, manglar, korleis",
    r"henvis\w*|finnes|slettes|navn\w*|kilde\w*|utgiver\w*|virksomhet\w*": "nynorske ord",
    r"adressen|filen|linjen|listen|loven|forskriften|mappen": "adressa, fila, linja, lista, lova, mappa",
}  # fmt: skip
# What is no prose: code, blanks, and tags of languages in a list.
NO_PROSE = re.compile(r"`[^`]*`|\{[^}]*\}|\b(?:nb|nn)(?:, (?:nb|nn))* (?:eller|og) en\b")
# Names of the languages themselves, and tags of them for other programs.
NAMES = {"nynorsk", "Nynorsk", "nn-NO"}


def test_there_are_words() -> None:
    assert len(WORDS) > 200
    assert len(RULE_TEXTS) == 3 * len(RULE_FILES) > 300


@pytest.mark.parametrize("text", [*WORDS, *RULE_TEXTS], ids=str)
def test_a_text_has_three_languages_and_the_same_blanks_in_each(text: Text) -> None:
    assert list(text.message) == ["nb", "nn", "en"]
    assert all(said.strip() for said in text.message.values())
    if text.key != "why":  # which is no template
        assert len({frozenset(blanks(said)) for said in text.message.values()}) == 1


def misspelt(nynorsk: str) -> dict[str, str]:
    prose = NO_PROSE.sub(" ", nynorsk)
    return {
        form: right
        for form, right in NYNORSK.items()
        if re.search(rf"(?<![\w-])(?:{form})\b", prose, re.IGNORECASE)
    }


@pytest.mark.parametrize("text", [*WORDS, *RULE_TEXTS], ids=str)
def test_nynorsk_has_one_spelling(text: Text) -> None:
    assert misspelt(text.message["nn"]) == {}, text.message["nn"]


@pytest.mark.parametrize("wrong", ["Fila vert lesen.", "Nykelen", "Ei omtale.", "Skriv ikke."])
def test_another_spelling_is_seen(wrong: str) -> None:
    assert misspelt(wrong)


@pytest.mark.parametrize("right", ["Bruk nb, nn eller en.", "IRI-en", "Skriv `en`.", "eit vertsnamn"])
def test_what_is_no_prose_is_left_alone(right: str) -> None:
    assert misspelt(right) == {}


def has_a_text(node: ast.AST) -> bool:
    """Whether a mapping that is written out has a text for `nn`."""
    if not isinstance(node, ast.Dict):
        return False
    by_tag = {constant(key): value for key, value in zip(node.keys, node.values, strict=True)}
    text = by_tag.get("nn")
    return isinstance(text, ast.JoinedStr) or (constant(text) or "nynorsk") not in NAMES


@pytest.mark.parametrize("code", ["{'nb': 'a', 'nn': 'eit ord'}", "{'nb': f'{x}', 'nn': f'{x}'}"])
def test_a_text_in_the_code_is_seen(code: str) -> None:
    assert any(map(has_a_text, ast.walk(ast.parse(code))))


def test_no_text_in_several_languages_is_in_the_code() -> None:
    """A mapping with a text for `nn` is one that no translator finds."""
    texts = [
        f"{file}:{node.lineno}"
        for file in CODE
        for node in nodes(file)
        if isinstance(node, ast.expr) and has_a_text(node)
    ]
    assert texts == []


SAYING = {"say", "complain", "echo", "confirm", "print", "UsageError", "ClickException"}
"""What prints a line for people, or ends a command with one; errors of ours take words by their type."""


def is_sentence(node: ast.expr) -> bool:
    """Whether a text of the code has two words or more of its own."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    own = " ".join(text for part in parts if (text := constant(part)) is not None)
    return sum(1 for word in own.split() if re.fullmatch(r"[A-Za-zæøå]{2,}[,.;:?!]?", word)) > 1


def says_itself(node: ast.AST) -> bool:
    """Whether a call prints a sentence of the code, which nobody can translate."""
    if not isinstance(node, ast.Call) or not node.args:
        return False
    return ast.unparse(node.func).rpartition(".")[2] in SAYING and is_sentence(node.args[0])


@pytest.mark.parametrize("code", ["say('no such file')", "click.echo(f'wrote {file} at once')"])
def test_a_sentence_that_is_printed_is_seen(code: str) -> None:
    assert says_itself(ast.parse(code, mode="eval").body)


def test_no_line_for_people_is_in_the_code() -> None:
    said = [
        f"{file}:{node.lineno}"
        for file in CODE
        for node in nodes(file)
        if says_itself(node) and isinstance(node, ast.Call)
    ]
    assert said == []


def test_an_error_takes_its_line_by_language() -> None:
    """The type is what refuses a text, in each run of mypy; without it the line would be English alone."""
    hints = get_type_hints(PublisherError.__init__)
    assert hints["message"] == Message
    words = {"nb": "borte", "nn": "vekke", "en": "gone"}
    assert {tag: ConfigurationError(words).said(tag) for tag in LANGUAGES} == words


def test_words_are_read_when_they_are_asked_for(tmp_path: Path) -> None:
    words = Words(str(tmp_path / "module.py"))
    group = words.group("colour")
    (tmp_path / "words.toml").write_text(
        '[hello]\nnb = "hei {who}"\nnn = "hei {who}"\nen = "hello {who}"\n'
        '[colour.red]\nnb = "rød"\nnn = "raud"\nen = "red"\n',
        "utf-8",
    )
    assert list(words) == ["hello"]
    assert list(group) == ["red"]
    assert len(group) == 1
    assert group["red"]["nn"] == "raud"
    assert filled(words["hello"], who=group["red"]) == {"nb": "hei rød", "nn": "hei raud", "en": "hello red"}
    with pytest.raises(KeyError):
        group["blue"]
