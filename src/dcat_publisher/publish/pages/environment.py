"""The templates, with the filters and the few files that go into every page."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from functools import lru_cache, partial
from importlib.resources import files
from typing import Final, cast

from jinja2 import Environment
from markupsafe import Markup

from dcat_publisher.model.language import LOCALES
from dcat_publisher.publish.pages import markup
from dcat_publisher.publish.pages.identity import Identity
from dcat_publisher.publish.pages.wording import word
from dcat_publisher.system.templates import OwnTemplate, calling, templates

_PACKAGE: Final = "dcat_publisher.publish.pages"
_TEMPLATES: Final = files(_PACKAGE) / "templates"
_FILTERS: Final = {
    "capitalized": markup.capitalized, "text": markup.text, "value": markup.value,
    "properties": markup.properties, "prose": markup.prose,
}  # fmt: skip
NOBODY: Final = Identity()
"""The identity of pages that are nobody's in particular."""


def environment(identity: Identity = NOBODY) -> Environment:
    """Return the templates; all that is put into them is escaped."""
    return _environment(identity.templates)


@lru_cache(maxsize=4)
def _environment(own: tuple[OwnTemplate, ...]) -> Environment:
    found = templates(_PACKAGE, own=own) if own else templates(_PACKAGE)
    found.filters |= {**_FILTERS, "shortened": shortened}
    return found


def render(template: str, language: str, identity: Identity = NOBODY, **values: object) -> str:
    """Fill a template, whose own words are in `language`.

    Raises ConfigurationError where a template of the project's own fails.
    """
    fill = calling(environment(identity).get_template(template).render, identity.templates)
    return fill(language=language, locale=LOCALES[language], word=partial(word, language=language), **values)


def card_macro(language: str, identity: Identity = NOBODY) -> Callable[..., str]:
    """Return what writes a card of a list, in a language."""
    given = {"language": language, "word": partial(word, language=language)}
    module = environment(identity).get_template("card.html").make_module(given)
    return calling(cast(Callable[..., str], module.card), identity.templates)  # type: ignore[attr-defined]


def shortened(text: str, longest: int) -> str:
    """Cut a text at a word where it is long."""
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[:longest].rpartition(' ')[0] or text[:longest]} …"


@lru_cache(maxsize=1)
def packaged_templates() -> frozenset[str]:
    """Return the names of the templates of pages, which a project may have its own of."""
    return frozenset(file.name for file in _TEMPLATES.iterdir() if file.name.endswith(".html"))


@lru_cache(maxsize=8)
def packed(name: str) -> Markup:
    """Return a style sheet or a script as it goes into a page; both are this program's own."""
    return Markup((_TEMPLATES / name).read_text("utf-8").strip())


def style(identity: Identity = NOBODY) -> Markup:
    """Return the style sheet: the program's, and behind it what the project says.

    What could end a style element has been refused when the configuration was read.
    """
    return packed("style.css") + Markup(f"\n{identity.style}" if identity.style else "")


@lru_cache(maxsize=4)
def style_file(identity: Identity = NOBODY) -> str:
    """Return the name of the file of the style sheet: another when it changes, for the sake of caches."""
    return f"style-{hashlib.sha256(style(identity).encode()).hexdigest()[:8]}.css"


@lru_cache(maxsize=4)
def policy(identity: Identity = NOBODY) -> str:
    """Return the content security policy: one style sheet, as a file or in the page, and our two scripts."""
    shown = style(identity), packed("search.js"), packed("variables.js")
    sheet, *scripts = map(_digest, shown)
    own = " ".join(f"'{script}'" for script in scripts)
    return (
        f"default-src 'none'; style-src 'self' '{sheet}'; script-src {own}; img-src 'self' data:; "
        "font-src data:; connect-src 'self'; form-action 'self'; base-uri 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
