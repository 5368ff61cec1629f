"""Values, properties and prose as HTML: pages have hundreds of them, and macros take eight times as long."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final

from markupsafe import Markup

from dcat_publisher.model.named_terms import NAMES
from dcat_publisher.model.terms import iri_value
from dcat_publisher.publish.pages.text_blocks import Block, Span
from dcat_publisher.publish.pages.values import Property, Text, Value

_NAMES: Final = frozenset(map(iri_value, NAMES))


def capitalized(text: str) -> str:
    """Write the first letter of a text large and leave the rest."""
    return text[:1].upper() + text[1:]


def text(item: Text) -> Markup:
    """Show a text, with its language when it is not the page's."""
    return Markup(_in_language(item.text, item.language))


def value(item: Value) -> Markup:
    """Show a value: a nested node with its properties, a link, a date, or text."""
    return Markup(_value(item))


def properties(found: Iterable[Property]) -> Markup:
    """Show properties, each with all its values."""
    return Markup(_properties(found))


def prose(blocks: Iterable[Block], language: str | None) -> Markup:
    """Show paragraphs, captions and lists, with their language when it is not the page's."""
    inner = "\n".join(_block(block) for block in blocks)
    return Markup(f'<div class="prose"{_lang(language)}>\n{inner}\n</div>')


def _value(item: Value) -> str:
    if item.details:
        anchor = f' id="{escape(item.anchor)}"' if item.anchor else ""
        inner = _properties(item.details) if _says_more(item) else _texts(item.details[0])
        return f'<div class="nested"{anchor}>{inner}</div>'
    if item.href:
        return f'<a href="{escape(item.href)}"{_lang(item.language)}>{escape(item.text)}</a>'
    if item.date:
        return f'<time datetime="{escape(item.date)}">{escape(item.text)}</time>'
    if item.exact is not None:
        anchor = f' id="{escape(item.anchor)}"' if item.anchor else ""
        title = f' title="{escape(item.exact + item.unit)}"' if item.unit else ""
        return f'<data value="{escape(item.exact)}"{title}{anchor}>{escape(item.text)}</data>'
    if item.anchor:
        return f'<span id="{escape(item.anchor)}">{escape(item.text)}</span>'
    return _in_language(item.text, item.language)


def _says_more(item: Value) -> bool:
    """Return whether a nested node says more than what it is called: its name needs no label."""
    return len(item.details) > 1 or item.details[0].iri not in _NAMES


def _texts(item: Property) -> str:
    return "".join(f"<p>{_tagged(value)}</p>" for value in item.values)


def _tagged(item: Value) -> str:
    """Show a value; a text in another language than the page's with a visible tag of it."""
    if item.language is None or item.href:
        return _value(item)
    return f'{_value(item)} <small class="tag">{escape(item.language)}</small>'


def _properties(found: Iterable[Property]) -> str:
    return "<dl>\n" + "".join(_property(item) for item in found) + "</dl>"


def _property(item: Property) -> str:
    if item.in_a_row:
        inner = "".join(f"<li>{_tagged(value)}</li>\n" for value in item.values)
        shown = f'<dd><ul class="tags">\n{inner}</ul></dd>\n'
    else:
        shown = "".join(f"<dd>{_tagged(value)}</dd>\n" for value in item.values)
    return f"<div>\n<dt>{escape(capitalized(item.label))}</dt>\n{shown}</div>\n"


def _block(block: Block) -> str:
    if block.kind == "list":
        return "<ul>\n" + "".join(f"<li>{_spans(item)}</li>\n" for item in block.items) + "</ul>"
    if block.kind == "caption":
        return f'<p class="caption"><strong>{_spans(block.items[0])}</strong></p>'
    return f"<p>{_spans(block.items[0])}</p>"


def _spans(found: Iterable[Span]) -> str:
    return "".join(
        escape(span.text)
        if span.href is None
        else f'<a href="{escape(span.href)}">{escape(span.text)}</a>'
        for span in found
    )


def _in_language(shown: str, language: str | None) -> str:
    return f"<span{_lang(language)}>{escape(shown)}</span>" if language else escape(shown)


def _lang(language: str | None) -> str:
    return f' lang="{escape(language)}"' if language else ""
