"""The reader of YAML: texts stay texts, and every value knows where it was typed."""

import itertools

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dcat_publisher.model.place import Place
from dcat_publisher.source import MAX_DEPTH, MAX_NODES, Mapping, Node, Scalar, Sequence, parse
from tests.examples import examples

Plain = str | list["Plain"] | dict[str, "Plain"]


def plain(node: Node | None) -> Plain:
    """A tree without places."""
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.entries}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return "" if node is None else node.text


def scalars(node: Node | None) -> list[Scalar]:
    """All keys and texts of a tree, in order."""
    if isinstance(node, Mapping):
        return [*itertools.chain.from_iterable([key, *scalars(value)] for key, value in node.entries)]
    if isinstance(node, Sequence):
        return [*itertools.chain.from_iterable(map(scalars, node.items))]
    return [] if node is None else [node]


def typed(text: str, place: Place) -> str:
    """What stands at a place of a text."""
    lines = text.splitlines(keepends=True)
    between = [*lines[place.line - 1 : place.end_line - 1], lines[place.end_line - 1][: place.end_column - 1]]
    return "".join(between)[place.column - 1 :]


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "Yes",
        "on",
        "~",
        "null",
        "0123",
        "0x1F",
        "1_000",
        "12:30",
        "1.10",
        "1e3",
        ".inf",
        "2024-13-45",
        "2018-04-12",
    ],
)
def test_what_other_readers_make_something_of(text: str) -> None:
    document = parse(f"a: {text}\n{text}: b\n", "x.yaml")
    assert (plain(document.root), document.findings) == ({"a": text, text: "b"}, [])


def test_places() -> None:
    text = "a: b\n'cæ': \"d\\n\"\nlist:\n  - e f\n  - {g: h, i: [j]}\n\U0001f4a9: k # l\n"
    found = scalars(parse(text, "x.yaml").root)
    assert [typed(text, scalar.place) for scalar in found] == [
        *("a", "b", "'cæ'", '"d\\n"', "list", "e f", "g", "h", "i", "j", "\U0001f4a9", "k"),
    ]
    assert found[-1].place == Place("x.yaml", 6, 4, 6, 5)
    assert str(found[-1].place) == "x.yaml:6:4"


def test_places_of_texts_of_several_lines() -> None:
    root = parse("a: |-\n  one\n  two\n\n\nb: >\n  three\nc: [d,\n  e]\n", "x.yaml").root
    assert plain(root) == {"a": "one\ntwo", "b": "three\n", "c": ["d", "e"]}
    assert isinstance(root, Mapping)
    assert [value.place[1:3] for _, value in root.entries] == [(1, 4), (6, 4), (8, 4)]
    assert root.entries[2][1].place == Place("x.yaml", 8, 4, 9, 5)


def test_a_block_ends_with_its_last_value() -> None:
    root = parse("a:\n  b: c\n\n\n\nd: e\n", "x.yaml").root
    assert isinstance(root, Mapping)
    assert root.entries[0][1].place == Place("x.yaml", 2, 3, 2, 7)


def test_an_alias_has_the_place_of_its_anchor() -> None:
    root = parse("a: &x b\nc: *x\n", "x.yaml").root
    assert [scalar.place.line for scalar in scalars(root)] == [1, 1, 2, 1]


@pytest.mark.parametrize("text", ["a: ''", 'a: ""', "a: |\n", "a: !!str ''"])
def test_a_text_that_is_empty_on_purpose_is_not_plain(text: str) -> None:
    assert [scalar.plain for scalar in scalars(parse(text, "x.yaml").root)] == [True, False]


def test_a_value_that_is_not_there_is_plain() -> None:
    assert [(scalar.text, scalar.plain) for scalar in scalars(parse("a:\n", "x.yaml").root)] == [
        ("a", True),
        ("", True),
    ]


def test_the_deepest_nesting() -> None:
    for depth, findings in ((MAX_DEPTH, []), (MAX_DEPTH + 1, ["Y010"])):
        document = parse(f"{'- ' * depth}a\n", "x.yaml")
        assert [found.code for found in document.findings] == findings


# Without what text programs put in the place of spaces and hyphens: that is put right, and said.
_UNSEEN_AND_MARKS = "".join(map(chr, (*range(0x2000, 0x200E), *range(0x2010, 0x2016)))) + (
    "\u00a0\u00ad\u180e\u202f\u205f\u2060\u3000\u2022\u2212\u25aa\u25cf\u25e6\u2023\u2043\u00b7\uf0b7"
)
_WORDS = st.text(
    st.characters(
        exclude_categories=["Cs", "Cc"], exclude_characters=f"\ufeff\ufffe\uffff{_UNSEEN_AND_MARKS}"
    ),
    max_size=10,
).filter(lambda word: word != "<<")
_TREES: st.SearchStrategy[Plain] = st.recursive(
    _WORDS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3), st.dictionaries(_WORDS, inner, min_size=1, max_size=3)
    ),
    max_leaves=12,
)


@settings(max_examples=examples(200))
@given(
    tree=st.dictionaries(_WORDS, _TREES, min_size=1, max_size=4), flow=st.sampled_from([True, False, None])
)
def test_what_is_written_is_read(tree: Plain, flow: bool | None) -> None:
    """Every style in which PyYAML writes, and every place a span of the text that has the value in it."""
    text = yaml.safe_dump(tree, allow_unicode=True, default_flow_style=flow, sort_keys=False)
    document = parse(text, "x.yaml")
    assert document.findings == []
    assert plain(document.root) == tree == yaml.load(text, Loader=yaml.BaseLoader)
    for scalar in scalars(document.root):
        if scalar.place.line == scalar.place.end_line and scalar.text.isalnum():
            assert typed(text, scalar.place).strip("'\"") == scalar.text


def test_what_makes_a_file_too_large_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Aliases are blamed where there are some that make it so, and not for what was typed."""
    assert MAX_NODES == 200_000
    most = 2000
    monkeypatch.setattr("dcat_publisher.source.reader.MAX_NODES", most)
    many = "".join(f"k{number}: x\n" for number in range(most + 1))
    bomb = "a: &a [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 20))
    bomb = bomb.replace("*a0", "*a")
    one = "- &a x\n- *a\n" + "- x\n" * most
    for text, is_aliased in ((many, False), (one, False), (bomb, True)):
        (found,) = parse(text, "x.yaml").findings
        assert found.code == "Y012"
        assert all(("`*`" in found.message[tag]) == is_aliased for tag in ("nb", "nn", "en"))
