"""Texts that can be published, and are not what was meant: traces of text programs, of markup, of drafts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from html.entities import html5
from typing import Final, NamedTuple

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.namespaces import DCAT, DCT
from dcat_publisher.model.place import Place
from dcat_publisher.rules import finding
from dcat_publisher.source.starter import starter_texts
from dcat_publisher.source.typing_marks import name_of, short

# What a text without a doubt has none of. These are looked for much faster than the exact pattern below: a
# class of characters, words by themselves, and how it begins.
_ODD: Final = re.compile(r"[^\x00-%'-)+-;=>@-\\^-\x7fæøåÆØÅéèêóòôüö«»–—…§°’]")
_ODD_WORDS: Final = ("todo", "fixme", "tbd", "tba", "xxx", "ipsum", "fyll inn", "fyll ut", "skriv inn")
_QUOTING: Final = ("«", "‘", "’", "'")
# What nearly every text has none of.
_PERHAPS: Final = re.compile(
    r"[^\x00-\x7fæøåÆØÅéèêóòôüö«»–—…§°’]|[<&]|\*\*|\]\(|\b(?:TODO|FIXME|TBD|TBA|XXX)\b"
    r"|(?i:ipsum|fyll inn|fyll ut|skriv inn)|\A\s*[«‘’']|\w\?\w"
)
_DOUBLE: Final = re.compile(
    r"[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0178\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]+"
)
_REPLACEMENT: Final = "\ufffd"
_PAIRS: Final = {"“": "”", "”": "”", "„": "“”", "«": "»", "‘": "’", "’": "’", "‚": "‘’", "‟": "”"}
_UNSEEN: Final = re.compile(
    "[\u00ad\u180e\u200b\u2060\ufeff]|(?<![0-9§–-])[\u00a0\u202f\u2007](?![0-9%–?!:;»])"
)
_TAG: Final = re.compile(
    r"</?(?:a|abbr|b|blockquote|br|code|div|em|font|h[1-6]|hr|i|img|li|ol|p|pre|s|small|span|strong|sub|sup"
    r"|table|tbody|td|th|thead|tr|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ENTITY: Final = re.compile(r"&(?:#[0-9]+|#[xX][0-9A-Fa-f]+|([A-Za-z][A-Za-z0-9]+));")
_MARKDOWN: Final = re.compile(r"\*\*(?=\S)[^*]+?(?<=\S)\*\*|\[[^\]\n]+\]\([^)\s]+\)")
_DRAFT: Final = re.compile(
    r"\b(?:TODO|FIXME|TBD|TBA|XXX+)\b|(?i:\blorem ipsum\b|<?\bfyll (?:inn|ut)(?: her)?\b>?(?=\W*$)"
    r"|\bskriv inn(?: her)?\b(?=\W*$))"
)
_EMPTY: Final = re.compile(
    r"(?:\.{2,}|…|-+|\?+|~|null|none|nil|n/?a|#n/a|x{2,}|asdf\w*|ukjent|ukjend|unknown|tom|test"
    r"|ikke (?:utfylt|satt|relevant|aktuelt|oppgitt|angitt)|ikkje (?:utfylt|sett|relevant|aktuelt|oppgitt)"
    r"|not (?:applicable|available|specified|relevant)|ingen (?:tittel|beskrivelse|skildring)"
    r"|no description|(?:se|sjå) (?:tittel|tittelen|over|ovenfor|ovanfor|vedlegg)"
    r"|see (?:title|above)|samme som (?:tittelen|over)|same som (?:tittelen|over)|uten (?:tittel|navn)"
    r"|utan (?:tittel|namn)|untitled|mangler|manglar|missing|kommer(?: senere)?|kjem(?: seinare)?"
    r"|coming(?: soon)?|(?:skal )?fyll?es ut|blir fylt ut|tittel|title|beskrivelse|skildring|description"
    r"|(?:tittel|beskrivelse) (?:på|av) \w+)[.!]?",
    re.IGNORECASE,
)
_LISTED: Final = re.compile(r"\s*(?:;|,(?![0-9]))\s*|\s+[/|·•]\s+|\s*[\t\n]\s*")
_LOST_IN_WORD: Final = re.compile(r"(?<![\w/.=?&:-])[^\W\d_]*[^\W\d_]\?[a-zæøå]+(?![\w=&/.])")
KEYWORD: Final = DCAT.keyword
_FILE_NAME: Final = re.compile(
    r"(?=.*[^\W\d_])(?:(?:[^\s,]+|[\w .-]*[\w-])\.(?:csv|xlsx?|json|xml|zip|txt|pdf|docx?|sav|ods)|\w+_\w+)",
    re.IGNORECASE,
)
_TITLE: Final = DCT.title
_TEXTS: Final = frozenset({DCT.title, DCT.description, DCAT.keyword})
_LONG: Final = 150
"""How many characters a title has at most; one of several sentences half as many."""

_NO_ABBREVIATION: Final = 5
"""How many letters a word in capitals has at least that is hardly an abbreviation."""


class Text(NamedTuple):
    """A text with its place."""

    value: str
    place: Place


def text_doubts(value: str, place: Place, focus: str, path: str) -> list[Finding]:
    """Return what is to be said of a text that is published all the same, and of one that should not be."""
    text = Text(value, place)
    found = doubts_of(value, place) if is_doubtful(value) else []
    listed = _listed(text) if path == KEYWORD else None
    title = (_long_title(text), _title_form(text)) if path == _TITLE else ()
    more = listed, _spaces(text), *title, _nothing(text) if path in _TEXTS else None, _not_replaced(text)
    return [each.about(focus, path) for each in (*found, *more) if each is not None]


def doubts_of(value: str, place: Place) -> list[Finding]:
    """Return the traces of text programs, of markup and of drafts in a text that is doubtful."""
    text = Text(value, place)
    return [each for doubt in _DOUBTS if (each := doubt(text))]


def is_doubtful(value: str) -> bool:
    """Return whether one of the doubts may have something to say of a text."""
    lower = value.lower()
    is_odd = (
        _ODD.search(value) is not None
        or any(map(lower.__contains__, _ODD_WORDS))
        or value.lstrip().startswith(_QUOTING)
    )
    return is_odd and _PERHAPS.search(value) is not None


def _twice_decoded(text: Text) -> Finding | None:
    right = _DOUBLE.sub(lambda match: _decoded(match[0]), text.value)
    right = right.replace("â€", "”")  # its last byte means nothing in Windows-1252, and is often lost
    if right == text.value:
        return None
    return finding("T502", text.place, text=short(text.value, 60), right=short(right, 60))


def _decoded(letters: str) -> str:
    """Return the letters that some are in which bytes of UTF-8 were read as Windows-1252; else the same."""
    try:
        data = b"".join(_byte(letter) for letter in letters)
        return data.decode("utf-8")
    except UnicodeError:
        return letters


def _byte(letter: str) -> bytes:
    return bytes([ord(letter)]) if ord(letter) < 0x100 else letter.encode("cp1252")


def _long_title(text: Text) -> Finding | None:
    value = text.value
    if len(value) <= _LONG // 2:
        return None
    several = re.search(r"[a-zæøå]{3}[.!?] +[A-ZÆØÅ]", value) is not None
    return finding("T516", text.place) if several or len(value) > _LONG else None


def _title_form(text: Text) -> Finding | None:
    """Report a title that is only a number, a file name, or in capitals where it is no short name."""
    value = text.value
    if value.isdecimal():
        return finding("T520", text.place, text=value)
    if _FILE_NAME.fullmatch(value) is not None:
        return finding("T522", text.place, text=short(value, 60))
    is_loud = value.isupper() and len([word for word in value.split() if len(word) >= _NO_ABBREVIATION]) > 1
    return finding("T519", text.place) if is_loud else None


def _not_replaced(text: Text) -> Finding | None:
    """Report what `init` has written, and nobody has put into their own words."""
    return finding("T521", text.place, text=short(text.value, 60)) if text.value in starter_texts() else None


def _nothing(text: Text) -> Finding | None:
    """Report a word in the place of a text: `null`, `(fylles ut)`, `Tittel på datasettet`."""
    bare = text.value.strip(" ()[]<>*_\"'«»")
    return finding("T508", text.place, word=short(text.value, 60)) if _EMPTY.fullmatch(bare) else None


def _lost(text: Text) -> Finding | None:
    asked = _LOST_IN_WORD.search(text.value)
    if _REPLACEMENT not in text.value and asked is not None:
        return finding("T518", text.place, text=asked[0])
    if _REPLACEMENT not in text.value:
        return None
    start = text.value.index(_REPLACEMENT)
    return finding("T503", text.place, text=short(text.value[max(start - 20, 0) : start + 20]))


def _in_quotation_marks(text: Text) -> Finding | None:
    value = text.value.strip()
    closing = _PAIRS.get(value[:1], "")
    inner = value[1:-1]
    is_whole = len(value) > 2 and value[-1] in closing and value[-1] != ""
    if not is_whole or any(mark in inner for mark in (value[0], value[-1])):
        return None
    return finding("T504", text.place, text=short(value, 60), right=short(inner, 60))


def _unseen(text: Text) -> Finding | None:
    match = _UNSEEN.search(text.value)
    if match is None:
        return None
    around = f"{text.value[max(match.start() - 12, 0) : match.start()]}·{text.value[match.end() :][:12]}"
    return finding("T505", text.place, character=name_of(match[0]), around=around)


def _html(text: Text) -> Finding | None:
    match = _TAG.search(text.value)
    entity = _ENTITY.search(text.value) if match is None else None
    if match is None and entity is not None and entity[1] is not None and f"{entity[1]};" not in html5:
        return None
    found = match or entity
    return None if found is None else finding("T506", text.place, markup=short(found[0], 40))


def _markdown(text: Text) -> Finding | None:
    match = _MARKDOWN.search(text.value)
    return None if match is None else finding("T507", text.place, markup=short(match[0], 60))


def _draft(text: Text) -> Finding | None:
    match = _DRAFT.search(text.value)
    return None if match is None else finding("T508", text.place, word=match[0])


def _decomposed(text: Text) -> Finding | None:
    if unicodedata.is_normalized("NFC", text.value):
        return None
    whole = unicodedata.normalize("NFC", text.value)
    letter = next((new for old, new in zip(text.value, whole, strict=False) if old != new), "å")
    return finding("T510", text.place, letter=letter)


def _listed(text: Text) -> Finding | None:
    words = [word for word in _LISTED.split(text.value) if word]
    if len(words) < 2:
        return None
    return finding("T509", text.place, text=short(text.value, 60), words=short(", ".join(words), 80))


def _spaces(text: Text) -> Finding | None:
    value = text.value
    is_line = "\n" not in value
    if not is_line or ("  " not in value and value[:1] not in (" ", "\t") and value[-1:] not in (" ", "\t")):
        return None
    return finding("T512", text.place, text=short(value, 60))


_DOUBTS: Final[tuple[Callable[[Text], Finding | None], ...]] = (
    _twice_decoded, _lost, _in_quotation_marks, _unseen, _html, _markdown, _draft, _decomposed,
)  # fmt: skip
__all__ = ["doubts_of", "is_doubtful", "text_doubts"]
