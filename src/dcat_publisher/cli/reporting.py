"""A checked catalogue to a report on standard output or in a file, and to an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import click

from dcat_publisher.checking.catalog import Catalog
from dcat_publisher.checking.configuration import Configuration
from dcat_publisher.checking.selection import Choice, Selected, check_prefixes, project_root, select
from dcat_publisher.cli import complain, options
from dcat_publisher.model.errors import OutputError
from dcat_publisher.model.finding import Severity, worst
from dcat_publisher.model.version import __version__
from dcat_publisher.report import Report, pieces_of, summary
from dcat_publisher.report.limits import gravest, limits_words
from dcat_publisher.report.model import Naming
from dcat_publisher.rules.rule_book import RuleBook
from dcat_publisher.source.source_text import Texts
from dcat_publisher.system.printable import visible
from dcat_publisher.vocabulary.profile import DEFAULT_PROFILE, Profile

_WITH_TERMS = frozenset({"full", "concise"})


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
    all_of_them: bool = False
    max_findings: int | None = None


@dataclass(frozen=True, slots=True)
class Described:
    """What a report on RDF says of itself: what nodes are called, and the profile and shapes that ran.

    `profile` are the rules that ran; it `is_named` where it is one that has a name, and not just the shapes.
    """

    naming: Naming
    profile: Profile
    is_named: bool = True
    shapes: tuple[str, ...] = ()


def wishes(configuration: Configuration, language: str, fail_on: Severity, profile: str) -> ReportOptions:
    """Return the wishes of a command that has few options of its own: the configuration says the rest."""
    settled = configuration.options
    selected, ignored, form = (
        settled.get("select", ()),
        settled.get("ignore", ()),
        settled.get("output-format"),
    )
    return ReportOptions(
        language, fail_on, form if isinstance(form, str) and form in options.FORMATS else None,
        select=options.prefixes(tuple(selected)), ignore=options.prefixes(tuple(ignored)),
        profile=profile, configuration=configuration,
    )  # fmt: skip




def chosen(
    catalog: Catalog, source: Path, wishes: ReportOptions, texts: Texts, known: frozenset[str] = frozenset()
) -> Selected:
    """Choose the findings to report by the wishes, the configuration and the waivers in the source."""
    rules = RuleBook(options.profile_named(wishes.profile))
    check_prefixes((*wishes.select, *wishes.ignore), rules)
    choice = Choice(wishes.select, wishes.ignore, wishes.configuration.waivers, known)
    selected = select(catalog.findings, catalog.noted, choice, texts, rules, project_root(source))
    if all(found.help is not None for found in selected.findings):
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
    report = _report(selected, files, source, wishes, texts, described)
    pieces = pieces_of(name, report)
    if wishes.output_file is None:
        for text in pieces:
            shown = text if name == "full" else visible(text)  # has colours, all else is visible
            click.echo(shown, nl=False, color=True if report.colour else None)
    else:
        _write(wishes.output_file, pieces)
    if name == "github":
        _summarise(report)
    elif name == "sarif":
        _say_what_is_left_out(report)
    if report.left_out:
        complain(limits_words(report))
    click.echo(summary(selected.findings, wishes.language, len(selected.waived)), err=True)
    gravest = worst(selected.findings)
    return 1 if gravest is not None and gravest >= wishes.fail_on and not wishes.exit_zero else 0


def format_of(wishes: ReportOptions) -> str:
    """Return the name of the format: the one asked for, else what suits the reader."""
    if wishes.output_format is not None:
        return wishes.output_format
    if wishes.output_file is None and os.environ.get("GITHUB_ACTIONS") == "true":
        return "github"
    return "full" if wishes.output_file is None and sys.stdout.isatty() else "concise"


def _report(
    selected: Selected, files: Sequence[str], source: Path, wishes: ReportOptions, texts: Texts,
    described: Described | None,
) -> Report:  # fmt: skip
    profile = options.profile_named(wishes.profile) if described is None else described.profile
    unnamed = described is not None and not described.is_named
    about = {} if unnamed or format_of(wishes) in _WITH_TERMS else {"name": profile.name, **profile.about}
    written, left_out = gravest(selected.findings, wishes.max_findings)
    return Report(
        findings=written, language=wishes.language, texts=texts, rules=RuleBook(profile),
        root=project_root(source), files=files, waived=selected.waived, fail_on=wishes.fail_on,
        colour=_coloured(wishes), version=__version__, about_profile=about, left_out=left_out,
        naming=None if described is None else described.naming, all_of_them=wishes.all_of_them,
        shapes=() if described is None else described.shapes,
    )  # fmt: skip


def _coloured(wishes: ReportOptions) -> bool:
    """Return whether to colour: NO_COLOR counts when it is set and not empty (no-color.org)."""
    if wishes.color != "auto":
        return wishes.color == "always"
    return wishes.output_file is None and not os.environ.get("NO_COLOR") and sys.stdout.isatty()


def _write(file: Path, pieces: Iterable[str]) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("w", encoding="utf-8", errors="replace", newline="\n") as stream:
            stream.writelines(pieces)
    except OSError as error:
        raise OutputError(f"{file} cannot be written: {error.strerror or error}") from error


def _say_what_is_left_out(report: Report) -> None:
    from dcat_publisher.report.sarif import left_out, notice  # noqa: PLC0415  only for this format

    number = left_out(report)
    if number:
        complain(notice(number))


def _summarise(report: Report) -> None:
    """Add to the summary of the job that GitHub Actions shows, where it says in which file."""
    target = os.environ.get("GITHUB_STEP_SUMMARY")
    if target:
        from dcat_publisher.report.github import job_summary  # noqa: PLC0415  only inside Actions

        try:
            with Path(target).open("a", encoding="utf-8") as file:
                file.write(job_summary(report))
        except OSError as error:
            raise OutputError(f"{target} cannot be written: {error.strerror or error}") from error
