"""What stays the same about a finding when lines move, so that it can be known again."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from dcat_publisher.model.finding import Finding
from dcat_publisher.source.source_text import Texts


def fingerprints(findings: Iterable[Finding], texts: Texts, root: Path) -> list[str]:
    """Return a fingerprint for each finding, in order; equal ones are told apart by a number.

    It is made of the code, the file relative to `root`, the path of keys, the property and the value as
    typed: not of lines and columns, and not of the words of the message, which are improved from version to
    version. Addresses below `root`, which relative ones in RDF become, count as relative to it.
    """
    return list(iter_fingerprints(findings, texts, root))


def iter_fingerprints(findings: Iterable[Finding], texts: Texts, root: Path) -> Iterator[str]:
    """Yield what `fingerprints` returns, one after the other."""
    seen: Counter[str] = Counter()
    names: dict[str, str] = {}
    here = f"{root.resolve().as_uri()}/"
    for found in findings:
        file = found.place.file
        if file not in names:
            names[file] = relative(file, root)
        mark = _fingerprint(found, texts, names[file], here)
        seen[mark] += 1
        yield mark if seen[mark] == 1 else f"{mark}-{seen[mark]}"


def _fingerprint(found: Finding, texts: Texts, file: str, here: str) -> str:
    import hashlib  # noqa: PLC0415  4 ms, which a plain check has better use for

    typed = texts[found.place.file]
    parts = [found.code, file, typed.key_path(found.place), found.path or "", typed.scalar(found.place)]
    if found.node is not None:  # nothing was typed there that would tell one finding from another
        value = found.value or ""
        parts += [found.node, "" if value.startswith("_:") else value]
    text = "\0".join(parts).replace(here, "")
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def project_root(folder: Path) -> Path:
    """Return the folder that holds `.git`, upward from a folder; where there is none the working folder."""
    start = folder.resolve()
    for candidate in (start, *start.parents):
        if (candidate / ".git").exists():
            return candidate
    return Path.cwd()


def relative(file: str, root: Path) -> str:
    """Return a file's name relative to a folder, with forward slashes; unchanged when it is not under it.

    The address of a document, which is no file, stays as it is.
    """
    if "://" in file:
        return file
    try:
        # `Path.resolve` raises RuntimeError for a link to itself before Python 3.13
        # A link has its own name, not that of what it leads to: the finding may be that it leads out.
        folder, name = os.path.split(file)
        return Path(os.path.realpath(folder), name).relative_to(root.resolve()).as_posix()
    except ValueError:
        return Path(file).as_posix()
