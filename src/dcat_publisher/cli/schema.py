"""`schema`: the JSON Schema that editors complete and check source files with."""

from __future__ import annotations

from pathlib import Path

import click

from dcat_publisher.checking.catalog import Catalog, read_catalog
from dcat_publisher.cli import options
from dcat_publisher.cli.saying import write
from dcat_publisher.editor.schema import Known, json_schema, schema_text
from dcat_publisher.rules.rule_book import RuleBook


@click.command()
@options.optional_source
@options.profile
@click.option(
    "-o", "--output-file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Write the schema to a file instead of standard output.",
)  # fmt: skip
def command(source: Path | None, profile: str, output_file: Path | None) -> None:
    """Print the JSON Schema of source files, for editors.

    With the folder SOURCE it also knows the local names of that catalogue, and what its records inherit.

    Example: dcat-publisher schema source -o dcat-catalogue.schema.json
    """
    chosen = options.profiles_named(profile)
    vocabulary = options.vocabulary()
    known = None if source is None else known_of(read_catalog(source, vocabulary, chosen))
    text = schema_text(json_schema(vocabulary, RuleBook(*chosen), known))
    write(text, output_file)


def known_of(catalog: Catalog) -> Known:
    """Return what a schema can know of a catalogue."""
    names = {name for record in catalog.records for name in (record.name, record.path)}
    context = options.vocabulary().context
    inherited = {
        class_: {found.predicate for key, _ in entries if (found := context.definition(key.text)) is not None}
        for class_, entries in catalog.settings.defaults.items()
    }
    return Known(tuple(sorted(names)), inherited)
