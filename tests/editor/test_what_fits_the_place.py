"""Hover tells what a key means on its class, in the reader's language; completion offers what fits there."""

from pathlib import Path

import pytest

from dcat_publisher.editor.lsp.completion import completions
from dcat_publisher.editor.lsp.cursor_context import surroundings
from dcat_publisher.editor.lsp.folder import CheckedFolder, State
from dcat_publisher.editor.lsp.hover import hover_text
from dcat_publisher.editor.lsp.nodes import class_of, scalar_at
from dcat_publisher.model.named_terms import DATASET
from dcat_publisher.model.namespaces import DCAT
from dcat_publisher.source.source_text import Texts
from tests.project import SOURCE, vocabulary

DATASET_FILE = "datasets/npr-somatikk.yaml"


@pytest.fixture(scope="module")
def state() -> State:
    return CheckedFolder(SOURCE).check({})


def offered(state: State, text: str, language: str = "nb") -> list[str]:
    """What is offered at the end of a dataset's text."""
    file = (Path(SOURCE) / "datasets" / "new.yaml").as_posix()
    texts = Texts({file: text})
    lines = text.split("\n")
    around = surroundings(texts[file], len(lines), len(lines[-1]) + 1)
    assert around is not None
    return [item.label for item in completions(around, state, False, language)]


def hovered(state: State, word: str, language: str) -> str | None:
    file = (Path(SOURCE) / DATASET_FILE).as_posix()
    text = state.bench.texts[file]
    number = next(n for n, line in enumerate(text.lines, 1) if line.strip().startswith(f"{word}:"))
    at = scalar_at(text.root, number, text.line(number).index(word) + 1)
    assert at is not None
    return hover_text(at, state, language)


def test_the_codes_of_access_rights_are_the_three_that_are_allowed(state: State) -> None:
    assert sorted(offered(state, "type: Dataset\naccessRights: ")) == ["NON_PUBLIC", "PUBLIC", "RESTRICTED"]


def test_the_codes_of_a_whole_list_are_all_offered(state: State) -> None:
    assert len(offered(state, "type: Dataset\naccrualPeriodicity: ")) > 20


def test_keys_are_those_of_the_class_and_needed_ones_come_first(state: State) -> None:
    found = offered(state, "type: Dataset\ntitle: A\n")
    assert "byteSize" not in found
    assert "endpointURL" not in found
    assert found.index("publisher") < found.index("accessRights") < found.index("version")


def test_keys_of_a_nested_node_are_those_of_its_class(state: State) -> None:
    found = offered(state, "type: Dataset\ndistribution:\n  - title: A\n    ")
    assert "byteSize" in found
    assert "accrualPeriodicity" not in found


def test_keys_are_offered_in_the_language_of_the_others(state: State) -> None:
    found = offered(state, "type: Datasett\ntittel: A\n")
    assert "utgiver" in found
    assert "publisher" not in found


@pytest.mark.parametrize(
    ("language", "words"),
    [("nb", ("Beskrivelse", "(må)", "Fortell med egne ord")), ("nn", ("Skildring", "Fortel med eigne ord")),
     ("en", ("Description", "(must)", "in your own words"))],
)  # fmt: skip
def test_a_key_is_told_of_in_the_readers_language(
    language: str, words: tuple[str, ...], state: State
) -> None:
    told = hovered(state, "description", language)
    assert told is not None
    assert all(word.casefold() in told.casefold() for word in words), told


def test_a_key_of_a_nested_node_is_told_of_by_its_class(state: State) -> None:
    told = hovered(state, "accessURL", "en")
    assert told is not None
    assert "fetched or applied for" in told
    assert "`accessURL: " in told or "accessURL: https" in told


def test_the_class_of_a_key_is_that_of_its_node(state: State) -> None:
    file = (Path(SOURCE) / DATASET_FILE).as_posix()
    text = state.bench.texts[file]
    of = {}
    for word in ("identifier", "accessURL"):
        number = next(n for n, line in enumerate(text.lines, 1) if line.strip().startswith(f"{word}:"))
        at = scalar_at(text.root, number, text.line(number).index(word) + 1)
        assert at is not None
        of[word] = class_of(at, vocabulary())
    assert of == {"identifier": DATASET, "accessURL": DCAT.Distribution}
