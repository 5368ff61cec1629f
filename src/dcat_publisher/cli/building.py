"""Check and write a catalogue: what `build` does once, and `serve` before it answers and at every save."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

from dcat_publisher.checking.catalog import LARGE, Catalog
from dcat_publisher.cli import options
from dcat_publisher.cli.findings import report
from dcat_publisher.cli.reporting import ReportOptions, Shown
from dcat_publisher.cli.running import RunOptions, check_source
from dcat_publisher.cli.saying import say
from dcat_publisher.model.language import Message, Words, filled
from dcat_publisher.publish.build import build_site
from dcat_publisher.publish.destination import check_destination
from dcat_publisher.publish.extent import EVERYTHING, Extent
from dcat_publisher.publish.tombstones import removed_in
from dcat_publisher.publish.variables.listed import has_variables
from dcat_publisher.serve.site import check_site

_WORDS: Final = Words(__file__).group("built")
_MOST_NAMED = 10


def build(
    source: Path, out: Path, wanted: ReportOptions, extent: Extent = EVERYTHING,
    running: RunOptions | None = None,
) -> int:  # fmt: skip
    """Check and write a catalogue; return the exit code."""
    check_destination(out, source, wanted.configuration.file)
    vocabulary, how = options.vocabulary(), running or RunOptions()
    catalog = check_source(source, vocabulary, options.profiles_named(wanted.profile), how)
    code, withheld = report(catalog, wanted)
    if code == 0:
        with telling_what_is_removed(out, wanted.language), how.runner("building", source) as runner:
            tell = partial(_tell, wanted.language)
            build_site(catalog, vocabulary.context, out, extent, runner, check_site, tell, withheld)
        for name in withheld:
            say(_WORDS["withheld"][wanted.language].format(name=name), err=True)
        if not extent.parts and has_variables(catalog.lists):
            say(_WORDS["variables_without_documents"][wanted.language], err=True)
    if wanted.shown is not Shown.GRAVE or code != 0:
        _say_what_was_done(code, out, _how_much(catalog), wanted.language)
    return code


def _tell(language: str, message: Message) -> None:
    say(message[language], err=True)


def _how_much(catalog: Catalog) -> Message:
    if catalog.number >= LARGE:  # whose triples nobody has counted
        return filled(_WORDS["records"], records=str(catalog.number))
    return filled(_WORDS["triples"], records=str(catalog.number), triples=str(len(catalog.graph)))


@contextmanager
def telling_what_is_removed(out: Path, language: str) -> Iterator[None]:
    """Say on standard error which addresses were there before and are gone after what is done inside."""
    before = removed_in(out)
    yield
    gone = sorted(removed_in(out) - before)
    if gone:
        names, more = ", ".join(gone[:_MOST_NAMED]), len(gone) - _MOST_NAMED
        names = _WORDS["more"][language].format(names=names, number=more) if more > 0 else names
        say(_WORDS["gone"][language].format(names=names), err=True)


def _say_what_was_done(code: int, out: Path, how_much: Message, language: str) -> None:
    said = filled(_WORDS["wrote"], out=str(out), how_much=how_much) if code == 0 else None
    say((said or filled(_WORDS["left" if out.exists() else "none"], out=str(out)))[language], err=True)
