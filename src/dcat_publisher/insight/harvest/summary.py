"""What matters of a rehearsal, first: the verdict, what changes, and what is lost, alike things together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from dcat_publisher.insight.harvest.changes import Changes, title_of
from dcat_publisher.insight.harvest.harvesters import Harvester
from dcat_publisher.insight.harvest.lost import Loss
from dcat_publisher.insight.harvest.rehearsal import Rehearsal
from dcat_publisher.model.finding import SEVERITY_NAMES, Finding, Severity
from dcat_publisher.model.language import Words, in_language
from dcat_publisher.model.named_terms import SERIES
from dcat_publisher.model.namespaces import short
from dcat_publisher.model.terms import is_iri, lexical

_VERDICTS: Final = Words(__file__).group("verdict")
_PHRASES: Final = Words(__file__).group("summary")
_ONE: Final = Words(__file__).group("one")
_MANY: Final = Words(__file__).group("many")
_OF_SERVICES: Final = {"harvested": "harvested_services", "lossy": "lossy_services"}
_PLACES: Final = 3
"""How many places of one loss are told; the formats for programs tell all."""


def verdict(rehearsal: Rehearsal, harvester: Harvester, losses: Iterable[Loss], language: str) -> str:
    """Say in one line whether the harvest will succeed."""
    errors = sum(loss.finding.severity is Severity.ERROR for loss in losses)
    number = len(rehearsal.split.datasets)
    name = "lossy" if errors else "harvested"
    if not rehearsal.accepted:
        name = "refused"
    elif number == 0 and harvester.is_national:
        name = _OF_SERVICES[name] if rehearsal.split.is_of_services else "empty"
    return _VERDICTS[name][language].format(
        who=harvester.label, datasets=_content(rehearsal, language),
        services=_counted(len(rehearsal.split.services), "service", language),
        errors=_counted(errors, "error", language),
    )  # fmt: skip


def _content(rehearsal: Rehearsal, language: str) -> str:
    """Return how many datasets there are, and how many series, which a harvest takes for datasets too."""
    parts = rehearsal.split.datasets
    series = sum(SERIES in part.graph.types(subject) for subject, part in parts.items())
    counted = [_counted(len(parts) - series, "dataset", language)]
    if series:
        counted.append(_counted(series, "series", language))
    return f" {_PHRASES['and'][language]} ".join(counted)


def _counted(number: int, noun: str, language: str) -> str:
    counted = _ONE[noun] if number == 1 else _MANY[noun]
    return counted[language].format(number=number)


def told_losses(losses: Sequence[Loss], language: str) -> Iterator[str]:
    """Tell each kind of loss once, the gravest first, with where it is and what to do."""
    groups: dict[tuple[int, str, str], list[Finding]] = {}
    for loss in losses:
        found = loss.finding
        key = (-found.severity, found.code, in_language(found.message, language))
        groups.setdefault(key, []).append(found)
    for (severity, code, message), found_ in sorted(groups.items()):
        yield f"{code} {SEVERITY_NAMES[Severity(-severity).name.lower()][language]}: {message}"
        yield f"    {_places(found_, language)}"
        if found_[0].help is not None:
            yield f"    {_PHRASES['help'][language]}: {in_language(found_[0].help, language)}"


def _places(found: Sequence[Finding], language: str) -> str:
    places = list(dict.fromkeys(str(finding.place) for finding in found))
    more = _more(len(places) - _PLACES, language)
    return ", ".join([*places[:_PLACES], *more])


def _more(number: int, language: str) -> list[str]:
    return [_PHRASES["more"][language].format(number=number)] if number > 0 else []


def told_changes(changes: Changes, old: Rehearsal, new: Rehearsal, language: str) -> Iterator[str]:
    """Yield what a harvest would change; a change that comes through one node is told once."""
    for name, subjects, rehearsal in (
        ("removed", changes.removed, old), ("added", changes.added, new),
        ("changed", [subject for subject in changes.changed if subject not in changes.through], new),
    ):  # fmt: skip
        total = len(changes.changed) if name == "changed" else len(subjects)
        yield f"{_PHRASES[name][language]}: {total}"
        yield from (f"  {title_of(rehearsal, subject)}  <{lexical(subject)}>" for subject in subjects)
    for nodes, number in Counter(tuple(nodes) for nodes in changes.through.values()).items():
        named = ", ".join(short(node) if is_iri(node) else node for node in nodes[:_PLACES])
        more = "".join(f" {text}" for text in _more(len(nodes) - _PLACES, language))
        yield f"  {number} {_PHRASES['through'][language]} {named}{more}"
    if changes.catalogs:
        yield f"{_PHRASES['catalogs'][language]}: {len(changes.catalogs)}"
