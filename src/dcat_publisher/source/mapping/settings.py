"""The settings of `catalog.yaml`: base IRI, default language, the keys that records inherit, what is gone."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dcat_publisher.model.finding import Finding
from dcat_publisher.model.language import words
from dcat_publisher.model.place import Place
from dcat_publisher.model.terms import iri
from dcat_publisher.rdf.jsonld_context import Context
from dcat_publisher.rules import finding
from dcat_publisher.rules.suggestions import did_you_mean, nearest
from dcat_publisher.source import Document, Mapping, Node, Scalar
from dcat_publisher.source.mapping.iris import iri_fault
from dcat_publisher.source.mapping.literals import ONE_VALUE
from dcat_publisher.source.mapping.records import Defaults
from dcat_publisher.source.mapping.removal import Removed, read_removed
from dcat_publisher.source.mapping.values import language_fault

SETTINGS = frozenset({"base", "defaultLanguage", "defaults", "removed"})
UNKNOWN_BASE = "https://example.invalid/"
"""What addresses begin with while `base` is not known; nothing is ever published with it (RFC 2606)."""
UNKNOWN_LANGUAGE = "und"
"""The language of plain texts while `defaultLanguage` is not known, so that none is blamed for it."""
_BASE = re.compile(r"https?://[^?#]+/")
_KEYS_PER_TYPE = words("nøkler per type", "nøklar per type", "keys per type")


@dataclass(slots=True)
class Settings:
    """The settings, and what was found while reading them."""

    base: str = UNKNOWN_BASE
    language: str | None = None
    defaults: dict[str, list[tuple[Scalar, Node]]] = field(default_factory=dict)
    removed: Removed = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def read_settings(document: Document, context: Context) -> Settings:
    """Read the settings of the catalogue's document."""
    settings = Settings()
    root = document.root
    if not isinstance(root, Mapping):
        settings.language = UNKNOWN_LANGUAGE
        return settings
    _base(root.get("base"), root.place, settings)
    _language(root.get("defaultLanguage"), settings)
    _defaults(root.get("defaults"), context, settings)
    settings.removed, faults = read_removed(root.get("removed"))
    settings.findings += faults
    return settings


def _base(node: Node | None, place: Place, settings: Settings) -> None:
    text = node.text if isinstance(node, Scalar) else ""
    if iri_fault(text) is None and _BASE.fullmatch(text) is not None:
        settings.base = text
    else:
        settings.findings.append(finding("R301", place if node is None else node.place, value=text))


def _language(node: Node | None, settings: Settings) -> None:
    if node is None:
        return
    if isinstance(node, Scalar):
        fault = language_fault(node.text, node.place)
    else:
        fault = finding("R104", node.place, key="defaultLanguage", expected=ONE_VALUE, example="nb")
    settings.language = node.text if isinstance(node, Scalar) and fault is None else UNKNOWN_LANGUAGE
    settings.findings += [] if fault is None else [fault]


def _defaults(node: Node | None, context: Context, settings: Settings) -> None:
    if node is None:
        return
    if not isinstance(node, Mapping):
        settings.findings.append(_no_keys_per_type(node))
        return
    for name, keys in node.entries:
        class_iri = context.type_iri(name.text)
        if class_iri is None:
            suggestion = did_you_mean(name.text, context.types)
            settings.findings.append(finding("R103", name.place, type=name.text, suggestion=suggestion))
            class_iri = next((context.types[near] for near in nearest(name.text, context.types)), None)
        if not isinstance(keys, Mapping):
            settings.findings.append(_no_keys_per_type(keys))
            continue
        settings.findings.extend(_unknown_keys(keys, context))
        if class_iri is not None:
            settings.defaults.setdefault(iri(class_iri), []).extend(_as_meant(keys, context))


def _as_meant(node: Mapping, context: Context) -> list[tuple[Scalar, Node]]:
    """Return the entries of a default, a misspelt key as the nearest known one.

    The key has its finding; that all the records which inherit it lack a property would be fourteen more.
    """
    entries: list[tuple[Scalar, Node]] = []
    for key, value in node.entries:
        near = [] if context.definition(key.text) is not None else nearest(key.text, context.definitions)
        entries.append((Scalar(near[0], key.place) if near else key, value))
    return entries


def _no_keys_per_type(node: Node) -> Finding:
    example = "{Dataset: {publisher: …}}"
    return finding("R104", node.place, key="defaults", expected=_KEYS_PER_TYPE, example=example)


def _unknown_keys(node: Mapping, context: Context) -> list[Finding]:
    return [
        finding("R101", key.place, key=key.text, suggestion=did_you_mean(key.text, context.definitions))
        for key, _ in node.entries
        if context.definition(key.text) is None
    ]


__all__ = ["SETTINGS", "UNKNOWN_BASE", "Defaults", "Settings", "read_settings"]
