"""The files that a manifest speaks of, as they lie in the output folder."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

from dcat_publisher.publish.manifest import SITE_FILE
from dcat_publisher.rdf.jsonld_context import Json
from dcat_publisher.serve.entries import File
from dcat_publisher.system.confined import open_inside, status_inside


class BuiltFiles:
    """Reads the files that a manifest speaks of; `bodies` False looks only whether they are there."""

    def __init__(self, out: Path, *, bodies: bool = True) -> None:
        self._out = out
        self._bodies = bodies
        self._seen: set[str] = set()
        self._last = ("", b"")

    def read(self, path: str, name: str, about: Mapping[str, Json], policy: str | None = None) -> File:
        """Return a file; raises ValueError when it is not the one that was built with the others."""
        whole, digest = f"{path}.{name}" if name else path, str(about["sha256"])
        body, modified = self._content(whole)
        if self._bodies and hashlib.sha256(body).hexdigest() != digest:
            raise ValueError(f"{whole} is not the file that {SITE_FILE} speaks of")
        if self._bodies:
            body = self._once(digest, body)
        first, _, suffix = name.rpartition(".")
        profile = str(about["profile"]) if "profile" in about else None
        language = str(about["language"]) if "language" in about else None if profile else first or None
        media_type, last = str(about["mediaType"]), whole.rpartition("/")[2]
        file = File(last, first, suffix, media_type, body, digest, modified, language, profile)
        return file._replace(policy=policy) if media_type == "text/html" else file

    def _content(self, path: str) -> tuple[bytes, int]:
        """Return what is in a file and when it was changed; without bodies it is only looked at."""
        if not self._bodies:
            return b"", int(status_inside(self._out, path, self._seen).st_mtime)
        with open_inside(self._out, path, self._seen) as stream:
            return stream.read(), int(os.fstat(stream.fileno()).st_mtime)

    def _once(self, digest: str, body: bytes) -> bytes:
        """Hold one copy of a file that has two names, one after the other in the manifest."""
        if digest != self._last[0]:
            self._last = (digest, body)
        return self._last[1]


__all__ = ["BuiltFiles"]
