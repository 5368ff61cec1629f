"""The editor of the query page: CodeMirror, packaged whole with its notice, and the words it completes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Final

from markupsafe import Markup

from dcat_publisher.rdf.jsonld_context import Context

_FOLDER: Final = files("dcat_publisher.serve.sparql") / "editor"
_MOST_TERMS: Final = 1000


@lru_cache(maxsize=1)
def script() -> bytes:
    """Return the script of the editor, with its notice on top of it."""
    notice = (_FOLDER / "NOTICE.txt").read_text("utf-8").replace("*/", "* /")
    return f"/*\n{notice}*/\n".encode() + (_FOLDER / "editor.js").read_bytes()


@lru_cache(maxsize=1)
def script_name() -> str:
    """Return the name of the script: another when it changes, so that it may be kept for ever."""
    return f"editor-{hashlib.sha256(script()).hexdigest()[:8]}.js"


def completion(context: Context) -> Markup:
    """Return what the editor completes, as JSON for a script element: prefixes, and terms with them."""
    prefixes = {name: space for name, space in context.prefixes.items() if name and not name.startswith("@")}
    iris = dict.fromkeys([*context.types.values(), *(each.iri for each in context.definitions.values())])
    names = {name for iri in iris for name in _prefixed(iri, prefixes)}
    terms = [[name, ""] for name in sorted(names)[:_MOST_TERMS]]
    text = json.dumps({"prefixes": prefixes, "terms": terms}, ensure_ascii=False)
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


def _prefixed(iri: str, prefixes: Mapping[str, str]) -> Iterator[str]:
    """Yield an IRI as SPARQL writes it with a prefix, for each prefix that is the start of it."""
    for prefix, space in prefixes.items():
        local = iri.removeprefix(space)
        if iri.startswith(space) and local.isidentifier():
            yield f"{prefix}:{local}"
