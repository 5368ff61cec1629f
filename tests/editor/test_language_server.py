"""The language server, driven over stdio by a client as editors drive it."""

import shutil
import sys
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner
from lsprotocol import types as lsp

from dcat_publisher.cli import main
from tests.editor.lsp_editor import Editor, play

SOURCE = Path(__file__).parents[2] / "source"
SOMATIKK = "datasets/npr-somatikk.yaml"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return shutil.copytree(SOURCE, tmp_path / "source")


def position_of(text: str, word: str, offset: int = 0) -> lsp.Position:
    start = text.index(word) + offset
    before = text[:start]
    return lsp.Position(before.count("\n"), start - (before.rfind("\n") + 1))


def applied(text: str, edits: list[lsp.TextEdit]) -> str:
    lines = text.splitlines(keepends=True)
    starts = [sum(map(len, lines[:number])) for number in range(len(lines) + 1)]
    for edit in sorted(
        edits, key=lambda one: (one.range.start.line, one.range.start.character), reverse=True
    ):
        start = starts[edit.range.start.line] + edit.range.start.character
        end = starts[edit.range.end.line] + edit.range.end.character
        text = text[:start] + edit.new_text + text[end:]
    return text


def errors(diagnostics: list[lsp.Diagnostic]) -> list[lsp.Diagnostic]:
    return [one for one in diagnostics if one.severity is lsp.DiagnosticSeverity.Error]


def test_of_a_key_stroke_only_the_file_is_told_of_that_it_is_in(source: Path) -> None:
    before = (source / SOMATIKK).read_text("utf-8")
    broken = before.replace("issued: 2018-04-12", "issued: 12.04.2018")

    async def scene(editor: Editor) -> None:
        editor.open(SOMATIKK)
        await editor.until(SOMATIKK, bool)
        document = lsp.TextDocumentIdentifier(editor.uri(SOMATIKK))
        # What was told of the other files stands before this answer on the stream.
        await editor.text_document_hover_async(lsp.HoverParams(document, lsp.Position(0, 0)))
        assert len(set(editor.told)) > 10
        editor.told.clear()
        editor.type(SOMATIKK, broken)
        await editor.until(SOMATIKK, lambda shown: bool(errors(shown)))
        editor.type(SOMATIKK, before)
        await editor.until(SOMATIKK, lambda shown: not errors(shown))
        assert set(editor.told) == {editor.uri(SOMATIKK)}

    play(source, scene)


def test_findings_follow_the_typing_and_nothing_is_saved(source: Path) -> None:
    before = (source / SOMATIKK).read_text("utf-8")
    broken = before.replace("issued: 2018-04-12", "issued: 12.04.2018")

    async def scene(editor: Editor) -> None:
        editor.open(SOMATIKK)
        editor.type(SOMATIKK, broken)
        (found,) = errors(await editor.until(SOMATIKK, lambda shown: bool(errors(shown))))
        assert found.code == "T201"
        assert found.range.start == position_of(broken, "12.04.2018")
        assert found.range.end == position_of(broken, "12.04.2018", 10)
        assert "2018-04-12" in found.message
        editor.type(SOMATIKK, before)
        await editor.until(SOMATIKK, lambda shown: not errors(shown))

    play(source, scene)
    assert (source / SOMATIKK).read_text("utf-8") == before


def test_a_fault_in_one_file_shows_in_the_other(source: Path) -> None:
    other = "andre: {type: Organization, name: {nb: Andre}, identifier: 974760673}\n"

    async def scene(editor: Editor) -> None:
        editor.open("agents.yaml", other)
        shown = await editor.until("catalog.yaml", lambda one: bool(errors(one)))
        assert {one.code for one in errors(shown)} == {"R201"}
        editor.type("agents.yaml", (source / "agents.yaml").read_text("utf-8"))
        await editor.until("catalog.yaml", lambda one: not errors(one))

    play(source, scene)


def test_syntax_fault_and_its_end(source: Path) -> None:
    async def scene(editor: Editor) -> None:
        editor.open(SOMATIKK, "title: {nb: [\n")
        shown = await editor.until(SOMATIKK, lambda one: bool(errors(one)))
        assert {one.code for one in errors(shown)} == {"Y001"}

    play(source, scene)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8", pytest.param("utf-32", marks=pytest.mark.trial)])
def test_columns_are_in_the_unit_that_was_agreed(source: Path, encoding: str) -> None:
    line = "keyword: {nb: [😀æ, x], en_GB: [y]}"
    text = f"type: Dataset\n{line}\n"
    width = {"utf-16": 2 + 1, "utf-8": 4 + 2, "utf-32": 1 + 1}[encoding] - 2

    async def scene(editor: Editor) -> None:
        editor.open(SOMATIKK, text)
        shown = await editor.until(SOMATIKK, lambda one: any(found.code == "T401" for found in one))
        (found,) = [one for one in shown if one.code == "T401"]
        assert found.range.start == lsp.Position(1, line.index("en_GB") + width)

    play(source, scene, encoding)


