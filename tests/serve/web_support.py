"""A small site in the layout that `build` writes, made by hand."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

MEDIA_TYPES: Mapping[str, str] = {
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "nt": "application/n-triples",
    "html": "text/html",
}
USUAL = "https://example.org/profile/usual"
SCHEMA = "https://schema.org/"
MODIFIED = 1_700_000_000  # Tue, 14 Nov 2023 22:13:20 GMT


def body_of(path: str, suffix: str) -> bytes:
    """Return a body that says what it is, long enough to be worth coding."""
    return f"{path} as {suffix}\n".encode() * 100


def write_site(out: Path, base: str = "https://data.example.no/", generation: str = "") -> None:
    """Write a site of a catalogue, two datasets and one file to `out`; `generation` marks every body."""
    resources = [
        _resource(out, base, path, title, generation)
        for path, title in [("catalog", "Katalog"), ("datasets/a", "A"), ("datasets/å-b", "B")]
    ]
    context = b'{"@context": {}}\n'
    (out / "context.jsonld").write_bytes(context)
    document = {
        "path": "context.jsonld",
        "mediaType": "application/ld+json",
        "sha256": hashlib.sha256(context).hexdigest(),
    }
    site = {
        "version": 1,
        "base": base,
        "catalog": "catalog",
        "profiles": [{"token": "usual", "iri": USUAL}, {"token": "schema", "iri": SCHEMA}],
        "resources": resources,
        "documents": [document],
        "removed": ["datasets/gone"],
    }
    (out / "site.json").write_text(json.dumps(site), "utf-8")


def _resource(out: Path, base: str, path: str, title: str, generation: str) -> dict[str, object]:
    files: dict[str, dict[str, str]] = {}
    for suffix, media_type in MEDIA_TYPES.items():
        files[suffix] = _file(out, f"{path}.{suffix}", media_type, body_of(generation + path, suffix))
    files["html"]["language"] = "nb"
    for language in ("nn", "en"):
        name = f"{language}.html"
        files[name] = _file(out, f"{path}.{name}", "text/html", body_of(generation + path, name))
    files["schema.jsonld"] = _file(
        out, f"{path}.schema.jsonld", "application/ld+json", body_of(path, "schema")
    )
    files["schema.jsonld"]["profile"] = "schema"
    types = ["http://www.w3.org/ns/dcat#Dataset"]
    return {
        "path": path,
        "iri": base + path,
        "types": types,
        "title": {"nb": title},
        "modified": None,
        "links": [
            {"rel": "cite-as", "href": base + path},
            {"rel": "license", "href": "https://example.org/å b\r\nX-Evil: 1"},
            {"rel": 'evil"; x="', "href": "https://example.org/"},
        ],
        "files": files,
    }


def _file(out: Path, name: str, media_type: str, body: bytes) -> dict[str, str]:
    file = out / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(body)
    os.utime(file, (MODIFIED, MODIFIED))
    return {"mediaType": media_type, "sha256": hashlib.sha256(body).hexdigest()}
