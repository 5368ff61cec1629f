"""The advice on findings, remembered as long as the files and the rules are what they were.

To name what there is to choose from, the whole folder is compiled and linked, which nothing else asks for
where it has not changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any, Final

from dcat_publisher.checking.pipeline.memory import Memory, Result
from dcat_publisher.model.language import Message

Advice = dict[Hashable, tuple[Message, Message | None]]
"""What makes findings alike -> their message and their help."""
_NAME: Final = "advice"


@dataclass(frozen=True, slots=True)
class RememberedAdvice:
    """Where advice on the findings of a result is remembered; nowhere without a memory."""

    memory: Memory | None = None
    result: Result = field(default_factory=Result)

    def load(self) -> Advice:
        """Return what was remembered of these files and these rules; empty where there is nothing."""
        known: Any = None if self.memory is None else self.memory.load(_NAME)
        return known[1] if known is not None and known[0] == self._key else {}

    def save(self, advice: Advice) -> None:
        """Remember advice in the place of what was remembered."""
        if self.memory is not None:
            self.memory.save(_NAME, (self._key, advice))

    @property
    def _key(self) -> bytes:
        read = repr((self.result.key, *self.result.digests.items())).encode("utf-8", "surrogatepass")
        return hashlib.blake2b(read, digest_size=16).digest()


__all__ = ["Advice", "RememberedAdvice"]