def test_hover(source: Path) -> None:
    text = (source / SOMATIKK).read_text("utf-8")

    async def scene(editor: Editor) -> None:
        editor.open(SOMATIKK)
        said = {}
        for word in ("accrualPeriodicity", "theme:", "HEAL", "npr\n"):
            if word in text:
                document = lsp.TextDocumentIdentifier(editor.uri(SOMATIKK))
                hover = await editor.text_document_hover_async(
                    lsp.HoverParams(document, position_of(text, word, 1))
                )
                assert hover is not None
                assert isinstance(hover.contents, lsp.MarkupContent)
                said[word] = hover.contents.value
        assert "tema" in said["theme:"]
        assert "theme" in said["theme:"]
        assert "Helse" in said["HEAL"]
        assert "Health" in said["HEAL"]
        assert "Norsk pasientregister" in said["npr\n"]

    play(source, scene)


COMPLETIONS = [
    ("type: Dataset\nthe", ["theme"], []),
    ("type: Dataset\ntheme: [HEA", ["HEAL", "tema/helsetjenester"], ["NOB"]),
    ("type: Dataset\naccessRights: ", ["PUBLIC", "RESTRICTED", "NON_PUBLIC"], []),
    ("type: Dataset\npublisher: ", ["helsedirektoratet"], ["npr"]),
    ("type: Dataset\ninSeries: n", ["npr"], ["helsedirektoratet"]),
    ("type: Data", ["Dataset", "DatasetSeries"], []),
    ("type: Dataset\ntitle:\n  ", ["nb", "nn", "en"], ["theme"]),
    ("type: Dataset\ntitle:\n  nb: a\n  ", ["nn", "en"], ["nb"]),
    ("type: Dataset\ndistribution:\n  - title: {nb: a}\n    form", ["format"], ["title"]),
    ("type: Dataset\ntheme:\n  - ", ["HEAL"], ["NOB"]),
    ("type: Datasett\ntittel: {nb: a}\nbeskr", ["beskrivelse"], ["description", "tittel"]),
]


def test_completion(source: Path) -> None:
    async def scene(editor: Editor) -> None:
        for number, (typed, offered, withheld) in enumerate(COMPLETIONS):
            editor.open(f"datasets/ny-{number}.yaml", typed)
            document = lsp.TextDocumentIdentifier(editor.uri(f"datasets/ny-{number}.yaml"))
            lines = typed.split("\n")
            at = lsp.Position(len(lines) - 1, len(lines[-1]))
            found = await editor.text_document_completion_async(lsp.CompletionParams(document, at))
            assert isinstance(found, lsp.CompletionList)
            labels = {item.label for item in found.items}
            assert set(offered) <= labels, typed
            assert not set(withheld) & labels, typed

    play(source, scene)


def test_keys_of_the_class_come_first(source: Path) -> None:
    async def scene(editor: Editor) -> None:
        editor.open("datasets/ny.yaml", "type: Dataset\n")
        document = lsp.TextDocumentIdentifier(editor.uri("datasets/ny.yaml"))
        found = await editor.text_document_completion_async(
            lsp.CompletionParams(document, lsp.Position(1, 0))
        )
        assert isinstance(found, lsp.CompletionList)
        rank = {item.label: number for number, item in enumerate(found.items)}
        assert rank["theme"] < rank["accrualPeriodicity"]
        assert "byteSize" not in rank
        theme = next(item for item in found.items if item.label == "theme")
        assert theme.detail is not None
        assert "tema" in theme.detail

    play(source, scene)


DEFINITIONS = [
    (SOMATIKK, "inSeries: npr", "series/npr.yaml"),
    ("catalog.yaml", "publisher: helsedirektoratet", "agents.yaml"),
    (SOMATIKK, "[npr-forskriften", "laws.yaml"),
]


def test_definition(source: Path) -> None:
    async def scene(editor: Editor) -> None:
        for file in (SOMATIKK, "catalog.yaml"):
            editor.open(file)
        for file, word, target in DEFINITIONS:
            text = (source / file).read_text("utf-8")
            document = lsp.TextDocumentIdentifier(editor.uri(file))
            at = position_of(text, word, len(word) - 1)
            found = await editor.text_document_definition_async(lsp.DefinitionParams(document, at))
            assert isinstance(found, lsp.Location)
            assert found.uri == editor.uri(target)
            name = word.rpartition(" ")[2].strip("[")
            line = (source / target).read_text("utf-8").splitlines()[found.range.start.line]
            assert line.startswith((name, "type:"))

    play(source, scene)


