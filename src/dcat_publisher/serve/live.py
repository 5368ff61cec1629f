"""The table in force: loaded at start, replaced whole when another build has taken the place of `out`."""

from __future__ import annotations

import logging
import os
import threading
import time
from pathlib import Path
from typing import Final

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.publish.manifest import SITE_FILE
from dcat_publisher.publish.merging import JOURNAL
from dcat_publisher.serve.site import load_site
from dcat_publisher.serve.table import Site
from dcat_publisher.system.scratch import exclusively
from dcat_publisher.system.stamps import stamp_of

_log = logging.getLogger(__name__)
_SECONDS_BETWEEN_LOOKS: Final = 0.5
_SECONDS_AFTER_A_FAULT: Final = 5.0


class LiveSite:
    """Gives the table that answers should be taken from.

    A new table is read by a thread of its own, while requests are answered from the old one; a build that
    cannot be read leaves the old one in force. One request uses one table, so no answer mixes two builds.
    """

    def __init__(self, out: Path) -> None:
        """Load `out`; raises ConfigurationError when there is no complete site in it."""
        self._out = out
        self._stamp = stamp_of(self._out / SITE_FILE)
        self._site = _first_site(out)
        self._next_look = time.monotonic() + _SECONDS_BETWEEN_LOOKS
        self._loading = threading.Lock()

    def current(self) -> Site:
        """Return the table in force; looks for a new build at most twice a second."""
        now = time.monotonic()
        if now >= self._next_look:
            self._next_look = now + _SECONDS_BETWEEN_LOOKS
            is_new = stamp_of(self._out / SITE_FILE) not in (None, self._stamp)
            if is_new and self._loading.acquire(blocking=False):
                threading.Thread(target=self._replace, name="load-site", daemon=True).start()
        return self._site

    def _replace(self) -> None:
        try:
            stamp = stamp_of(self._out / SITE_FILE)
            self._site = load_site(self._out)
            self._stamp = stamp
        except ConfigurationError as error:
            self._next_look = time.monotonic() + _SECONDS_AFTER_A_FAULT
            _log.warning("the former catalogue is served on: %s", error)
        finally:
            self._loading.release()


def _first_site(out: Path) -> Site:
    """Load a site; where its files are being replaced one by one, when that has come to its end."""
    try:
        return load_site(out)
    except ConfigurationError:
        if not os.path.lexists(out / JOURNAL):
            raise
    with exclusively(out):  # at once, when the process that began has been killed
        return load_site(out)
