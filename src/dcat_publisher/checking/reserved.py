"""The one table of names that are taken: what the service answers itself, the site's files, what ends a name.

A record has its files at its path with a suffix, and its address is the path alone. So a path may be neither
one of these, nor end like a file of another record. A test holds the table against the routes of the
application and the files of a build.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from dcat_publisher.model.language import LANGUAGES
from dcat_publisher.rdf.formats import FORMATS, JSON_LD

SERVICE: Final = ("health", "sparql")
"""What the application answers by itself."""
DOCUMENTS: Final = ("context.jsonld", "feed.trig", "shapes.ttl")
"""Data that are the site's own; they are answered without suffix, too."""
PAGES: Final = ("quality", "variables")
"""Pages that describe no single thing; they are there in every language, and chosen by that."""
FILES: Final = (
    *DOCUMENTS, *(f"{name}.html" for name in PAGES), "favicon.ico", "feed.atom", "llms.txt", "nginx.conf",
    "nginx-resources.conf", "openapi.json", "robots.txt", "site.json", "sitemap.xml",
)  # fmt: skip
"""The site's files that are there in every build with pages, or may be."""
DATA_PROFILES: Final = ("schema",)
"""What stands in the names of documents in another profile: `npr.schema.jsonld`."""
PAGE_SUFFIX: Final = "html"
DOCUMENT_SUFFIX: Final = "|".join(
    (
        rf"(?:\.(?:{'|'.join(LANGUAGES)}))?\.{PAGE_SUFFIX}",
        rf"(?:\.(?:{'|'.join(DATA_PROFILES)}))?\.{JSON_LD.suffix}",
        rf"\.(?:{'|'.join(entry.suffix for entry in FORMATS if entry is not JSON_LD)})",
    )
)
"""The pattern of what the documents of a thing are named by behind its path: `.nn.html`, `.schema.jsonld`."""
_IN_LANGUAGES: Final = rf"(?:\.(?:{'|'.join(LANGUAGES)}))?"
_SERIES: Final = re.compile(
    rf"sitemap-[0-9]+\.xml|style-[0-9a-f]{{8}}\.css|search{_IN_LANGUAGES}\.json|picture{_IN_LANGUAGES}\.svg"
    r"|variables-[0-9]+\.json|information-models\.[a-z]+"
    rf"|frame{_IN_LANGUAGES}\.txt|(?:icon|logo)-[0-9a-f]{{8}}\.(?:svg|png)|(?:{'|'.join(PAGES)}){_IN_LANGUAGES}\.html",
    re.IGNORECASE,
)
_TAKEN: Final = frozenset((*SERVICE, *PAGES, *FILES, *(name.rpartition(".")[0] for name in DOCUMENTS)))
MIDDLE: Final = (*LANGUAGES, *DATA_PROFILES)
"""What may stand between the path of a record and the suffix of one of its files: `npr.nb.html`."""


def is_taken(path: str) -> bool:
    """Return whether the service or the site has this path for itself."""
    return folded(path) in _TAKEN or _SERIES.fullmatch(path) is not None


def folded(path: str) -> str:
    """Return a path as disks compare it to which case and the composition of letters (NFC, NFD) are alike."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
