"""`python -m docs.website [FOLDER]` builds the site; `… pages` writes the committed pages."""

from __future__ import annotations

import sys
from pathlib import Path

from docs.website.committed import write_pages
from docs.website.links import ROOT
from docs.website.site import build_site

if sys.argv[1:] == ["pages"]:
    write_pages()
else:
    build_site(Path(sys.argv[1]) if sys.argv[1:] else ROOT / "build" / "site")
