"""Numbers that the environment sets."""

from __future__ import annotations

import os
from typing import Final

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import Words, filled

_WORDS: Final = Words(__file__).group("setting")


def seconds_in(variable: str) -> float | None:
    """Return the seconds that an environment variable sets, None where it is not there.

    Raises ConfigurationError where it is no number above 0.
    """
    given = os.environ.get(variable)
    if given is None:
        return None
    try:
        seconds = float(given)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise ConfigurationError(filled(_WORDS["no_seconds"], variable=variable, given=repr(given)))
    return seconds
