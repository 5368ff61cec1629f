"""The settings of `catalog.yaml`: base IRI, default language, the keys that records inherit, what is gone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.language import Words, filled
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import iri
from dcat_publisher.rules import finding
from dcat_publisher.source import Document, Mapping, Node, Scalar
from dcat_publisher.source.mapping.iris import iri_fault
from dcat_publisher.source.mapping.language_tags import language_fault, region_doubt
from dcat_publisher.source.mapping.meant import Guesser, PropertiesOf, UnknownKey, nothing_known
from dcat_publisher.source.mapping.records import Defaults
from dcat_publisher.source.mapping.removal import Removed, read_removed
from dcat_publisher.source.mapping.secrets import login_fault
from dcat_publisher.source.starter import BASE as EXAMPLE_BASE
from dcat_publisher.vocabulary import Vocabulary

_WORDS: Final = Words(__file__)


SETTINGS = frozenset({"base", "defaultLanguage", "defaults", "removed"})
UNKNOWN_BASE = "https://example.invalid/"
"""What addresses begin with while `base` is not known; nothing is ever published with it (RFC 2606)."""
UNKNOWN_LANGUAGE = "und"
"""The language of plain texts while `defaultLanguage` is not known, so that none is blamed for it."""
BASE_FORM: Final = re.compile(r"https?://[^?#]+/")
"""What `base` looks like: http or https, and a slash at its end."""


@dataclass(slots=True)
class Settings:
    """The settings, and what was found while reading them."""

    base: str = UNKNOWN_BASE
    language: str | None = None
    defaults: dict[str, list[tuple[Scalar, Node]]] = field(default_factory=dict)
    removed: Removed = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def read_settings(
    document: Document, vocabulary: Vocabulary, properties_of: PropertiesOf = nothing_known
) -> Settings:
    """Read the settings of the catalogue's document."""
    settings = Settings()
    root = document.root
    if not isinstance(root, Mapping):
        settings.language = UNKNOWN_LANGUAGE
        return settings
    _base(root.get("base"), root.place, settings)
    _language(root.get("defaultLanguage"), settings)
    _defaults(root.get("defaults"), Guesser(vocabulary, properties_of), settings)
    settings.removed, faults = read_removed(root.get("removed"))
    settings.findings += faults
    return settings


def _base(node: Node | None, place: Place, settings: Settings) -> None:
    text = node.text if isinstance(node, Scalar) else ""
    place = place if node is None else node.place
    login = login_fault(text, place)
    if login is None and iri_fault(text) is None and BASE_FORM.fullmatch(text) is not None:
        settings.base = text
    else:
        settings.findings.append(login or _no_base(text, place))


def _no_base(text: str, place: Place) -> Finding:
    """Report what is no base, with the address that it would be with a slash, or with all that it lacks."""
    address = text if "://" in text else f"https://{text}"
    right = f"{address.rstrip('/')}/"
    example = right if text and iri_fault(right) is None and BASE_FORM.fullmatch(right) else EXAMPLE_BASE
    instead = filled(_WORDS["found_instead"], value=text) if text else _WORDS["not_there"]
    return finding("R301", place, found=instead, example=example)


def _language(node: Node | None, settings: Settings) -> None:
    if node is None:
        return
    if isinstance(node, Scalar):
        fault = language_fault(node.text, node.place)
    else:
        fault = finding("R104", node.place, key="defaultLanguage", expected=_WORDS["one_value"], example="nb")
    settings.language = node.text if isinstance(node, Scalar) and fault is None else UNKNOWN_LANGUAGE
    doubt = region_doubt(node.text, node.place) if isinstance(node, Scalar) else None
    settings.findings += [found for found in (fault, doubt) if found is not None]


def _defaults(node: Node | None, guesser: Guesser, settings: Settings) -> None:
    if node is None:
        return
    if not isinstance(node, Mapping):
        settings.findings.append(_no_keys_per_type(node))
        return
    context = guesser.vocabulary.context
    for name, keys in node.entries:
        class_iri = context.type_iri(name.text)
        if class_iri is None:
            fault = guesser.unknown_type(name)
            settings.findings.append(fault)
            class_iri = None if fault.meant is None else context.types[fault.meant]
        if not isinstance(keys, Mapping):
            settings.findings.append(_no_keys_per_type(keys))
            continue
        classes = [] if class_iri is None else [iri(class_iri)]
        entries = [_as_meant(key, value, classes, guesser, settings) for key, value in keys.entries]
        if class_iri is not None:
            settings.defaults.setdefault(iri(class_iri), []).extend(entries)


def _as_meant(
    key: Scalar, value: Node, classes: Sequence[str], guesser: Guesser, settings: Settings
) -> tuple[Scalar, Node]:
    """Return an entry of a default, a misspelt key as the one that was meant, and report that key.

    The key has its finding; that all the records which inherit it lack a property would be fourteen more.
    """
    if guesser.vocabulary.context.definition(key.text) is not None:
        return key, value
    guess = guesser.key(UnknownKey(key.text, value, classes))
    settings.findings.append(
        finding("R101", key.place, key=key.text, suggestion=guess.suggestion, meant=guess.word)
    )
    return (key if guess.word is None else Scalar(guess.word, key.place)), value


def _no_keys_per_type(node: Node) -> Finding:
    example = "{Dataset: {publisher: …}}"
    return finding("R104", node.place, key="defaults", expected=_WORDS["keys_per_type"], example=example)


__all__ = ["BASE_FORM", "SETTINGS", "UNKNOWN_BASE", "Defaults", "Settings", "read_settings"]
