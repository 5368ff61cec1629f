"""The keys of each class: what a key means there, whether it is needed, what its value is, and an example.

Nothing is said here: the meaning is what the rule of that class and property tells people to write, the
name, the reason and the clause are the rule's, and the form of the value is the context's. Of a property
that no rule is about, `terms.ttl` tells.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from dcat_publisher.editor.schema.classes import Classes
from dcat_publisher.editor.schema.keys import TELLING, KeyTexts
from dcat_publisher.model.finding import Severity
from dcat_publisher.model.graph import Graph
from dcat_publisher.model.language import LANGUAGES, Message, Words, filled
from dcat_publisher.model.namespaces import RDFS, SH, short
from dcat_publisher.model.terms import iri, iri_value, language, lexical
from dcat_publisher.rdf.jsonld_context import Context, Definition, Kind
from dcat_publisher.rules.examples import example_in, split
from dcat_publisher.rules.rule_book import Explanation, RuleBook, code_of
from dcat_publisher.vocabulary import Vocabulary

_WORDS: Final = Words(__file__)
KEY_WORDS: Final = Words(__file__).group("keys")
"""What keys are told with: headings, and how much one is needed."""
# What is left of "Write the code, for example `…`." without the example.
_EXAMPLE: Final = re.compile(r"(?:,? (?:for eksempel|til dømes|for example),?|:)? `[^`]*`(?=[.;:]?$|\. )")
_SILENT: Final = ("-max", "-unique-language", "-visible", "-iri", "-misplaced", "-none", "-twin")
"""The ends of names of rules whose advice is how to mend something, and not what the value is."""



class Need(enum.Enum):
    """How much a key is needed."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"


