"""Apache Jena as Debian packages it (libapache-jena-java), or an installation that JENA_HOME names."""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from functools import cache
from pathlib import Path

_DEBIAN = Path("/usr/share/java")
_NAMES = (
    "jena-shacl", "jena-cmds", "jena-arq", "jena-core", "jena-base", "jena-iri", "thrift", "jakarta.json-api",
    "titanium-json-ld", "jsonld-java", "dexx.collection", "jackson-core", "jackson-databind",
    "jackson-annotations", "commons-csv", "commons-codec", "commons-compress", "commons-cli", "commons-lang3",
    "commons-io", "slf4j-api", "slf4j-nop", "gson", "guava", "httpclient", "httpclient-cache", "httpcore",
    "commons-logging", "protobuf",
)  # fmt: skip
# Debian moved the classes of Jena's copy of Xerces and left their message files where they were.
_MOVED = "org/apache/jena/ext/xerces/"
_SOURCE = Path(__file__).parent / "java" / "Validate.java"


def missing() -> str | None:
    """Say what is not installed, None when all is there."""
    for program in ("java", "javac"):
        if shutil.which(program) is None:
            return f"{program} is not installed"
    if _home() is not None:
        return None
    jars = [name for name in _NAMES if not (_DEBIAN / f"{name}.jar").exists()]
    return f"not installed: {', '.join(jars)} (Debian: libapache-jena-java)" if jars else None


def class_path(folder: Path) -> str:
    """Return Java's class path; `folder` takes what has to be put right before."""
    home = _home()
    if home is not None:
        return f"{home}/lib/*"
    with zipfile.ZipFile(_DEBIAN / "jena-core.jar") as core:
        for name in core.namelist():
            if name.startswith(_MOVED) and not name.endswith("/"):
                target = folder / name.removeprefix("org/apache/jena/ext/")
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(core.read(name))
    return ":".join(str(part) for part in (folder, *(_DEBIAN / f"{name}.jar" for name in _NAMES)))


def whole_command(data: Path, shapes: Path) -> list[str]:
    """Return the words of Jena's own command that validates a file."""
    return [*_java(), "shacl.shacl", "validate", "--shapes", str(shapes), "--data", str(data)]


def in_one_process(data: Path, shapes: Path, times: int) -> list[str]:
    """Return the words that validate several times in one process, and report on the last time."""
    return [*_java(), str(_SOURCE), str(data), str(shapes), str(times)]


@cache
def _java() -> tuple[str, ...]:
    folder = Path(tempfile.mkdtemp(prefix="jena-"))
    return "java", "-cp", class_path(folder)


def _home() -> str | None:
    return os.environ.get("JENA_HOME") or None
