"""The table in force: loaded at start, replaced whole when another build has taken the place of `out`."""

from __future__ import annotations

import logging
import os
import threading
import time
from pathlib import Path
from typing import Final

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.serve.site import SITE_FILE, load_site
from dcat_publisher.serve.table import Site

_log = logging.getLogger(__name__)
_SECONDS_BETWEEN_LOOKS: Final = 0.5
_SECONDS_AFTER_A_FAULT: Final = 5.0
Stamp = tuple[int, int, int]


class LiveSite:
    """Gives the table that answers should be taken from.

    A new table is read by a thread of its own, while requests are answered from the old one; a build that
    cannot be read leaves the old one in force. One request uses one table, so no answer mixes two builds.
    """

    def __init__(self, out: Path) -> None:
        """Load `out`; raises ConfigurationError when there is no complete site in it."""
        self._out = out
        self._stamp = self._stamp_now()
        self._site = load_site(out)
        self._next_look = time.monotonic() + _SECONDS_BETWEEN_LOOKS
        self._loading = threading.Lock()

    def current(self) -> Site:
        """Return the table in force; looks for a new build at most twice a second."""
        now = time.monotonic()
        if now >= self._next_look:
            self._next_look = now + _SECONDS_BETWEEN_LOOKS
            if self._stamp_now() not in (None, self._stamp) and self._loading.acquire(blocking=False):
                threading.Thread(target=self._replace, name="load-site", daemon=True).start()
        return self._site

    def _replace(self) -> None:
        try:
            stamp = self._stamp_now()
            self._site = load_site(self._out)
            self._stamp = stamp
        except ConfigurationError as error:
            self._next_look = time.monotonic() + _SECONDS_AFTER_A_FAULT
            _log.warning("the former catalogue is served on: %s", error)
        finally:
            self._loading.release()

    def _stamp_now(self) -> Stamp | None:
        try:
            status = os.stat(self._out / SITE_FILE)  # noqa: PTH116 - half the price of Path.stat, and on every look
        except OSError:
            return None
        return status.st_ino, status.st_mtime_ns, status.st_size
