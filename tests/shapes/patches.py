"""RDF patches as cases: a graph that is right, and changes to it that make the rules of a heading speak.

The form of a patch is RDF Patch with prefixes: `D` deletes, `A` adds, objects are listed as in Turtle.

    # Dataset-title-required          the rule that it proves, then the others that the same fault breaks
    D <older> dct:title "Eldre datasett"@nb .
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

Triple = tuple[str, str, str]


class Case(NamedTuple):
    """One patch: what the heading says, the rules that it breaks, the lines."""

    title: str
    rules: frozenset[str]
    deleted: str
    added: str


def cases_in(file: Path, *, rules_after_colon: bool = False) -> Iterator[Case]:
    """Yield the cases of a file; the rules are all that a heading says, or what stands behind its colon."""
    for part in re.split(r"^# ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        title, _, body = part.partition("\n")
        named = title.partition(":")[2] if rules_after_colon else title
        lines = [line for line in body.splitlines() if line and not line.startswith("##")]
        assert all(line[:2] in ("A ", "D ") for line in lines), lines
        deleted, added = ("\n".join(line[2:] for line in lines if line[0] == kind) for kind in "DA")
        yield Case(title, frozenset(re.findall(r"[\w-]+", named)), deleted, added)


def proving_in(folder: Path, but: Collection[str]) -> list[tuple[str, Case]]:
    """Return the cases of a folder that prove a rule, with the name of their file: of all files but some."""
    files = [file for file in sorted(folder.glob("*.patch")) if file.stem not in but]
    return [(file.stem, case) for file in files for case in cases_in(file)]


def applied(case: Case, there: Iterable[Triple], triples: Callable[[str], list[Triple]]) -> list[Triple]:
    """Return a graph with the change of a case; what it deletes must be there, what it adds not."""
    before = list(there)
    deleted, added = triples(case.deleted), triples(case.added)
    assert set(deleted) <= set(before), f"{case.title}: deletes what is not there"
    assert not set(added) & set(before), f"{case.title}: adds what is there"
    return [triple for triple in before if triple not in deleted] + added
