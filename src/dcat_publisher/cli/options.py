"""The options that several commands share, and what they mean.

An option that is not given takes its value from the environment (`DCAT_PUBLISHER_LANG` and so on), else
from the project's configuration, which is looked for upward from the source folder.
"""

from __future__ import annotations

import functools
import locale
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import click
from click.core import ParameterSource

from dcat_publisher.checking.configuration import Configuration, find_configuration, read_configuration
from dcat_publisher.cli.given import NamedPath, named
from dcat_publisher.cli.knowledge import (
    KEY,
    configuration,
    knowledge_folders,
    profile_named,
    profiles_named,
    vocabulary,
)
from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.finding import Severity
from dcat_publisher.model.language import LANGUAGES, Words, filled, supported
from dcat_publisher.vocabulary.profile import DEFAULT_PROFILE

_WORDS: Final = Words(__file__).group("call")
SEVERITIES: Final = {"error": Severity.ERROR, "warning": Severity.WARNING, "info": Severity.INFO}
FORMATS: Final = ("full", "concise", "json", "sarif", "junit", "github", "gitlab", "turtle", "html")
"""The names of `report.FORMATS`, which is not imported for the sake of a list; a test holds them together."""
_Command = TypeVar("_Command", bound=Callable[..., Any])


def _configure(context: click.Context, parameter: click.Parameter, value: Path) -> Path:
    """Find the configuration of the source folder, and let it say what the command line does not."""
    if context.resilient_parsing:
        return value
    given = context.get_parameter_source(parameter.name or "") is not ParameterSource.DEFAULT
    settled = _settle(context, context.params.get("config"), value if given else Path())
    own = settled.options.get("source")
    return value if given or not isinstance(own, str) else Path(os.path.relpath(own))


def _settle(context: click.Context, named: Path | None, start: Path) -> Configuration:
    """Read the configuration that is named, else the nearest one upward from a folder; note what it says."""
    isolated = context.params.get("isolated", False)
    file = named if named is not None else None if isolated else find_configuration(start)
    settled = Configuration() if file is None else read_configuration(file)
    context.find_root().meta[KEY] = settled
    settings = {key.replace("-", "_"): setting for key, setting in settled.options.items()}
    context.default_map = {**settings, **(context.default_map or {})}
    return settled


def _configure_here(
    context: click.Context, _parameter: click.Parameter, value: Path | None
) -> Path | None:
    """Find the configuration of the folder that a command without a source is called in."""
    if not context.resilient_parsing:
        _settle(context, value, Path())
    return value


def _configure_where_given(
    context: click.Context, parameter: click.Parameter, value: Path | None
) -> Path | None:
    """Find the configuration of the source folder, else of the one that the command is called in."""
    _configure(context, parameter, value or Path())
    return value


def _configure_first(
    context: click.Context, parameter: click.Parameter, value: tuple[str, ...]
) -> tuple[str, ...]:
    """Find the configuration of the first of several sources; see `_configure`."""
    source = _configure(context, parameter, Path(value[0] if value else "source"))
    return value or (str(source),)


def _environment(name: str) -> str:
    return f"DCAT_PUBLISHER_{name.upper()}"


_source = click.argument(
    "source", type=click.Path(path_type=Path), default="source", is_eager=True, callback=_configure
)
_optional_source = click.argument(
    "source", type=click.Path(path_type=Path), required=False, is_eager=True, callback=_configure_where_given
)
_sources = click.argument(
    "sources", nargs=-1, type=named, metavar="[SOURCE]...", is_eager=True, callback=_configure_first
)
_config = click.option(
    "--config", type=NamedPath(exists=True, dir_okay=False), is_eager=True, metavar="FILE",
    envvar=_environment("config"),
    help="Read this file; else the nearest dcat-publisher.toml or pyproject.toml upward from SOURCE.",
)  # fmt: skip
_config_here = click.option(
    "--config", type=click.Path(path_type=Path, exists=True, dir_okay=False), is_eager=True, metavar="FILE",
    envvar=_environment("config"), callback=_configure_here,
    help="Read this file; else the nearest dcat-publisher.toml or pyproject.toml upward from here.",
)  # fmt: skip
_isolated = click.option("--isolated", is_flag=True, is_eager=True, help="Read no configuration file.")
lang = click.option(
    "--lang", type=click.Choice(LANGUAGES), envvar=_environment("lang"),
    help="Language of messages; else that of the locale.",
)  # fmt: skip
fail_on = click.option(
    "--fail-on", type=click.Choice(list(SEVERITIES)), default="error", show_default=True,
    envvar=_environment("fail_on"),
    help="Exit with 1 when there is a finding of this severity or a graver one.",
)  # fmt: skip
profile = click.option(
    "--profile", default=DEFAULT_PROFILE, show_default=True, envvar=_environment("profile"),
    help="The profile, by name; several with commas, of which the first is the one at the usual addresses.",
)  # fmt: skip


