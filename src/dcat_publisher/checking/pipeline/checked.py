"""What came of checking a source folder."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from datetime import date
from typing import TYPE_CHECKING, Final

from dcat_publisher.checking.clock import Dated, may_be_due
from dcat_publisher.checking.pipeline.memory import Result
from dcat_publisher.checking.pipeline.places import PlaceCodec
from dcat_publisher.checking.pipeline.remembered_advice import RememberedAdvice
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.place import Place

if TYPE_CHECKING:
    from dcat_publisher.checking.pipeline.opening import Opened
    from dcat_publisher.checking.views.view import View

LITERAL: Final = PlaceCodec(())
"""Keeps places as they are, for what is no part of a file."""


class Checked:
    """What came of a check: the findings in order, and the folder, opened when somebody asks for more.

    `digests` tells what each file contained, `in_norwegian` whether most of its keys are Norwegian; `views`
    are what the profiles publish, where the check has worked that out.
    """

    def __init__(
        self, result: Result, findings: Iterable[Finding], opened: Opened | None,
        open_folder: Callable[[], Opened], views: list[View] | None = None,
        advice: RememberedAdvice | None = None,
    ) -> None:  # fmt: skip
        self.findings = list(findings)
        self.files = list(result.digests)
        self.digests = result.digests
        self.noted = list(result.noted)
        self.number = result.records
        self.in_norwegian = {**dict.fromkeys(result.digests, False), **dict.fromkeys(result.norwegian, True)}
        self._dated = result.dated
        self._open = open_folder
        self._opened = opened
        self.views = views
        self.advice = RememberedAdvice() if advice is None else advice

    @property
    def unconfirmed(self) -> set[str]:
        """The files with records of which nothing says when somebody looked at them."""
        return {place[0] for _, path, _, place in self._dated if not path}

    def dates(self, day: date, changed: Container[str]) -> list[Dated]:
        """Return the dates that something may be to say of on a day; `changed` are files with a known day."""
        iso = day.isoformat()
        return [
            Dated(node, path, value, Place(*place)) for node, path, value, place in self._dated
            if may_be_due(path, value, iso, is_known=place[0] in changed)
        ]  # fmt: skip

    @property
    def opened(self) -> Opened:
        """The folder as compiled and linked."""
        if self._opened is None:
            self._opened = self._open()
        return self._opened
