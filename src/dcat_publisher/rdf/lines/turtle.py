"""The lines of Turtle and TriG: statement by statement, with the prefixes and the base that hold there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from dcat_publisher.model.namespaces import XSD
from dcat_publisher.model.terms import TYPE, iri, lexical, literal
from dcat_publisher.rdf.lines.model import START, Scan, Span, resolved

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
    """Where a statement, or a blank node or list within one, has got to; terms are None where not known.

    Of a list, `subject` is the cell read last, and `predicate` stays None.
    """

    awaits: str = "subject"
    subject: str | None = None
    place: Span = START
    predicate: str | None = None


class _Scanner:
    """Follows the statements of one file."""

    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self.base: str | None = scan.base
        self.prefixes: dict[str, str] = {}
        self.open: list[_Statement] = [_Statement()]
        self._text: tuple[Span, str] | None = None  # a literal that a datatype may follow

    def run(self) -> None:
        """Go through the text, as far as it is understood."""
        for match in _TOKEN.finditer(self.scan.text):
            if match["blank"] is not None:
                continue
            if self._text is not None and match["mark"] != "^^" and self.open[-1].awaits != "datatype":
                self._take_text(*self._text)
            if match["prefix"] is not None:
                self._declare(match["short"], match["long"])
            elif match["base"] is not None:
                self.base = resolved(_unescaped(match["root"]), self.base)
            elif match["mark"] is not None:
                if not self._mark(match["mark"], match):
                    return
            else:
                self._term(self._meaning(match), match)

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
        if match["word"] == "a" and self.open[-1].awaits == "predicate":
            return TYPE
        return _shorthand(match["word"])

    def _term(self, term: str | None, match: re.Match[str]) -> None:
        now, span = self.open[-1], self.scan.span(match.start(), match.end())
        if now.awaits == "subject":
            if (match["word"] or "").upper() != "GRAPH":
                now.subject, now.place, now.awaits = term, span, "predicate"
        elif now.awaits == "predicate":
            now.predicate, now.awaits = term, "object"
            self.scan.note(now.place, now.subject)
            self.scan.note(span, now.subject, term)
        elif now.awaits == "datatype":
            if self._text is not None and term is not None:
                self._take_text(self._text[0], literal(lexical(self._text[1]), term[1:-1]))
            now.awaits, self._text = "end", None
        elif now.awaits == "object":
            self.scan.number(now.subject)
            if match["text"] is not None:
                self._text = span, term or ""
            else:
                self.scan.note(span, now.subject, now.predicate, term)
            now.awaits = "end"
        elif now.awaits == "member":
            self._cell(now, is_plain=match["text"] is None)
        elif now.awaits == "member type":
            now.awaits = "member"

    def _take_text(self, span: Span, term: str) -> None:
        """Take a literal as an object, now that its datatype is known."""
        self._text = None
        self.scan.note(span, self.open[-1].subject, self.open[-1].predicate, term)

    def _mark(self, mark: str, match: re.Match[str]) -> bool:
        """Take what opens, closes and divides; return False for what is beyond this scanner."""
        now = self.open[-1]
        if mark in ("<<", ">>"):
            return False
        if mark == "^^":
            now.awaits = "datatype" if now.awaits != "member" else "member type"
        elif mark in ("[", "("):
            self._opened(mark, self.scan.span(match.start(), match.end()))
        elif mark in ("]", ")"):
            if len(self.open) == 1:
                return False
            self._closed(self.open.pop())
        elif mark == ";":
            now.awaits = "predicate"
        elif mark == ",":
            now.awaits = "object"
        else:  # a full stop, or a brace of TriG: a new statement begins
            self.open = [_Statement()]
        return True

    def _opened(self, mark: str, span: Span) -> None:
        """Take the beginning of a blank node or a list, which may itself be a member of a list."""
        outer = self.open[-1]
        if outer.awaits == "member":
            self._cell(outer, is_plain=False)
        if mark == "[":
            self.open.append(_Statement("predicate", self.scan.unnamed(), span))
        else:
            self.open.append(_Statement("member", None, span))

    def _cell(self, inside: _Statement, *, is_plain: bool) -> None:
        """Take the next cell of a list: what leads to it comes after a plain member, else before."""
        owner, former, cell = self.open[-2], inside.subject, self.scan.unnamed()
        is_led_to = former is not None or owner.awaits != "subject"
        leads = former if former is not None else owner.subject
        if is_plain:
            self.scan.number(cell, leads if is_led_to else None)
        elif is_led_to:
            self.scan.number(leads, cell)
        if former is None and owner.awaits == "object":
            self.scan.note(inside.place, owner.subject, owner.predicate, cell)
        if not is_led_to:
            owner.subject = cell
        inside.subject = cell

    def _closed(self, inner: _Statement) -> None:
        """Take a blank node or a list as the subject, object or member that it is."""
        now, is_list = self.open[-1], inner.awaits == "member"
        if now.awaits == "subject":
            now.subject = now.subject if is_list else inner.subject
            now.place, now.awaits = inner.place, "predicate"
        elif now.awaits == "object":
            if not is_list:
                self.scan.number(now.subject, inner.subject)
                self.scan.note(inner.place, now.subject, now.predicate, inner.subject)
                self.scan.note(inner.place, inner.subject)
            elif inner.subject is None:
                self.scan.number(now.subject)
            now.awaits = "end"
        elif now.awaits == "member" and not is_list:
            self.scan.number(now.subject, inner.subject)
            self.scan.note(inner.place, inner.subject)


_WHOLE: Final = re.compile(r"[+-]?\d+")
_DECIMAL: Final = re.compile(r"[+-]?\d*\.\d+")
_DOUBLE: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)[eE][+-]?\d+")


def _shorthand(word: str | None) -> str | None:
    """Return the literal that a bare number or a truth value is (Turtle 2.5.2 and 2.5.3)."""
    if word is None:
        return None
    if word in ("true", "false"):
        return literal(word, XSD + "boolean")
    kinds = ((_WHOLE, "integer"), (_DECIMAL, "decimal"), (_DOUBLE, "double"))
    name = next((name for form, name in kinds if form.fullmatch(word)), None)
    return None if name is None else literal(word, XSD + name)


def turtle_lines(scan: Scan) -> None:
    """Note the lines of a Turtle or TriG file."""
    _Scanner(scan).run()


def _unescaped(text: str) -> str:
    return lexical(f'"{text}"') if "\\" in text else text
