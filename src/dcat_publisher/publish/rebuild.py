"""Building again on every save: the last good catalogue stays up, and its pages say so."""

from __future__ import annotations

import hashlib
import html
import json
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from dcat_publisher.check.watch import changes
from dcat_publisher.model.errors import PublisherError
from dcat_publisher.model.language import Message, words
from dcat_publisher.publish.replacement import replaced_folder

SITE_FILE: Final = "site.json"
_MARK: Final = b'<div role="status" data-dcat-publisher="stale"'
_Site = dict[str, Any]
BROKEN: Final[Message] = words(
    "Kilden har feil, så denne siden viser katalogen slik den var før feilen kom inn.",
    "Kjelda har feil, så denne sida viser katalogen slik han var før feilen kom inn.",
    "The source has errors, so this page shows the catalogue as it was before them.",
)


def start_rebuilding(
    folders: Iterable[Path],
    out: Path,
    build: Callable[[], int],
    language: str,
    complain: Callable[[str], None],
) -> None:
    """Start a thread that builds whenever something in `folders` is saved, as long as the process lives.

    `build` gives 0 when it wrote `out`. When it gives something else or fails, the pages in `out` say so.
    """
    saves = changes(folders)

    def work() -> None:
        for _ in saves:
            try:
                if build() != 0:
                    mark_stale(out, BROKEN[language])
            except (PublisherError, OSError, ValueError) as error:
                complain(str(error))

    threading.Thread(target=work, name="rebuild", daemon=True).start()


def mark_stale(out: Path, text: str) -> None:
    """Put a notice on top of every HTML page of a site, in one step; the RDF stays byte for byte.

    A site that has the notice already is left alone, so that nobody has to load it anew.
    """
    site = json.loads((out / SITE_FILE).read_text("utf-8"))
    notice = (
        _MARK
        + f' style="padding:.5rem 1rem;background:#7a4d00;color:#fff">{html.escape(text)}</div>'.encode()
    )
    pages = [(name, about) for name, about in _files(site) if about["mediaType"] == "text/html"]
    if not pages or _MARK in (out / pages[0][0]).read_bytes():
        return
    changed: dict[str, bytes] = {}
    for name, about in pages:
        changed[name] = _with_notice((out / name).read_bytes(), notice)
        about["sha256"] = hashlib.sha256(changed[name]).hexdigest()
    changed[SITE_FILE] = (json.dumps(site, ensure_ascii=False, indent=1) + "\n").encode()
    with replaced_folder(out) as staging:
        for file in out.rglob("*"):
            name = file.relative_to(out).as_posix()
            if file.is_file():
                staging.write(name, changed.get(name) or file.read_bytes())


def _files(site: _Site) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the name and the entry of each file that a site lists (see `web.site`)."""
    for resource in site["resources"]:
        for suffix, about in resource["files"].items():
            yield f"{resource['path']}.{suffix}", about
    for document in site.get("documents", []):
        yield document["path"], document


def _with_notice(page: bytes, notice: bytes) -> bytes:
    start = page.find(b"<body")
    end = page.find(b">", start) + 1 if start >= 0 else 0
    return page[:end] + notice + page[end:]
