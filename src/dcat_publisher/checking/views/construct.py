"""Asking views: their queries run in a process of their own, with bounds on time, memory and everything else.

A view comes with a profile, and a profile may come with a checkout that a stranger sent.
"""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from dcat_publisher.checking.views.worker import DONE, HEAD, NAMELESS
from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import Message, Words, filled
from dcat_publisher.system.reasons import reason_of
from dcat_publisher.system.settings import seconds_in

_WORDS: Final = Words(__file__).group("view")
SECONDS: Final = 10.0
"""Seconds of processor time that a view may take for one record; the usual ones take a thousandth of one."""
VARIABLE: Final = "DCAT_PUBLISHER_VIEW_SECONDS"
"""The environment variable that sets another number of seconds."""
_MEMORY: Final = 512 << 20
_PROGRAM: Final = "dcat_publisher.checking.views.worker"
_AT: Final = re.compile(r"error at (\d+):(\d+): ")
# What a keyword may not be part of: texts, comments, addresses, names with a prefix, variables.
_NO_KEYWORD: Final = re.compile(
    r"'''.*?'''|\"\"\".*?\"\"\"|'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"|<[^<>\"{}|^`\\\s]*>|#[^\n]*"
    r"|[\w.-]*:[\w.:%\\-]*|[?$]\w+",
    re.DOTALL,
)
_REFUSED: Final = re.compile(r"\b(?:SERVICE|FROM|GRAPH)\b", re.IGNORECASE)


class Views:
    """The views of some files, to be asked one after the other; a context, which ends their process."""

    def __init__(self, files: Sequence[Path]) -> None:
        """Raise ConfigurationError for a file that is no view, with its line where there is one."""
        self._files = files
        self._stack = ExitStack()
        queries = [_read(file) for file in files]
        self._process = subprocess.Popen(
            # -P: the folder that the program is called in is not searched for modules
            [sys.executable, "-P", "-m", _PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        self._stack.callback(self._end)
        order = {"queries": queries, "seconds": _seconds(), "memory": _MEMORY}
        self._send(json.dumps(order).encode() + b"\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def _end(self) -> None:
        self._process.kill()
        self._process.communicate()

    def ask(self, number: int, triples: str) -> list[str]:
        """Return what a view says of some triples, as lines of N-Triples; see `worker` for its bounds.

        Raises ConfigurationError where it says nothing that can be published, or takes too much.
        """
        data = triples.encode("utf-8", "surrogatepass")
        self._send(HEAD.pack(number, len(data)) + data)
        outcome, answer = self._received(number)
        if outcome == DONE:
            return answer.decode("utf-8", "surrogatepass").split("\n")[:-1]
        if outcome == NAMELESS:
            raise ConfigurationError(filled(_WORDS["nameless"], file=str(self._files[number])))
        raise self._refusal(number, answer.decode("utf-8", "replace"))

    def check(self) -> None:
        """Raise ConfigurationError for the first view that cannot be asked at all."""
        for number in range(len(self._files)):
            self.ask(number, "")

    def _send(self, data: bytes) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(data)
            self._process.stdin.flush()
        except OSError:  # it has ended: what it says of that is read next
            pass

    def _received(self, number: int) -> tuple[int, bytes]:
        stream = self._process.stdout
        assert stream is not None
        head = stream.read(HEAD.size)
        if len(head) < HEAD.size:
            raise ConfigurationError(self._why_it_ended(number))
        outcome, length = HEAD.unpack(head)
        return outcome, stream.read(length)

    def _why_it_ended(self, number: int) -> Message:
        code, file = self._process.wait(), str(self._files[number])
        slow = {-getattr(signal, name, 0) for name in ("SIGVTALRM", "SIGALRM", "SIGXCPU")}
        if code in slow:
            return filled(_WORDS["slow"], file=file, seconds=f"{_seconds():g}", variable=VARIABLE)
        return filled(_WORDS["ended"], file=file, memory=str(_MEMORY >> 20), code=str(code))

    def _refusal(self, number: int, reason: str) -> ConfigurationError:
        match = _AT.search(reason)
        place = f"{self._files[number]}:{match[1]}:{match[2]}" if match else str(self._files[number])
        return ConfigurationError(filled(_WORDS["no_query"], where=place, reason=_AT.sub("", reason)))


def _read(file: Path) -> str:
    try:
        text = file.read_text("utf-8")
    except (OSError, ValueError) as error:
        words = filled(_WORDS["no_query"], where=str(file), reason=reason_of(error))
        raise ConfigurationError(words) from error
    bare = _NO_KEYWORD.sub(lambda match: "\n" * match[0].count("\n"), text)
    refused = _REFUSED.search(bare)
    if refused is not None:
        line = bare.count("\n", 0, refused.start()) + 1
        raise ConfigurationError(filled(_WORDS["elsewhere"], where=f"{file}:{line}", word=refused[0].upper()))
    return text


def _seconds() -> float:
    given = seconds_in(VARIABLE)
    return SECONDS if given is None else given
