"""The baseline: a file with the findings that were there before, which are not reported again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from dcat_publisher.checking.selection.fingerprints import fingerprints, relative
from dcat_publisher.model.errors import ConfigurationError, OutputError
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.language import Message, Words, filled
from dcat_publisher.source.source_text import Texts
from dcat_publisher.system.confined import checkout_of, read_regular
from dcat_publisher.system.reasons import unreadable, unwritable
from dcat_publisher.system.whole_files import write_whole

_WORDS: Final = Words(__file__).group("baseline")
SCHEMA_VERSION = 1
_MAX_BYTES = 100_000_000
"""Half a million findings; a file that never ends is none of ours."""


def read_baseline(file: Path) -> frozenset[str]:
    """Return the fingerprints of a baseline; a file that is none is a ConfigurationError."""
    try:
        content = json.loads(read_regular(file, _MAX_BYTES, checkout_of(file.parent)))
        if content["schema_version"] != SCHEMA_VERSION:
            versions = {"version": str(content["schema_version"]), "read": str(SCHEMA_VERSION)}
            raise ConfigurationError(filled(_WORDS["version"], file=str(file), **versions))
        return frozenset(entry["fingerprint"] for entry in content["findings"])
    except FileNotFoundError as error:
        raise ConfigurationError(filled(_WORDS["missing"], file=str(file))) from error
    except OSError as error:
        raise ConfigurationError(unreadable(file, error)) from error
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        words = filled(_WORDS["damaged"], file=str(file), reason=type(error).__name__)
        raise ConfigurationError(words) from error


def write_baseline(file: Path, findings: Sequence[Finding], texts: Texts, root: Path) -> Message:
    """Write findings as a baseline: sorted, one a line, without line numbers, for small diffs.

    Returns the line that says so; raises OutputError.
    """
    entries = sorted(
        (relative(found.place.file, root), texts[found.place.file].key_path(found.place), found.code, mark)
        for found, mark in zip(findings, fingerprints(findings, texts, root), strict=True)
    )
    rows = [
        json.dumps(
            dict(zip(("file", "key_path", "code", "fingerprint"), entry, strict=True)), ensure_ascii=False
        )
        for entry in entries
    ]
    body = "\n  " + ",\n  ".join(rows) + "\n" if rows else ""
    text = f'{{"schema_version": {SCHEMA_VERSION}, "findings": [{body}]}}\n'
    try:
        write_whole(file, [text.encode()])
    except OSError as error:
        raise OutputError(unwritable(file, error)) from error
    return filled(_WORDS["written"], file=str(file), number=str(len(findings)))
