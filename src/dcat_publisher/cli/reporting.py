"""A checked catalogue to a report on standard output or in a file, and to an exit code."""

from __future__ import annotations

import enum
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from shlex import quote

import click

from dcat_publisher.checking.catalog import Catalog
from dcat_publisher.checking.configuration import Configuration
from dcat_publisher.checking.selection import Choice, Selected, check_prefixes, project_root, select
from dcat_publisher.cli import complain, options
from dcat_publisher.cli.part import Part
from dcat_publisher.cli.saying import make_folder, refuse_to_replace, say
from dcat_publisher.model.errors import OutputError
from dcat_publisher.model.finding import Call, Finding, Severity, asked_of, worst
from dcat_publisher.model.version import __version__
from dcat_publisher.report import Report, pieces_of, summary
from dcat_publisher.report.limits import gravest, limits_words
from dcat_publisher.report.model import Naming
from dcat_publisher.rules.rule_book import RuleBook
from dcat_publisher.source.source_text import Texts
from dcat_publisher.system.printable import visible
from dcat_publisher.system.reasons import unwritable
from dcat_publisher.system.whole_files import write_whole
from dcat_publisher.vocabulary.profile import DEFAULT_PROFILE, Profile

_BY_RULE = frozenset({"text", "lines"})
_FOR_PEOPLE = frozenset({"full", "concise"})
_WITH_TERMS = frozenset({"full", "concise", "statistics", *_BY_RULE})


