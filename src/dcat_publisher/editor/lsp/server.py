"""The language server: words of the protocol to what the other modules say; the only one that knows pygls."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from dcat_publisher.check.fixes import Edit
from dcat_publisher.editor.lsp.actions import Action, actions
from dcat_publisher.editor.lsp.completion import completions
from dcat_publisher.editor.lsp.cursor_context import surroundings
from dcat_publisher.editor.lsp.folder import CheckedFolder, State, configuration_of, source_folder
from dcat_publisher.editor.lsp.hover import hover_text
from dcat_publisher.editor.lsp.nodes import At, record_named, scalar_at
from dcat_publisher.editor.lsp.positions import column_of, range_of, share_a_line
from dcat_publisher.model.errors import PublisherError
from dcat_publisher.model.finding import Finding, Severity
from dcat_publisher.model.language import FALLBACKS, in_language
from dcat_publisher.model.version import __version__
from dcat_publisher.source.source_text import Text
from dcat_publisher.vocabulary import Vocabulary

_Settled = lsp.DidSaveTextDocumentParams | lsp.DidCloseTextDocumentParams
DELAY: Final = 0.15
"""Seconds without a key stroke after which the folder is checked."""
_SEVERITIES: Final = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.INFO: lsp.DiagnosticSeverity.Information,
}


class Server(LanguageServer):
    """Keeps the state of each folder that has an open file."""

    def __init__(self, vocabulary: Vocabulary, language: str) -> None:
        super().__init__("dcat-publisher", __version__)
        self.vocabulary = vocabulary
        self.language = language
        self.states: dict[Path, State] = {}
        self.folders: dict[Path, CheckedFolder] = {}
        self._turns: dict[Path, int] = {}
        self._told: dict[Path, set[str]] = {}

    @property
    def encoding(self) -> str:
        """The unit of positions that client and server have agreed on."""
        return lsp.PositionEncodingKind(self.workspace.position_encoding).value

    def text(self, uri: str) -> Text:
        """Return the text of a file as the editor has it."""
        document = self.workspace.get_text_document(uri)
        return Text(_file(uri), document.source.removeprefix("\ufeff"))

    def unsaved(self, folder: Path) -> dict[str, str]:
        """Return the texts of the open files in a folder."""
        files = {uri: Path(_file(uri)) for uri in self.workspace.text_documents}
        return {
            path.as_posix(): self.text(uri).content
            for uri, path in files.items()
            if path.is_relative_to(folder)
        }

    async def changed(self, uri: str, delay: float = DELAY) -> None:
        """Check the folder of a file, once its author rests, and tell the client what was found."""
        folder = source_folder(Path(_file(uri)))
        if folder is None:
            return
        turn = self._turns[folder] = self._turns.get(folder, 0) + 1
        await asyncio.sleep(delay)
        if turn != self._turns[folder]:
            return
        try:
            checked = self.folders.setdefault(folder, CheckedFolder(folder, self.vocabulary.folders))
            state = await asyncio.to_thread(checked.check, self.unsaved(folder))
        except PublisherError as error:
            self.window_log_message(lsp.LogMessageParams(lsp.MessageType.Error, str(error)))
            return
        if turn == self._turns[folder]:
            self.states[folder] = state
            self._tell(folder, state)

    async def state_of(self, uri: str) -> State | None:
        """Return the state of a file's folder, checking it when that has not been done yet."""
        folder = source_folder(Path(_file(uri)))
        if folder is not None and folder not in self.states:
            await self.changed(uri, delay=0)
        return None if folder is None else self.states.get(folder)

    def language_for(self, folder: Path) -> str:
        """Return the language of messages: the configuration's, else the client's."""
        settled = configuration_of(folder).options.get("lang")
        return settled if isinstance(settled, str) and settled in FALLBACKS else self.language

    def _tell(self, folder: Path, state: State) -> None:
        language = self.language_for(folder)
        by_file: dict[str, list[lsp.Diagnostic]] = {file: [] for file in self._told.get(folder, set())}
        for found in state.findings:
            by_file.setdefault(found.place.file, []).append(self._diagnostic(found, state, language))
        self._told[folder] = {file for file, diagnostics in by_file.items() if diagnostics}
        for file, diagnostics in by_file.items():
            self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(_uri(file), diagnostics))

    def _diagnostic(self, found: Finding, state: State, language: str) -> lsp.Diagnostic:
        said = in_language(found.message, language)
        advice = "" if found.help is None else f"\n{in_language(found.help, language)}"
        rule = state.rules.get(found.code)
        clause = None if rule is None else rule.clause
        return lsp.Diagnostic(
            range=range_of(state.bench.texts[found.place.file], found.place, self.encoding, first_line=True),
            message=f"{said}{advice}",
            severity=_SEVERITIES[found.severity],
            code=found.code,
            code_description=None if clause is None else lsp.CodeDescription(clause),
            source="dcat-publisher",
        )

    def scalar(self, uri: str, position: lsp.Position) -> At | None:
        """Return what stands under the cursor."""
        text = self.text(uri)
        return scalar_at(text.root, position.line + 1, column_of(text, position, self.encoding))


