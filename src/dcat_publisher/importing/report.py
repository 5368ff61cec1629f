"""What became of each triple of an import: kept, said by a build itself, replaced, or lost."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from dcat_publisher.importing.catalogue import Imported
from dcat_publisher.importing.notes import Note
from dcat_publisher.importing.verify import Verdict
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.graph import Triple
from dcat_publisher.model.language import Words
from dcat_publisher.model.namespaces import short

_WORDS: Final = Words(__file__)
_WHY: Final = Words(__file__).group("why")
_RULE: Final = Words(__file__).group("rule")
_MOST_SHOWN: Final = 20
CLASSES: Final = ("kept", "implied", "replaced", "lost")
"""What may become of a triple."""


@dataclass(slots=True)
class Report:
    """The account of an import; `refused` are the findings of errors in what was written, by code."""

    inputs: Sequence[str]
    folder: str
    triples: int
    done: Imported
    paging: Counter[str] = field(default_factory=Counter)
    cells: Sequence[tuple[Triple, str]] = ()
    notes: Sequence[Note] = ()
    verdict: Verdict | None = None
    refused: Sequence[Finding] = ()
    waived: Sequence[str] = ()

    @property
    def implied(self) -> Counter[str]:
        """How many triples of each property a build says itself; those of paging, too."""
        return self.done.implied + self.paging

    @property
    def replaced(self) -> Counter[str]:
        """How many triples of each property were written anew."""
        return Counter(repair.before[1] for repair in self.done.repairs)

    @property
    def lost(self) -> Counter[str]:
        """How many triples of each property are not in the source."""
        return Counter(triple[1] for triple, _ in self.losses)

    @property
    def losses(self) -> list[tuple[Triple, str]]:
        """The triples that no form can say, and the cells of tables under no known key."""
        return [*self.done.lost, *self.cells]

    @property
    def unaccounted(self) -> int:
        """How many triples are in no class: a fault of this program, which counts as a loss."""
        return len(self.done.graph) - self.done.total

    @property
    def totals(self) -> dict[str, int]:
        """The number of triples of the input in each class."""
        implied, replaced = self.implied.total(), len(self.done.repairs)
        lost = len(self.losses) + abs(self.unaccounted)
        return dict(
            zip(CLASSES, (self.triples - implied - replaced - lost, implied, replaced, lost), strict=True)
        )

    @property
    def is_whole(self) -> bool:
        """Whether nothing is lost, and the built graph is the imported one where that was asked."""
        if any(note.is_loss for note in self.notes):
            return False
        return not self.totals["lost"] and (self.verdict is None or not self.verdict.missing)

    def by_property(self) -> dict[str, dict[str, int]]:
        """Return property -> class -> number of triples, those with most first."""
        counts = {"implied": self.implied, "replaced": self.replaced, "lost": self.lost}
        new = Counter(repair.after[1] for repair in self.done.repairs)
        names = dict.fromkeys((*self.done.kept, *self.implied, *self.replaced, *self.lost))
        found = {
            name: {
                "kept": max(self.done.kept[name] - new[name], 0),
                **{key: one[name] for key, one in counts.items()},
            }
            for name in names
        }
        return {
            name: found[name]
            for name in sorted(found, key=lambda one: (-sum(found[one].values()), one))
            if sum(found[name].values())
        }


def as_text(report: Report, language: str) -> str:
    """Return the account for people, in a language."""
    return "".join(f"{line}\n" for line in _lines(report, language))


def _lines(report: Report, language: str) -> Iterator[str]:
    def say(key: str, **blanks: object) -> str:
        return _WORDS[key][language].format(**blanks)

    totals = report.totals
    files = len(report.done.files)
    yield say(
        "head",
        triples=f"{report.triples:,}",
        inputs=", ".join(report.inputs),
        folder=report.folder,
        files=files,
    )
    for name in CLASSES:
        yield f"  {say(name):<14} {totals[name]:>9,}  {_WHY[name][language]}"
    if report.done.minted:
        yield say("minted", number=f"{len(report.done.minted):,}")
    if report.done.layout.catalog is None:
        yield say("new_catalogue")
    if report.done.untagged:
        yield say("untagged", number=f"{report.done.untagged:,}")
    yield from (note.message[language] for note in report.notes)
    yield from (f"  {_RULE[rule][language]}: {number:,}" for rule, number in _rules(report))
    yield from (f"  {say('is_lost')}: {_shown(triple)}" for triple, _ in report.losses[:_MOST_SHOWN])
    if report.unaccounted:
        yield f"  {say('unaccounted', number=abs(report.unaccounted))}"
    yield from _verdict(report, language)
    yield from _table(report, language)


def _rules(report: Report) -> list[tuple[str, int]]:
    return Counter(repair.rule for repair in report.done.repairs).most_common()


def _verdict(report: Report, language: str) -> Iterator[str]:
    verdict = report.verdict
    if verdict is not None:
        key = "different" if verdict.missing else "equal"
        numbers = {
            "equal": f"{verdict.equal:,}",
            "missing": f"{len(verdict.missing):,}",
            "added": f"{len(verdict.added):,}",
        }
        yield _WORDS[key][language].format(**numbers)
        yield from (
            f"  {_WORDS['is_missing'][language]}: {_shown(one)}" for one in verdict.missing[:_MOST_SHOWN]
        )
    yield from report.waived


def _table(report: Report, language: str) -> Iterator[str]:
    heads = [_WORDS[name][language] for name in CLASSES]
    table = report.by_property()
    names = {name: short(name) for name in table}
    width = max([len(_WORDS["property"][language]), *map(len, names.values())])
    yield "  ".join([f"{_WORDS['property'][language]:<{width}}", *(f"{head:>9}" for head in heads)])
    for name, counts in table.items():
        numbers = (f"{counts[key]:>{max(9, len(head))},}" for key, head in zip(CLASSES, heads, strict=True))
        yield "  ".join([f"{names[name]:<{width}}", *numbers])


def _shown(triple: Triple) -> str:
    return f"{short(triple[0])} {short(triple[1])} {triple[2][:200]}"


def as_json(report: Report) -> str:
    """Return the account for programs; properties and terms are as N-Triples writes them."""
    done, verdict = report.done, report.verdict
    content: dict[str, object] = {
        "inputs": list(report.inputs), "folder": report.folder, "files": len(done.files),
        "base": done.layout.base,
        "triples": report.triples, **report.totals, "unaccounted": abs(report.unaccounted),
        "minted": dict(sorted(done.minted.items())),
        "properties": report.by_property(),
        "replacements": [
            {"rule": repair.rule, "before": list(repair.before), "after": list(repair.after)}
            for repair in done.repairs
        ],
        "losses": [list(triple) for triple, _ in report.losses],
    }  # fmt: skip
    if verdict is not None:
        content["verified"] = {
            "equal": verdict.equal,
            "missing": verdict.missing,
            "added": len(verdict.added),
        }
    content["withoutLanguage"] = done.untagged
    content["notes"] = [{"text": note.message["en"], "lost": note.is_loss} for note in report.notes]
    content["waived"] = list(report.waived)
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


__all__ = ["CLASSES", "Report", "as_json", "as_text"]
