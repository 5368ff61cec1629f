"""The catalogue in portions: the data for harvesters that ask for them, and the pages."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import zip_longest

from dcat_publisher.model.language import DEFAULT_LANGUAGE
from dcat_publisher.publish.content import Content
from dcat_publisher.publish.hydra_pages import pages_of
from dcat_publisher.publish.manifest import PAGES_FOLDER
from dcat_publisher.publish.pages import PortionFile, Site, portion_files
from dcat_publisher.publish.resource_files import FileCache
from dcat_publisher.publish.staging import Staging
from dcat_publisher.rdf.formats import FORMATS, N_TRIPLES
from dcat_publisher.rdf.jsonld_context import Context, Json


def write_portions(
    staging: Staging, content: Content, site: Site, context: Context, size: int, memory: FileCache,
    done: Mapping[str, dict[str, Json]],
) -> Iterator[dict[str, Json]]:  # fmt: skip
    """Write the portions, and yield what the list says of the files of each, by suffix."""
    names = hashlib.blake2b(context_bytes(context), digest_size=16).digest()
    data = pages_of(content.graph, content.catalog, content.settings.base, size)
    shown, sums = portion_files(site, content.settings.language or DEFAULT_LANGUAGE), dict(_sums(done))
    for number, (page, files) in enumerate(zip_longest(data, shown), start=1):
        found: dict[str, Json] = {}
        key = b"" if page is None else page.digest(sums) + names
        for entry in FORMATS if page is not None else ():
            found[entry.suffix] = memory.listed(
                staging, f"{PAGES_FOLDER}/{number}.{entry.suffix}", entry.media_type, key,
                partial(page.document, entry, context),
            )  # fmt: skip
        for file in files or ():
            found[file.suffix] = _write_portion(staging, number, file, memory)
        yield found


def _sums(done: Mapping[str, dict[str, Json]]) -> Iterator[tuple[str, str]]:
    """Yield the terms of what has all its documents, with the sum of the one in N-Triples."""
    for term, entry in done.items():
        files = entry.get("files")
        about = files.get(N_TRIPLES.suffix) if isinstance(files, dict) else None
        if isinstance(about, dict):
            yield term, str(about["sha256"])


def _write_portion(staging: Staging, number: int, file: PortionFile, memory: FileCache) -> dict[str, Json]:
    path = f"{PAGES_FOLDER}/{number}.{file.suffix}"
    entry = memory.listed(staging, path, file.media_type, file.key + memory.common, file.make)
    return {**entry, "language": file.language}


def context_bytes(context: Context) -> bytes:
    """Return the context as the vocabulary has it: one line per key, as it is read by people."""
    lines = (
        f"    {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}"
        for key, value in context.json.items()
    )
    return ('{\n  "@context": {\n' + ",\n".join(lines) + "\n  }\n}\n").encode()
