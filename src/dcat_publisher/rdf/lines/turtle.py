"""The lines of Turtle and TriG: statement by statement, with the prefixes and the base that hold there."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from dcat_publisher.model.terms import TYPE, iri, lexical, literal
from dcat_publisher.rdf.lines.model import Scan, resolved

_TOKEN: Final = re.compile(
    r"""(?P<blank>\s++|\#[^\n\r]*+)"""
    r'''|(?P<text>"""(?:[^"\\]++|\\.|"(?!""))*+"""|\'\'\'(?:[^'\\]++|\\.|'(?!''))*+\'\'\''''
    r'''|"(?:[^"\\\n\r]++|\\.)*+"|'(?:[^'\\\n\r]++|\\.)*+')(?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)?'''
    r"|(?P<prefix>(?:@prefix|(?i:prefix))\s+(?P<short>[^\s:<>]*):\s*<(?P<long>[^<>\s]*)>(?:\s*\.)?)"
    r"|(?P<base>(?:@base|(?i:base))\s+<(?P<root>[^<>\s]*)>(?:\s*\.)?)"
    r"|(?P<iri><[^<>\s]*>)"
    r"|(?P<name>(?P<before>[\w\-]*(?:\.+[\w\-]+)*):(?P<local>(?:[\w\-:]|%[0-9A-Fa-f]{2}|\\.|\.+(?=[\w\-:%\\]))*))"
    r"|(?P<mark>\^\^|<<|>>|[\[\](){}.;,])"
    r"|(?P<word>[+-]?(?:\d*\.\d+|\d+\.?(?=[eE]))(?:[eE][+-]?\d+)?|[\w+\-]+|.)",
    re.DOTALL,
)
_LOCAL_ESCAPE: Final = re.compile(r"\\(.)")


@dataclass(slots=True)
class _Statement:
    """Where a statement, or a blank node within one, has got to; terms are None where they are not known."""

    awaits: str = "subject"
    subject: str | None = None
    line: int = 1
    predicate: str | None = None


class _Scanner:
    """Follows the statements of one file."""

    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self.base: str | None = scan.base
        self.prefixes: dict[str, str] = {}
        self.open: list[_Statement] = [_Statement()]
        self._starts = [0, *(match.end() for match in re.finditer("\n", scan.text))]
        self._typed = ""  # a literal that a datatype follows

    def run(self) -> None:
        """Go through the text, as far as it is understood."""
        for match in _TOKEN.finditer(self.scan.text):
            if match["blank"] is not None:
                continue
            if match["prefix"] is not None:
                self._declare(match["short"], match["long"])
            elif match["base"] is not None:
                self.base = resolved(_unescaped(match["root"]), self.base)
            elif match["mark"] is not None:
                if not self._mark(match["mark"]):
                    return
            else:
                self._term(self._meaning(match), bisect_right(self._starts, match.start()), match)

    def _declare(self, short: str, long: str) -> None:
        namespace = resolved(_unescaped(long), self.base)
        self.prefixes.pop(short, None)
        if namespace is not None:
            self.prefixes[short] = namespace

    def _meaning(self, match: re.Match[str]) -> str | None:
        """Return the term that a token stands for, None where it is not known."""
        if match["iri"] is not None:
            address = resolved(_unescaped(match["iri"][1:-1]), self.base)
            return None if address is None else iri(address)
        if match["name"] is not None:
            if match["before"] == "_":
                return match["name"]
            namespace = self.prefixes.get(match["before"])
            return None if namespace is None else iri(namespace + _LOCAL_ESCAPE.sub(r"\1", match["local"]))
        if match["text"] is not None:
            quotes = 3 if match["text"].startswith(('"""', "'''")) else 1
            text = _unescaped(match["text"][quotes:-quotes])
            return literal(text, language=match["tag"][1:] if match["tag"] else None)
        return TYPE if match["word"] == "a" else None

    def _term(self, term: str | None, line: int, match: re.Match[str]) -> None:
        now = self.open[-1]
        if now.awaits == "subject":
            if (match["word"] or "").upper() != "GRAPH":
                now.subject, now.line, now.awaits = term, line, "predicate"
        elif now.awaits == "predicate":
            now.predicate, now.awaits = term, "object"
            self.scan.note(now.line, now.subject)
            self.scan.note(line, now.subject, term)
        elif now.awaits == "datatype":
            if self._typed and term is not None:
                typed = literal(lexical(self._typed), term[1:-1])
                self.scan.note(line, now.subject, now.predicate, typed)
            now.awaits = "end"
        elif now.awaits == "object":
            self._typed = term or ""
            self.scan.note(line, now.subject, now.predicate, term)
            now.awaits = "end"

    def _mark(self, mark: str) -> bool:
        """Take what opens, closes and divides; return False for what is beyond this scanner."""
        now = self.open[-1]
        if mark in ("<<", ">>"):
            return False
        if mark == "^^":
            now.awaits = "datatype"
        elif mark in ("[", "("):
            self.open.append(_Statement("predicate" if mark == "[" else "member"))
        elif mark in ("]", ")"):
            if len(self.open) == 1:
                return False
            self.open.pop()
            self._closed()
        elif mark == ";":
            now.awaits = "predicate"
        elif mark == ",":
            now.awaits = "object"
        else:  # a full stop, or a brace of TriG: a new statement begins
            self.open = [_Statement()]
        return True

    def _closed(self) -> None:
        """Take a blank node or a list as the subject or object that it is: one without a known name."""
        now = self.open[-1]
        if now.awaits == "subject":
            now.subject, now.awaits = None, "predicate"
        elif now.awaits == "object":
            now.awaits = "end"


def turtle_lines(scan: Scan) -> None:
    """Note the lines of a Turtle or TriG file."""
    _Scanner(scan).run()


def _unescaped(text: str) -> str:
    return lexical(f'"{text}"') if "\\" in text else text
