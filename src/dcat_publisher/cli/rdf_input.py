"""`check FILE`: validate RDF that is there already, and report as for a source folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import click
from click.core import ParameterSource

from dcat_publisher.checking.emptiness import coverage_text, nothing_checked
from dcat_publisher.checking.rdf_data import RdfData, documents_data
from dcat_publisher.checking.selection import Choice, Selected, check_prefixes, project_root, select
from dcat_publisher.checking.selection.baseline import write_baseline
from dcat_publisher.checking.shape_notes import shape_errors, shape_warnings
from dcat_publisher.checking.validate_rdf import RdfSyntaxError, Validation, syntax_finding, validated
from dcat_publisher.cli import complain, options
from dcat_publisher.cli.check_call import RdfCall
from dcat_publisher.cli.rdf_targets import documents_of
from dcat_publisher.cli.reporting import Described, ReportOptions, emit
from dcat_publisher.cli.saying import refuse_to_replace, say
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.gc_paused import gc_paused
from dcat_publisher.model.language import Words, filled
from dcat_publisher.rdf.documents import STDIN, Document
from dcat_publisher.rdf.encoding import DamagedError
from dcat_publisher.rdf.formats import format_named, format_wanted
from dcat_publisher.rdf.plain_json import dropped_keys
from dcat_publisher.report.model import Naming
from dcat_publisher.rules.rule_book import RuleBook, begins
from dcat_publisher.shacl.limits import seconds_for, within
from dcat_publisher.shacl.references import COMPONENT_NAMES
from dcat_publisher.source.source_text import Texts
from dcat_publisher.system.scratch import scratch_folder
from dcat_publisher.system.second_process import second_process_allowed
from dcat_publisher.vocabulary.profile import Profile

_WORDS: Final = Words(__file__).group("rdf")


def check_rdf(
    call: RdfCall, wanted: ReportOptions, known: frozenset[str] = frozenset(), writes: Path | None = None
) -> int:
    """Validate data against shapes, the profile, or both; report, and return the exit code.

    `known` are the fingerprints of findings that are not reported; where there is a baseline to be written,
    all go there and none is. A validation that looked at nothing, or against a term that SHACL does not
    have, is told of and ends with 1, unless `allow_empty` says that it is meant.
    """
    chosen = options.profile_named(wanted.profile)
    wanted = replace(wanted, of_rdf=True)
    # What is read stays until the report is written, so that nothing is collected.
    with gc_paused(), second_process_allowed(), scratch_folder() as folder:
        profile = chosen if _is_named("profile") or not call.shapes else None
        documents, run = _read(call, folder, profile, wanted.language)
        names = [document.name for document in documents] or [run.findings[0].place.file]
        texts = _texts(documents)
        rules = RuleBook(chosen if run.validation is None else run.validation.profile)
        check_prefixes(_unknown((*wanted.select, *wanted.ignore), run, call.shapes), RuleBook(chosen))
        choice = Choice(wanted.select, wanted.ignore, wanted.configuration.waivers, known)
        above = Path(names[0]).parent
        selected = select(run.findings, [], choice, texts, rules, project_root(above))
        for line in (*run.warnings, *_hidden(run.findings, selected, wanted)):
            complain(line)
        if writes is not None:
            refuse_to_replace(writes, [*names, *map(str, call.shapes)])
            wrote = write_baseline(writes, selected.findings, texts, project_root(above))
            say(wrote[wanted.language], err=True)
            return 0
        code = emit(selected, names, above, wanted, texts, _described(run, call, profile))
    if run.validation is not None:
        say(coverage_text(run.validation, wanted.language), err=True)
    if not run.vacuous or call.allow_empty:
        return code
    for line in run.vacuous:
        complain(f"{line}; {_WORDS['meant'][wanted.language]}")
    return code if wanted.exit_zero else max(code, 1)


def _is_named(option: str) -> bool:
    """Return whether a call, its environment or its configuration names an option."""
    return click.get_current_context().get_parameter_source(option) is not ParameterSource.DEFAULT


def _described(run: _Run, call: RdfCall, profile: Profile | None) -> Described | None:
    """Return what a report says of itself; None where nothing could be validated."""
    validation = run.validation
    if validation is None:
        return None
    naming = Naming(validation.names, validation.shape_names)
    is_named = profile is not None or not call.shapes
    return Described(naming, validation.profile, is_named, tuple(map(str, call.shapes)))


def _hidden(findings: Sequence[Finding], selected: Selected, wanted: ReportOptions) -> Iterator[str]:
    """Yield a line where a choice of rules leaves nothing of what was found."""
    if findings and (wanted.select or wanted.ignore) and not (selected.findings or selected.waived):
        yield filled(_WORDS["hidden"], number=str(len(findings)))[wanted.language]


def _texts(documents: Sequence[Document]) -> Texts:
    """Return the texts of documents for excerpts; those that are no files of such a name are read here."""
    copies = (document for document in documents if document.is_laid_out)
    return Texts({copy.name: copy.file.read_text("utf-8", "replace") for copy in copies})


def _unknown(prefixes: Sequence[str], run: _Run, shapes: Sequence[Path]) -> list[str]:
    """Return the prefixes of codes that no finding here could have because of the shapes that are given."""
    if not shapes or run.validation is None:
        return list(prefixes)
    own = {finding.code for finding in run.findings} | COMPONENT_NAMES
    rules = RuleBook(run.validation.profile)
    return [
        prefix
        for prefix in prefixes
        if not rules.knows(prefix) and not any(begins(code, prefix) for code in own)
    ]


@dataclass(frozen=True, slots=True)
class _Run:
    """What came of a validation: the findings, and the lines on what had no effect."""

    findings: list[Finding]
    validation: Validation | None = None
    warnings: tuple[str, ...] = ()
    vacuous: tuple[str, ...] = ()


def _read(
    call: RdfCall, folder: Path, profile: Profile | None, language: str
) -> tuple[list[Document], _Run]:
    """Return the documents and what came of them; one that cannot be read is the one finding of a run."""
    documents: list[Document] = []
    try:
        documents = documents_of(call.targets, format_wanted(call.input_format), folder)
        return documents, _run(call, documents, profile, language)
    except (DamagedError, RdfSyntaxError) as error:
        return documents, _Run([syntax_finding(error)])


def _run(call: RdfCall, documents: Sequence[Document], profile: Profile | None, language: str) -> _Run:
    size = sum(document.file.stat().st_size for document in documents)
    with within(seconds_for(size)):
        data = documents_data(documents)
        validation = validated(data, call.shapes or None, profile, strict_shapes=call.strict_shapes)
        nothing = nothing_checked(validation, call.shapes, language)
    vacuous = () if nothing is None else (nothing,)
    dropped = (*_dropped(documents), *_relative(data, language))
    if not call.shapes:
        return _Run(validation.findings, validation, dropped, vacuous)
    warnings = (*dropped, *shape_warnings(validation.shapes, call.shapes, language))
    errors = tuple(shape_errors(validation.shapes, language))
    return _Run(validation.findings, validation, warnings, (*errors, *vacuous))


def _relative(data: RdfData, language: str) -> Iterator[str]:
    """Yield a line where standard input has relative IRIs: nobody sees where they begin."""
    bases = [document.base for document in data.documents if document.name == STDIN]
    for base in bases:
        beginning = f"<{base}"
        if any(term.startswith(beginning) for triple in data.graph for term in triple):
            yield filled(_WORDS["relative"], base=base)[language]


def _dropped(documents: Sequence[Document]) -> Iterator[str]:
    """Yield a line for each document of JSON-LD with keys that are not read."""
    for document in documents:
        if format_named(document.form).grammar == "json":
            reason = dropped_keys(document.file.read_bytes())
            if reason is not None:
                yield f"{document.name}: {reason}"