def _out(context: click.Context, parameter: click.Parameter, value: Path) -> Path:
    """Refuse the usual `out` where it is a link to elsewhere: it came with the checkout, nobody named it."""
    if context.get_parameter_source(parameter.name or "") is ParameterSource.DEFAULT:
        real = Path(os.path.realpath(value))
        if not real.is_relative_to(os.path.realpath(".")):
            raise ConfigurationError(filled(_WORDS["link"], out=str(value), target=str(real)))
    return value


out = click.option(
    "--out", type=click.Path(path_type=Path), default="out", show_default=True, callback=_out,
    help="The folder to write.",
)  # fmt: skip
output_format = click.option(
    "--output-format", type=click.Choice(FORMATS), envvar=_environment("output_format"),
    help="How findings are written; else `full` on a terminal, `github` in its Actions, else `concise`.",
)  # fmt: skip
output_file = click.option(
    "-o", "--output-file", type=NamedPath(dir_okay=False), metavar="FILE",
    help="Write the findings to a file instead of standard output.",
)  # fmt: skip
color = click.option(
    "--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True,
    envvar=_environment("color"),
    help="Colour the findings; `auto`: on a terminal, unless NO_COLOR is set.",
)  # fmt: skip

quiet = click.option("-q", "--quiet", is_flag=True, help="Say nothing but what is wrong.")


max_findings = click.option(
    "--max-findings", type=click.IntRange(min=1), metavar="N", envvar=_environment("max_findings"),
    help="Write the N gravest findings; all are counted, and what is left out is said.",
)  # fmt: skip


input_format = click.option(
    "--input-format", metavar="FORMAT", type=named,
    help="With RDF: its format, by name, suffix or media type; else the suffix tells it, the server, or the "
    "text.",
)  # fmt: skip


def codes(context: click.Context, _parameter: click.Parameter, typed: str) -> list[str]:
    """Return the codes of rules that begin as typed, for the completion of shells."""
    from dcat_publisher.rules.rule_book import (  # noqa: PLC0415  only while somebody presses the tab key
        RuleBook,
    )

    named = context.params.get("profile")
    rules = RuleBook(profile_named(named if isinstance(named, str) else DEFAULT_PROFILE))
    return [rule.code for rule in rules if rule.code.startswith(typed)]


select = click.option(
    "--select", multiple=True, type=named, shell_complete=codes, metavar="CODES",
    envvar=_environment("select"),
    help="Report only rules whose code begins so; several with commas or by repeating the option.",
)  # fmt: skip
ignore = click.option(
    "--ignore", multiple=True, type=named, shell_complete=codes, metavar="CODES",
    envvar=_environment("ignore"),
    help="Leave out rules whose code begins so.",
)  # fmt: skip


def source(command: _Command) -> _Command:
    """Add SOURCE, --config and --isolated, which go together: they say which configuration counts."""
    return _with_configuration(_source, command)


def project(command: _Command) -> _Command:
    """Add --config and --isolated to a command that has no SOURCE: the project is that of this folder."""
    return _isolated(_config_here(_deaf(command)))


def _with_configuration(argument: Callable[..., Any], command: _Command) -> _Command:
    return argument(_config(_isolated(_deaf(command))))  # type: ignore[no-any-return]


def _deaf(command: _Command) -> _Command:
    """Return a command that is not told of --config and --isolated, which were heard before it began."""

    @functools.wraps(command)
    def without_configuration(*args: object, config: Path | None, isolated: bool, **given: object) -> object:
        del config, isolated
        return command(*args, **given)

    return without_configuration  # type: ignore[return-value]


def optional_source(command: _Command) -> _Command:
    """Add what `source` adds, for a command that can do without: then the project is that of this folder."""
    return _with_configuration(_optional_source, command)


def sources(command: _Command) -> _Command:
    """Add what `source` adds, for a command that takes several."""
    return _with_configuration(_sources, command)


def language_of(choice: str | None) -> str:
    """Return the language chosen, else that of the locale (POSIX order of variables), else Bokmål."""
    if choice is not None:
        return choice
    settings = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    name = next((setting for setting in settings if setting), None) or locale.getlocale()[0] or ""
    tag = name.partition("_")[0].partition(".")[0].lower()
    return {"no": "nb", "norwegian": "nb", "english": "en"}.get(tag) or supported(tag)


def prefixes(values: tuple[str, ...]) -> tuple[str, ...]:
    """Return the prefixes of codes in an option that may be repeated and may have commas."""
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


__all__ = ["configuration", "knowledge_folders", "profile_named", "profiles_named", "vocabulary"]
