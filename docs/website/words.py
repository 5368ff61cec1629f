"""The words of the generated pages, in nb, nn and en."""

from __future__ import annotations

from typing import Final

from dcat_publisher.model.language import Words

WORDS: Final = Words(__file__)
"""What `words.toml` beside this file says."""
