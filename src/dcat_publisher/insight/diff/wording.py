"""What a change is in words: the property by its name, values by theirs, one sentence for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from dcat_publisher.insight.diff.comparison import CODES, Change, Difference, Entry
from dcat_publisher.insight.diff.values import paired, segments, single_spaced
from dcat_publisher.insight.diff.variables import NAMED, VARIABLE
from dcat_publisher.insight.harvest.moves import SAME_KEYS
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import FALLBACKS, Words
from dcat_publisher.model.named_terms import IDENTIFIER, NAMES
from dcat_publisher.model.namespaces import short
from dcat_publisher.model.terms import TYPE, datatype, iri, is_iri, is_literal, language, lexical
from dcat_publisher.source.variables.fields import FIELD_NAMES
from dcat_publisher.vocabulary import CodeLists
from dcat_publisher.vocabulary.labels import Labels, labels_of
from dcat_publisher.vocabulary.profile import profile_named

VERBS: Final = Words(__file__).group("verb")
KINDS: Final = Words(__file__).group("kind")
SAME: Final = Words(__file__).group("same")
PHRASES: Final = Words(__file__)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing said of a property: `verb` is a key of VERBS, `old` and `new` are terms or None."""

    verb: str
    what: str
    old: str | None
    new: str | None


@cache
def _labels() -> Labels:
    return labels_of(profile_named())


@dataclass(frozen=True, slots=True)
class Wording:
    """Says a difference in one language; `codes` knows the names of concepts that no graph describes."""

    difference: Difference
    codes: CodeLists
    tongue: str

    def phrase(self, key: str, **blanks: object) -> str:
        """Return one of the phrases, filled in."""
        return PHRASES[key][self.tongue].format(**blanks)

    def name(self, node: str) -> str | None:
        """Return what a node is called, in the language where there is one; None for what has no name."""
        for graph in (self.difference.new, self.difference.old):
            found = self._name_in(graph, node)
            if found is not None:
                return found
        entry = self.codes.describing(lexical(node)) if is_iri(node) else None
        labels = {} if entry is None else entry.codes[lexical(node)].labels
        return next((labels[tag] for tag in FALLBACKS[self.tongue] if tag in labels), None)

    def _name_in(self, graph: Graph, node: str) -> str | None:
        for predicate in NAMES:
            names = {language(value): lexical(value) for value in graph.objects(node, predicate)}
            if names:
                tags = (*FALLBACKS[self.tongue], "no", None)
                return single_spaced(
                    next((names[tag] for tag in tags if tag in names), next(iter(names.values())))
                )
        return None

    def heading(self, entry: Entry) -> str:
        """Return what an entry is called."""
        return self.name(entry.subject) or lexical(entry.subject)

    def users(self, entry: Entry) -> str:
        """Say which records lead to a shared node: three by name."""
        names = [self.name(user) or lexical(user) for user in entry.users[:3]]
        more = ", …" if len(entry.users) > len(names) else ""
        return self.phrase("shared", number=len(entry.users), names=", ".join(names) + more)

    def moved(self, entry: Entry) -> str:
        """Say where an entry moved from."""
        same = SAME[SAME_KEYS[entry.same or IDENTIFIER]][self.tongue]
        return self.phrase("moved", same=same, old=lexical(entry.former or entry.subject))

    def sentences(self, entry: Entry) -> Iterator[Sentence]:
        """Say the changes of an entry; what merely came or went with a link is left out."""
        telling = [change for change in entry.changes if not self._is_implied(entry, change)]
        for change in telling or entry.changes:
            yield from self._said(entry.subject, change)

    def _is_implied(self, entry: Entry, change: Change) -> bool:
        """Tell whether a change is a class, or says more of a code or a variable that came or went."""
        old, new, node = self.difference.old, self.difference.new, change.node
        if node == entry.subject or (node in old.index and node in new.index):
            return False
        if change.predicate == TYPE or (change.way and change.way[-1].predicate == VARIABLE):
            return True
        return not CODES.isdisjoint((*old.types(node), *new.types(node)))

    def _said(self, subject: str, change: Change) -> Iterator[Sentence]:
        for old, new in paired(change.removed, change.added, change.kept):
            verb = "added" if old is None else "removed" if new is None else "changed"
            yield Sentence(verb, self._what(subject, change, old, new), old, new)

    def _what(self, subject: str, change: Change, old: str | None, new: str | None) -> str:
        """Name the property, with the way to it, and the language where the values share one."""
        parts, node = [], subject
        for step in change.way:
            name, label = self.name(step.node), self._label(step.predicate, node)
            parts.append(label if name is None else f"{label} «{name}»")
            node = step.node
        parts.append(self._label(change.predicate, change.node))
        tags = {language(value) for value in (old, new) if value is not None}
        tag = tags.pop() if len(tags) == 1 else None
        return " › ".join(parts) + (f" ({tag})" if tag is not None else "")

    def _label(self, predicate: str, node: str) -> str:
        if predicate in NAMED:
            return FIELD_NAMES[NAMED[predicate]][self.tongue]
        types = self.difference.new.types(node) or self.difference.old.types(node)
        return _labels().property(predicate, tuple(types), self.tongue)

    def marked(self, old: str, new: str, mark: Callable[[str, str], str]) -> str | None:
        """Return a text whose words changed, each stretch as `mark` writes its sign and itself.

        None where two values are better shown whole, see `segments`.
        """
        if not is_literal(old) or not is_literal(new) or lexical(old) == lexical(new):
            return None
        if single_spaced(lexical(old)) == single_spaced(lexical(new)):
            return self.phrase("space")
        stretches = segments(lexical(old), lexical(new))
        return None if stretches is None else "".join(mark(*stretch) for stretch in stretches).strip()

    def value(self, value: str, other: str | None = None) -> str:
        """Write a value for people; its kind too when only that sets it apart from `other`."""
        if is_literal(value):
            alike = other is not None and lexical(other) == lexical(value) and is_literal(other)
            kind = f" ({self._kind(value)})" if alike else ""
            return f"«{single_spaced(lexical(value))}»{kind}"
        name = self.name(value)
        if not is_iri(value):
            return name or self.phrase("nameless")
        return value if name is None else f"{name} {value}"

    def _kind(self, value: str) -> str:
        tag = language(value)
        kind = datatype(value)
        plain = kind is None or kind.endswith("#string")
        return tag if tag is not None else self.phrase("text") if plain else short(iri(kind or ""))
