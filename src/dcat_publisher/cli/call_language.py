"""The language of a call: its own, that of the environment, of the configuration, of the locale."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from dcat_publisher.model.errors import PublisherError
from dcat_publisher.model.language import LANGUAGES

_VARIABLE: Final = "DCAT_PUBLISHER_LANG"
_CALL: list[str] = []
"""The words of the call, for the language that they ask for."""


def begin_call(arguments: Sequence[str]) -> None:
    """Take the words of a call, which are asked for when something is to be said."""
    _CALL[:] = arguments


def language_of_complaints() -> str:
    """Return the language to complain in: that of the call, else of the environment, else of the locale.

    The configuration is not asked: it may be what is complained of.
    """
    from dcat_publisher.cli import options  # noqa: PLC0415  only where something is to be said
    from dcat_publisher.cli.wrong_calls import asked_language  # noqa: PLC0415

    chosen = os.environ.get(_VARIABLE)
    return options.language_of(asked_language(_CALL) or (chosen if chosen in LANGUAGES else None))


def call_language() -> str:
    """Return the language of this call: its own, that of the environment, that of the configuration."""
    from dcat_publisher.checking.configuration import find_configuration, read_configuration  # noqa: PLC0415
    from dcat_publisher.cli.wrong_calls import asked_language  # noqa: PLC0415  where help is asked for

    try:
        file = find_configuration(Path())
        settled = None if file is None else read_configuration(file).options.get("lang")
    except PublisherError:  # the help is there for whoever has to put it right
        settled = None
    is_asked = asked_language(_CALL) or os.environ.get(_VARIABLE) in LANGUAGES
    return str(settled) if settled in LANGUAGES and not is_asked else language_of_complaints()
