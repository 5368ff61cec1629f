"""The templates, with the filters and the few files that go into every page."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache, partial
from importlib.resources import files
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dcat_publisher.publish.pages import markup
from dcat_publisher.publish.pages.wording import word

_TEMPLATES: Final = files("dcat_publisher.publish.pages") / "templates"


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return the templates; all that is put into them is escaped."""
    found = Environment(
        loader=PackageLoader("dcat_publisher.publish.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    found.filters |= {
        "capitalized": markup.capitalized, "text": markup.text, "value": markup.value,
        "properties": markup.properties, "prose": markup.prose, "shortened": shortened, "ticked": ticked,
    }  # fmt: skip
    return found


def render(template: str, language: str, **values: object) -> str:
    """Fill a template, whose own words are in `language`."""
    return (
        environment()
        .get_template(template)
        .render(language=language, word=partial(word, language=language), **values)
    )


def shortened(text: str, longest: int) -> str:
    """Cut a text at a word where it is long."""
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[:longest].rpartition(' ')[0] or text[:longest]} …"


def ticked(text: str) -> Markup:
    """Show what stands between backticks as code."""
    pieces = (
        Markup("<code>{}</code>" if number % 2 else "{}").format(part)
        for number, part in enumerate(text.split("`"))
    )
    return Markup().join(pieces)


@lru_cache(maxsize=8)
def packed(name: str) -> Markup:
    """Return a style sheet or a script as it goes into a page; both are this program's own."""
    return Markup((_TEMPLATES / name).read_text("utf-8").strip())


@lru_cache(maxsize=1)
def policy() -> str:
    """Return the content security policy: nothing is loaded, and no script or style runs but those two."""
    style, script = (_digest(packed(name)) for name in ("style.css", "search.js"))
    return (
        f"default-src 'none'; style-src '{style}'; script-src '{script}'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
