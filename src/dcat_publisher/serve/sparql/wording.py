"""The words of the query page."""

from __future__ import annotations

from typing import Final

from dcat_publisher.model.language import Words

WORDS: Final = Words(__file__)