@dataclass(frozen=True, slots=True)
class ClassKey:
    """A key as it is used on a class; `aliases` are its other spellings, `value` the form of its values.

    `asked_by` are the names of the profiles in which it is needed, where several are in use.
    """

    key: str
    aliases: tuple[str, ...]
    name: Message
    need: Need
    several: bool
    meaning: Message
    why: Message
    value: Message
    example: str | None
    clause: str | None
    predicate: str
    asked_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class ClassKeys:
    """The keys of classes, from the shapes of a profile."""

    vocabulary: Vocabulary
    rules: RuleBook

    @cached_property
    def classes(self) -> dict[str, str]:
        """The names of the classes that have keys, each with its term, in the order of the alphabet."""
        context = self.vocabulary.context
        named = {name: iri(term) for term, name in context.type_of.items()}
        return {name: named[name] for name in sorted(named) if self._own_shapes(named[name])}

    def label(self, class_: str) -> Message:
        """Return what a class is called, by language; empty where the profile does not say."""
        owners = self._graph.subjects(SH.targetClass, class_)
        labels = (label for owner in owners for label in self._graph.objects(owner, RDFS.label))
        return {language(label) or "en": lexical(label) for label in labels}

    def of(self, class_: str) -> list[ClassKey]:
        """Return the keys of a class, by its term: those that are needed first, then by name."""
        if class_ not in self._known:
            self._known[class_] = sorted(self._keys(class_), key=_rank)
        return self._known[class_]

    def key(self, class_: str, predicate: str) -> ClassKey | None:
        """Return what is known of a property on a class."""
        return next((one for one in self.of(class_) if one.predicate == predicate), None)

    def others(self) -> dict[str, tuple[str, ...]]:
        """Return the properties of no class above that can be written: property -> keys, sorted by these."""
        context = self.vocabulary.context
        listed = {iri_value(key.predicate) for class_ in self.classes.values() for key in self.of(class_)}
        rest = {
            property_: tuple(definition.name for definition in definitions)
            for property_, definitions in context.by_property.items() if property_ not in listed
        }  # fmt: skip
        return dict(sorted(rest.items(), key=lambda each: each[1]))

    @cached_property
    def texts(self) -> KeyTexts:
        """The texts of keys whatever class they are used on."""
        return KeyTexts(self.vocabulary.context, self.rules)

    @property
    def _graph(self) -> Graph:
        return self.rules.profile.graph

    @cached_property
    def _known(self) -> dict[str, list[ClassKey]]:
        return {}

    @cached_property
    def _reader(self) -> Classes:
        return Classes(self.vocabulary, self.rules)

    def _own_shapes(self, class_: str) -> list[str]:
        owners = self._graph.subjects(SH.targetClass, class_)
        return [shape for owner in owners for shape in self._graph.objects(owner, SH.property)]

    def _keys(self, class_: str) -> Iterator[ClassKey]:
        by_path: dict[str, list[str]] = {}
        for shape in self._reader.shapes(class_):
            for path in self._reader.paths(shape):
                by_path.setdefault(path, []).append(shape)
        for path, shapes in by_path.items():
            definition = next(iter(self._reader.definitions(path, class_)), None)
            if definition is not None and self._number(shapes, "maxCount") != 0:
                yield self._key(definition, shapes)
        yield from self._told(class_, by_path)

    def _told(self, class_: str, known: Collection[str]) -> Iterator[ClassKey]:
        vocabulary = self.vocabulary
        classes = {class_, *vocabulary.superclasses(class_)}
        for key, definition in vocabulary.context.definitions.items():
            name, what = vocabulary.told(definition.predicate)
            is_here = classes.intersection(vocabulary.domain_of(definition.predicate))
            if what and is_here and key == definition.name and definition.predicate not in known:
                yield ClassKey(
                    key=key, aliases=tuple(_aliases(vocabulary.context, definition)), name=name,
                    need=Need.MAY, several=not vocabulary.has_one_value(definition.predicate),
                    meaning={tag: _EXAMPLE.sub("", text) for tag, text in what.items()}, why={},
                    value=self.value(definition), example=_example(what, definition), clause=None,
                    predicate=definition.predicate,
                )  # fmt: skip

    def _key(self, definition: Definition, shapes: Sequence[str]) -> ClassKey:
        rules = [rule for shape in shapes if (rule := self.rules.get(code_of(shape))) is not None]
        telling = sorted(rules, key=_tells)
        rule = telling[0] if telling else None
        what = {} if rule is None else rule.what
        return ClassKey(
            key=definition.name, aliases=tuple(_aliases(self.vocabulary.context, definition)),
            name={} if rule is None else rule.name, need=self._need(rules),
            several=self._number(shapes, "maxCount") != 1, meaning=_meaning(what),
            value=self.value(definition), why={} if rule is None or _tells(rule)[0] else rule.why,
            example=_example(what, definition),
            clause=None if rule is None else rule.clause, predicate=definition.predicate,
            asked_by=tuple(dict.fromkeys(name for one in rules if one.code.endswith(TELLING)
                                         for name in one.profiles)),
        )  # fmt: skip

    def _need(self, rules: Iterable[Explanation]) -> Need:
        wanted = [
            rule.severity
            for rule in rules
            if rule.shape is not None and self._is_wanted(rule.shape)
        ]
        if not wanted:
            return Need.MAY
        return Need.MUST if max(wanted) is Severity.ERROR else Need.SHOULD

    def _is_wanted(self, shape: str) -> bool:
        return bool(self._number([shape], "minCount") or self._graph.objects(shape, SH.hasValue))

    def _number(self, shapes: Iterable[str], parameter: str) -> int | None:
        values = [value for shape in shapes for value in self._graph.objects(shape, SH[parameter])]
        return int(lexical(values[0])) if values else None

    def value(self, definition: Definition) -> Message:
        """Return the form of the values of a key in words."""
        if definition.kind is Kind.CODE:
            lists = ", ".join(f"`{entry.name}`" for entry in self.vocabulary.codes.of_key(definition.name))
            return filled(_WORDS["code"], lists=lists) if lists else _WORDS["reference"]
        if definition.kind is Kind.REFERENCE:
            range_ = self.vocabulary.range_of(definition.predicate)
            label = {} if range_ is None else self.label(range_)
            return filled(_WORDS["record"], what=_whole(label)) if label else _WORDS["reference"]
        if definition.kind is Kind.TYPED:
            return filled(_WORDS["typed"], datatype=short(iri(definition.datatype or "")))
        return _WORDS["text" if definition.kind is Kind.TEXT else "string"]


def _whole(label: Message) -> Message:
    """Return a label with a text in each language of the program."""
    other = next(iter(label.values()))
    return {tag: label.get(tag, other) for tag in LANGUAGES}


def _aliases(context: Context, definition: Definition) -> Iterator[str]:
    named = (key for key, one in context.definitions.items() if one.name == definition.name)
    return (key for key in named if key != definition.name)


def _tells(rule: Explanation) -> tuple[int, str]:
    """Rank rules by how well their advice says what a value is."""
    if rule.code.endswith(TELLING):
        return 0, rule.code
    return (2 if rule.code.endswith(_SILENT) else 1), rule.code


def _meaning(what: Message) -> Message:
    """Return what a rule tells people to write, without its example; "Write." alone is no advice."""
    advice = {tag: _EXAMPLE.sub("", split(text)[1]).strip() for tag, text in what.items()}
    return {tag: text for tag, text in advice.items() if " " in text}


def _example(what: Mapping[str, str], definition: Definition) -> str | None:
    found = next((one for text in what.values() if (one := example_in(text)) is not None), None)
    return f"{found[0]}: {found[1]}" if found is not None and found[0] == definition.name else None


def _rank(key: ClassKey) -> tuple[int, str]:
    return [Need.MUST, Need.SHOULD, Need.MAY].index(key.need), key.key.casefold()
