"""`rehearse`: what a harvester will take, drop and show, before it comes."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click

from dcat_publisher.checking.catalog import CATALOG_FILE, Catalog, has_files
from dcat_publisher.cli import complain, options
from dcat_publisher.cli.given import named
from dcat_publisher.cli.knowledge import USUAL_SOURCE
from dcat_publisher.cli.saying import say, write
from dcat_publisher.insight.harvest.changes import Changes, change_faults, changes_between
from dcat_publisher.insight.harvest.harvesters import BY_NAME, DEFAULT, Harvester, told_choices
from dcat_publisher.insight.harvest.inputs import fault_line, is_address, open_input, source_catalog
from dcat_publisher.insight.harvest.lost import Loss, by_dataset, losses
from dcat_publisher.insight.harvest.places import located
from dcat_publisher.insight.harvest.record import recorded
from dcat_publisher.insight.harvest.reference_data import ReferenceData
from dcat_publisher.insight.harvest.rehearsal import Rehearsal, syntax_of
from dcat_publisher.insight.harvest.render_text import told, told_elsewhere
from dcat_publisher.insight.harvest.summary import told_changes, told_losses, verdict
from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.finding import Finding, Severity, worst
from dcat_publisher.model.gc_paused import gc_paused
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import Words, filled
from dcat_publisher.model.named_terms import CATALOG
from dcat_publisher.rdf.formats import TURTLE, format_wanted
from dcat_publisher.report import Report, writer_of
from dcat_publisher.report.model import summary

_WORDS: Final = Words(__file__).group("rehearse")
_MANY = 1000
"""Files of a source from which on it is read only when it is asked for."""
_FORMATS = ("text", "json", "full", "concise", "sarif", "junit", "github", "gitlab", "html")


@dataclass(frozen=True, slots=True)
class _Run:
    """What the command line asks for."""

    target: str
    harvester: Harvester
    accept: str
    since: str | None
    allowed: int
    source: Path | None
    language: str
    form: str | None = None
    preview: Path | None = None


@click.command()
@click.argument("target", default="out", type=named)
@click.option(
    "--as", "harvester", type=click.Choice(list(BY_NAME)), default=DEFAULT.name, show_default=True,
    help=f"Whose harvest to rehearse: {told_choices()}.",
)  # fmt: skip
@click.option(
    "--accept",
    default=TURTLE.media_type,
    show_default=True,
    help="The Accept value that the source is registered with.",
)
@click.option(
    "--since", metavar="OLD", type=named,
    help="Say what changes since OLD: a file, folder, address or git revision."
)
@click.option(
    "--allow-removals", type=click.IntRange(0), default=0, metavar="N",
    help="With --since: how many datasets may disappear.",
)  # fmt: skip
@click.option(
    "--source", type=click.Path(path_type=Path, exists=True, file_okay=False), metavar="FOLDER",
    help="The source that TARGET was built from: findings then point to its lines. Default: `source`, where "
    "it describes the same catalogue.",
)  # fmt: skip
@options.lang
@options.input_format
@options.fail_on
@click.option(
    "--output-format", type=click.Choice(_FORMATS), default="text", show_default=True,
    help="`text` and `json` tell all; the others list the findings.",
)  # fmt: skip
@click.option(
    "--preview", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Write a page that shows each dataset as data.norge.no will have it.",
)  # fmt: skip
def command(
    target: str, harvester: str, accept: str, since: str | None, allow_removals: int, source: Path | None,
    lang: str | None, input_format: str | None, fail_on: str, output_format: str, preview: Path | None,
) -> None:  # fmt: skip
    """Rehearse the harvest of TARGET: a built folder, a source folder, a file, an address or a git revision.

    Example: dcat-publisher rehearse out --source source --since HEAD --lang en
    """
    chosen = BY_NAME[harvester]
    if preview is not None and not chosen.is_national:
        raise ConfigurationError(_WORDS["preview"])
    run = _Run(
        target, chosen, accept, since, allow_removals, source, options.language_of(lang),
        format_wanted(input_format), preview,
    )  # fmt: skip
    sys.exit(_rehearse(run, options.SEVERITIES[fail_on], output_format))


def _rehearse(run: _Run, fail_on: Severity, output_format: str) -> int:
    known = ReferenceData(options.vocabulary().codes)
    with gc_paused():
        rehearsal, source = _rehearsed(run, known)
        since = _since(run, rehearsal, known)
        lost = losses(rehearsal, source if source is not None else _source_at_hand(run, rehearsal))
    findings = [loss.finding for loss in lost]
    if run.preview is not None:
        _write_preview(run.preview, rehearsal, lost, known, run)
    if output_format == "json":
        say(recorded(rehearsal, run.harvester, lost, None if since is None else since[0]), nl=False)
    elif output_format == "text":
        say("".join(f"{line}\n" for line in _told(rehearsal, lost, known, run, since)), nl=False)
    else:
        say(_listed(findings, run.language, output_format), nl=False)
    say(verdict(rehearsal, run.harvester, lost, run.language), err=True)
    say(summary(findings, run.language), err=True)
    gravest = worst(findings)
    return 1 if gravest is not None and gravest >= fail_on else 0


def _write_preview(
    file: Path, rehearsal: Rehearsal, lost: Sequence[Loss], known: ReferenceData, run: _Run
) -> None:
    from dcat_publisher.insight.harvest.preview import preview  # noqa: PLC0415  templates are for this alone

    said = verdict(rehearsal, run.harvester, lost, run.language)
    page = preview(rehearsal, said, by_dataset(lost), known, run.language)
    write(page, file)


def _rehearsed(run: _Run, known: ReferenceData) -> tuple[Rehearsal, Graph | None]:
    """Rehearse, and give the graph that knows the places in the source, if one was named."""
    vocabulary = options.vocabulary()
    syntax, fault = syntax_of(run.accept)
    if fault is not None:
        return Rehearsal(run.target, faults=[fault]), None
    own_suffix = Path(run.target).is_file() and _is_default(run.accept)
    given = open_input(
        run.target, None if own_suffix else syntax, vocabulary, run.accept,
        across_schemes=run.harvester.crosses_schemes, form=run.form,
    )  # fmt: skip
    rehearsal = run.harvester.rehearse(given, known)
    if rehearsal.split.is_of_services and not run.harvester.is_national:
        blanks = {"target": run.target, "harvester": run.harvester.label}
        raise ConfigurationError(filled(_WORDS["only_services"], **blanks))
    if run.source is None:
        return rehearsal, given.source
    catalog = source_catalog(run.source, vocabulary)
    _take_lists(run, rehearsal, catalog)
    return rehearsal, catalog.graph


def _take_lists(run: _Run, rehearsal: Rehearsal, catalog: Catalog) -> None:
    """Add what becomes of the lists of the source that a built catalogue was made from."""
    if run.harvester.is_national and not rehearsal.lists:
        rehearsal.take_lists(catalog.lists)


def _since(run: _Run, rehearsal: Rehearsal, known: ReferenceData) -> tuple[Changes, Rehearsal] | None:
    """Compare with the earlier catalogue, and note the removals and moves as faults."""
    if run.since is None:
        return None
    syntax, _ = syntax_of(run.accept)
    given = open_input(run.since, syntax if is_address(run.since) else None, options.vocabulary(), run.accept)
    old = DEFAULT.rehearse(given, known)
    if not old.accepted:
        fault = next((fault for fault in old.faults if fault.code[1] in "012"), None)
        reason = _WORDS["refused"] if fault is None else fault_line(located(fault, old.name, {}, None))
        raise ConfigurationError(filled(_WORDS["nothing_to_compare"], reason=reason))
    changes = changes_between(old, rehearsal)
    rehearsal.faults += change_faults(changes, old, rehearsal, run.allowed)
    return changes, old


def _source_at_hand(run: _Run, rehearsal: Rehearsal) -> Graph | None:
    """Return the graph of the source beside a built catalogue: of the same catalogue, and not a large one."""
    if not rehearsal.faults or is_address(run.target) or not (USUAL_SOURCE / CATALOG_FILE).is_file():
        return None
    if has_files(USUAL_SOURCE, _MANY):
        complain(filled(_WORDS["give_source"], source=str(USUAL_SOURCE))[run.language])
        return None
    catalog = source_catalog(USUAL_SOURCE, options.vocabulary())
    if not set(catalog.graph.instances(CATALOG)) & set(rehearsal.graph.instances(CATALOG)):
        return None
    _take_lists(run, rehearsal, catalog)
    return catalog.graph


def _is_default(accept: str) -> bool:
    context = click.get_current_context()
    default = next(option.default for option in context.command.params if option.name == "accept")
    return accept == default


def _told(
    rehearsal: Rehearsal, lost: Sequence[Loss], known: ReferenceData, run: _Run,
    since: tuple[Changes, Rehearsal] | None,
) -> Iterator[str]:  # fmt: skip
    """Tell a rehearsal: the verdict, what changes, what is lost, then dataset by dataset."""
    yield verdict(rehearsal, run.harvester, lost, run.language)
    if since is not None and rehearsal.accepted:
        yield ""
        yield from told_changes(*since, rehearsal, run.language)
    if lost:
        yield ""
        yield from told_losses(lost, run.language)
    if rehearsal.accepted and run.harvester.is_national:
        yield from told(rehearsal, by_dataset(lost), known, run.language)
    elif rehearsal.accepted:
        yield from told_elsewhere(rehearsal, by_dataset(lost), run.language)


def _listed(findings: Sequence[Finding], language: str, output_format: str) -> str:
    from dcat_publisher.rules.rule_book import (  # noqa: PLC0415  the formats of findings alone need these
        RuleBook,
    )
    from dcat_publisher.source.source_text import Texts  # noqa: PLC0415
    from dcat_publisher.vocabulary.profile import profile_named  # noqa: PLC0415

    files = sorted({found.place.file for found in findings if not is_address(found.place.file)})
    report = Report(findings, language, Texts(), RuleBook(profile_named()), Path.cwd(), files)
    return writer_of(output_format)(report)
