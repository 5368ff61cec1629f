"""Facts that have one owner: languages, the properties that a thing is called by, every constant."""

from __future__ import annotations

import ast
import json

import pytest

from dcat_publisher.model.language import FALLBACKS, LANGUAGE_NAMES, LANGUAGES, NEAREST_TAGS, supported
from dcat_publisher.model.named_terms import NAMES
from dcat_publisher.model.namespaces import short
from dcat_publisher.report.json_report import SCHEMA_FILE
from tests.words_in_files import CODE, ROOT, nodes, target, trees

NAMING = frozenset(short(name).partition(":")[2] for name in NAMES)


def strings(node: ast.AST) -> list[str]:
    """Return the strings of a list, tuple or set that is written out; none for anything else."""
    parts = node.elts if isinstance(node, ast.Tuple | ast.List | ast.Set) else []
    values = [part.value for part in parts if isinstance(part, ast.Constant)]
    return [value for value in values if isinstance(value, str)]


def test_no_module_lists_the_languages() -> None:
    """They are the rows of a table in `model.language`."""
    listing = {
        file.relative_to(ROOT).as_posix()
        for file in CODE
        for node in nodes(file)
        if set(strings(node)) == set(LANGUAGES)
    }
    assert listing == set()


def named(node: ast.AST) -> set[str]:
    """Return the last parts of the terms in a list or tuple: of `FOAF.name` and of `term("foaf:name")`."""
    parts = node.elts if isinstance(node, ast.Tuple | ast.List) else []
    inner = [each for part in parts for each in ast.walk(part)]
    attributes = {each.attr for each in inner if isinstance(each, ast.Attribute)}
    texts = {each.value for each in inner if isinstance(each, ast.Constant) and isinstance(each.value, str)}
    return attributes | {text.rpartition(":")[2] for text in texts}


def test_no_other_module_lists_what_a_thing_is_called_by() -> None:
    """Two of them in one list may be chance, as in a table of what a class has; three are a second owner."""
    listing = {
        file.relative_to(ROOT).as_posix()
        for file in CODE
        for node in nodes(file)
        if len(named(node) & NAMING) > 2
    }
    assert listing == {"model/named_terms.py"}


def test_what_is_catalogued_is_called_by_its_title_first() -> None:
    assert [short(name) for name in NAMES] == [
        "dct:title", "foaf:name", "vcard:fn", "skos:prefLabel", "rdfs:label",
    ]  # fmt: skip


def test_each_language_has_its_name_and_what_stands_in_for_it() -> None:
    assert set(LANGUAGES) == set(LANGUAGE_NAMES) == set(FALLBACKS)
    assert FALLBACKS["nn"] == ("nn", "nb", "en")
    assert FALLBACKS["en"] == ("en", "nb", "nn")
    assert NEAREST_TAGS["nn"] == ("nn", "nb", "no", "en", "")
    assert json.loads(SCHEMA_FILE.read_text("utf-8"))["properties"]["language"]["enum"] == list(LANGUAGES)


@pytest.mark.parametrize(
    ("asked", "spoken"), [("nn", "nn"), ("en", "en"), ("se", "nb"), ("", "nb"), (None, "nb")]
)
def test_a_language_that_the_program_lacks_is_bokmaal(asked: str | None, spoken: str) -> None:
    assert supported(asked) == spoken


def is_term(node: ast.AST) -> bool:
    """Return whether an expression is a term of a namespace, which is spelled there: `DCAT.startDate`."""
    is_called = isinstance(node, ast.Call) and ast.unparse(node.func) == "term"
    return is_called or isinstance(node, ast.Attribute)


# What has the same spelling in two modules by chance, or by the will of two standards.
TWICE = {
    "_BAD_PERCENT": "one is Jena's, by which a rehearsal goes, the other RFC 3986",
    "_JSON _RESULTS": "a media type of IANA",
    "FORM _FORM": "a media type of IANA",
    "GENERATOR _NAME _PROGRAM": "the name of the program",
    "MAX_BYTES _MOST_UNSENT": "two limits",

}


def test_no_constant_is_spelled_out_in_two_modules() -> None:
    """Whoever changes one would not find the other: one module has it, and the others import it."""
    spelled: dict[str, set[tuple[str, str]]] = {}
    for file in CODE:
        for node in trees()[file].body:
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
                name, value = target(node), ast.unparse(node.value)
                is_spelled = len(value) > 12 and not value.startswith("Words(") and not is_term(node.value)
                if name.strip("_").isupper() and is_spelled:
                    spelled.setdefault(value, set()).add((file.relative_to(ROOT).as_posix(), name))
    several = {value: sorted(places) for value, places in spelled.items() if len(places) > 1}
    names = {value: " ".join(sorted({name for _, name in places})) for value, places in several.items()}
    assert {value: several[value] for value, told in names.items() if told not in TWICE} == {}
    assert set(names.values()) == set(TWICE), "some are spelled once now"
