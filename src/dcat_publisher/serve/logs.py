"""What the server says of itself on standard error: a line of text, or of JSON where that was asked for."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final, Literal, NamedTuple

from dcat_publisher.model.language import Words

LogFormat = Literal["text", "json"]
_SAID: Final = Words(__file__).group("said")
_HANDLER: Final = {"class": "logging.StreamHandler", "stream": "ext://sys.stderr"}


class JsonFormatter(logging.Formatter):
    """Writes a record of the standard library as a line of the structured log."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record, with its exception where it has one."""
        said: dict[str, object] = {"level": record.levelname.lower(), "message": record.getMessage()}
        if record.exc_info:
            said["exception"] = self.formatException(record.exc_info)
        return json_line("log", datetime.fromtimestamp(record.created, UTC), said)


def json_line(event: str, now: datetime, said: Mapping[str, object]) -> str:
    """Return a line of the structured log, without its end: when, what happened, what is said of it."""
    return json.dumps({"time": moment(now), "event": event, **said})


def moment(now: datetime) -> str:
    """Return a moment in UTC as RFC 3339 has it, with milliseconds."""
    return now.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def log_configuration(form: LogFormat) -> dict[str, Any]:
    """Return what the server, and the code under it, is told of logging (`logging.config`)."""
    loud = {"handlers": ["console"], "level": "INFO", "propagate": False}
    formatter = JsonFormatter if form == "json" else logging.Formatter
    shape = {} if form == "json" else {"fmt": "[%(levelname)s] %(message)s"}
    return {
        "formatters": {"generic": {"()": formatter, **shape}},
        "handlers": {"console": {"formatter": "generic", **_HANDLER}},
        "loggers": {"_granian": loud, "dcat_publisher": {**loud, "level": "WARNING"}},
    }


class Voice(NamedTuple):
    """How the server says something of itself: in which form and, as text, in which language."""

    form: LogFormat = "text"
    language: str = "en"

    def say(self, event: str, **said: object) -> None:
        """Write one line to standard error: a text, or the event with what is said of it."""
        if self.form == "json":
            line = json_line(event, datetime.now(UTC), said)
        else:
            line = _SAID[event][self.language].format(**said)
        print(line, file=sys.stderr, flush=True)
