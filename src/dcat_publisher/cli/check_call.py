"""What a call of `check` is about, a source or RDF, and which of its options have no effect there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click
from click.core import ParameterSource

from dcat_publisher.checking.catalog import CATALOG_FILE
from dcat_publisher.cli.part import is_source_file
from dcat_publisher.cli.rdf_targets import is_rdf
from dcat_publisher.cli.reporting import Shown
from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import Words, filled

_WORDS: Final = Words(__file__).group("check")
_OF_FOLDERS: Final = (
    "changed_since", "watch", "fix", "unsafe_fixes", "diff", "jobs", "executor", "cache_dir",
)  # fmt: skip
_OF_RDF: Final = ("allow_empty", "strict_shapes", "input_format")


@dataclass(frozen=True, slots=True)
class RdfCall:
    """What a call asks for that is about RDF: the data, their format, the shapes, what is no fault."""

    targets: tuple[str, ...]
    shapes: tuple[Path, ...] = ()
    input_format: str | None = None
    allow_empty: bool = False
    strict_shapes: bool = False


def is_of_rdf(sources: Sequence[str]) -> bool:
    """Return whether a call is about RDF, and not about a source or a part of one."""
    return len(sources) > 1 or (not is_source_file(Path(sources[0])) and is_rdf(sources[0]))


def refuse_options_of_folders(sources: Sequence[str]) -> None:
    """Refuse what does nothing with RDF, sources included: what is accepted and ignored is found out late."""
    for source in map(Path, sources):
        if is_source_file(source) or (source / CATALOG_FILE).is_file():
            several = "--shapes" if len(sources) == 1 else ", ".join(sources)
            raise ConfigurationError(filled(_WORDS["rdf_only"], option=several, file=str(source)))
    option = next(filter(_is_called, _OF_FOLDERS), None)
    if option is not None:
        raise ConfigurationError(filled(_WORDS["source_only"], option=_dashed(option), file=sources[0]))
    if _is_called("strict_shapes") and not _is_called("shapes"):
        raise ConfigurationError(filled(_WORDS["goes_with"], option="--strict-shapes", other="--shapes"))


def refuse_options_of_rdf(source: str) -> None:
    """Refuse what does nothing with a source."""
    option = next(filter(_is_called, _OF_RDF), None)
    if option is not None:
        raise ConfigurationError(filled(_WORDS["rdf_only"], option=_dashed(option), file=source))


def _dashed(option: str) -> str:
    return f"--{option.replace('_', '-')}"


def _is_called(option: str) -> bool:
    """Return whether the command line has an option; a configuration may have it for other calls."""
    return click.get_current_context().get_parameter_source(option) is ParameterSource.COMMANDLINE


def shown_of(asked: Mapping[Shown, bool], form: str | None) -> Shown:
    """Return what is shown; raises ConfigurationError for two that exclude each other."""
    named = {Shown.ALL: "--full", Shown.GRAVE: "--quiet", Shown.COUNTS: "--statistics"}
    given = [shown for shown, yes in asked.items() if yes]
    if len(given) > 1:
        raise ConfigurationError(filled(_WORDS["exclude"], one=named[given[0]], other=named[given[1]]))
    fits = {Shown.ALL: (None, "full", "concise"), Shown.COUNTS: (None,)}
    if given and form not in fits.get(given[0], (form,)):
        raise ConfigurationError(filled(_WORDS["exclude"], one=named[given[0]], other="--output-format"))
    return given[0] if given else Shown.BY_RULE
