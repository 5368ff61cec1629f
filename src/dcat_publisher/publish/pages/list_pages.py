"""A long list in portions: how many there are, what one shows, and the links from one to the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar
from urllib.parse import urlencode

PORTION: Final = 100
"""How many entries a portion shows; a shorter list stands on the page as a whole."""
_NEIGHBOURS: Final = 2
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Step:
    """A link to a portion: its number, its address; `gap` says that some before it are left out."""

    number: int
    href: str
    gap: bool = False


def portions(count: int) -> int:
    """Return how many portions so many entries make; none make one, which is empty."""
    return max(1, -(-count // PORTION))


def portion_of(items: Sequence[_Item], number: int) -> Sequence[_Item]:
    """Return what a portion of a list shows."""
    return items[(number - 1) * PORTION : number * PORTION]


def shown_range(number: int, count: int) -> tuple[int, int]:
    """Return the first and the last entry that a portion shows, counted from 1."""
    return (number - 1) * PORTION + 1, min(number * PORTION, count)


def href(asked: Mapping[str, str], number: int) -> str:
    """Return the address of a portion of what is asked for, relative to the page."""
    page = {"page": str(number)} if number > 1 else {}
    return f"?{urlencode({**asked, **page}, errors='replace')}"


def steps(asked: Mapping[str, str], number: int, last: int) -> list[Step]:
    """Return the links to the first portion, those near to one, and the last; none where there is but one."""
    if last == 1:
        return []
    near = range(number - _NEIGHBOURS, number + _NEIGHBOURS + 1)
    shown = [each for each in range(1, last + 1) if each in (1, last) or each in near]
    former = dict(zip(shown[1:], shown, strict=False))
    return [Step(each, href(asked, each), each - former.get(each, each - 1) > 1) for each in shown]
