"""A file of the source, as it is passed from process to process."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # where nothing has changed, no file is parsed
    from dcat_publisher.source import Document


class SourceFile(NamedTuple):
    """A file of the source: its path without suffix, its name in places, and its text when not saved yet.

    `root` is the source folder: a link that leads out of it is not followed.
    """

    path: str
    file: str
    root: str
    text: str | None = None

    def document(self) -> Document:
        """Read the file."""
        from dcat_publisher.source.document import parse, read  # noqa: PLC0415

        if self.text is not None:
            return parse(self.text, self.file)
        return read(Path(self.file), self.file, Path(self.root))
