r"""Queries in which nothing can call another server: SERVICE is found by the engine's own reading.

The engine follows SERVICE (SPARQL 1.1 Federated Query) and cannot be told not to. It knows the keyword
by its seven letters and nothing else: unlike SPARQL 1.1 (19.2) it reads `\u0053` as S in strings and
IRIs only, which `engine_keeps_to_this` makes sure of when a process starts.

To look for the keyword ourselves we would have to read SPARQL as the engine does, tricks included: with
`PREFIX p: <http://a:80>` it reads `p:SERVICE<…>` as `p:` and SERVICE, because `http://a:80SERVICE` is no
IRI. So the engine is asked. A second text, the proof, has random letters wherever the first has `service`,
and the engine must accept it before it sees the query. Why that is enough:

* Within a name, a language tag, a string, an IRI or a comment other letters of the same case, as many,
  change nothing, so a query without the keyword is always accepted, whatever its names are.
* Where the keyword stood there is now a bare word, which is allowed nowhere in SPARQL.
* The keyword could be read in the query where the proof has a name only at a place where a pattern may
  begin. What follows SERVICE and its IRI is a brace; what follows a name there is a verb. So one of the two
  readings fails, and if it is the one with the name, the proof fails with it.

The letters that are drawn begin no escape (`\n`), are no hexadecimal digits and spell no keyword.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Store

from dcat_publisher.model.language import Message, Words, filled
from dcat_publisher.system.reasons import reason_of

_WORDS: Final = Words(__file__).group("wrong")
# Read before any query: a process that answers queries may open no file.
_SERVICE: Final = _WORDS["service"]
_SYNTAX: Final = _WORDS["syntax"]
_PLACE: Final = _WORDS["place"]
_LETTERS: Final = re.compile("service", re.IGNORECASE | re.ASCII)
_NEUTRAL: Final = "ghjklmpqvwxyz"
_ERROR: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
# In the engine's lists of what it would have read on: keywords, and reasons why it did not.
_KEYWORD: Final = re.compile(r"[A-Za-z_]{3,}")
_REASON: Final = re.compile(r"[A-Z]\w*(?: [\w'.-]+)+")
_WORD_AT_END: Final = re.compile(r"""[^\s{}()<>"',;]+\Z""")
_LINE: Final = "\n"


@dataclass(frozen=True, slots=True)
class Proof:
    """The text that the engine must accept before it reads a query, and the letters drawn for it.

    It is as long as the query, so a place in it is the same place in the query.
    """

    text: str
    letters: str

    def restored(self, message: str) -> str:
        """Return what the engine says of the proof in the words of the query."""
        return re.sub(self.letters, "service", message, flags=re.IGNORECASE)


def proof_of(query: str) -> Proof | None:
    """Return the proof that a query has to pass; None where the letters are not in it."""
    if _LETTERS.search(query) is None:
        return None
    letters = "".join(secrets.choice(_NEUTRAL) for _ in "service")
    return Proof(_LETTERS.sub(lambda match: _in_case_of(match[0], letters), query), letters)


def _in_case_of(model: str, letters: str) -> str:
    """Keep the case of each letter, so that two names stay two."""
    pairs = zip(model, letters, strict=True)
    return "".join(letter.upper() if old.isupper() else letter for old, letter in pairs)


def explained(error: SyntaxError, query: str) -> Message:
    """Return what is wrong with a query, and where in the text that the client sent.

    The engine looks ahead for keywords, and names the place where the longest would have ended; so the
    place is exact where it looked for one keyword only, as it does where SERVICE stood, and near elsewhere.
    """
    match = _ERROR.fullmatch(str(error))
    if match is None:
        return reason_of(error)
    expected = " ".join(match[3].split()).removeprefix("expected ").removeprefix("one of ").split(", ")
    reasons = [item for item in expected if _REASON.fullmatch(item)]
    ahead = 0 if reasons else max((len(item) for item in expected if _KEYWORD.fullmatch(item)), default=0)
    end = _offset(query, int(match[1]), int(match[2]))
    start = max(0, end - ahead)
    service = _service_near(query, start, end)
    if service is not None:
        return filled(_SERVICE, place=_place(query, service))
    hint = f": {'; '.join(reasons)}" if reasons else ""
    return filled(_SYNTAX, place=_place(query, start), reasons=hint)


def _service_near(query: str, start: int, end: int) -> int | None:
    """Return where the keyword stands that an error is about: at its start, or in the word that it ends."""
    if _LETTERS.match(query, start) is not None:
        return start
    word = _WORD_AT_END.search(query, 0, end)
    return word.start() if word is not None and _LETTERS.match(word[0]) is not None else None


def _place(query: str, offset: int) -> Message:
    before = query[:offset]
    column = len(before) - before.rfind(_LINE)
    return filled(_PLACE, line=str(before.count(_LINE) + 1), column=str(column))


def _offset(text: str, line: int, column: int) -> int:
    return sum(len(earlier) + 1 for earlier in text.split(_LINE)[: line - 1]) + column - 1


# Spellings that are the keyword neither in the engine nor, therefore, in the proof.
_NO_KEYWORDS: Final = (
    r"\u0053ERVICE", r"S\u0045RVICE", r"\u0073ervice", r"\U00000053ERVICE",
    "\u017fervice", "serv\u0130ce", "serv\u0131ce", "\uff33ERVICE",
)  # fmt: skip


def engine_keeps_to_this() -> bool:
    """Return whether the engine knows SERVICE by its seven letters alone, on which `proof_of` rests."""
    return not any(_is_keyword(spelling) for spelling in _NO_KEYWORDS)


def _is_keyword(spelling: str) -> bool:
    try:
        Store().query(f"ASK {{ FILTER(false) {spelling} <urn:nowhere> {{}} }}")
    except SyntaxError:
        return False
    except (OSError, ValueError, RuntimeError):
        return True
    return True
