"""The key and the form in which one value of a property is written: the inverse of the mapping.

Every property has a long key (a prefixed name or the whole address), under which a JSON-LD processor takes
`{id: …}` and `{'@value': …}` for what they say. A short key of the context is used where its form gives the
very same term. Nothing is guessed: what neither can say is None, and the report names it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from dcat_publisher.importing.literals import parts_of
from dcat_publisher.importing.tree import Item, Node, link
from dcat_publisher.model.finding import Finding
from dcat_publisher.model.namespaces import DCAT, DCT, VCARD, XSD
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import iri, literal
from dcat_publisher.rdf.jsonld_context import Context, Definition, Kind
from dcat_publisher.source import Scalar
from dcat_publisher.source.mapping.address_slips import takes_address
from dcat_publisher.source.mapping.codes import concept_of
from dcat_publisher.source.mapping.names import Names
from dcat_publisher.source.mapping.references import ReferenceResolver
from dcat_publisher.source.mapping.values import date_form, is_date_type
from dcat_publisher.vocabulary import Vocabulary

_NOWHERE: Final = Place("")
LOCAL_NAME: Final = re.compile(r"[A-Za-z_][\w-]*", re.ASCII)
_ORDINARY: Final = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?:[/?#][A-Za-z0-9/_.~!$&()*+=:@?%#-]*)?")
_LINKED_OTHERWISE: Final = frozenset({DCT.PeriodOfTime, VCARD.Kind})
"""Classes at whose keys an address may be read as something else: years, an e-mail address."""
NO_LANGUAGE: Final = "@none"
"""The language of a text without one, in a language map (JSON-LD 1.1, 9.8)."""


class Written(NamedTuple):
    """A value under its key; `language` that of a text in a language map."""

    key: str
    value: Item
    language: str | None = None


class Forms:
    """Chooses keys and forms, with the context that the source will be read with."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.context = vocabulary.context
        self._codes: dict[tuple[str, str], Item] = {}
        self._long: dict[str, str | None] = {}
        self._own: dict[tuple[str, str], bool] = {}
        self._resolver = ReferenceResolver(vocabulary, Names())
        self._order = {name: number for number, name in enumerate(self.context.definitions)}

    def definitions(self, predicate: str) -> Sequence[Definition]:
        """Return the definitions to write a property with."""
        return self.context.by_property.get(predicate[1:-1], ())

    def long_key(self, predicate: str) -> str | None:
        """Return the key under which all values have their long form; None where there is none."""
        if predicate not in self._long:
            self._long[predicate] = _long_key(predicate[1:-1], self.context)
        return self._long[predicate]

    def literal(self, predicate: str, term: str) -> Written | None:
        """Return a literal under its key."""
        text, tag, datatype = parts_of(term)
        if datatype is not None and not self.can_say(datatype):
            return None
        definitions = self.definitions(predicate)
        only = definitions[0] if len(definitions) == 1 else None
        if only is None or (only.kind is Kind.TEXT and datatype is not None) or only.kind is Kind.FREE:
            key = self.long_key(predicate)
            return None if key is None else Written(key, self._value_object(text, tag, datatype))
        if only.kind is Kind.TEXT:
            return Written(only.name, text, NO_LANGUAGE if tag is None else tag.lower())
        if only.kind is Kind.STRING and tag is None and datatype is None:
            return Written(only.name, text)
        if only.kind is Kind.TYPED and _is_of_type(text, tag, datatype, only.datatype or ""):
            return Written(only.name, text)
        return Written(only.name, self._value_object(text, tag, datatype))

    def value_object(self, term: str) -> Node:
        """Return a literal in its long form."""
        return self._value_object(*parts_of(term))

    def takes_names(self, definition: Definition) -> bool:
        """Return whether a local name under a key cannot be read as something else."""
        if takes_address(definition, self.vocabulary):
            return False
        return definition.predicate == DCAT.contactPoint or not self._is_read_otherwise(definition)

    def _value_object(self, text: str, tag: str | None, datatype: str | None) -> Node:
        if tag is not None:
            return Node({"@value": text, "@language": tag.lower()})
        return Node({"@value": text} if datatype is None else {"@value": text, "@type": self.name(datatype)})

    def link_key(self, predicate: str, value: str) -> tuple[str, Definition | None] | None:
        """Return the key of a link, and its definition where it is a short one."""
        definitions = [one for one in self.definitions(predicate) if one.kind in (Kind.REFERENCE, Kind.CODE)]
        if len(definitions) > 1:
            definitions = [one for one in definitions if self._has_code(one, value)][:1]
        if definitions:
            return definitions[0].name, definitions[0]
        key = self.long_key(predicate)
        return None if key is None else (key, None)

    def address(self, value: str, definition: Definition | None) -> Item | None:
        """Return a link to what is no record here; None where no spelling of it means this address."""
        text = value[1:-1]
        if not self.can_say(text):
            return None
        if definition is None:
            return link(text)
        if definition.kind is Kind.CODE:
            return self._code(definition, text)
        return text if self._means_itself(definition, text) else link(text)

    def _means_itself(self, definition: Definition, text: str) -> bool:
        """Return whether a bare address under a key is taken for what it is, as the mapping reads it."""
        if _ORDINARY.fullmatch(text) is not None and not self._is_read_otherwise(definition):
            return True
        key = (definition.predicate, text)
        if key not in self._own:
            meant = self._resolver.reference(Scalar(text, _NOWHERE), "", definition)
            self._own[key] = not isinstance(meant, Finding) and meant[0] == iri(text)
        return self._own[key]

    def _is_read_otherwise(self, definition: Definition) -> bool:
        """Return whether an address may be read as something else there: years, a number, an e-mail."""
        range_ = self.vocabulary.range_of(definition.predicate)
        return range_ in _LINKED_OTHERWISE or definition.predicate.startswith(f"<{VCARD}")

    def can_say(self, text: str) -> bool:
        """Return whether an address means itself: its scheme is no prefix of the context."""
        scheme, colon, rest = text.partition(":")
        return bool(colon) and (rest.startswith("//") or scheme not in self.context.prefixes)

    def name(self, value: str) -> str:
        """Return the prefixed name of an address, else the address."""
        return self._prefixed(value) or value

    def type_name(self, term: str) -> str | None:
        """Return the name of a class; None where no spelling means it."""
        value = term[1:-1]
        name = self.context.type_of.get(value) or self.name(value)
        return name if self.context.type_iri(name) == value else None

    def rank(self, key: str) -> tuple[int, str]:
        """Return where a key stands among others: as in the context, others last."""
        return self._order.get(key, len(self._order)), key

    def _prefixed(self, value: str) -> str | None:
        cut = max(value.rfind("#"), value.rfind("/")) + 1
        if LOCAL_NAME.fullmatch(value[cut:]) is None:
            return None
        prefix = self._prefix_of.get(value[:cut])
        return None if prefix is None else f"{prefix}:{value[cut:]}"

    @property
    def _prefix_of(self) -> Mapping[str, str]:
        if not hasattr(self, "_prefixes"):
            self._prefixes = {space: name for name, space in reversed(list(self.context.prefixes.items()))}
        return self._prefixes

    def _has_code(self, definition: Definition, value: str) -> bool:
        text = value[1:-1]
        if value[0] != "<":
            return False
        return any(text in entry.codes for entry in self.vocabulary.codes.of_key(definition.name))

    def _code(self, definition: Definition, text: str) -> Item:
        known = self._codes.get((definition.name, text))
        if known is None:
            known = self._codes[definition.name, text] = self._find_code(definition, text)
        return known

    def _find_code(self, definition: Definition, text: str) -> Item:
        lists = self.vocabulary.codes.of_key(definition.name)
        for entry in lists:
            if text in entry.codes:
                code = entry.codes[text].notation
                meant = concept_of(code, definition, definition.name, self.vocabulary, _NOWHERE)
                if meant == text and ":" not in code:
                    return code
            elif entry.complete and text.startswith(entry.space):
                return link(text)
        prefix, colon, local = (self._path_name(text) or "").partition(":")
        return f"{prefix}:{local}" if colon else text if _ORDINARY.fullmatch(text) else link(text)

    def _path_name(self, text: str) -> str | None:
        """Return a prefixed name with the path that people know: `los:tema/helse`."""
        spaces = [(space, name) for name, space in self.context.prefixes.items() if text.startswith(space)]
        if not spaces:
            return None
        space, name = max(spaces, key=lambda one: len(one[0]))
        rest = text[len(space) :]
        return f"{name}:{rest}" if re.fullmatch(r"[A-Za-z0-9_][\w./-]*", rest, re.ASCII) else None


def _long_key(value: str, context: Context) -> str | None:
    cut = max(value.rfind("#"), value.rfind("/")) + 1
    for name, space in context.prefixes.items():
        key = f"{name}:{value[cut:]}"
        if space == value[:cut] and LOCAL_NAME.fullmatch(value[cut:]) and key not in context.definitions:
            return key
    scheme, _, rest = value.partition(":")
    return value if rest.startswith("//") and scheme and value not in context.definitions else None


def _is_of_type(text: str, tag: str | None, datatype: str | None, wanted: str) -> bool:
    """Return whether a bare text under a key of a datatype gives this very literal."""
    if tag is not None or datatype is None:
        return False
    if is_date_type(wanted):
        form = date_form(text)
        if form is None:  # no date at all, which `check` says of the bare text too, and better
            return datatype == wanted
        return literal(text, XSD + form) == literal(text, datatype)
    return datatype == wanted
