"""`score`: the quality scores that the portals will give, before publishing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import click

from dcat_publisher.cli import options
from dcat_publisher.cli.given import named
from dcat_publisher.cli.saying import say, write
from dcat_publisher.insight.harvest.inputs import graph_of, open_input
from dcat_publisher.insight.scores.addresses import MAX_ADDRESSES, addresses_of, ask
from dcat_publisher.insight.scores.assessment import mean
from dcat_publisher.insight.scores.dqv import as_dqv
from dcat_publisher.insight.scores.measure import Lists
from dcat_publisher.insight.scores.metrics import Scheme
from dcat_publisher.insight.scores.output import as_json, compliance_lines, table
from dcat_publisher.insight.scores.page import as_page
from dcat_publisher.insight.scores.scorecard import Scorecard, parts_of, score
from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.gc_paused import gc_paused
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import Words, filled
from dcat_publisher.model.named_terms import SERVICE
from dcat_publisher.rdf.formats import format_wanted

_WORDS: Final = Words(__file__).group("score")


@click.command()
@click.argument("target", default="out", type=named)
@options.lang
@options.input_format
@click.option("--online", is_flag=True, help="Ask the addresses of distributions, one by one.")
@click.option(
    "--max-addresses", type=click.IntRange(1), default=MAX_ADDRESSES, show_default=True, metavar="N",
    help="With --online: ask no more than so many.",
)  # fmt: skip
@click.option("--compliance", is_flag=True, help="List what keeps each dataset from following the profile.")
@click.option(
    "--output-format", type=click.Choice(["table", "json", "html", "dqv"]), default="table",
    show_default=True,
    help="`html` has a chart, `dqv` is RDF in Turtle.",
)  # fmt: skip
@options.output_file
@click.option(
    "--min-eu", type=click.IntRange(0), default=0, metavar="N", help="Exit with 1 when the EU mean is lower."
)
@click.option(
    "--min-national", type=click.IntRange(0), default=0, metavar="N",
    help="Exit with 1 when the national mean is lower.",
)  # fmt: skip
def command(
    target: str, lang: str | None, input_format: str | None, online: bool, max_addresses: int,
    compliance: bool, output_format: str, output_file: Path | None, min_eu: int, min_national: int,
) -> None:  # fmt: skip
    """Score the datasets of TARGET as data.europa.eu (405 points) and data.norge.no (435 points) would.

    Example: dcat-publisher score out --output-format html -o scores.html
    """
    language = options.language_of(lang)
    with gc_paused():
        card = _card(target, format_wanted(input_format), max_addresses if online else 0)
    write(_text(card, output_format, language, compliance), output_file)
    least = {Scheme.EU: min_eu, Scheme.FDK: min_national}
    sys.exit(int(any(mean(card.assessments[scheme]) < number for scheme, number in least.items())))


def _card(target: str, form: str | None, limit: int) -> Scorecard:
    vocabulary = options.vocabulary()
    graph = graph_of(open_input(target, None, vocabulary, across_schemes=True, form=form))
    _require_datasets(target, graph)
    statuses: dict[str, int] = {}
    if limit:
        for address, status in ask(addresses_of(graph, parts_of(target, graph)), limit):
            say(f"{status} {address}", err=True)
            statuses[address] = status
    return score(target, graph, Lists(vocabulary.codes), statuses)


def _require_datasets(target: str, graph: Graph) -> None:
    """Raise ConfigurationError where nothing can be scored: zero points would be a statement on something."""
    if parts_of(target, graph):
        return
    services = len(graph.instances(SERVICE))
    words = _WORDS["only_services"] if services else _WORDS["no_dataset"]
    raise ConfigurationError(filled(words, target=target, number=str(services)))


def _text(card: Scorecard, output_format: str, language: str, compliance: bool) -> str:
    if output_format == "json":
        return as_json(card)
    if output_format == "html":
        return as_page(card, language)
    if output_format == "dqv":
        return as_dqv(card)
    lines = [*table(card, language), *(["", *compliance_lines(card, language)] if compliance else [])]
    return "\n".join(lines) + "\n"
