"""What is known of each rule: those of this program and those that are shapes of the profile, in one form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dcat_publisher.model.finding import Severity
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import LANGUAGES, Message
from dcat_publisher.model.namespaces import DCT, RDFS, SH, XSD
from dcat_publisher.model.terms import TYPE, iri, is_iri, language, lexical
from dcat_publisher.rules import RULES
from dcat_publisher.rules.model import Rule
from dcat_publisher.vocabulary.profile_model import Profile, together
from dcat_publisher.vocabulary.suggestions import nearest

_NUMBERED = re.compile(f"[{''.join({code[0] for code in RULES})}][0-9]*")


_LISTING = tuple(SH[name] for name in ("property", "node", "and", "or", "xone", "not"))
_SHAPES = (SH.NodeShape, SH.PropertyShape)
_TRUE = f'"true"^^{iri(XSD + "boolean")}'
_SEVERITIES = {SH.Warning: Severity.WARNING, SH.Info: Severity.INFO}


@dataclass(frozen=True, slots=True)
class Explanation:
    """One rule: its name, what it says, why, what to write instead, and the clause of the specification.

    `shape` is the term of its SHACL shape, None for a rule of this program; `classes` are the terms of the
    classes that a shape is about; `profiles` are the names of those that ask for it, where there are
    several in use. A text that a rule does not have is empty.
    """

    code: str
    name: Message
    severity: Severity
    what: Message
    why: Message
    instead: Message
    clause: str | None = None
    shape: str | None = None
    classes: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()


class RuleBook:
    """All rules by code; the shapes are looked at only when a code is not one of this program's."""

    def __init__(self, profile: Profile, *others: Profile) -> None:
        """Take the profiles in use; `profile` is then all of their rules together."""
        self._profiles = (profile, *others)
        self.profile = together(self._profiles) if others else profile
        self._explained: dict[str, Explanation] = {}

    def is_of(self, profiles: Sequence[Profile]) -> bool:
        """Return whether these profiles are the very same that the rules were taken from."""
        return list(map(id, self._profiles)) == list(map(id, profiles))

    def __iter__(self) -> Iterator[Explanation]:
        for rule in RULES.values():
            yield _of_rule(rule)
        for code in self._shapes:
            yield self._of_shapes(code)

    def get(self, code: str) -> Explanation | None:
        """Return what is known of a code, or None."""
        if code in RULES:
            return _of_rule(RULES[code])
        return self._of_shapes(code) if code in self._shapes else None

    def near(self, code: str) -> list[str]:
        """Return the known codes that one which is not known begins, or is a misspelling of."""
        known = [*RULES, *self._shapes]
        return [one for one in known if code and one.startswith(code)][:3] or nearest(code, known, 3)

    def knows(self, prefix: str) -> bool:
        """Return whether some code begins with a prefix."""
        return any(begins(code, prefix) for code in (*RULES, *self._shapes))

    def required_of(self, class_: str) -> list[Explanation]:
        """Return the rules that say which properties a class has to have (sh:minCount, severity error)."""
        graph = self.profile.graph
        owners = graph.subjects(SH.targetClass, class_)
        listed = (shape for owner in owners for shape in graph.objects(owner, SH.property))
        found = (_of_shape(graph, shape) for shape in listed if graph.objects(shape, SH.minCount))
        return [rule for rule in found if rule.severity is Severity.ERROR]

    @cached_property
    def _shapes(self) -> dict[str, list[tuple[Profile, str]]]:
        """The shapes with each code; what they say is read when somebody asks, as most runs ask for few."""
        found: dict[str, list[tuple[Profile, str]]] = {}
        for profile in self._profiles:
            for shape in sorted(_named_shapes(profile.graph)):
                found.setdefault(code_of(shape), []).append((profile, shape))
        return found

    def _of_shapes(self, code: str) -> Explanation:
        """Return what the first shape with a code says, and the profiles of all of them."""
        if code not in self._explained:
            shapes = self._shapes[code]
            names = tuple(profile.name for profile, _ in shapes) if len(self._profiles) > 1 else ()
            (profile, shape), *_ = shapes
            self._explained[code] = replace(_of_shape(profile.graph, shape), profiles=names)
        return self._explained[code]


def _of_rule(rule: Rule) -> Explanation:
    return Explanation(
        rule.code, dict.fromkeys(LANGUAGES, rule.name), rule.severity,
        _without_blanks(rule.message), rule.why, _without_blanks(rule.help),
    )  # fmt: skip


def _without_blanks(message: Message) -> Message:
    """Show the blanks of a template as dots, and its doubled braces as what they stand for."""
    return {
        tag: re.sub(r"\{[a-z_]+\}", "…", text.replace("{{", "\0")).replace("\0", "{").replace("}}", "}")
        for tag, text in message.items()
    }


def _named_shapes(graph: Graph) -> set[str]:
    """Return the shapes that have an IRI and words of their own; what only lists other shapes has none.

    Nor has one that is switched off, as a profile that builds on another may do (SHACL 2.1.7,
    sh:deactivated).
    """
    listed = {
        value
        for predicates in graph.index.values()
        for name in _LISTING
        for value in predicates.get(name, ())
    }
    typed = {shape for type_ in _SHAPES for shape in graph.instances(type_)}
    named = {shape for shape in listed | typed if is_iri(shape) and graph.objects(shape, SH.message)}
    return named.difference(graph.subjects(SH.deactivated, _TRUE))


def begins(code: str, prefix: str) -> bool:
    """Return whether a code is one of those that a prefix stands for.

    A letter, and the digits behind it, stand for the numbered codes: `R` is not `RightsStatement-…`, which is
    the name of a shape.
    """
    if _NUMBERED.fullmatch(prefix) is not None and _NUMBERED.fullmatch(code) is None:
        return False
    return code.startswith(prefix)


def code_of(shape: str) -> str:
    """Return the code of a shape: the local name of its IRI."""
    return re.split(r"[#/]", shape[1:-1])[-1]


def _of_shape(graph: Graph, shape: str) -> Explanation:
    predicates = graph.predicates(shape)
    severity = next(iter(predicates.get(SH.severity, ())), "")
    clauses = [*predicates.get(RDFS.seeAlso, ()), *predicates.get(DCT.source, ())]
    return Explanation(
        code=code_of(shape),
        name=_texts(graph, shape, SH + "name") or {"en": code_of(shape)},
        severity=_SEVERITIES.get(severity, Severity.ERROR),
        what=_texts(graph, shape, SH + "message"),
        why=_texts(graph, shape, RDFS + "comment") or _texts(graph, shape, SH + "description"),
        instead={},
        clause=next((lexical(clause) for clause in clauses), None),
        shape=shape,
        classes=tuple(_classes(graph, shape)),
    )


def _texts(graph: Graph, shape: str, predicate: str) -> Message:
    return {language(text) or "en": lexical(text) for text in graph.objects(shape, f"<{predicate}>")}


def _classes(graph: Graph, shape: str) -> Iterator[str]:
    """Yield the classes whose node shapes hold a property shape."""
    for owner in (shape, *graph.subjects(SH.property, shape)):
        yield from graph.objects(owner, SH.targetClass)
        if RDFS.Class in graph.objects(owner, TYPE):
            yield owner
