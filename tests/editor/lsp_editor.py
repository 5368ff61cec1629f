"""A real client, speaking to the server as an editor does: a process, standard input and output."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

WAIT = 20


class Editor(LanguageClient):
    """Opens files, types into them, and keeps what the server publishes."""

    def __init__(self, folder: Path) -> None:
        super().__init__("editor", "1")
        self.folder = folder
        self.published: dict[str, list[lsp.Diagnostic]] = {}
        self.told: list[str] = []
        self.news = asyncio.Event()
        self.edition = 0
        self.watched: list[object] = []

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def open(self, name: str, text: str | None = None) -> None:
        shown = (self.folder / name).read_text("utf-8") if text is None else text
        item = lsp.TextDocumentItem(self.uri(name), "yaml", 0, shown)
        self.text_document_did_open(lsp.DidOpenTextDocumentParams(item))

    def type(self, name: str, text: str) -> None:
        """Replace the whole text of an open file, without saving it."""
        self.edition += 1
        document = lsp.VersionedTextDocumentIdentifier(version=self.edition, uri=self.uri(name))
        change = lsp.TextDocumentContentChangeWholeDocument(text)
        self.text_document_did_change(lsp.DidChangeTextDocumentParams(document, [change]))

    async def until(self, name: str, wanted: Callable[[list[lsp.Diagnostic]], bool]) -> list[lsp.Diagnostic]:
        """Wait until the diagnostics of a file are as wanted."""
        async with asyncio.timeout(WAIT):
            while not wanted(self.published.get(self.uri(name), [])):
                self.news.clear()
                await self.news.wait()
        return self.published[self.uri(name)]


@asynccontextmanager
async def editor(folder: Path, encoding: str | None = None) -> AsyncIterator[Editor]:
    client = Editor(folder)

    @client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
    def published(params: lsp.PublishDiagnosticsParams) -> None:
        client.published[params.uri] = list(params.diagnostics)
        client.told.append(params.uri)
        client.news.set()

    @client.feature(lsp.CLIENT_REGISTER_CAPABILITY)  # type: ignore[untyped-decorator]
    def registered(params: lsp.RegistrationParams) -> None:
        for wanted in params.registrations:
            options: Any = wanted.register_options  # an LSPAny stays as JSON has it
            client.watched += [watcher["globPattern"] for watcher in options["watchers"]]

    await client.start_io(str(Path(sys.executable).with_name("dcat-publisher")), "lsp", cwd=str(folder))
    encodings = None if encoding is None else [lsp.PositionEncodingKind(encoding)]
    general = lsp.GeneralClientCapabilities(position_encodings=encodings)
    watching = lsp.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True)
    workspace = lsp.WorkspaceClientCapabilities(did_change_watched_files=watching)
    capabilities = lsp.ClientCapabilities(general=general, workspace=workspace)
    async with asyncio.timeout(WAIT):
        await client.initialize_async(
            lsp.InitializeParams(capabilities, root_uri=folder.as_uri(), locale="en-GB")
        )
        client.initialized(lsp.InitializedParams())
    yield client
    async with asyncio.timeout(WAIT):
        await client.shutdown_async(None)
        client.exit(None)
        await client.stop()  # type: ignore[no-untyped-call]


Scene = Callable[[Editor], Awaitable[None]]


def play(folder: Path, scene: Scene, encoding: str | None = None) -> None:
    """Run what an editor does from start to exit."""

    async def run() -> None:
        async with editor(folder, encoding) as client:
            await scene(client)

    asyncio.run(run())
