"""The numbers and addresses of Norwegian laws: `LOV-2008-06-27-71` and the ELI of Lovdata are one thing."""

from __future__ import annotations

import re
from typing import Final

ELI: Final = "https://lovdata.no/eli/"
"""What the addresses of laws begin with: https://lovdata.no/eli (European Legislation Identifier)."""
LAW_NUMBER: Final = re.compile(
    r"(?<![A-Za-z])(LOV|FOR|lov|forskrift)[-/](\d{4})-(\d\d)-(\d\d)(?:-(\d+))?(?![\d-])", re.IGNORECASE
)


def eli_of(number: re.Match[str]) -> str:
    """Return the ELI of a law or a regulation by its number: of one without a serial number, nr. 0."""
    kind = "lov" if number[1].lower() == "lov" else "forskrift"
    serial = "" if number[5] is None else f"/{number[5]}"
    return f"{ELI}{kind}/{number[2]}/{number[3]}/{number[4]}{serial}"


__all__ = ["ELI", "LAW_NUMBER", "eli_of"]
