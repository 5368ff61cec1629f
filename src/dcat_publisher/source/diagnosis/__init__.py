"""The causes of what a YAML parser does not read, found on the lines that it speaks of.

A parser stops where it can no longer go on, which is often a line below the fault: a line without its colon
is a text until the next key comes. Each function knows one slip of the hand, and says where it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from dcat_publisher.model.finding import Finding
from dcat_publisher.rules import finding
from dcat_publisher.source.diagnosis.braces import backslash, closed_too_often, not_closed, within_braces
from dcat_publisher.source.diagnosis.lines import Fault, content, has_key, indent_of, inner, value_start
from dcat_publisher.source.diagnosis.misread_texts import misread, within
from dcat_publisher.source.slips import GLUED
from dcat_publisher.source.typing_marks import LIST_MARK, UNSEEN, name_of, quoted, short

_OTHER_COLON: Final = re.compile(r"""([\w@-]+)[ \t]*[：﹕︓=;][ \t]*(.*)""")
_FIRST_WORD: Final = re.compile(r"""("[^"]*"|'[^']*'|\S+)[ \t]*(.*)""")
# A key as people write them: a small letter first, and no space in it.
_LIKE_A_KEY: Final = re.compile(r"[ \t]*[a-zæøå@][\w:@-]*[ \t]*:")
# What stands before a value: indentation, dashes of a list, a key with its colon.
_BEFORE_VALUE: Final = re.compile(r"[ \t]*(?:-[ \t]*)*(?:[^\s:]+:)?[ \t]*")
_LEVELS: Final = ("expected '-' indicator", "expected key", "mapping values")
Cause = Callable[[Fault], Finding | None]


def cause_of(fault: Fault) -> Finding:
    """Return the finding that says what was slipped, or else that the line is not YAML."""
    found = (cause(fault) for cause in _CAUSES)
    return next((each for each in found if each is not None), None) or finding(
        "Y001", fault.place(fault.line, fault.column)
    )


def _tab(fault: Fault) -> Finding | None:
    indented = fault.text[: indent_of(fault.text)]
    return finding("Y013", fault.place(fault.line, fault.column)) if "\t" in indented else None


def _unseen(fault: Fault) -> Finding | None:
    """Find a no-break space in the indentation, behind a dash or behind a colon."""
    for number in range(fault.line, max(fault.first, fault.line - 3) - 1, -1):
        line = fault.at(number)
        match = UNSEEN.search(line)
        if match is not None and _BEFORE_VALUE.fullmatch(line[: match.start()]):
            return finding("Y024", fault.place(number, match.start() + 1), character=name_of(match[0]))
    return None


def _list_mark(fault: Fault) -> Finding | None:
    """Find a long dash, a bullet or an asterisk before an item, on the line or those right above it."""
    for number in (fault.line, fault.first, fault.above(fault.line)):
        line = fault.at(number)
        start = indent_of(line)
        match = LIST_MARK.match(line, start)
        if match is not None:
            return finding("Y023", fault.place(number, start + 1), mark=match[1])
        if re.match(r"-[^\W\d_]+:", line[start:]) is not None:
            text = line[start:].rstrip()
            return finding("Y036", fault.whole(number), text=short(text), right=short(f"- {text[1:]}"))
        if line[start:].startswith("* ") and "alphabetic" in fault.problem:
            return finding("Y023", fault.place(number, start + 1), mark="*")
    return None


def _no_colon(fault: Fault) -> Finding | None:
    """Find the line that is no key, above the one that the parser no longer understands."""
    if "could not find expected ':'" in fault.problem:
        return _without_key(fault, fault.first)
    if "mapping values" not in fault.problem or not fault.is_first_colon:
        return None
    above = fault.above(fault.line)
    if above == 0 or has_key(fault.at(above)) or _continues(fault, above):
        return None
    return _without_key(fault, above)


def _continues(fault: Fault, line: int) -> bool:
    """Return whether a line goes on with the text that began behind a key further up."""
    start = indent_of(fault.at(line))
    number = fault.above(line)
    while number and not has_key(fault.at(number)) and indent_of(fault.at(number)) >= start:
        number = fault.above(number)
    return number > 0 and indent_of(fault.at(number)) < start and value_start(fault.at(number)) is not None


_OTHER_REMARK: Final = re.compile(r"(//|<!--|/\*|--(?=\s)|;)\s*(?=\S)")
"""What begins a comment in other languages, at the start of a line that is no text."""


def _without_key(fault: Fault, number: int) -> Finding:
    line = fault.at(number)
    text = line[inner(line) :].rstrip()
    remark = _OTHER_REMARK.match(text)
    if remark is not None:
        right = f"# {text[remark.end() :].removesuffix('-->').removesuffix('*/').strip()}"
        return finding("Y042", fault.whole(number), mark=remark[1], right=short(right))
    glued = GLUED.fullmatch(text)
    if glued is not None:
        right = f"{glued[1]}: {glued[2]}"
        return finding("Y025", fault.whole(number), text=short(text), right=short(right))
    if _OTHER_COLON.fullmatch(text) is None and _is_of_text_above(fault, number, text):
        return finding("Y039", fault.whole(number), text=short(text))
    match = _OTHER_COLON.fullmatch(text) or _FIRST_WORD.match(text)
    right = text if match is None else f"{match[1]}: {match[2]}".rstrip()
    return finding("Y026", fault.whole(number), text=short(text), right=short(right))


