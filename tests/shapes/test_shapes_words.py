"""What shapes say to people is in three languages, with the same example in each, and in one Nynorsk."""

import re
from pathlib import Path

import pytest
import rdflib
from rdflib import RDFS, SH, Literal, URIRef

from tests.test_words import misspelt

SHAPES = Path(__file__).parents[2] / "shapes"
FILES = sorted(SHAPES.glob("*/*.ttl"))
TEXTS = (SH.message, RDFS.comment, SH.name, RDFS.label)
# Whose number or address an example of ours is not to be: a steward copies it.
OF_OTHERS = re.compile(r"983544622|974760673")
GENDERED = {
    "nb": re.compile(r"\b(han|hun|hans|hennes)\b", re.IGNORECASE),
    "en": re.compile(r"\b(he|she|his|her|him)\b", re.IGNORECASE),
}


def said(file: Path) -> list[tuple[URIRef, URIRef, dict[str, str]]]:
    """The texts of a file: of what, which property, and the text by its language."""
    graph = rdflib.Graph().parse(file)
    found: dict[tuple[URIRef, URIRef], dict[str, str]] = {}
    for property_ in TEXTS:
        for subject, text in graph.subject_objects(property_):
            if isinstance(text, Literal) and isinstance(subject, URIRef):
                found.setdefault((subject, property_), {})[text.language or ""] = str(text)
    return [(*key, texts) for key, texts in found.items()]


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_each_text_has_three_languages_and_one_example(file: Path) -> None:
    for subject, property_, texts in said(file):
        assert set(texts) == {"nb", "nn", "en"}, (subject, property_)
        examples = {tag: re.findall(r"`([^`]*)`", text) for tag, text in texts.items()}
        assert examples["nb"] == examples["nn"] == examples["en"], (subject, examples)
        assert not any(OF_OTHERS.search(text) for text in texts.values()), subject


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_nynorsk_is_nynorsk(file: Path) -> None:
    for subject, _, texts in said(file):
        assert misspelt(texts["nn"]) == {}, (subject, texts["nn"])


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_nobody_is_a_he_or_a_she(file: Path) -> None:
    for subject, _, texts in said(file):
        for tag, pronoun in GENDERED.items():
            assert not pronoun.search(re.sub(r"`[^`]*`", "", texts[tag])), (subject, texts[tag])


def test_there_are_texts() -> None:
    assert sum(len(said(file)) for file in FILES) > 2500
