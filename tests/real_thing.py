"""The libraries that the national harvester is built on, driven by a small Java program in `java/`.

Apache Jena 4.5 comes from Debian's package libapache-jena-java; `missing` says what is not installed.
"""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path
from types import TracebackType

JARS = Path("/usr/share/java")
NAMES = (
    "jena-arq", "jena-core", "jena-base", "jena-iri", "thrift", "jakarta.json-api", "titanium-json-ld",
    "jsonld-java", "dexx.collection", "jackson-core", "jackson-databind", "jackson-annotations",
    "commons-csv", "commons-codec", "commons-compress", "commons-lang3", "commons-io", "slf4j-api",
    "slf4j-nop",
    "gson", "guava", "httpclient", "httpclient-cache", "httpcore", "commons-logging", "protobuf",
)  # fmt: skip
SOURCE = Path(__file__).parent / "java" / "Harvester.java"
# Debian moved the classes of Jena's copy of Xerces and left their message files where they were.
MOVED = "org/apache/jena/ext/xerces/"


class RealThing:
    """A running Java program; `ask` sends one request and gives its answer: `ok …` or `no …`."""

    def __init__(self, folder: Path) -> None:
        jars = [JARS / f"{name}.jar" for name in NAMES]
        with zipfile.ZipFile(JARS / "jena-core.jar") as core:
            for name in core.namelist():
                if name.startswith(MOVED) and not name.endswith("/"):
                    target = folder / name.removeprefix("org/apache/jena/ext/")
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(core.read(name))
        path = ":".join(str(part) for part in [folder, *jars])
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
        self._process.wait(10)
        self._process.stdout.close()  # type: ignore[union-attr]

    def ask(self, *words: str) -> str:
        """Send one request."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("\t".join(words) + "\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().rstrip("\n")

    def parse(self, data: bytes, language: str = "TURTLE", verb: str = "parse") -> str:
        """Give Jena's verdict on a document."""
        file = self._folder / "document"
        file.write_bytes(data)
        return self.ask(verb, language, str(file))


def missing() -> str | None:
    """Say what is not installed, None when all is there."""
    for program in ("java", "javac"):
        if shutil.which(program) is None:
            return f"{program} is not installed"
    jars = [name for name in NAMES if not (JARS / f"{name}.jar").exists()]
    return f"not installed: {', '.join(jars)} (Debian: libapache-jena-java)" if jars else None