FIXES = [
    ("issued: 2018-04-12", "issued: 12.04.2018", "T201"),
    ("Legislation: [npr-forskriften", "Legislation: [npr-forskrften", "R201"),
    ("theme: [HEAL", "theme: [HELTH", "T301"),
    ("  accessURL:", "  acessURL:", "R101"),
    ("type: Dataset", "type: Datset", "R103"),
]


def test_quick_fix_puts_it_right(source: Path) -> None:
    before = (source / SOMATIKK).read_text("utf-8")

    async def scene(editor: Editor) -> None:
        editor.open(SOMATIKK)
        for right, wrong, code in FIXES:
            broken = before.replace(right, wrong, 1)
            editor.type(SOMATIKK, broken)
            shown = await editor.until(SOMATIKK, partial(has, code))
            (found,) = [one for one in shown if one.code == code]
            (action,) = await actions_of(editor, found)
            assert action.edit is not None
            assert action.edit.changes is not None
            assert applied(broken, list(action.edit.changes[editor.uri(SOMATIKK)])) == before, wrong
            editor.type(SOMATIKK, before)
            await editor.until(SOMATIKK, lambda shown: not errors(shown))

    play(source, scene)


def has(code: str, shown: list[lsp.Diagnostic]) -> bool:
    return any(one.code == code for one in shown)


async def actions_of(editor: Editor, found: lsp.Diagnostic) -> list[lsp.CodeAction]:
    document = lsp.TextDocumentIdentifier(editor.uri(SOMATIKK))
    params = lsp.CodeActionParams(document, found.range, lsp.CodeActionContext([found]))
    offered = await editor.text_document_code_action_async(params)
    actions = [one for one in offered or [] if isinstance(one, lsp.CodeAction)]
    return [one for one in actions if one.diagnostics]


def test_missing_line_is_added_where_it_belongs(source: Path) -> None:
    before = (source / SOMATIKK).read_text("utf-8")
    start = before.index("theme: [")
    without = before[:start] + before[before.index("\n", start) + 1 :]

    async def scene(editor: Editor) -> None:
        editor.open(SOMATIKK, without)
        code = "Dataset-theme-required"
        shown = await editor.until(SOMATIKK, lambda one: any(found.code == code for found in one))
        (found,) = [one for one in shown if one.code == code]
        (action,) = await actions_of(editor, found)
        assert action.edit is not None
        assert action.edit.changes is not None
        text = applied(without, list(action.edit.changes[editor.uri(SOMATIKK)]))
        assert text.splitlines()[1].startswith("theme: [")
        editor.type(SOMATIKK, text)
        await editor.until(SOMATIKK, lambda one: all(found.code != code for found in one))

    play(source, scene)


def test_a_file_without_a_catalogue_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text("type: Datset\n")

    async def scene(editor: Editor) -> None:
        editor.open("other.yaml")
        document = lsp.TextDocumentIdentifier(editor.uri("other.yaml"))
        assert await editor.text_document_hover_async(lsp.HoverParams(document, lsp.Position(0, 0))) is None
        assert editor.published == {}

    play(tmp_path, scene)


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("server", "features"):
        monkeypatch.delitem(sys.modules, f"dcat_publisher.editor.lsp.{name}", raising=False)
    monkeypatch.setitem(sys.modules, "lsprotocol", None)
    result = CliRunner().invoke(main, ["lsp"])
    assert result.exit_code == 2
    assert 'pip install "dcat-publisher[lsp]"' in result.stderr


def test_what_is_edited_in_the_projects_own_vocabulary_counts(tmp_path: Path) -> None:
    """The folder stands beside the source; the client tells of a change to it, as the server has asked."""
    shutil.copytree(SOURCE, tmp_path / "source")
    name = f"source/{SOMATIKK}"
    text = (tmp_path / name).read_text("utf-8")
    file = tmp_path / "vocab/context.jsonld"

    async def scene(editor: Editor) -> None:
        editor.open(name, f"{text}\nsaksnummer: 2026/17\n")
        await editor.until(name, lambda found: "R101" in [one.code for one in found])
        assert editor.watched == ["**/vocab/**", "**/shapes/**"]
        file.parent.mkdir()
        file.write_text('{"@context": {"saksnummer": {"@id": "http://purl.org/dc/terms/source"}}}', "utf-8")
        change = lsp.FileEvent(file.as_uri(), lsp.FileChangeType.Created)
        editor.workspace_did_change_watched_files(lsp.DidChangeWatchedFilesParams([change]))
        await editor.until(name, lambda found: "R101" not in [one.code for one in found])

    play(tmp_path, scene)
