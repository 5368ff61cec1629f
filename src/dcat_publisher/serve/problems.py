"""What an answer says that is not the document asked for: text, JSON (RFC 9457) or HTML, in nb, nn or en."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dcat_publisher.model.language import FALLBACKS, Words
from dcat_publisher.publish.pages.environment import packed
from dcat_publisher.serve.negotiation import choose_language, choose_media_type
from dcat_publisher.system.templates import templates

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




def _as_html(status: int, language: str, title: str, detail: str, choices: Sequence[Choice]) -> str:
    page = templates("dcat_publisher.serve").get_template("problem.html")
    return page.render(
        status=status, language=language, title=title, detail=detail, choices=choices,
        style=packed("style.css"),
    ) + "\n"  # fmt: skip
