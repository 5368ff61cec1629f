"""The libraries that the national harvester is built on, driven by a small Java program in `java/`.

`missing` says what is not installed.
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from types import TracebackType

from bench.jena import class_path, missing

SOURCE = Path(__file__).parent / "java" / "Harvester.java"


class RealThing:
    """A running Java program; `ask` sends one request and gives its answer: `ok …` or `no …`."""

    def __init__(self, folder: Path) -> None:
        path = class_path(folder)
        subprocess.run(["javac", "-cp", path, "-d", str(folder), str(SOURCE)], check=True)
        self._folder = folder
        self._process = subprocess.Popen(
            ["java", "-Xss2m", "-cp", path, "Harvester"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8",
        )  # fmt: skip

    def __enter__(self) -> RealThing:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.stdin.close()  # type: ignore[union-attr]
        # The end of its input is not enough: a process that was forked meanwhile may hold that open.
        self._process.kill()
        self._process.wait()
        self._process.stdout.close()  # type: ignore[union-attr]

    def ask(self, *words: str) -> str:
        """Send one request."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("\t".join(words) + "\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().rstrip("\n")

    def parse(self, data: bytes, language: str = "TURTLE", verb: str = "parse") -> str:
        """Return Jena's verdict on a document."""
        file = self._folder / "document"
        file.write_bytes(data)
        return self.ask(verb, language, str(file))


__all__ = ["RealThing", "missing"]
