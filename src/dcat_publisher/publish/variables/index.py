"""The page on which all variables are searched, and the static files that its script looks in.

Without a script the page leads to the list of each dataset.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Final

from dcat_publisher.model.language import LANGUAGES
from dcat_publisher.publish.pages.environment import packed, render
from dcat_publisher.publish.pages.frame import VARIABLES_PATH, frame_of_page
from dcat_publisher.publish.pages.reader import Reader
from dcat_publisher.publish.pages.render import Site
from dcat_publisher.publish.pages.wording import number_of, variables_heading
from dcat_publisher.publish.variables.page import PORTION, Listing

MOST: Final = 5000
"""How many variables one file of the index has: about half a megabyte."""


def index_files(listings: Sequence[Listing]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the index: each variable with its name, its titles, its dataset and page."""
    entries = [
        [number, place // PORTION + 1, variable.fragment, variable.name,
         *(variable.titles.get(tag, "") for tag in LANGUAGES)]
        for number, listing in enumerate(listings)
        for place, variable in enumerate(listing.variables)
    ]  # fmt: skip
    for number, start in enumerate(range(0, len(entries), MOST), start=1):
        text = json.dumps(entries[start : start + MOST], ensure_ascii=False, separators=(",", ":"))
        yield f"{VARIABLES_PATH}-{number}.json", text.encode("utf-8", "replace")


def search_page(site: Site, reader: Reader, listings: Sequence[Listing], files: Sequence[str]) -> bytes:
    """Return the page in the reader's language; `files` are the names of the index's files."""
    language = reader.language
    datasets = [
        (each.listed.path, reader.name(each.listed.dataset), number_of(len(each.variables), language))
        for each in listings
    ]
    title = variables_heading(language)
    return render(
        "all-variables.html", language, site.identity, datasets=datasets, index=" ".join(files),
        suffix=reader.suffix, script=packed("variables.js"),
        **(frame_of_page(site, reader, VARIABLES_PATH, title) | {"indexed": True}),
    ).encode("utf-8", "replace")  # fmt: skip
