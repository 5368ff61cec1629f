"""`diff`: what differs between two catalogues, in plain words."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import click

from dcat_publisher.cli import complain, options
from dcat_publisher.cli.given import named
from dcat_publisher.cli.saying import write
from dcat_publisher.insight.diff.comparison import Difference, compare
from dcat_publisher.insight.diff.markdown import as_markdown
from dcat_publisher.insight.diff.patch import as_patch, needs_labels
from dcat_publisher.insight.diff.record import as_json
from dcat_publisher.insight.diff.text import as_text
from dcat_publisher.insight.diff.variables import Lists, published_lists
from dcat_publisher.insight.diff.wording import Wording
from dcat_publisher.insight.harvest.inputs import Input, graph_of, open_input
from dcat_publisher.model.gc_paused import gc_paused
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import Words
from dcat_publisher.rdf.formats import format_wanted
from dcat_publisher.vocabulary import Vocabulary

_WORDS: Final = Words(__file__).group("diff")


@click.command()
@click.argument("old", type=named)
@click.argument("new", default="out", type=named)
@options.lang
@options.input_format
@click.option(
    "--output-format", type=click.Choice(["text", "markdown", "json", "patch"]), default="text",
    show_default=True,
    help="`markdown` is for a comment on a pull request, `patch` is RDF Patch.",
)  # fmt: skip
@click.option(
    "-o", "--output-file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Write to a file instead of standard output.",
)  # fmt: skip
@click.option("--exit-code", is_flag=True, help="Exit with 1 when there is a difference.")
def command(
    old: str, new: str, lang: str | None, input_format: str | None, output_format: str,
    output_file: Path | None, exit_code: bool,
) -> None:  # fmt: skip
    """Say what is different in the catalogue NEW from what it was in OLD, by dataset and property.

    Each is a file, a built folder, a source folder, an address, a git revision, or `REVISION:path`.

    Example: dcat-publisher diff HEAD~1 out --output-format markdown
    """
    vocabulary = options.vocabulary()
    with gc_paused():
        form = format_wanted(input_format)
        given = [open_input(name, None, vocabulary, across_schemes=True, form=form) for name in (old, new)]
        graphs = [graph_of(each) for each in given]
        lists = [_lists(each, graph, vocabulary) for each, graph in zip(given, graphs, strict=True)]
        difference = compare(old, graphs[0], new, graphs[1], (lists[0], lists[1]))
    write(_text(difference, output_format, options.language_of(lang)), output_file)
    sys.exit(int(exit_code and bool(difference.entries)))


def _lists(given: Input, graph: Graph, vocabulary: Vocabulary) -> Lists:
    """Return the variables that come with a catalogue: a file or an address has none beside it."""
    return given.lists if given.folder is None else published_lists(given.folder, graph, vocabulary)


def _text(difference: Difference, output_format: str, language: str) -> str:
    codes = options.vocabulary().codes
    if output_format == "json":
        return as_json(difference, codes)
    if output_format == "patch":
        if needs_labels(difference):
            complain(_WORDS["blank_nodes"][language])
        return as_patch(difference)
    writer = as_markdown if output_format == "markdown" else as_text
    return writer(difference, Wording(difference, codes, language))
