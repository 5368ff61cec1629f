"""Documents of RDF, wherever they came from, as files of one kind: named, with a format and a base.

What is no plain file (an answer of a server, standard input, a packed file, XML in another encoding than
UTF-8) is laid out as a file in a folder of the caller's, so that whoever looks for lines finds its text.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import Message, Words, filled
from dcat_publisher.rdf.encoding import as_utf8, is_utf8, unpacked
from dcat_publisher.rdf.formats import (
    PACKED,
    SUFFIXES,
    TABLE,
    TURTLE,
    format_named,
    format_of,
    format_of_type,
    guessed_format,
    suffix_of,
)
from dcat_publisher.system.reasons import unreadable

_WORDS: Final = Words(__file__)
STDIN: Final = "-"
"""What standard input is called."""
MAX_BYTES: Final = 256 * 1024 * 1024
"""Bytes of what is read at once from elsewhere; a graph of it takes about ten times as much memory."""
ACCEPT: Final = ", ".join(
    [TURTLE.media_type, *(f"{entry.media_type};q=0.9" for entry in TABLE if entry.parser), "*/*;q=0.1"]
)
"""The Accept value of whoever reads all formats of the table."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document: `name` is what people call it, `file` where its bytes are, `base` where IRIs begin."""

    name: str
    file: Path
    form: str
    base: str

    @property
    def is_laid_out(self) -> bool:
        """Whether the bytes are a copy, which nobody knows by its name."""
        return self.file.as_posix() != self.name


def file_document(path: Path, folder: Path, form: str | None = None) -> Document:
    """Return a file as a document; `form` is its format, else the suffix tells it.

    Raises ConfigurationError for what cannot be read, or has no suffix of the table and no format is given.
    """
    form = form or format_of(path)
    base = path.resolve().as_uri()
    is_known = SUFFIXES.get(suffix_of(path)) == form
    is_xml = format_named(form).grammar == "xml"
    if is_known and not path.name.lower().endswith(PACKED) and (not is_xml or is_utf8(_bytes(path, 1024))):
        return Document(path.as_posix(), path, form, base)
    return laid_out(path.as_posix(), _bytes(path), folder, form, base)


def _bytes(path: Path, size: int = -1) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(size)
    except OSError as error:
        raise ConfigurationError(unreadable(path, error)) from error


def laid_out(
    name: str, data: bytes, folder: Path, form: str | None = None, base: str | None = None
) -> Document:
    """Lay bytes out as a file in `folder`; the text tells the format where none is given.

    Relative IRIs begin at the working directory where there is no base: they are the same in every run.
    """
    data = unpacked(data, name)
    form = form or guessed_format(data)
    entry = format_named(form)
    number = sum(1 for _ in folder.iterdir())
    file = folder / f"{number}.{entry.suffix}"
    file.write_bytes(as_utf8(data, entry.grammar, name))
    return Document(name, file, form, base or f"{Path.cwd().as_uri()}/")


def no_rdf_below(folder: Path | str) -> Message:
    """Return the line that `files_below` finds nothing in a folder."""
    return filled(_WORDS["no_rdf_below"], folder=str(folder))


def standard_input() -> bytes:
    """Return what comes in on standard input; raise OSError where it is closed."""
    return sys.stdin.buffer.read()


def settled_format(name: str, data: bytes, content_type: str | None) -> str:
    """Return the format of what came from elsewhere: its Content-Type says it, else its name, else its text.

    A type that says nothing of the format, such as text/plain, is passed over.
    """
    form = None if content_type is None else format_of_type(content_type)
    return form or SUFFIXES.get(suffix_of(name)) or guessed_format(data)


def files_below(folder: Path) -> list[Path]:
    """Return the files of RDF in a folder and those below, in order of their names; hidden ones are not."""
    return [
        file
        for file in sorted(folder.rglob("*"))
        if suffix_of(file) in SUFFIXES
        and not any(part.startswith(".") for part in file.relative_to(folder).parts)
        and file.is_file()
    ]


def each_once(documents: Iterable[Document]) -> list[Document]:
    """Return documents without those that are the same file again."""
    return list({document.file.resolve(): document for document in documents}.values())
