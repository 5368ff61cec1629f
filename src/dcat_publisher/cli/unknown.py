"""What is said of a name that nothing has: what may have been meant, else how all names are seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import Message, Words, filled

_WORDS: Final = Words(__file__).group("unknown")


def unknown(kind: str, name: str, near: Sequence[str], command: str) -> ConfigurationError:
    """Return the error for a name that no rule, class or list has; `command` shows those that there are."""
    meant: Message = (
        filled(_WORDS["meant"], near=", ".join(near)) if near else filled(_WORDS["all"], command=command)
    )
    said = {"rule": _WORDS["rule"], "class": _WORDS["class"], "list": _WORDS["list"]}[kind]
    return ConfigurationError(filled(said, code=name, meant=meant))