def _is_of_text_above(fault: Fault, number: int, text: str) -> bool:
    """Return whether a line without a key goes on with a text: a sentence, below a key that has one."""
    above = fault.at(fault.above(number))
    start = value_start(above)
    if start is None or above[start] in "[{":
        return False
    return above[start] in "|>" or (len(text.split()) > 2 and "://" not in above[start:])


def _indentation(fault: Fault) -> Finding | None:
    """Find a key that begins further in, or less far, than its neighbours."""
    spaces, above = indent_of(fault.text), fault.above(fault.line)
    if "<document start>" in fault.problem:
        return _indented_from_the_start(fault)
    first_in_line = fault.column == spaces + 1 or fault.is_first_colon
    if above == 0 or not first_in_line or not any(words in fault.problem for words in _LEVELS):
        return None
    fitting = inner(fault.at(above)) if has_key(fault.at(above)) else _fitting(fault, above)
    if fault.text[spaces:].startswith("- ") and fault.at(above).lstrip().startswith("- "):
        fitting = indent_of(fault.at(above))
    if _is_text(fault, above):
        return finding("Y040", fault.place(fault.line, fault.column), line=str(above))
    if _is_alone(fault, above):
        wrong = inner(fault.at(above))
        return finding("Y027", fault.whole(above), spaces=str(wrong), fitting=str(spaces))
    if fitting == spaces or (fault.text[spaces:].startswith("- ") != _in_list(fault, above)):
        return finding("Y033", fault.whole(fault.line))
    return finding("Y027", fault.whole(fault.line), spaces=str(spaces), fitting=str(fitting))


def _is_text(fault: Fault, above: int) -> bool:
    """Return whether a line with a colon goes on with the text of the key above it: `Merk: tall`."""
    start = value_start(fault.at(above))
    is_plain = start is not None and fault.at(above)[start] not in "[{|>\"'&*!"
    return is_plain and indent_of(fault.text) > inner(fault.at(above)) and not _LIKE_A_KEY.match(fault.text)


def _is_alone(fault: Fault, above: int) -> bool:
    """Return whether the line above is the one that is indented otherwise than those around it."""
    line, spaces = fault.at(above), indent_of(fault.text)
    before = fault.at(fault.above(above))
    is_next = indent_of(fault.at(fault.below(fault.line))) == spaces and fault.below(fault.line) > 0
    if not is_next or not has_key(line) or line.lstrip().startswith("- ") or not has_key(before):
        return False
    return inner(before) == spaces or inner(before) < min(inner(line), spaces)


def _in_list(fault: Fault, line: int) -> bool:
    return fault.at(line).lstrip().startswith("- ") and fault.text.lstrip().startswith("- ")


def _fitting(fault: Fault, line: int) -> int:
    """Return how far in the nearest key above begins."""
    while line and not has_key(fault.at(line)):
        line = fault.above(line)
    return inner(fault.at(line))


def _indented_from_the_start(fault: Fault) -> Finding | None:
    first = next((n for n in range(1, fault.line) if content(fault.at(n))), fault.line)
    spaces = indent_of(fault.at(first))
    fitting = indent_of(fault.text)
    if fault.at(fault.above(fault.line)).startswith("..."):
        return finding("Y007", fault.place(fault.line, fault.column))
    if spaces == fitting:
        return None
    return finding("Y027", fault.whole(first), spaces=str(spaces), fitting=str(fitting))


def _begins_with(fault: Fault) -> Finding | None:
    """Find a text that begins with a character that YAML takes for something else."""
    for number in dict.fromkeys((fault.line, fault.first)):
        found = misread(fault.at(number), fault.problem)
        if found is not None:
            code, start, text, mark = found
            place, shown = fault.place(number, start + 1, len(text)), short(quoted(text))
            if code == "Y029":
                return finding("Y029", place, text=short(quoted(within(text))))
            return finding("Y028", place, mark=mark, text=shown)
    return None


def _colon_in_text(fault: Fault) -> Finding | None:
    if "mapping values" not in fault.problem:
        return None
    start = value_start(fault.text)
    text = fault.text[inner(fault.text) if start is None or start >= fault.column else start :].rstrip()
    return finding("Y014", fault.place(fault.line, fault.column), text=short(quoted(text)))


_CAUSES: Final[tuple[Cause, ...]] = (
    _tab, _unseen, _list_mark, backslash, within_braces, _begins_with, closed_too_often, not_closed,
    _no_colon, _indentation, _colon_in_text,
)  # fmt: skip
__all__ = ["Fault", "cause_of"]
