"""The settings of `catalog.yaml`: base IRI, default language, and the keys that records inherit."""

from __future__ import annotations

from dataclasses import dataclass, field

from dcat_publisher.findings import Finding
from dcat_publisher.mapping.iris import iri_fault
from dcat_publisher.mapping.records import Defaults
from dcat_publisher.mapping.values import language_fault
from dcat_publisher.place import Place
from dcat_publisher.rules import finding
from dcat_publisher.rules.model import words
from dcat_publisher.source import Document, Mapping, Node, Scalar
from dcat_publisher.suggestions import did_you_mean
from dcat_publisher.terms import iri
from dcat_publisher.vocabulary import Context

SETTINGS = frozenset({"base", "defaultLanguage", "defaults"})
UNKNOWN_BASE = "https://example.invalid/"
"""What addresses begin with while `base` is not known; nothing is ever published with it (RFC 2606)."""
_KEYS_PER_TYPE = words("nøkler per type", "nøklar per type", "keys per type")


@dataclass(slots=True)
class Settings:
    """The settings, and what was found while reading them."""

    base: str = UNKNOWN_BASE
    language: str | None = None
    defaults: dict[str, list[tuple[Scalar, Node]]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def read_settings(document: Document, context: Context) -> Settings:
    """Read the settings of the catalogue's document."""
    settings = Settings()
    root = document.root if isinstance(document.root, Mapping) else Mapping(Place(document.file))
    if document.root is None:
        return settings
    _base(root.get("base"), root.place, settings)
    language = root.get("defaultLanguage")
    if isinstance(language, Scalar):
        fault = language_fault(language.text, language.place)
        settings.findings.extend([] if fault is None else [fault])
        settings.language = language.text if fault is None else None
    _defaults(root.get("defaults"), context, settings)
    return settings


def _base(node: Node | None, place: Place, settings: Settings) -> None:
    text = node.text if isinstance(node, Scalar) else ""
    if iri_fault(text) is None and text.endswith("/"):
        settings.base = text
    else:
        settings.findings.append(finding("R301", place if node is None else node.place, value=text))


def _defaults(node: Node | None, context: Context, settings: Settings) -> None:
    if node is None:
        return
    entries = node.entries if isinstance(node, Mapping) else []
    if not isinstance(node, Mapping):
        example = "{Dataset: {publisher: …}}"
        settings.findings.append(
            finding("R104", node.place, key="defaults", expected=_KEYS_PER_TYPE, example=example)
        )
    for name, keys in entries:
        class_iri = context.type_iri(name.text)
        if class_iri is None:
            suggestion = did_you_mean(name.text, context.types)
            settings.findings.append(finding("R103", name.place, type=name.text, suggestion=suggestion))
        elif isinstance(keys, Mapping):
            settings.defaults[iri(class_iri)] = keys.entries
            settings.findings.extend(_unknown_keys(keys, context))


def _unknown_keys(node: Mapping, context: Context) -> list[Finding]:
    return [
        finding("R101", key.place, key=key.text, suggestion=did_you_mean(key.text, context.definitions))
        for key, _ in node.entries
        if context.definition(key.text) is None
    ]


__all__ = ["SETTINGS", "UNKNOWN_BASE", "Defaults", "Settings", "read_settings"]
