"""Waivers, with a day, for what keeps an imported catalogue from being published now; and what to repair.

None covers what makes the national harvester refuse the whole catalogue: that is repaired first.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from dcat_publisher.checking.configuration import OWN_FILE
from dcat_publisher.insight.harvest.acceptance_check import NOT_XML
from dcat_publisher.insight.harvest.iris import iri_fault
from dcat_publisher.model.finding import Finding, Severity
from dcat_publisher.model.language import Words, in_language
from dcat_publisher.source.source_text import Texts

_WORDS: Final = Words(__file__)
_ADDRESSES: Final = frozenset({"T101"})
_TEXTS: Final = frozenset({"T501"})
_NEVER: Final = frozenset({"R203"})
"""Two records with one address: which of them would be published is not known."""


@dataclass(slots=True)
class Waivers:
    """What is waived: code -> findings; `refused` are those that are not."""

    until: date
    waived: dict[str, list[Finding]] = field(default_factory=dict)
    refused: list[Finding] = field(default_factory=list)

    @classmethod
    def of(cls, findings: Sequence[Finding], until: date, texts: Texts) -> Waivers:
        """Sort the errors among findings; a file with one that is not waived has no waiver of that code."""
        errors = [found for found in findings if found.severity is Severity.ERROR]
        refused = [found for found in errors if _stops_the_harvest(found, texts)]
        without = {(found.code, found.place.file) for found in refused}
        waivers = cls(until, refused=refused)
        for found in errors:
            if (found.code, found.place.file) not in without:
                waivers.waived.setdefault(found.code, []).append(found)
        return waivers

    def toml(self, folder: Path, language: str) -> str:
        """Return the text of a configuration with the waivers; places are seen from `folder`."""
        parts = [f"{_WORDS['waivers_head'][language]}\n"]
        for code, findings in sorted(self.waived.items()):
            files = sorted({relative(found, folder) for found in findings})
            lines = "".join(f"\n  {json.dumps(f'*{file}', ensure_ascii=False)}," for file in files)
            said = _message(findings[0], folder, language).replace("\n", " ")
            parts.append(
                f"\n# {len(findings)} × {said[:200]}\n[[waivers]]\ncode = {json.dumps(code)}\n"
                f"until = {self.until.isoformat()}\nreason = {_quoted(_WORDS['reason'][language])}\n"
                f"files = [{lines}\n]\n"
            )
        return "".join(parts)

    def lines(self, folder: Path, language: str) -> Iterator[str]:
        """Yield what to repair, for people."""
        for code, findings in sorted(self.waived.items()):
            yield _WORDS["to_repair"][language].format(
                day=self.until.isoformat(), code=code, number=len(findings),
                place=_place(findings[0], folder), message=_message(findings[0], folder, language),
            )  # fmt: skip
        for found in self.refused:
            yield _WORDS["not_waived"][language].format(
                place=_place(found, folder), code=found.code, message=_message(found, folder, language)
            )


def _quoted(text: str) -> str:
    """Return a string of TOML: those of JSON are some."""
    return json.dumps(text, ensure_ascii=False)


def _stops_the_harvest(found: Finding, texts: Texts) -> bool:
    """Return whether a value, if published, would make the national harvester refuse the whole catalogue."""
    if found.code in _NEVER:
        return True
    said = texts[found.place.file].scalar(found.place)
    if found.code in _ADDRESSES:
        return iri_fault(said) is not None
    return found.code in _TEXTS and NOT_XML.search(said) is not None


def relative(found: Finding, folder: Path) -> str:
    """Return the file of a finding as seen from a folder."""
    return Path(found.place.file).relative_to(folder).as_posix()


def _message(found: Finding, folder: Path, language: str) -> str:
    """Return what a finding says, with other files as seen from the folder."""
    return in_language(found.message, language).replace(f"{folder}/", "")


def _place(found: Finding, folder: Path) -> str:
    return f"{relative(found, folder)}:{found.place.line}"


__all__ = ["OWN_FILE", "Waivers", "relative"]
