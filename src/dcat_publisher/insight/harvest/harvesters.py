"""The harvesters that can be rehearsed, a row each; `rehearse --as`, its help and its verdict derive from it.

A row names what runs for it. One without is refused when this module is imported: no harvester gets the rules
of another, or none, without a word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dcat_publisher.insight.harvest.ckan import LABEL as CKAN
from dcat_publisher.insight.harvest.ckan import ckan_faults
from dcat_publisher.insight.harvest.dcat_ap import has_mandatory
from dcat_publisher.insight.harvest.inputs import Input
from dcat_publisher.insight.harvest.paged import Check, rehearse_pages
from dcat_publisher.insight.harvest.reference_data import ReferenceData
from dcat_publisher.insight.harvest.rehearsal import Rehearsal, rehearse

_EU: Final = "data.europa.eu"


@dataclass(frozen=True, slots=True)
class Harvester:
    """One harvester: its name on the command line, what people call it, and what is known of it.

    `facts` are the sources of what is known, each with its version or month: such facts age. A harvester that
    `is_national` reads one document by the rules of codes H0 to H4, and what its portal shows is known; any
    other reads page after page, and `checks` are what it needs of them.
    """

    name: str
    label: str
    reads: str
    facts: tuple[str, ...]
    checks: tuple[Check, ...] = ()
    is_national: bool = False

    def __post_init__(self) -> None:
        if not (self.name and self.label and self.reads and self.facts):
            raise ValueError(f"harvester {self.name!r}: name, label, what it reads and facts are to be given")
        if bool(self.checks) == self.is_national:
            raise ValueError(f"harvester {self.name!r}: it has checks, or else is the national one")

    @property
    def crosses_schemes(self) -> bool:
        """Whether it follows a redirect from http to https, which Java's client does not."""
        return not self.is_national

    def rehearse(self, given: Input, known: ReferenceData) -> Rehearsal:
        """Rehearse its harvest of a catalogue; `known` are the names that the national portal adds."""
        return rehearse(given, known) if self.is_national else rehearse_pages(given, self.checks)


HARVESTERS: Final = (
    Harvester(
        "data-norge", "data.norge.no", "one document",
        ("fdk-harvester, 2026-08", "fdk-dataset-harvester, 2025-10", "fdk-parser-service, 2026-07",
         "fdk-rdf-parser 2.9.0, 2025", "fdk-reasoning-service, 2026-03"),
        is_national=True,
    ),
    Harvester("ckan", CKAN, "page after page", ("ckanext-dcat 2.4.3",), (ckan_faults,)),
    Harvester("edp", _EU, "page after page", ("DCAT-AP 3.0.1, 2025-07",), (has_mandatory(_EU),)),
)  # fmt: skip
BY_NAME: Final = {harvester.name: harvester for harvester in HARVESTERS}
if len(BY_NAME) < len(HARVESTERS):
    raise ValueError("two harvesters have one name")
DEFAULT: Final = HARVESTERS[0]


def told_choices() -> str:
    """Return the names with what they stand for, for the help of the command."""
    return ", ".join(f"{row.name} ({row.label}: {row.reads})" for row in HARVESTERS)
