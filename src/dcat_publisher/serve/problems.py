"""What an answer says that is not the document asked for: text, JSON (RFC 9457) or HTML, in nb, nn or en."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from dcat_publisher.model.language import Message, words
from dcat_publisher.publish.pages.environment import packed
from dcat_publisher.serve.negotiation import choose_language, choose_media_type

_LANGUAGES: Final = ("en", "nb", "nn")
_TEXT: Final = "text/plain"
_HTML: Final = "text/html"
_PROBLEM: Final = "application/problem+json"
_OFFERED: Final = (_TEXT, _HTML, _PROBLEM, "application/json")
# A path may be any length; what is said of it may not.
_LONGEST_PATH: Final = 200

TITLES: Final[Mapping[int, Message]] = {
    300: words("Flere utgaver", "Fleire utgåver", "Several representations"),
    400: words("Ugyldig forespørsel", "Ugyldig førespurnad", "Bad request"),
    404: words("Finnes ikke", "Finst ikkje", "Not found"),
    405: words("Metoden kan ikke brukes her", "Metoden kan ikkje brukast her", "Method not allowed"),
    406: words("Ikke i dette formatet", "Ikkje i dette formatet", "Not acceptable"),
    410: words("Fjernet", "Fjerna", "Gone"),
    412: words("Betingelsen er ikke oppfylt", "Vilkåret er ikkje oppfylt", "Precondition failed"),
}
DETAILS: Final[Mapping[int, Message]] = {
    300: words(
        "Velg en av disse utgavene av {path}:",
        "Vel ei av desse utgåvene av {path}:",
        "Choose one of these of {path}:",
    ),
    400: words(
        "Forespørselen etter {path} må ha feltet Host, og bare ett.",
        "Førespurnaden etter {path} må ha feltet Host, og berre eitt.",
        "The request for {path} should have the field Host, and one only.",
    ),
    404: words(
        "Det er ingenting på {path} her. Dette finnes:",
        "Det er ingenting på {path} her. Dette finst:",
        "There is nothing at {path}. There is:",
    ),
    405: words(
        "{path} kan bare leses: bruk GET eller HEAD.",
        "{path} kan berre lesast: bruk GET eller HEAD.",
        "{path} can only be read: use GET or HEAD.",
    ),
    406: words(
        "{path} finnes ikke i noe format som Accept tillater. Dette finnes:",
        "{path} finst ikkje i noko format som Accept tillet. Dette finst:",
        "{path} has no representation that Accept allows. There is:",
    ),
    410: words(
        "{path} er tatt ut av katalogen. Dette finnes:",
        "{path} er teken ut av katalogen. Dette finst:",
        "{path} has been removed from the catalogue. There is:",
    ),
    412: words(
        "{path} er en annen utgave enn den If-Match eller If-Unmodified-Since krever.",
        "{path} er ei anna utgåve enn den If-Match eller If-Unmodified-Since krev.",
        "{path} is another version than If-Match or If-Unmodified-Since ask for.",
    ),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """Something there is instead: its address, and a word on it (a media type, a title)."""

    href: str
    about: str


def problem(
    status: int, path: str, choices: Sequence[Choice], accept: str | None, accept_language: str | None
) -> tuple[list[tuple[str, str]], bytes]:
    """Return the headers and the body that go with a status; `path` is shown as text, shortened."""
    language = choose_language(accept_language, _LANGUAGES)
    media_type = choose_media_type(accept, _OFFERED) or _TEXT
    shown = path if len(path) <= _LONGEST_PATH else f"{path[:_LONGEST_PATH]}…"
    title, detail = TITLES[status][language], DETAILS[status][language].format(path=shown)
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
