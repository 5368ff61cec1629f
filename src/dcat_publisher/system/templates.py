"""The one way that HTML is made of templates: what is put in is escaped, and what is not there is a fault."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup


@cache
def templates(package: str, finalize: Callable[[object], object] | None = None) -> Environment:
    """Return the templates in the folder `templates` of a package; its own filters may be added by its owner.

    `finalize` is what each value goes through before it is escaped.
    """
    environment = Environment(
        loader=PackageLoader(package), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, auto_reload=False, finalize=finalize,
    )  # fmt: skip
    environment.filters["ticked"] = ticked
    return environment


def ticked(text: str) -> Markup:
    """Show what stands between backticks as code; a tick without its partner stays."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return Markup("{}").format(text)
    return Markup().join(
        Markup("<code>{}</code>" if number % 2 else "{}").format(part) for number, part in enumerate(parts)
    )
