"""Building again on every save: the last good catalogue stays up, and its pages say so."""

from __future__ import annotations

import hashlib
import html
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from dcat_publisher.checking.watch import changes
from dcat_publisher.model.errors import PublisherError
from dcat_publisher.model.language import Words
from dcat_publisher.publish.inventory import Listing
from dcat_publisher.publish.manifest import LISTS, PAGES_FOLDER, entries, line, write_draft
from dcat_publisher.publish.replacement import replaced_folder
from dcat_publisher.publish.staging import Staging
from dcat_publisher.system.confined import read_inside

_WORDS: Final = Words(__file__)


_MARK: Final = b'<div role="status" data-dcat-publisher="stale"'


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
                    mark_stale(out, _WORDS["broken"][language])
            except (PublisherError, OSError, ValueError) as error:
                complain(str(error))

    threading.Thread(target=work, name="rebuild", daemon=True).start()


def mark_stale(out: Path, text: str) -> None:
    """Put a notice on top of every HTML page of a site, in one step; the RDF stays byte for byte.

    A site that has the notice already is left alone, so that nobody has to load it anew.
    """
    style = "padding:.5rem 1rem;background:#7a4d00;color:#fff"
    notice = _MARK + f' style="{style}">{html.escape(text)}</div>'.encode()
    read: dict[str, list[Any]] = {name: [] for name in LISTS}
    head: dict[str, Any] = {}
    for key, value in entries(out):
        if key in LISTS:
            read[key].append(value)
        elif key not in ("generator", "version"):
            head[key] = value
    pages = [(name, about) for name, about in _files(read) if about["mediaType"] == "text/html"]
    if not pages or _MARK in read_inside(out, pages[0][0]):
        return

    def list_files(staging: Staging) -> None:
        write_draft(staging.folder, head, {name: map(line, items) for name, items in read.items()})

    with replaced_folder(out, list_files) as staging:
        marked = {name for name, _ in pages}
        for name in Listing.read(out):
            data = read_inside(out, name)
            staging.write(name, _with_notice(data, notice) if name in marked else data)
        for name, about in pages:
            about["sha256"] = hashlib.sha256((staging.folder / name).read_bytes()).hexdigest()


def _files(read: Mapping[str, list[Any]]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the name and the entry of each page and document that a site lists (see `manifest`)."""
    for resource in read["resources"]:
        for suffix, about in resource["files"].items():
            yield f"{resource['path']}.{suffix}", about
    for number, page in enumerate(read["pages"], start=1):
        for suffix, about in page.items():
            yield f"{PAGES_FOLDER}/{number}.{suffix}", about
    for document in [*read["documents"], *read["feed"]]:
        yield document["path"], document


def _with_notice(page: bytes, notice: bytes) -> bytes:
    start = page.find(b"<body")
    end = page.find(b">", start) + 1 if start >= 0 else 0
    return page[:end] + notice + page[end:]