def _file(uri: str) -> str:
    return Path(to_fs_path(uri) or uri).as_posix()


def _uri(file: str) -> str:
    return from_fs_path(file) or file


def make_server(vocabulary: Vocabulary, language: str) -> Server:
    """Return a server with all its features; `language` is that of messages where the client names none."""
    server = Server(vocabulary, language)

    @server.feature(lsp.INITIALIZE)
    def initialize(ls: Server, params: lsp.InitializeParams) -> None:
        options = params.initialization_options
        asked = options.get("lang") if isinstance(options, dict) else None
        told = (params.locale or "").partition("-")[0]
        ls.language = next((str(tag) for tag in (asked, told) if tag in FALLBACKS), ls.language)

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    async def opened(ls: Server, params: lsp.DidOpenTextDocumentParams) -> None:
        await ls.changed(params.text_document.uri, delay=0)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(ls: Server, params: lsp.DidChangeTextDocumentParams) -> None:
        await ls.changed(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    async def settled(ls: Server, params: _Settled) -> None:
        await ls.changed(params.text_document.uri, delay=0)

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def files_changed(ls: Server, params: lsp.DidChangeWatchedFilesParams) -> None:
        for folder_uri in {change.uri for change in params.changes}:
            await ls.changed(folder_uri)

    _add_reading(server)
    _add_acting(server)
    return server


def _add_reading(server: Server) -> None:
    """Add the features that answer questions about the text."""

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    async def hover(ls: Server, params: lsp.HoverParams) -> lsp.Hover | None:
        state, at = (
            await ls.state_of(params.text_document.uri),
            ls.scalar(params.text_document.uri, params.position),
        )
        text = None if state is None or at is None else hover_text(at, state)
        return None if text is None else lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, text))

    @server.feature(
        lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=[" ", "[", ",", "-"])
    )
    async def complete(ls: Server, params: lsp.CompletionParams) -> lsp.CompletionList | None:
        uri = params.text_document.uri
        state, text = await ls.state_of(uri), ls.text(uri)
        around = surroundings(text, params.position.line + 1, column_of(text, params.position, ls.encoding))
        if state is None or around is None:
            return None
        is_catalog = Path(_file(uri)).name == "catalog.yaml"
        return lsp.CompletionList(is_incomplete=False, items=completions(around, state, is_catalog))


def _add_acting(server: Server) -> None:
    """Add the features that lead elsewhere or change the text."""

    @server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    async def definition(ls: Server, params: lsp.DefinitionParams) -> lsp.Location | None:
        state, at = (
            await ls.state_of(params.text_document.uri),
            ls.scalar(params.text_document.uri, params.position),
        )
        record = (
            None if state is None or at is None or at.is_key else record_named(at.scalar.text, state.catalog)
        )
        if record is None or state is None:
            return None
        text = state.bench.texts[record.place.file]
        return lsp.Location(
            _uri(record.place.file), range_of(text, record.place, ls.encoding, first_line=True)
        )

    kinds = lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix])

    @server.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, kinds)
    async def code_actions(ls: Server, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        uri = params.text_document.uri
        state, text = await ls.state_of(uri), ls.text(uri)
        if state is None or state.bench.texts[text.file].content != text.content:
            return []  # the edits would be for another text than the one on the screen
        language = ls.language_for(Path(text.file).parent)
        return [
            _code_action(ls, action, params.context.diagnostics, found, state)
            for found in state.findings
            if found.place.file == text.file and share_a_line(_range(ls, found, state), params.range)
            for action in actions(found, state, language)
        ]


def _range(ls: Server, found: Finding, state: State) -> lsp.Range:
    return range_of(state.bench.texts[found.place.file], found.place, ls.encoding, first_line=True)


def _code_action(
    ls: Server, action: Action, shown: Sequence[lsp.Diagnostic], found: Finding, state: State
) -> lsp.CodeAction:
    start = _range(ls, found, state).start
    about = [one for one in shown if one.code == found.code and one.range.start == start]
    changes: dict[str, list[lsp.TextEdit]] = {}
    for edit in action.edits:
        changes.setdefault(_uri(edit.place.file), []).append(_text_edit(ls, edit, state))
    return lsp.CodeAction(
        title=action.title, kind=lsp.CodeActionKind.QuickFix, diagnostics=about,
        is_preferred=action.preferred, edit=lsp.WorkspaceEdit(changes=changes),
    )  # fmt: skip


def _text_edit(ls: Server, edit: Edit, state: State) -> lsp.TextEdit:
    return lsp.TextEdit(range_of(state.bench.texts[edit.place.file], edit.place, ls.encoding), edit.text)
