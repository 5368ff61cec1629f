"""The table of synonyms: each target is there, fits, and each word means one thing in its place."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.terms import iri
from dcat_publisher.vocabulary import vocabulary_of
from dcat_publisher.vocabulary.profile import profile_named
from dcat_publisher.vocabulary.suggestions import fold
from dcat_publisher.vocabulary.synonyms import ANY, read_synonyms
from tests.project import VOCAB, vocabulary

TABLE = tomllib.loads((VOCAB / "synonyms.toml").read_text("utf-8"))
CONTEXT = vocabulary().context
SYNONYMS = vocabulary().synonyms
LISTS = {entry.name: entry for entry in vocabulary().codes}


def words_of(section: str, several: str, name: str) -> Iterator[tuple[str, str]]:
    """Each word of a table, folded, with what it means."""
    for target, languages in TABLE[section].get(name, {}).items():
        for text in languages.values():
            yield from {(fold(word), target) for word in text.split(",")}
    for word, targets in TABLE.get(several, {}).get(name, {}).items():
        yield fold(word), targets


KEY_TABLES = sorted({*TABLE["keys"], *TABLE["several"]})
CODE_TABLES = sorted({*TABLE["codes"], *TABLE["several-codes"]})


@pytest.mark.parametrize(
    ("section", "several", "name"),
    [("keys", "several", name) for name in KEY_TABLES]
    + [("codes", "several-codes", name) for name in CODE_TABLES],
)
def test_each_word_means_one_thing_in_its_place(section: str, several: str, name: str) -> None:
    meanings = {(word, target) for word, target in words_of(section, several, name)}
    assert [word for word, times in Counter(word for word, _ in meanings).items() if times > 1] == []


def properties_of(class_name: str) -> frozenset[str]:
    """The properties that a class has by either profile."""
    class_ = iri(CONTEXT.types[class_name])
    classes = (class_, *vocabulary().superclasses(class_))
    profiles = [profile_named("dcat-ap-no"), profile_named("dcat-ap")]
    return frozenset().union(*(profile.properties_of(one) for profile in profiles for one in classes))


def has(properties: frozenset[str], key: str) -> bool:
    """Whether a key is among properties; vCard has one for telephones, of which no profile speaks."""
    definition = CONTEXT.definitions.get(key)
    return definition is None or definition.predicate in properties or key == "hasTelephone"


@pytest.mark.parametrize("name", KEY_TABLES)
def test_each_key_is_there_and_fits_its_class(name: str) -> None:
    targets = {target for found in SYNONYMS.keys[name].values() for target in found}
    assert [key for key in targets if CONTEXT.meaning(key) is None] == []
    if name == ANY:
        every = [properties_of(class_name) for class_name in CONTEXT.types]
        assert [key for key in targets if not any(has(one, key) for one in every)] == []
    elif properties_of(name):  # of a class that no shape is about, nothing is known
        assert [key for key in targets if not has(properties_of(name), key)] == []


def test_no_word_is_a_key_itself() -> None:
    """A word that the context knows is never looked up: it would mislead whoever reads the table."""
    for name, table in SYNONYMS.keys.items():
        assert [word for word in table if any(fold(key) == word for key in CONTEXT.definitions)] == [], name


@pytest.mark.parametrize("name", CODE_TABLES)
def test_each_code_is_in_its_list(name: str) -> None:
    targets = {target for found in SYNONYMS.codes[name].values() for target in found}
    assert targets <= LISTS[name].by_notation.keys()


@pytest.mark.parametrize("name", CODE_TABLES)
def test_no_word_is_a_label_of_another_code(name: str) -> None:
    for word, targets in SYNONYMS.codes[name].items():
        labelled = {
            code.notation
            for code in LISTS[name].codes.values()
            for label in (code.notation, *code.labels.values())
            if fold(label) == word
        }
        assert labelled <= set(targets), word


def test_each_type_is_there() -> None:
    assert {target for found in SYNONYMS.types.values() for target in found} <= CONTEXT.types.keys()


@pytest.mark.parametrize(
    "text",
    ["own = 3", "[types]\nDataset = 'x'", "[keys.any]\ntitle = {nb = 3}", "keys = []"],
)
def test_a_wrong_table_is_one_clear_line(text: str, tmp_path: Path) -> None:
    file = tmp_path / "synonyms.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(ConfigurationError, match=r"synonyms\.toml"):
        read_synonyms([file])


def test_a_project_adds_words_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "synonyms.toml"
    file.write_text('own = "foo"\n[keys.Dataset]\ntitle = {nb = "merkelapp"}\n', "utf-8")
    found = read_synonyms([VOCAB / "synonyms.toml", file])
    assert found.keys_for("Merkelapp", ["Dataset"]) == ("title",)
    assert found.keys_for("kontakt", ["Dataset"]) == ("contactPoint",)
    assert "foo" in found.own


def test_a_broken_table_of_a_project_is_said_at_once(tmp_path: Path) -> None:
    """Every word of the catalogue is known, so that nothing would ask for the table."""
    (tmp_path / "vocab").mkdir()
    (tmp_path / "vocab" / "synonyms.toml").write_text("own = ", "utf-8")
    with pytest.raises(ConfigurationError, match=r"synonyms\.toml"):
        vocabulary_of(tmp_path)


def test_a_table_outside_of_the_checkout_is_refused(tmp_path: Path) -> None:
    project = tmp_path / "project"
    (project / "vocab").mkdir(parents=True)
    (project / ".git").mkdir()
    (tmp_path / "secret.toml").write_text('own = "hunter2"', "utf-8")
    (project / "vocab" / "synonyms.toml").symlink_to("../../secret.toml")
    with pytest.raises(ConfigurationError, match="leads out of"):
        vocabulary_of(project)


def test_a_table_that_is_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "vocab" / "synonyms.toml").mkdir(parents=True)
    with pytest.raises(ConfigurationError, match="is not a file"):
        vocabulary_of(tmp_path)
