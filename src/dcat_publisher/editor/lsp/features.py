"""What the language server answers: each feature of the protocol, by what the other modules say."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lsprotocol import types as lsp

from dcat_publisher.checking.catalog import CATALOG_FILE
from dcat_publisher.checking.fixes import Edit
from dcat_publisher.editor.lsp.actions import Action, actions
from dcat_publisher.editor.lsp.completion import completions
from dcat_publisher.editor.lsp.cursor_context import surroundings
from dcat_publisher.editor.lsp.folder import State, source_folder
from dcat_publisher.editor.lsp.hover import hover_text
from dcat_publisher.editor.lsp.nodes import record_named
from dcat_publisher.editor.lsp.positions import column_of, range_of, share_a_line
from dcat_publisher.editor.lsp.server import Server, file_of, uri_of
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.language import FALLBACKS

_Settled = lsp.DidSaveTextDocumentParams | lsp.DidCloseTextDocumentParams


def make_server(language: str) -> Server:
    """Return a server with all its features; `language` is that of messages where the client names none."""
    server = Server(language)

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
        uris = {change.uri for change in params.changes}
        for uri in uris:
            await ls.changed(uri)
        beside = [uri for uri in uris if source_folder(Path(file_of(uri))) is None]
        for folder in list(ls.states) if beside else ():  # the project's vocabulary, or its shapes
            await ls.changed(uri_of((folder / CATALOG_FILE).as_posix()))

    @server.feature(lsp.INITIALIZED)
    async def initialized(ls: Server, _params: lsp.InitializedParams) -> None:
        await _watch_knowledge(ls)

    _add_reading(server)
    _add_acting(server)
    return server


async def _watch_knowledge(ls: Server) -> None:
    """Ask the client to tell of changes to the project's own vocabulary and shapes, where it can."""
    workspace = ls.client_capabilities.workspace
    watched = None if workspace is None else workspace.did_change_watched_files
    if watched is None or not watched.dynamic_registration:
        return
    watchers = [lsp.FileSystemWatcher(f"**/{name}/**") for name in ("vocab", "shapes")]
    options = lsp.DidChangeWatchedFilesRegistrationOptions(watchers)
    wanted = lsp.Registration("knowledge", lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
    await ls.client_register_capability_async(lsp.RegistrationParams([wanted]))


def _add_reading(server: Server) -> None:
    """Add the features that answer questions about the text."""

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    async def hover(ls: Server, params: lsp.HoverParams) -> lsp.Hover | None:
        state, at = (
            await ls.state_of(params.text_document.uri),
            ls.scalar(params.text_document.uri, params.position),
        )
        language = ls.language_for(Path(file_of(params.text_document.uri)).parent)
        text = None if state is None or at is None else hover_text(at, state, language)
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
        file = Path(file_of(uri))
        is_catalog, language = file.name == "catalog.yaml", ls.language_for(file.parent)
        return lsp.CompletionList(is_incomplete=False, items=completions(around, state, is_catalog, language))


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
            uri_of(record.place.file), range_of(text, record.place, ls.encoding, first_line=True)
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
        changes.setdefault(uri_of(edit.place.file), []).append(_text_edit(ls, edit, state))
    return lsp.CodeAction(
        title=action.title, kind=lsp.CodeActionKind.QuickFix, diagnostics=about,
        is_preferred=action.preferred, edit=lsp.WorkspaceEdit(changes=changes),
    )  # fmt: skip


def _text_edit(ls: Server, edit: Edit, state: State) -> lsp.TextEdit:
    return lsp.TextEdit(range_of(state.bench.texts[edit.place.file], edit.place, ls.encoding), edit.text)
