"""What came of checking a source folder."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from dcat_publisher.checking.clock import Dated
from dcat_publisher.checking.pipeline.opening import Opened
from dcat_publisher.checking.pipeline.places import PlaceCodec
from dcat_publisher.checking.pipeline.state import Result
from dcat_publisher.checking.views.view import View
from dcat_publisher.model.place import Place

LITERAL: Final = PlaceCodec(())
"""Keeps places as they are, for what is no part of a file."""


class Checked:
    """What came of a check: the findings in order, and the folder, opened when somebody asks for more.

    `in_norwegian` says of each file whether most of its keys are Norwegian; `views` are what the profiles
    publish, where the check has worked that out.
    """

    def __init__(
        self, result: Result, opened: Opened | None, open_folder: Callable[[], Opened],
        views: list[View] | None = None,
    ) -> None:  # fmt: skip
        self.findings = [LITERAL.finding(kept) for kept in result.findings]
        self.files = list(result.digests)
        self.noted = list(result.noted)
        self.number = result.records
        self.in_norwegian = {**dict.fromkeys(result.digests, False), **dict.fromkeys(result.norwegian, True)}
        self._dated = result.dated
        self._open = open_folder
        self._opened = opened
        self.views = views

    @property
    def dates(self) -> list[Dated]:
        """The dates that the clock has a say in."""
        return [Dated(node, path, value, Place(*place)) for node, path, value, place in self._dated]

    @property
    def opened(self) -> Opened:
        """The folder as compiled and linked."""
        if self._opened is None:
            self._opened = self._open()
        return self._opened
