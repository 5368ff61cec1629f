"""The reference catalogue as a whole site, with pages in three languages and the documents beside them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from dcat_publisher.catalog import read_catalog
from dcat_publisher.formats import FORMATS
from dcat_publisher.pages import PROFILES, Site, addresses, documents, page_files, signposting
from dcat_publisher.parts import part_of
from dcat_publisher.profile import profile_named
from dcat_publisher.resources import packaged
from dcat_publisher.terms import iri, iri_value
from dcat_publisher.vocabulary import Vocabulary

ROOT = Path(__file__).parents[2]
LANGUAGES = ("nb", "nn", "en")
File = dict[str, str]


def write_reference_site(out: Path) -> Site:
    """Write the site of `source/` to `out`; give what it was made of."""
    vocabulary = Vocabulary((packaged("vocab"),))
    catalog = read_catalog(ROOT / "source", vocabulary, profile_named())
    base = catalog.settings.base
    where = addresses(catalog.graph, base, {iri(record.iri): record.path for record in catalog.records})
    site = Site(catalog.graph, base, iri(catalog.iri), catalog.findings, where, LANGUAGES)
    resources = []
    for node, path in where.items():
        part = catalog.graph if node == site.catalog else part_of(catalog.graph, node)
        files: dict[str, File] = {}
        for entry in FORMATS:
            files[entry.suffix] = write(
                out, f"{path}.{entry.suffix}", entry.media_type, entry.write(part, vocabulary.context)
            )
        for page in page_files(site, node, "nb"):
            files[page.suffix] = write(out, f"{path}.{page.suffix}", page.media_type, page.data)
            about_it = {"language": page.language, "profile": page.profile}
            files[page.suffix] |= {key: value for key, value in about_it.items() if value is not None}
        title = {"nb": site.reader("nb").name(node).text}
        types = [iri_value(type_) for type_ in catalog.graph.types(node)]
        resources.append(
            {
                "path": path,
                "iri": iri_value(node),
                "types": types,
                "title": title,
                "links": signposting(site, node),
                "files": files,
            }
        )
    beside = [
        {"path": item.path, **write(out, item.path, item.media_type, item.data)}
        for item in documents(site, vocabulary.context, profile_named().files)
    ]
    about = {
        "version": 1,
        "base": base,
        "catalog": "catalog",
        "profiles": [{"token": token, "iri": profile} for token, profile in PROFILES],
        "resources": resources,
        "removed": ["datasets/gone"],
        "documents": beside,
    }
    (out / "site.json").write_text(json.dumps(about), "utf-8")
    return site


def write(out: Path, path: str, media_type: str, data: bytes) -> File:
    file = out / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return {"mediaType": media_type, "sha256": hashlib.sha256(data).hexdigest()}
