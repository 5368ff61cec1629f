"""What goes between a web process and a worker: a question, and the answer to it."""

from __future__ import annotations

import json
import struct
from dataclasses import asdict, dataclass
from typing import BinaryIO, Final

_LENGTHS: Final = struct.Struct(">II")
# A form for which the answer is rows of terms, for the query page; every other form is a media type.
TABLE: Final = "table"
ROWS_OF_TABLE: Final = 500
STARTED: Final = b"+"
"""What a worker sends when it takes up a question."""
# What Python's faulthandler writes in the place of a reply when a signal ends the process. A reply that
# begins so would have a head of more than a gigabyte.
_CRASH: Final = b"Fatal Python error: "
_LONGEST_CRASH: Final = 200


class CrashError(Exception):
    """The worker ended by a fault instead of replying; the text is the first line of its last words."""


@dataclass(frozen=True, slots=True)
class Question:
    """A query, the dataset it is asked of, and the forms in which the client takes the answer.

    `default_graphs` and `named_graphs` are None where the protocol names none (SPARQL 1.1 Protocol,
    2.1.4); `solutions` is the form for SELECT and ASK, `graph` the one for CONSTRUCT and DESCRIBE: a
    media type, TABLE, or None when the client takes none that there is.
    """

    query: str
    solutions: str | None
    graph: str | None
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """The HTTP status; the body in the form asked for, or one line on what is wrong."""

    status: int
    media_type: str
    body: bytes

    @classmethod
    def refusal(cls, status: int, reason: str) -> Reply:
        """Return a reply that says in one line what is wrong."""
        return cls(status, "text/plain", f"{' '.join(reason.split())}\n".encode("utf-8", "replace"))


def write_question(stream: BinaryIO, question: Question) -> None:
    """Send a question."""
    data = json.dumps(asdict(question)).encode()
    stream.write(_LENGTHS.pack(len(data), 0) + data)
    stream.flush()


def read_question(stream: BinaryIO) -> Question:
    """Receive a question; raises EOFError when the other side has gone."""
    length, _ = _LENGTHS.unpack(_exactly(stream, _LENGTHS.size))
    fields = json.loads(_exactly(stream, length))
    for name in ("default_graphs", "named_graphs"):
        if fields[name] is not None:
            fields[name] = tuple(fields[name])
    return Question(**fields)


def write_reply(stream: BinaryIO, reply: Reply) -> None:
    """Send a reply."""
    head = json.dumps([reply.status, reply.media_type]).encode()
    stream.write(_LENGTHS.pack(len(head), len(reply.body)) + head)
    stream.write(reply.body)
    stream.flush()


def read_reply(stream: BinaryIO) -> Reply:
    """Receive a reply; raises EOFError when the other side went before it was whole, or CrashError."""
    beginning = _exactly(stream, _LENGTHS.size)
    if _CRASH.startswith(beginning):
        raise CrashError(
            (beginning + stream.read(_LONGEST_CRASH)).decode("utf-8", "replace").partition("\n")[0]
        )
    head, body = _LENGTHS.unpack(beginning)
    status, media_type = json.loads(_exactly(stream, head))
    return Reply(status, media_type, _exactly(stream, body))


def _exactly(stream: BinaryIO, length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data
