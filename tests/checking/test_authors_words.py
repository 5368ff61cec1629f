"""A finding names keys in the language in which most of the file's keys are."""

from pathlib import Path

import pytest

from dcat_publisher.checking.authors_words import AuthorsWords
from dcat_publisher.source.source_text import Texts
from tests.project import check, read_only, vocabulary

NORWEGIAN = "type: Datasett\ntittel: A\nbeskrivelse: B\ntemporal: {startdato: 2020-01-01}\n"
ENGLISH = "type: Dataset\ntitle: A\ndescription: B\nutgiver: c\n"
NEITHER = "type: Dataset\nstatus: A\n"
SAID = {
    "nb": "Skriv `publisher: etaten`, `rights` eller `temporal: {startDate: 2020-01-01}`; publisher er tom.",
}


@pytest.fixture
def words(tmp_path: Path) -> AuthorsWords:
    for name, text in (("no", NORWEGIAN), ("en", ENGLISH), ("none", NEITHER)):
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    return AuthorsWords(vocabulary().context, Texts(root=tmp_path))


@pytest.mark.parametrize(("file", "key"), [("no", "utgiver"), ("en", "publisher"), ("none", "publisher")])
def test_a_key_is_in_the_language_of_the_file(
    file: str, key: str, words: AuthorsWords, tmp_path: Path
) -> None:
    assert words.key("publisher", f"{tmp_path}/{file}.yaml") == key


def test_keys_in_backquotes_are_spelled_so(words: AuthorsWords, tmp_path: Path) -> None:
    told = words.spelled(SAID, f"{tmp_path}/no.yaml")["nb"]
    assert told == (
        "Skriv `utgiver: etaten`, `rettigheter` eller `tidsrom: {startdato: 2020-01-01}`; publisher er tom."
    )


def test_an_english_file_is_left_alone(words: AuthorsWords, tmp_path: Path) -> None:
    assert words.spelled(SAID, f"{tmp_path}/en.yaml") == SAID


def test_a_check_knows_the_language_of_every_file(tmp_path: Path) -> None:
    (tmp_path / "catalog.yaml").write_text("base: https://example.org/\ntype: Catalog\ntitle: {nb: A}\n")
    for name, text in (("no", NORWEGIAN), ("en", ENGLISH), ("none", NEITHER), ("not", "a: [b")):
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    catalog = read_only(tmp_path)
    words = AuthorsWords(vocabulary().context, Texts(root=tmp_path))
    for file in catalog.files:
        words.key("title", file)
    assert catalog.in_norwegian == words.known
    assert [file for file, known in words.known.items() if known] == [f"{tmp_path}/no.yaml"]


ONE = "type: Dataset\ntitle: {nb: A}\naccessRights: PUBLIC, RESTRICTED\ntheme: HEAL, GOVE\n"


def test_no_list_is_advised_where_only_one_value_may_be(tmp_path: Path) -> None:
    (tmp_path / "catalog.yaml").write_text("base: https://example.org/\ntype: Catalog\ntitle: {nb: A}\n")
    (tmp_path / "a.yaml").write_text(ONE)
    lines = check(tmp_path, "--select", "T304", "--lang", "nb").out.splitlines()
    told = [line.strip() for line in lines if "hjelp" in line]
    assert told == [
        "hjelp: Her er bare én verdi tillatt: behold den som gjelder, og slett resten.",
        "hjelp: Skriv dem som en liste: `[HEAL, GOVE]`.",
    ]