class Shown(enum.Enum):
    """What people see of the findings of a source, who ask for no format."""

    ALL = enum.auto()
    BY_RULE = enum.auto()
    BRIEF = enum.auto()
    GRAVE = enum.auto()
    COUNTS = enum.auto()


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What command line and configuration say of the report; None where they leave the choice to us."""

    language: str
    fail_on: Severity = Severity.ERROR
    output_format: str | None = None
    output_file: Path | None = None
    color: str = "auto"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exit_zero: bool = False
    profile: str = DEFAULT_PROFILE
    configuration: Configuration = field(default_factory=Configuration)
    part: Part | None = None
    shown: Shown = Shown.ALL
    max_findings: int | None = None
    of_rdf: bool = False
    gate: str | None = None
    """The profile whose findings alone fail the run; None where those of every profile do."""

    def asked(self, file: str) -> bool:
        """Return whether findings in a file are reported: in all of them where no part is asked about."""
        return self.part is None or self.part.has(file)


@dataclass(frozen=True, slots=True)
class Described:
    """What a report on RDF says of itself: what nodes are called, and the profile and shapes that ran.

    `profile` are the rules that ran; it `is_named` where it is one that has a name, and not just the shapes.
    """

    naming: Naming
    profile: Profile
    is_named: bool = True
    shapes: tuple[str, ...] = ()


def wishes(
    configuration: Configuration, language: str, fail_on: Severity, profile: str, *, quiet: bool = False
) -> ReportOptions:
    """Return the wishes of a command that has few options of its own: the configuration says the rest."""
    shown = Shown.GRAVE if quiet else Shown.BRIEF
    settled = configuration.options
    selected, ignored, form = (
        settled.get("select", ()),
        settled.get("ignore", ()),
        settled.get("output-format"),
    )
    return ReportOptions(
        language, fail_on, form if isinstance(form, str) and form in options.FORMATS else None, shown=shown,
        select=options.prefixes(tuple(selected)), ignore=options.prefixes(tuple(ignored)),
        profile=profile, configuration=configuration,
    )  # fmt: skip


def chosen(
    catalog: Catalog, source: Path, wishes: ReportOptions, texts: Texts, known: frozenset[str] = frozenset()
) -> Selected:
    """Choose the findings to report by the wishes, the configuration and the waivers in the source."""
    rules = RuleBook(*options.profiles_named(wishes.profile))
    check_prefixes((*wishes.select, *wishes.ignore), rules)
    choice = Choice(wishes.select, wishes.ignore, wishes.configuration.waivers, known)
    asked = {file for file in catalog.files if wishes.asked(file)}
    findings = [found for found in catalog.findings if found.place.file in asked]
    noted = [file for file in catalog.noted if file in asked]
    selected = select(findings, noted, choice, texts, rules, project_root(source))
    if not selected.findings:
        return selected
    from dcat_publisher.checking.help import HelpWriter  # noqa: PLC0415  not for a catalogue without faults

    advised = HelpWriter(catalog, options.vocabulary(), rules, texts).advise(selected.findings)
    return replace(selected, findings=advised)


def emit(
    selected: Selected, files: Sequence[str], source: Path, wishes: ReportOptions, texts: Texts,
    described: Described | None = None,
) -> int:  # fmt: skip
    """Write the report where it is wanted, the counts to standard error; give the exit code."""
    name = format_of(wishes)
    if wishes.output_file is not None:
        refuse_to_replace(wishes.output_file, (*files, *(() if described is None else described.shapes)))
    report = _report(selected, files, source, wishes, texts, described)
    shown = _shown(report, wishes)
    if wishes.output_file is None:
        coloured = name in ("full", "text")  # which have colours, and made all else visible
        for text in pieces_of(name, shown):
            click.echo(text if coloured else visible(text), nl=False, color=True if report.colour else None)
    else:
        _write(wishes.output_file, pieces_of(name, shown), wishes.language)
    if name == "github":
        _summarise(report)
    elif name == "sarif":
        _say_what_is_left_out(report)
    _count(report, shown, source, wishes)
    if report.left_out:
        complain(limits_words(report))
    gravest = worst(asked_of(selected.findings, wishes.gate))
    return 1 if gravest is not None and gravest >= wishes.fail_on and not wishes.exit_zero else 0


def _heeded(found: Finding, wishes: ReportOptions) -> Finding:
    """Return a finding that fails the run as one that is due: who asks for that is told of no note."""
    fails = wishes.fail_on < Severity.ERROR and found.severity >= wishes.fail_on
    return replace(found, call=Call.DUE) if fails and found.call is not Call.DUE else found


def _shown(report: Report, wishes: ReportOptions) -> Report:
    """Return the report of what is shown: where that is not all, of what fails the run, and of errors."""
    for_people = _FOR_PEOPLE if wishes.of_rdf else _BY_RULE
    if wishes.shown not in (Shown.BRIEF, Shown.GRAVE) or format_of(wishes) not in for_people:
        return report
    least = min(wishes.fail_on, Severity.ERROR)
    return replace(report, findings=[found for found in report.findings if found.severity >= least])


def _count(report: Report, shown: Report, source: Path, wishes: ReportOptions) -> None:
    """Say on standard error how many findings there are, and how those are seen that are not shown."""
    if wishes.shown is Shown.GRAVE:
        return
    by_rule = format_of(wishes) in _BY_RULE
    counted = [*report.findings, *report.left_out]
    click.echo(summary(counted, wishes.language, len(report.waived), noted=by_rule), err=True)
    there = {id(found) for found in shown.findings}
    hidden = [found for found in report.findings if id(found) not in there]
    if hidden:
        from dcat_publisher.report.text import in_brief  # noqa: PLC0415  where something is not shown

        command = f"dcat-publisher check {quote(str(source))}"
        say(in_brief(replace(report, findings=hidden), command), err=True)


def format_of(wishes: ReportOptions) -> str:
    """Return the name of the format: the one asked for, else what suits the reader."""
    if wishes.output_format is not None:
        return wishes.output_format
    if wishes.shown is Shown.COUNTS:
        return "statistics"
    if wishes.output_file is None and os.environ.get("GITHUB_ACTIONS") == "true":
        return "github"
    terminal = wishes.output_file is None and sys.stdout.isatty()
    if wishes.of_rdf or wishes.shown is Shown.ALL or wishes.output_file is not None:
        return "full" if terminal else "concise"
    return "text" if terminal else "lines"


def _report(
    selected: Selected, files: Sequence[str], source: Path, wishes: ReportOptions, texts: Texts,
    described: Described | None,
) -> Report:  # fmt: skip
    profiles = options.profiles_named(wishes.profile) if described is None else (described.profile,)
    profile = profiles[0]
    unnamed = described is not None and not described.is_named
    about = {} if unnamed or format_of(wishes) in _WITH_TERMS else {"name": profile.name, **profile.about}
    findings = [_heeded(found, wishes) for found in selected.findings]
    written, left_out = gravest(findings, wishes.max_findings)
    return Report(
        findings=written, language=wishes.language, texts=texts, rules=RuleBook(*profiles),
        root=project_root(source), files=files, waived=selected.waived, fail_on=wishes.fail_on,
        colour=_coloured(wishes), version=__version__, about_profile=about, left_out=left_out,
        naming=None if described is None else described.naming, all_of_them=wishes.shown is Shown.ALL,
        by_rule=wishes.of_rdf and wishes.output_format != "concise",
        shapes=() if described is None else described.shapes,
    )  # fmt: skip


def _coloured(wishes: ReportOptions) -> bool:
    """Return whether to colour: NO_COLOR counts when it is set and not empty (no-color.org)."""
    if wishes.color != "auto":
        return wishes.color == "always"
    return wishes.output_file is None and not os.environ.get("NO_COLOR") and sys.stdout.isatty()


def _write(file: Path, pieces: Iterable[str], language: str) -> None:
    try:
        make_folder(file.parent, language)
        write_whole(file, (piece.encode("utf-8", "replace") for piece in pieces))
    except OSError as error:
        raise OutputError(unwritable(file, error)) from error


def _say_what_is_left_out(report: Report) -> None:
    from dcat_publisher.report.sarif import left_out, notice  # noqa: PLC0415  only for this format

    number = left_out(report)
    if number:
        complain(notice(number, report.language))


def _summarise(report: Report) -> None:
    """Add to the summary of the job that GitHub Actions shows, where it says in which file."""
    target = os.environ.get("GITHUB_STEP_SUMMARY")
    if target:
        from dcat_publisher.report.github import job_summary  # noqa: PLC0415  only inside Actions

        try:
            with Path(target).open("a", encoding="utf-8") as file:
                file.write(job_summary(report))
        except OSError as error:
            raise OutputError(unwritable(target, error)) from error
