"""What to write instead, for findings that shapes made: their own words, with the names of this catalogue.

A message of a shape says what is wrong in its first sentence and what to write in the rest, with an example
line in backquotes. The rest becomes the help; its example names a record that exists here, in the words
that the author uses.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from dcat_publisher.checking.advice_once import AdviceOnce
from dcat_publisher.checking.authors_words import AuthorsWords
from dcat_publisher.checking.catalog import Catalog
from dcat_publisher.checking.circumstances import is_recommendation
from dcat_publisher.checking.series_order import ORDER
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.language import Message, Words, filled
from dcat_publisher.model.named_terms import IN_SERIES
from dcat_publisher.model.namespaces import DCAT
from dcat_publisher.model.terms import iri, iri_value, is_iri
from dcat_publisher.rdf.jsonld_context import Definition, Kind
from dcat_publisher.rules.examples import example_in, split
from dcat_publisher.rules.rule_book import RuleBook
from dcat_publisher.shacl.names import TOO_MANY
from dcat_publisher.source.folder import is_list
from dcat_publisher.source.mapping.laws import LAW_NUMBER, eli_of
from dcat_publisher.source.source_text import Texts
from dcat_publisher.source.typing_marks import short
from dcat_publisher.vocabulary import Vocabulary
from dcat_publisher.vocabulary.suggestions import is_same, these_exist

if TYPE_CHECKING:  # what is drawn on is imported when it is: most advice is remembered
    from dcat_publisher.checking.advice_facts import AdviceFacts
    from dcat_publisher.checking.allowed_codes import AllowedCodes
    from dcat_publisher.checking.list_advice import ListAdvice

_WORDS: Final = Words(__file__)
_EXAMPLE = re.compile(r"`([A-Za-zæøåÆØÅ]+): ([^`]+)`(?![^`]*`[^`]*`)")
_NAMING_KEYS: Final = frozenset(
    {"R101", "R103", "R104", "R106", "R107", "R208", "R209", "R210", "R213"}
    | {"T206", "T208", "T209", "T301", "T516"}
)
"""The rules of this program whose help names a key or a type that the author did not write."""
_MOST_NAMES = 8
_LONGEST_TITLE: Final = 50
"""Characters of a title that stand beside a name."""


@dataclass(frozen=True)
class HelpWriter:
    """Gives findings their help, from the catalogue that they were found in."""

    catalog: Catalog
    vocabulary: Vocabulary
    rules: RuleBook
    texts: Texts
    _found: dict[str, list[str]] = field(default_factory=dict)

    def advise(self, findings: Sequence[Finding]) -> list[Finding]:
        """Return the findings, each with a help."""
        number = len(self._once.known)
        advised = [self._once.of(found) for found in findings]
        if len(self._once.known) != number:
            self.catalog.advice.save(self._once.known)
        return advised

    def _with_help(self, found: Finding) -> Finding:
        return self._advised(found) if found.help is None else self._worded(found)

    def _worded(self, found: Finding) -> Finding:
        """Return a finding that has its help, with keys as the author's file writes them."""
        found = self._of_series(self._allowed.narrowed(found))
        if found.help is None or not (found.code in _NAMING_KEYS or is_recommendation(found)):
            return found
        typed = found.code in _NAMING_KEYS - {"R104", "T301"}  # the message has the key that the author wrote
        help_ = self._words.spelled(found.help, found.place.file)
        return replace(found, help=help_) if typed else self._spelled(found, found.message, found.help)

    def _advised(self, found: Finding) -> Finding:
        if is_list(found.place.file):
            return self._lists.advised(found)
        parts = {tag: split(text) for tag, text in found.message.items()}
        example = next((one for _, tail in parts.values() if (one := example_in(tail)) is not None), None)
        definition = None if example is None else self.vocabulary.context.definition(example[0])
        line = None if definition is None or example is None else self._line(found, definition, example[1])
        more = self._more(found, definition)
        advice = {tag: self._help(tag, tail, line, more) for tag, (_, tail) in parts.items()}
        message = {tag: head if advice[tag] else found.message[tag] for tag, (head, _) in parts.items()}
        told = {tag: text for tag, text in advice.items() if text}
        return self._spelled(found, message, told or None)

    def _spelled(self, found: Finding, message: Message, told: Message | None) -> Finding:
        """Return a finding with message and help, their keys as the author's file writes them."""
        spelled, file = self._words.spelled, found.place.file
        help_ = None if told is None else spelled(told, file)
        return replace(found, message=spelled(message, file), help=help_)

    def _of_series(self, found: Finding) -> Finding:
        """Return a finding about a name that is none with the members of the series, where one is meant."""
        if found.code not in ("R201", "R207", "R240") or found.path not in ORDER or found.meant is not None:
            return found
        definition = self.vocabulary.context.by_property[iri_value(found.path)][0]
        names = self._choices(found, definition)
        members = self._named(names) if names else None
        if members is None or found.help is None:
            return found
        return replace(found, help={tag: f"{members[tag]} {text}" for tag, text in found.help.items()})

    @cached_property
    def _allowed(self) -> AllowedCodes:
        from dcat_publisher.checking.allowed_codes import AllowedCodes  # noqa: PLC0415

        return AllowedCodes(self.rules.profile, self.vocabulary, self._facts.types)

    @cached_property
    def _words(self) -> AuthorsWords:
        return AuthorsWords(self.vocabulary.context, self.texts, dict(self.catalog.in_norwegian))

    @cached_property
    def _once(self) -> AdviceOnce:
        known = self.catalog.advice.load()
        return AdviceOnce(self._with_help, self._words.is_norwegian, self.vocabulary.context, known)

    @cached_property
    def _lists(self) -> ListAdvice:
        from dcat_publisher.checking.list_advice import ListAdvice  # noqa: PLC0415

        return ListAdvice(self.texts)

    @cached_property
    def _facts(self) -> AdviceFacts:
        from dcat_publisher.checking.advice_facts import AdviceFacts  # noqa: PLC0415

        return AdviceFacts(self.catalog.opened)

    def _help(self, tag: str, tail: str, line: str | None, more: Message | None) -> str:
        if not tail and line is not None:
            tail = _WORDS["add"][tag].format(line=line)
        elif line is not None:
            tail = _EXAMPLE.sub(lambda _: f"`{line}`", tail)
        return " ".join(part for part in (tail, "" if more is None else more[tag]) if part)

    def _line(self, found: Finding, definition: Definition, example: str) -> str:
        """Return the line to write: the key in the author's language, and a value that is at hand."""
        key = self._words.key(definition.name, found.place.file)
        if found.component == TOO_MANY:
            typed = self._typed(found)
            return f"{key}: {typed[0][1]}" if typed and "\n" not in typed[0][1] else f"{key}: {example}"
        law = LAW_NUMBER.search(found.value) if found.value and is_iri(found.value) else None
        if law is not None:
            return f"{key}: {self._name_of.get(iri(eli_of(law)), eli_of(law))}"
        if definition.kind is not Kind.REFERENCE or example.startswith(("http", "[http", "…", "{")):
            return f"{key}: {example}"
        names = self._choices(found, definition)
        if definition.predicate in (DCAT.last, DCAT.prev):
            names = names[::-1]
        return f"{key}: {names[0] if names else self._described(definition) or example}"

    def _more(self, found: Finding, definition: Definition | None) -> Message | None:
        """Return the names to choose from where there are several, or the lines of what is too much."""
        if found.component == TOO_MANY:
            lines = sorted({line for line, _ in self._typed(found)})
            return filled(_WORDS["lines"], lines=", ".join(map(str, lines))) if len(lines) > 1 else None
        if definition is None or definition.kind is not Kind.REFERENCE:
            return None
        names = self._choices(found, definition)
        return self._named(names) if len(names) > 1 else None

    def _named(self, names: Sequence[str]) -> Message:
        """Return the sentence that names records, with what they are called."""
        return these_exist([(name, self._title(name)) for name in names], _MOST_NAMES)

    def _title(self, name: str) -> str | None:
        """Return what a record is called, where that tells more than its name."""
        title = self._title_of.get(name)
        return None if not title or is_same(title, name) else short(title, _LONGEST_TITLE)

    @cached_property
    def _title_of(self) -> dict[str, str]:
        """What each record is called, by the name that others refer to it by."""
        return {self._name_of[iri(record.iri)]: record.label for record in self.catalog.records}

    def _typed(self, found: Finding) -> list[tuple[int, str]]:
        """Return the values of the finding's property as typed, each with its line."""
        places = self._facts.places(found.focus or "", found.path or "")
        return [(place.line, self.texts[place.file].span(place).strip()) for place in places]

    def _choices(self, found: Finding, definition: Definition) -> list[str]:
        """Return the local names that fit a finding: where order counts, those of the series."""
        names = self.names_for(definition)
        if definition.predicate not in ORDER:
            return names
        facts, focus = self._facts, found.focus or ""
        series = [focus, *facts.objects(focus, IN_SERIES)]
        members = {one for each in series for one in facts.members(each)} - {focus}
        fitting = {self._name_of[one] for one in members if one in self._name_of}
        return sorted(name for name in names if name in fitting)

    def names_for(self, definition: Definition) -> list[str]:
        """Return the local names of the records that a property may lead to, the most used first."""
        if definition.iri not in self._found:
            self._found[definition.iri] = self._fitting_names(definition)
        return self._found[definition.iri]

    def _fitting_names(self, definition: Definition) -> list[str]:
        range_ = self.vocabulary.range_of(iri(definition.iri))
        if range_ is None:
            return []
        fitting = self._facts.fitting(self._name_of, range_, iri(definition.iri))
        return [self._name_of[term] for term in fitting]

    @cached_property
    def _name_of(self) -> dict[str, str]:
        """The shortest name of each record that is clear, by its term."""
        count = Counter(record.name for record in self.catalog.records)
        return {iri(one.iri): one.name if count[one.name] == 1 else one.path for one in self.catalog.records}

    def _described(self, definition: Definition) -> str | None:
        """Return a description in place, of what the class has to have, where no record could be named."""
        range_ = self.vocabulary.range_of(iri(definition.iri))
        if range_ is None:
            return None
        lines = [f"{key}: {self._known(key) or value}" for key, value in self.required_examples(range_)]
        return f"{{{', '.join(lines)}}}" if lines else None

    def _known(self, key: str) -> str | None:
        """Return the name that a link by this key most often has here, None where there is none."""
        definition = self.vocabulary.context.definition(key)
        linking = definition is not None and definition.kind is Kind.REFERENCE
        return next(iter(self.names_for(definition)), None) if definition is not None and linking else None

    def required_examples(self, class_: str) -> list[tuple[str, str]]:
        """Return an example, key and value, of each property that a class has to have."""
        found: dict[str, str] = {}
        for rule in self.rules.required_of(class_):
            example = example_in(next(iter(rule.what.values()), ""))
            if example is not None:
                found.setdefault(*example)
        return list(found.items())


__all__ = ["HelpWriter"]
