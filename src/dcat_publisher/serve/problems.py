"""What an answer says that is not the document asked for: text, JSON (RFC 9457) or HTML, in nb, nn or en."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup, escape

from dcat_publisher.model.language import FALLBACKS, Words
from dcat_publisher.publish.pages.environment import packed
from dcat_publisher.publish.pages.render import PLACE_OF_CONTENT
from dcat_publisher.publish.pages.search import PLACE_OF_QUERY, PLACE_OF_TITLE
from dcat_publisher.serve.negotiation import choose_language, choose_media_type
from dcat_publisher.system.templates import templates

Frames = Callable[[str], str | None]
"""What the pages of a site have around their content, by language; None where an early build has none."""
_TEXT: Final = "text/plain"
_HTML: Final = "text/html"
_PROBLEM: Final = "application/problem+json"
_OFFERED: Final = (_TEXT, _HTML, _PROBLEM, "application/json")
# Of the frame, which is of the site: no script, its own style sheet and pictures.
_POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src data:; form-action 'self'; "
    "base-uri 'none'"
)
# A path may be any length; what is said of it may not.
_LONGEST_PATH: Final = 200

TITLES: Final = Words(__file__).group("title")
DETAILS: Final = Words(__file__).group("detail")


def unframed(_: str) -> str | None:
    """Return no frame: the page stands alone."""
    return None


@dataclass(frozen=True, slots=True)
class Choice:
    """Something there is instead: its address, and a word on it (a media type, a title)."""

    href: str
    about: str


def problem(
    status: int, path: str, choices: Sequence[Choice], accept: str | None, accept_language: str | None,
    frames: Frames = unframed,
) -> tuple[list[tuple[str, str]], bytes]:  # fmt: skip
    """Return the headers and the body that go with a status; `path` is shown as text, shortened.

    `frames` gives what the pages of the site have around their content, by language, if they have it.
    """
    language = choose_language(accept_language, FALLBACKS["en"])
    media_type = choose_media_type(accept, _OFFERED) or _TEXT
    shown = path if len(path) <= _LONGEST_PATH else f"{path[:_LONGEST_PATH]}…"
    title, detail = TITLES[str(status)][language], DETAILS[str(status)][language].format(path=shown)
    if media_type == _HTML:
        frame = frames(language)
        body = _as_html(status, language, title, detail, choices, frame)
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
    if media_type == _HTML and frame is not None:
        headers.append(("Content-Security-Policy", _POLICY))
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




def _as_html(
    status: int, language: str, title: str, detail: str, choices: Sequence[Choice], frame: str | None
) -> str:
    found = templates("dcat_publisher.serve")
    content = found.get_template("problem_content.html").render(
        status=status, title=title, detail=detail, choices=choices
    )
    if frame is not None:
        return f"{in_frame(frame, content, title)}\n"
    page = found.get_template("problem.html").render(
        language=language, title=title, content=Markup(content), style=packed("style.css")
    )
    return f"{page}\n"


def in_frame(frame: str, content: str, title: str, query: str = "") -> str:
    """Put a page that the server makes into the frame that the pages of its site have."""
    before, _, after = frame.partition(PLACE_OF_CONTENT)
    for place, text in ((PLACE_OF_TITLE, escape(title)), (PLACE_OF_QUERY, escape(query))):
        before = before.replace(place, text)
    return f"{before}{content}{after}"
