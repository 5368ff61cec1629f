"""What an answer says that is not the document asked for: text, JSON (RFC 9457) or HTML, in nb, nn or en."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from dcat_publisher.model.language import FALLBACKS, Words
from dcat_publisher.publish.pages.environment import packed
from dcat_publisher.serve.negotiation import choose_language, choose_media_type

_TEXT: Final = "text/plain"
_HTML: Final = "text/html"
_PROBLEM: Final = "application/problem+json"
_OFFERED: Final = (_TEXT, _HTML, _PROBLEM, "application/json")
# A path may be any length; what is said of it may not.
_LONGEST_PATH: Final = 200

TITLES: Final = Words(__file__).group("title")
DETAILS: Final = Words(__file__).group("detail")


@dataclass(frozen=True, slots=True)
class Choice:
    """Something there is instead: its address, and a word on it (a media type, a title)."""

    href: str
    about: str


def problem(
    status: int, path: str, choices: Sequence[Choice], accept: str | None, accept_language: str | None
) -> tuple[list[tuple[str, str]], bytes]:
    """Return the headers and the body that go with a status; `path` is shown as text, shortened."""
    language = choose_language(accept_language, FALLBACKS["en"])
    media_type = choose_media_type(accept, _OFFERED) or _TEXT
    shown = path if len(path) <= _LONGEST_PATH else f"{path[:_LONGEST_PATH]}…"
    title, detail = TITLES[str(status)][language], DETAILS[str(status)][language].format(path=shown)
    if media_type == _HTML:
        body = _as_html(status, language, title, detail, choices)
    elif media_type == _TEXT:
        body = _as_text(title, detail, choices)
    else:
        body = _as_json(status, title, detail, choices)
    charset = "; charset=utf-8" if media_type in (_TEXT, _HTML) else ""
    headers = [
        ("Content-Type", f"{media_type}{charset}"),
        ("Content-Language", language),
        ("Vary", "Accept, Accept-Language"),
        ("Cache-Control", "no-cache"),
    ]
    return headers, body.encode("utf-8", "replace")


def _as_text(title: str, detail: str, choices: Sequence[Choice]) -> str:
    lines = [f"{title}. {detail}", *(f"  {choice.href}  {choice.about}" for choice in choices)]
    return "\n".join(lines) + "\n"


def _as_json(status: int, title: str, detail: str, choices: Sequence[Choice]) -> str:
    about = {
        "title": title,
        "status": status,
        "detail": detail,
        "choices": [{"href": choice.href, "about": choice.about} for choice in choices],
    }
    return json.dumps(about, ensure_ascii=False) + "\n"


_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'"
_PAGE: Final = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{title}</title>
<link rel="icon" href="data:,">
<style>{style}</style>
</head>
<body>
<main class="wide">
<p class="kind">{status}</p>
<h1 class="heading">{title}</h1>
<p>{detail}</p>
<ul>
{items}
</ul>
</main>
</body>
</html>
"""


def _as_html(status: int, language: str, title: str, detail: str, choices: Sequence[Choice]) -> str:
    items = "\n".join(
        f'<li><a href="{escape(choice.href)}">{escape(choice.about)}</a></li>' for choice in choices
    )
    return _PAGE.format(
        language=language, status=status, style=packed("style.css"), policy=_POLICY, title=escape(title),
        detail=escape(detail), items=items,
    )  # fmt: skip
