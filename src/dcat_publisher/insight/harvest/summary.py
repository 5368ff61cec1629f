"""What matters of a rehearsal, first: the verdict, what changes, and what is lost, alike things together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from dcat_publisher.insight.harvest.changes import Changes, title_of
from dcat_publisher.insight.harvest.lost import Loss
from dcat_publisher.insight.harvest.others import NAMES
from dcat_publisher.insight.harvest.rehearsal import Rehearsal
from dcat_publisher.model.finding import Finding, Severity
from dcat_publisher.model.language import in_language, words
from dcat_publisher.model.named_terms import short
from dcat_publisher.model.terms import is_iri, lexical

_VERDICTS: Final = {
    "harvested": words("{who} høster katalogen: {number} datasett.",
                       "{who} haustar katalogen: {number} datasett.",
                       "{who} will harvest the catalogue: {datasets}."),
    "lossy": words("{who} høster katalogen, men ikke alt: {number} datasett, {errors} feil.",
                   "{who} haustar katalogen, men ikkje alt: {number} datasett, {errors} feil.",
                   "{who} will harvest the catalogue, but not all: {datasets}, {faults}."),
    "empty": words("{who} tar imot dokumentet, men det er ingen datasett i det: alt derfra blir fjernet.",
                   "{who} tek imot dokumentet, men det er ingen datasett i det: alt derifrå vert fjerna.",
                   "{who} will take the document, but there is no dataset in it: all from there is removed."),
    "refused": words("{who} avviser katalogen og beholder den forrige: {errors} feil.",
                     "{who} avviser katalogen og held på den førre: {errors} feil.",
                     "{who} will refuse the catalogue and keep the former one: {faults}."),
}  # fmt: skip
_PHRASES: Final = {
    "added": words("nye datasett", "nye datasett", "new datasets"),
    "changed": words("endrede datasett", "endra datasett", "changed datasets"),
    "removed": words("fjernede datasett", "fjerna datasett", "removed datasets"),
    "catalogs": words("endrede kataloger", "endra katalogar", "changed catalogues"),
    "through": words("på grunn av", "på grunn av", "because of"),
    "more": words("og {number} til", "og {number} til", "and {number} more"),
    "help": words("hjelp", "hjelp", "help"),
}
_SEVERITIES: Final = {
    Severity.ERROR: words("feil", "feil", "error"),
    Severity.WARNING: words("advarsel", "åtvaring", "warning"),
    Severity.INFO: words("merknad", "merknad", "note"),
}
_PLACES: Final = 3
"""How many places of one loss are told; the formats for programs tell all."""


def verdict(rehearsal: Rehearsal, harvester: str, losses: Iterable[Loss], language: str) -> str:
    """Say in one line whether the harvest will succeed."""
    errors = sum(loss.finding.severity is Severity.ERROR for loss in losses)
    number = len(rehearsal.split.datasets)
    name = "lossy" if errors else "harvested"
    if not rehearsal.accepted:
        name = "refused"
    elif number == 0 and harvester not in NAMES:
        name = "empty"
    return _VERDICTS[name][language].format(
        who=NAMES.get(harvester, "data.norge.no"), number=number, errors=errors,
        datasets=_counted(number, "dataset"), faults=_counted(errors, "error"),
    )  # fmt: skip


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def told_losses(losses: Sequence[Loss], language: str) -> Iterator[str]:
    """Tell each kind of loss once, the gravest first, with where it is and what to do."""
    groups: dict[tuple[int, str, str], list[Finding]] = {}
    for loss in losses:
        found = loss.finding
        key = (-found.severity, found.code, in_language(found.message, language))
        groups.setdefault(key, []).append(found)
    for (severity, code, message), found_ in sorted(groups.items()):
        yield f"{code} {_SEVERITIES[Severity(-severity)][language]}: {message}"
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
