"""What is told of a key where it is typed: name and purpose in nb and en, from the shapes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from dcat_publisher.model.language import Message
from dcat_publisher.model.namespaces import SH
from dcat_publisher.rdf.jsonld_context import Context, Definition
from dcat_publisher.rules.rule_book import Explanation, RuleBook

_PATH = SH.path
TELLING: Final = ("-required", "-recommended", "-either")
"""The ends of codes of rules that tell why a property has to be there."""


@dataclass(frozen=True, slots=True)
class KeyText:
    """The name of a property by language, why it is there, and its clause; empty if unknown."""

    name: Message
    why: Message
    clause: str | None

    def title(self) -> str:
        """Return the names, Bokmål first."""
        return " · ".join(dict.fromkeys(self.name[tag] for tag in ("nb", "en") if tag in self.name))

    def paragraphs(self) -> str:
        """Return purpose and clause as text with an empty line between paragraphs."""
        return "\n\n".join(filter(None, (in_both(self.why), self.clause)))


def in_both(message: Message) -> str:
    """Return a text in Bokmål and in English: a schema has one description, for all its readers."""
    return "\n\n".join(message[tag] for tag in ("nb", "en") if tag in message)


@dataclass(frozen=True)
class KeyTexts:
    """The texts of keys; where the profile has none, the keys in the two languages are the name."""

    context: Context
    rules: RuleBook

    def of(self, definition: Definition) -> KeyText:
        """Return the text of a key."""
        rule = self._rules.get(definition.predicate)
        if rule is None:
            return KeyText(self._spelled(definition), {}, None)
        return KeyText(rule.name, rule.why, rule.clause)

    def _spelled(self, definition: Definition) -> Message:
        """Return the keys themselves as names: the English one and its Norwegian alias."""
        aliases = (
            key for key, one in self.context.definitions.items() if one is definition or one == definition
        )
        other = next((key for key in aliases if key != definition.name), None)
        return {"en": definition.name} if other is None else {"nb": other, "en": definition.name}

    @cached_property
    def _rules(self) -> Mapping[str, Explanation]:
        """The rule that tells most of each property: why it has to be there, else the first."""
        graph = self.rules.profile.graph
        found: dict[str, Explanation] = {}
        for rule in self.rules:
            for path in graph.objects(rule.shape, _PATH) if rule.shape is not None else ():
                if path not in found or (_tells(rule) and not _tells(found[path])):
                    found[path] = rule
        return found


def _tells(rule: Explanation) -> bool:
    return rule.code.endswith(TELLING)
