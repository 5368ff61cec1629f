"""What the endpoint says of itself: where the catalogue's IRIs begin, and its service description."""

from __future__ import annotations

import threading
from contextlib import suppress
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from markupsafe import Markup

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.publish.manifest import SITE_FILE
from dcat_publisher.publish.named_graphs import Published, published
from dcat_publisher.publish.pages.documents import frame_file
from dcat_publisher.rdf.jsonld_context import read_context
from dcat_publisher.serve.sparql.description import describe
from dcat_publisher.serve.sparql.editor_files import completion
from dcat_publisher.serve.sparql.limits import Limits
from dcat_publisher.serve.sparql.results import write_graph
from dcat_publisher.system.confined import read_inside
from dcat_publisher.system.stamps import stamp_of

_NO_LIMITS: Final = Limits(mebibytes=1024)


class AboutSite:
    """What is known of the built site; read again when another has taken its place."""

    def __init__(self, out: Path) -> None:
        """Read `out`; raises ConfigurationError when no site was built there."""
        self._out = out
        self._lock = threading.Lock()
        self._stamp = stamp_of(self._out / SITE_FILE)
        self._site = published(out)
        self._descriptions: dict[str, bytes] = {}
        self._completion: Markup | None = None

    def base(self) -> str:
        """Return the IRI that the catalogue's own IRIs begin with."""
        return self._current().base

    def prefix(self) -> str:
        """Return the path of that IRI without a slash at the end: empty, or `/catalogues/health`."""
        return urlsplit(self.base()).path.rstrip("/")

    def description(self, media_type: str) -> bytes:
        """Return the service description in a form; written once for each build."""
        with self._lock:
            site = self._current()
            if media_type not in self._descriptions:
                triples = site.whole().count(b"\n")
                graph = describe(f"{site.base}sparql", site.names(), triples)
                context = read_context([self._out / "context.jsonld"])
                self._descriptions[media_type] = write_graph(graph, media_type, context, _NO_LIMITS)
            return self._descriptions[media_type]

    def frame(self, language: str) -> str | None:
        """Return what the site's pages have around their content; None where an earlier build has none."""
        with suppress(OSError, UnicodeDecodeError):
            return read_inside(self._out, frame_file(language)).decode("utf-8")
        return None

    def completion(self) -> Markup:
        """Return what the editor completes, as JSON; made once for each build."""
        with self._lock:
            self._current()
            if self._completion is None:
                self._completion = completion(read_context([self._out / "context.jsonld"]))
            return self._completion

    def _current(self) -> Published:
        stamp = stamp_of(self._out / SITE_FILE)
        if stamp is not None and stamp != self._stamp:
            try:
                self._site = published(self._out)
            except ConfigurationError:  # the next build is being put in place; the former one still answers
                return self._site
            self._stamp = stamp
            self._descriptions = {}
            self._completion = None
        return self._site
