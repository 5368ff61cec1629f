"""Fixed texts to files: never over a file that changed meanwhile, never half a file."""

from __future__ import annotations

import codecs
import difflib
from collections.abc import Iterator
from pathlib import Path

from dcat_publisher.model.errors import OutputError
from dcat_publisher.source.source_text import Text
from dcat_publisher.system.reasons import unwritable
from dcat_publisher.system.whole_files import write_whole


def write_text(before: Text, after: str) -> bool:
    """Write the new text of a file, its mode kept; False when the file is not `before` any more."""
    target = Path(before.file).resolve()
    try:
        data = target.read_bytes()
        mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
        if data != mark + before.content.encode():
            return False
        write_whole(target, [mark + after.encode()])
    except OSError as error:
        raise OutputError(unwritable(before.file, error)) from error
    return True


def difference(before: Text, after: str) -> Iterator[str]:
    """Yield a unified diff, line by line, that `patch` and `git apply` read."""
    former, new = before.content.splitlines(keepends=True), after.splitlines(keepends=True)
    for line in difflib.unified_diff(former, new, f"a/{before.file}", f"b/{before.file}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
