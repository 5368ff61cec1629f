"""The one way that HTML is made of templates: what is put in is escaped, and what is not there is a fault."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Final, NamedTuple, TypeVar

from jinja2 import ChoiceLoader, Environment, FunctionLoader, PackageLoader, PrefixLoader, StrictUndefined
from jinja2.exceptions import TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import Words, placed, untranslated

_WORDS: Final = Words(__file__).group("template")
PACKAGED: Final = "packaged"
"""The folder by which a project's template reaches the one that it takes the place of."""


class OwnTemplate(NamedTuple):
    """A template of a project: its name, its text, and the file that it was read from, for messages."""

    name: str
    text: str
    file: str


_Text = TypeVar("_Text", bound=str)


@cache
def templates(
    package: str,
    finalize: Callable[[object], object] | None = None,
    own: tuple[OwnTemplate, ...] = (),
) -> Environment:
    """Return the templates in the folder `templates` of a package; its own filters may be added by its owner.

    `finalize` is what each value goes through before it is escaped. `own` are templates of a
    project: they come before those of the package, and run in Jinja's sandbox, for they come with a checkout.
    """
    packaged = PackageLoader(package)
    if own:
        loader = ChoiceLoader([_of_project(own), packaged, PrefixLoader({PACKAGED: packaged})])
        environment: Environment = ImmutableSandboxedEnvironment(
            loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
            auto_reload=False, finalize=finalize,
        )  # fmt: skip
    else:
        environment = Environment(
            loader=packaged, autoescape=True, undefined=StrictUndefined, trim_blocks=True,
            lstrip_blocks=True, auto_reload=False, finalize=finalize,
        )  # fmt: skip
    environment.filters["ticked"] = ticked
    return environment


def _of_project(own: Iterable[OwnTemplate]) -> FunctionLoader:
    by_name = {each.name: each for each in own}

    def load(name: str) -> tuple[str, str | None, Callable[[], bool] | None] | None:
        found = by_name.get(name)
        return None if found is None else (found.text, found.file, None)

    return FunctionLoader(load)


def calling(call: Callable[..., _Text], own: Iterable[OwnTemplate]) -> Callable[..., _Text]:
    """Return a call that fills a template; what goes wrong in one of the project's is a ConfigurationError.

    `own` are the project's templates, which the message names with the line. A fault of ours stays what it
    is.
    """
    ours = [each.file for each in own]
    if not ours:
        return call

    def filled(*args: object, **values: object) -> _Text:
        try:
            return call(*args, **values)
        except RecursionError as error:
            raise ConfigurationError(placed(", ".join(ours), _WORDS["without_end"])) from error
        except Exception as error:
            place = _place(error, ours)
            if place is None:
                raise
            raise ConfigurationError(untranslated(f"{place}: {error}")) from error

    return filled


def _place(error: Exception, own: Sequence[str]) -> str | None:
    """Return template and line where a fault came up; None where none of the project's was at work."""
    if isinstance(error, TemplateSyntaxError) and error.filename in own:
        return f"{error.filename}:{error.lineno}"
    frames = [each for each in traceback.extract_tb(error.__traceback__) if each.filename in own]
    if frames:
        return f"{frames[-1].filename}:{frames[-1].lineno}"
    return own[0] if isinstance(error, TemplateError) else None


def ticked(text: str) -> Markup:
    """Show what stands between backticks as code; a tick without its partner stays."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return Markup("{}").format(text)
    return Markup().join(
        Markup("<code>{}</code>" if number % 2 else "{}").format(part) for number, part in enumerate(parts)
    )
