"""The baseline: a file with the findings that were there before, which are not reported again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from dcat_publisher.checking.selection.fingerprints import fingerprints, relative
from dcat_publisher.model.errors import ConfigurationError, OutputError
from dcat_publisher.model.finding import Finding
from dcat_publisher.source.source_text import Texts
from dcat_publisher.system.confined import checkout_of, read_regular

SCHEMA_VERSION = 1
_MAX_BYTES = 100_000_000
"""Half a million findings; a file that never ends is none of ours."""


def read_baseline(file: Path) -> frozenset[str]:
    """Return the fingerprints of a baseline; a file that is none is a ConfigurationError."""
    try:
        content = json.loads(read_regular(file, _MAX_BYTES, checkout_of(file.parent)))
        if content["schema_version"] != SCHEMA_VERSION:
            raise ConfigurationError(
                f"{file}: a baseline of version {content['schema_version']}, not {SCHEMA_VERSION}"
            )
        return frozenset(entry["fingerprint"] for entry in content["findings"])
    except FileNotFoundError as error:
        raise ConfigurationError(f"{file} does not exist; `--write-baseline` makes it") from error
    except OSError as error:
        raise ConfigurationError(f"{file} is not read: {error.strerror}") from error
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise ConfigurationError(f"{file}: not a baseline ({type(error).__name__})") from error


def write_baseline(file: Path, findings: Sequence[Finding], texts: Texts, root: Path) -> None:
    """Write findings as a baseline: sorted, one a line, without line numbers, for small diffs."""
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
        file.write_text(text, "utf-8", newline="\n")
    except OSError as error:
        raise OutputError(f"{file} cannot be written: {error.strerror or error}") from error
