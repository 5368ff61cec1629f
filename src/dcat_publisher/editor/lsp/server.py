"""The language server: the state of each open folder, and what the client is told of it; it knows pygls."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Final

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from dcat_publisher.editor.lsp.folder import (
    CheckedFolder,
    State,
    configuration_of,
    source_folder,
)
from dcat_publisher.editor.lsp.nodes import At, scalar_at
from dcat_publisher.editor.lsp.positions import column_of, range_of
from dcat_publisher.model.errors import PublisherError
from dcat_publisher.model.finding import Call, Finding, Severity, is_note
from dcat_publisher.model.language import FALLBACKS, in_language
from dcat_publisher.model.version import __version__
from dcat_publisher.source.source_text import Text

DELAY: Final = 0.15
"""Seconds without a key stroke after which the folder is checked, at most."""
_SHARE: Final = 0.25
"""How much of the time that the last check took is waited for another key stroke."""
_Told = tuple[bytes, str, list[Finding]]
"""What was told of a file: the digest of its text, the language, the findings."""
_SEVERITIES: Final = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.INFO: lsp.DiagnosticSeverity.Information,
}


class Server(LanguageServer):
    """Keeps the state of each folder that has an open file."""

    def __init__(self, language: str) -> None:
        super().__init__("dcat-publisher", __version__)
        self.language = language
        self.states: dict[Path, State] = {}
        self.folders: dict[Path, CheckedFolder] = {}
        self._turns: dict[Path, int] = {}
        self._told: dict[Path, dict[str, _Told]] = {}
        self._took: dict[Path, float] = {}
        self._checking: dict[Path, asyncio.Lock] = {}

    @property
    def encoding(self) -> str:
        """The unit of positions that client and server have agreed on."""
        return lsp.PositionEncodingKind(self.workspace.position_encoding).value

    def text(self, uri: str) -> Text:
        """Return the text of a file as the editor has it."""
        document = self.workspace.get_text_document(uri)
        return Text(file_of(uri), document.source.removeprefix("\ufeff"))

    def unsaved(self, folder: Path) -> dict[str, str]:
        """Return the texts of the open files in a folder."""
        files = {uri: Path(file_of(uri)) for uri in self.workspace.text_documents}
        return {
            path.as_posix(): self.text(uri).content
            for uri, path in files.items()
            if path.is_relative_to(folder)
        }

    async def changed(self, uri: str, delay: float | None = None) -> None:
        """Check the folder of a file, once its author rests, and tell the client what was found."""
        folder = source_folder(Path(file_of(uri)))
        if folder is None:
            return
        turn = self._turns[folder] = self._turns.get(folder, 0) + 1
        took = self._took.get(folder, DELAY)
        await asyncio.sleep(min(DELAY, took * _SHARE) if delay is None else delay)
        state = None
        async with self._checking.setdefault(folder, asyncio.Lock()):
            if turn == self._turns[folder]:  # of the key strokes during a check the last one counts
                state = await self._checked(folder)
        if state is not None and turn == self._turns[folder]:
            self.states[folder] = state
            self._tell(folder, state)

    async def _checked(self, folder: Path) -> State | None:
        """Check a folder with what is typed; what makes that impossible is logged."""
        started = time.monotonic()
        try:
            checked = self.folders.setdefault(folder, CheckedFolder(folder))
            return await asyncio.to_thread(checked.check, self.unsaved(folder))
        except PublisherError as error:
            line = error.said(self.language)  # the configuration, which may name one, may be what is wrong
            self.window_log_message(lsp.LogMessageParams(lsp.MessageType.Error, line))
            return None
        finally:
            self._took[folder] = time.monotonic() - started

    async def state_of(self, uri: str) -> State | None:
        """Return the state of a file's folder, checking it when that has not been done yet."""
        folder = source_folder(Path(file_of(uri)))
        if folder is not None and folder not in self.states:
            await self.changed(uri, delay=0)
        return None if folder is None else self.states.get(folder)

    def language_for(self, folder: Path) -> str:
        """Return the language of messages: the configuration's, else the client's."""
        settled = configuration_of(folder).options.get("lang")
        return settled if isinstance(settled, str) and settled in FALLBACKS else self.language

    def _tell(self, folder: Path, state: State) -> None:
        """Tell the client of the files of which there is something else to tell than before."""
        language, told = self.language_for(folder), self._told.get(folder, {})
        by_file: dict[str, list[Finding]] = {file: [] for file, (*_, findings) in told.items() if findings}
        for found in state.findings:
            if found.call is not Call.MOOT:
                by_file.setdefault(found.place.file, []).append(found)
        digests = state.catalog.digests
        self._told[folder] = now = {
            file: (digests.get(file, b""), language, findings) for file, findings in by_file.items()
        }
        for file, findings in by_file.items():
            if not digests.get(file) or told.get(file) != now[file]:
                diagnostics = [self._diagnostic(found, state, language) for found in findings]
                params = lsp.PublishDiagnosticsParams(uri_of(file), diagnostics)
                self.text_document_publish_diagnostics(params)

    def _diagnostic(self, found: Finding, state: State, language: str) -> lsp.Diagnostic:
        said = in_language(found.message, language)
        advice = "" if found.help is None else f"\n{in_language(found.help, language)}"
        rule = state.rules.get(found.code)
        clause = None if rule is None else rule.clause
        return lsp.Diagnostic(
            range=range_of(state.bench.texts[found.place.file], found.place, self.encoding, first_line=True),
            message=f"{said}{advice}",
            severity=lsp.DiagnosticSeverity.Hint if is_note(found) else _SEVERITIES[found.severity],
            code=found.code,
            code_description=None if clause is None else lsp.CodeDescription(clause),
            source="dcat-publisher",
        )

    def scalar(self, uri: str, position: lsp.Position) -> At | None:
        """Return what stands under the cursor."""
        text = self.text(uri)
        return scalar_at(text.root, position.line + 1, column_of(text, position, self.encoding))


def file_of(uri: str) -> str:
    """Return the file of an address, as places name it."""
    return Path(to_fs_path(uri) or uri).as_posix()


def uri_of(file: str) -> str:
    """Return the address of a file."""
    return from_fs_path(file) or file
