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
from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.finding import Severity
from dcat_publisher.model.language import LANGUAGES, supported
from dcat_publisher.vocabulary import Vocabulary, vocabulary_of
from dcat_publisher.vocabulary.profile import DEFAULT_PROFILE, Profile, project_profile

SEVERITIES: Final = {"error": Severity.ERROR, "warning": Severity.WARNING, "info": Severity.INFO}
FORMATS: Final = ("full", "concise", "json", "sarif", "junit", "github", "gitlab", "turtle", "html")
"""The names of `report.FORMATS`, which is not imported for the sake of a list; a test holds them together."""
_KEY: Final = "dcat_publisher.checking.configuration"
_Command = TypeVar("_Command", bound=Callable[..., Any])


def configuration(context: click.Context | None = None) -> Configuration:
    """Return the configuration of the running command; an empty one outside a command."""
    context = context if context is not None else click.get_current_context(silent=True)
    found = None if context is None else context.find_root().meta.get(_KEY)
    return found if isinstance(found, Configuration) else Configuration()


def _configure(context: click.Context, parameter: click.Parameter, value: Path) -> Path:
    """Find the configuration of the source folder, and let it say what the command line does not."""
    if context.resilient_parsing:
        return value
    given = context.get_parameter_source(parameter.name or "") is not ParameterSource.DEFAULT
    named, isolated = context.params.get("config"), context.params.get("isolated", False)
    file = (
        named if named is not None else None if isolated else find_configuration(value if given else Path())
    )
    settled = Configuration() if file is None else read_configuration(file)
    context.find_root().meta[_KEY] = settled
    settings = {key.replace("-", "_"): setting for key, setting in settled.options.items()}
    context.default_map = {**settings, **(context.default_map or {})}
    own = settled.options.get("source")
    return value if given or not isinstance(own, str) else Path(os.path.relpath(own))


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
_sources = click.argument(
    "sources", nargs=-1, metavar="[SOURCE]...", is_eager=True, callback=_configure_first
)
_config = click.option(
    "--config", type=click.Path(path_type=Path, exists=True, dir_okay=False), is_eager=True, metavar="FILE",
    envvar=_environment("config"),
    help="Read this file; else the nearest dcat-publisher.toml or pyproject.toml upward from SOURCE.",
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
    help="The set of shapes, by name.",
)  # fmt: skip


def _out(context: click.Context, parameter: click.Parameter, value: Path) -> Path:
    """Refuse the usual `out` where it is a link to elsewhere: it came with the checkout, nobody named it."""
    if context.get_parameter_source(parameter.name or "") is ParameterSource.DEFAULT:
        real = Path(os.path.realpath(value))
        if not real.is_relative_to(os.path.realpath(".")):
            raise ConfigurationError(f"{value} is a link to {real}; write --out {value} if that is meant")
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
    "-o", "--output-file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
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


def codes(context: click.Context, _parameter: click.Parameter, typed: str) -> list[str]:
    """Return the codes of rules that begin as typed, for the completion of shells."""
    from dcat_publisher.rules.rule_book import (  # noqa: PLC0415  only while somebody presses the tab key
        RuleBook,
    )

    named = context.params.get("profile")
    rules = RuleBook(profile_named(named if isinstance(named, str) else DEFAULT_PROFILE))
    return [rule.code for rule in rules if rule.code.startswith(typed)]


select = click.option(
    "--select", multiple=True, shell_complete=codes, metavar="CODES", envvar=_environment("select"),
    help="Report only rules whose code begins so; several with commas or by repeating the option.",
)  # fmt: skip
ignore = click.option(
    "--ignore", multiple=True, shell_complete=codes, metavar="CODES", envvar=_environment("ignore"),
    help="Leave out rules whose code begins so.",
)  # fmt: skip


def source(command: _Command) -> _Command:
    """Add SOURCE, --config and --isolated, which go together: they say which configuration counts."""
    return _with_configuration(_source, command)


def _with_configuration(argument: Callable[..., Any], command: _Command) -> _Command:
    @functools.wraps(command)
    def without_configuration(*args: object, config: Path | None, isolated: bool, **given: object) -> object:
        del config, isolated  # heard already, by `_configure`
        return command(*args, **given)

    return argument(_config(_isolated(without_configuration)))  # type: ignore[no-any-return]


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


def vocabulary() -> Vocabulary:
    """Return the vocabulary of the installation, and what `vocab` folders of project and source add to it."""
    return vocabulary_of(Path().absolute(), _source_folder())


def profile_named(name: str = DEFAULT_PROFILE) -> Profile:
    """Return a profile by its name: one of the installation, or the project's own."""
    return project_profile(name, _shapes_folders())


def knowledge_folders() -> tuple[Path, ...]:
    """Return the project's own folders that a check reads besides the source; some may not be there."""
    source = _source_folder()
    return (Path("vocab"), *(() if source is None else (source / "vocab",)), *_shapes_folders())


def _shapes_folders() -> tuple[Path, ...]:
    """Return where a project may have profiles of its own: beside its configuration, its source, and here."""
    source, file = _source_folder(), configuration().file
    beside = [] if file is None else [file.parent]
    beside += [] if source is None else [Path(os.path.realpath(source)).parent]
    return tuple(dict.fromkeys(folder / "shapes" for folder in (*beside, Path.cwd())))


def _source_folder() -> Path | None:
    """Return the source that the running command is about, the first of several; None for none."""
    context = click.get_current_context(silent=True)
    given = {} if context is None else context.params
    source = given.get("source", next(iter(given.get("sources", ())), None))
    return Path(source) if isinstance(source, Path | str) else None
