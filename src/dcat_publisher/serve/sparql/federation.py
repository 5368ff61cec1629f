r"""Queries in which nothing can call another server: SERVICE is taken out before the engine reads the text.

The engine follows SERVICE (SPARQL 1.1 Federated Query) and cannot be told not to. It knows the keyword
by its seven letters and nothing else: unlike SPARQL 1.1 (19.2) it reads `\u0053` as S in strings and
IRIs only, which `engine_keeps_to_this` makes sure of when a process starts. So the letters are taken out
of the text:

* Everywhere but in names their first one is written as `\u0073`. In a string or an IRI that means the
  same, in a comment nothing; where the keyword stood it is a syntax error. No reading of the query is
  needed for this, so no trick with quotes, comments or `<` can lead it astray.
* In a name (`?service`, `dcat:DataService`) the letters have to stay. Could the engine still split such
  a name and find the keyword in it? It could: with `PREFIX p: <http://a:80>` it reads `p:SERVICE<…>` as
  `p:` and SERVICE, because `http://a:80SERVICE` is no IRI. So a second text is made, in which random
  letters take their place, and the engine must accept that one first. A bare word that is no keyword is
  allowed nowhere in SPARQL, and a name that only luck could declare stands for nothing; hence, where the
  second text is accepted, every place is inside a name.
"""

from __future__ import annotations

import re
import secrets
import string
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Store

# A variable, or the part of a prefixed name after its colon; else the letters. The engine compares
# keywords without regard to case, and so does this; it takes in more than the engine does (`ſ` for s).
_PLACES: Final = re.compile(r"([?$]\w+|:[\w:%-]+)|service", re.IGNORECASE)
_LETTERS: Final = re.compile("service", re.IGNORECASE)
_SHIFT: Final = len(r"\u0073") - 1
_ERROR: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
# In the engine's lists of what it would have read on: keywords, and reasons why it did not.
_KEYWORD: Final = re.compile(r"[A-Za-z_]{3,}")
_REASON: Final = re.compile(r"[A-Z]\w*(?: [\w'.-]+)+")
_LINE: Final = "\n"


@dataclass(frozen=True, slots=True)
class Isolated:
    """A query without SERVICE: the text for the engine, and the one it must accept before (or None).

    `query` is what the client sent, `places` the offsets in `text` where the letters stood outside names.
    """

    query: str
    text: str
    proof: str | None
    places: tuple[int, ...]


def isolated(query: str) -> Isolated:
    """Return a query that means the same and calls no server; where it did, it is a syntax error."""
    if _LETTERS.search(query) is None:
        return Isolated(query, query, None, ())
    parts: list[str] = []
    places: list[int] = []
    end = length = 0
    for found in _PLACES.finditer(query):
        if found[1] is not None:
            continue
        kept = query[end : found.start()]
        places.append(length + len(kept))
        escaped = rf"\u{ord(found[0][0]):04x}{found[0][1:]}"
        parts += kept, escaped
        length += len(kept) + len(escaped)
        end = found.end()
    text = "".join([*parts, query[end:]])
    return Isolated(query, text, _with_random_letters(text), tuple(places))


def _with_random_letters(text: str) -> str | None:
    """Put random letters in the place of those that are left; None where none are."""
    if _LETTERS.search(text) is None:
        return None
    letters = "".join(secrets.choice(string.ascii_lowercase) for _ in "service")
    return _LETTERS.sub(lambda found: _in_case_of(found[0], letters), text)


def _in_case_of(model: str, letters: str) -> str:
    """Keep the case of each letter, so that two names stay two."""
    pairs = zip(model, letters, strict=True)
    return "".join(letter.upper() if old.isupper() else letter for old, letter in pairs)


def explained(error: SyntaxError, query: Isolated) -> str:
    """Say what is wrong with a query, and where in the text that the client sent.

    The engine looks ahead for keywords, and names the place where the longest would have ended; so the
    place is exact where it looked for one keyword only, as it does where SERVICE stood, and near elsewhere.
    """
    found = _ERROR.fullmatch(str(error))
    if found is None:
        return " ".join(str(error).split())
    expected = " ".join(found[3].split()).removeprefix("expected ").removeprefix("one of ").split(", ")
    reasons = [item for item in expected if _REASON.fullmatch(item)]
    ahead = 0 if reasons else max((len(item) for item in expected if _KEYWORD.fullmatch(item)), default=0)
    offset = max(0, _offset(query.text, int(found[1]), int(found[2])) - ahead)
    original = query.query[: offset - _SHIFT * sum(place < offset for place in query.places)]
    where = f"line {original.count(_LINE) + 1}, column {len(original) - original.rfind(_LINE)}"
    if offset in query.places or _LETTERS.match(query.text, offset) is not None:
        return f"SERVICE is not allowed: this endpoint calls no other ({where})"
    return f"syntax error near {where}{': ' if reasons else ''}{'; '.join(reasons)}"


def _offset(text: str, line: int, column: int) -> int:
    return sum(len(earlier) + 1 for earlier in text.split(_LINE)[: line - 1]) + column - 1


def engine_keeps_to_this() -> bool:
    r"""Return whether the engine takes `\u0053` for no part of a keyword, on which `isolated` rests."""
    for keyword in (r"\u0053ERVICE", r"S\u0045RVICE", r"\u0073ervice", r"\U00000053ERVICE"):
        try:
            Store().query(f"ASK {{ FILTER(false) {keyword} <urn:nowhere> {{}} }}")
        except SyntaxError:
            continue
        except (OSError, ValueError, RuntimeError):
            return False
        return False
    return True
