"""Run with another row in the table of formats, and tell as JSON what came of it.

The words of the call are: what is exchanged in the text of the table, what it is exchanged for, the suffix,
the media type and an alias of the format.

The row is put into the text of `rdf/formats.py` alone, before anything else of the program is imported, for
what is derived from the table is derived then.
"""

# ruff: noqa: PLC0415  imports have to wait for the table
from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

TABLE = "dcat_publisher.rdf.formats"


def run(*words: str) -> int:
    """Run a command of the program; give its exit code."""
    from click.testing import CliRunner

    from dcat_publisher.cli import main

    result = CliRunner().invoke(main, list(words))
    if result.exit_code > 1:
        print(result.output, file=sys.stderr)
    return result.exit_code


def build_twice() -> list[int]:
    """Build a catalogue of two data sets, and again without one of them."""
    datasets = Path("source/datasets")
    codes = [run("init", "source")]
    shutil.copy(datasets / "eksempel.yaml", datasets / "old.yaml")
    codes.append(run("build", "source", "--out", "out"))
    (datasets / "old.yaml").unlink()
    return [*codes, run("build", "source", "--out", "out")]


def served(suffix: str, media_type: str, alias: str) -> dict[str, object]:
    """Ask the application for documents in the format, and what it says of them."""
    from dcat_publisher.serve.app import create_app

    client = create_app(Path("out")).test_client()

    def ask(path: str, accept: str = "*/*") -> dict[str, object]:
        answer = client.get(path, headers={"Accept": accept})
        headers = {name.lower(): value for name, value in answer.headers.items()}
        return {"status": answer.status_code, "body": answer.get_data(as_text=True), **headers}

    name = "/datasets/eksempel"
    return {
        "by suffix": ask(f"{name}.{suffix}"), "by type": ask(name, media_type), "by alias": ask(name, alias),
        "by default": ask(name), "by turtle": ask(name, "text/turtle"), "page": ask(name, "text/html"),
        "portion": ask("/catalog?page=1", media_type), "gone": ask(f"/datasets/old.{suffix}"),
        "never": ask(f"/datasets/other.{suffix}"), "void": ask("/.well-known/void"),
        "openapi": ask("/openapi.json"),
    }  # fmt: skip


def said(suffix: str) -> dict[str, object]:
    """Return what the query service and the check say."""
    from dcat_publisher.checking.naming import reserved_reason
    from dcat_publisher.serve.sparql.description import describe
    from dcat_publisher.serve.sparql.query_page import shown
    from dcat_publisher.serve.sparql.results import GRAPHS

    service = describe("https://example.no/sparql", [], 1).index["<https://example.no/sparql>"]
    table = b'{"boolean": null, "columns": [], "rows": [], "more": false, "graph": true}'
    catalog = Path("source/catalog.yaml")
    catalog.write_text(f"{catalog.read_text('utf-8')}\nremoved: datasets/old.{suffix}\n", "utf-8")
    shutil.copy("source/datasets/eksempel.yaml", f"source/datasets/other.{suffix}.yaml")
    run("check", "source", "--output-format", "json", "-o", "findings.json")
    return {
        "reserved": reserved_reason(f"datasets/a.{suffix}", "https://example.no/"),
        "service": sorted(value for values in service.values() for value in values),
        "query page": dict(shown(table, "ASK {}", "https://example.no/", "").downloads),
        "graphs": list(GRAPHS),
        "findings": [found["code"] for found in json.loads(Path("findings.json").read_text())["findings"]],
    }


def tell(old: str, new: str, suffix: str, media_type: str, alias: str) -> None:
    """Do all of it in the working folder."""
    from tests.changed_module import import_changed

    import_changed(TABLE, old, new)
    codes = build_twice()
    files = sorted(file.relative_to("out").as_posix() for file in Path("out").rglob(f"*.{suffix}"))
    found: dict[str, object] = {"codes": codes, "files": files}
    found["nginx"] = Path("out/nginx.conf").read_text("utf-8")
    print(json.dumps(found | served(suffix, media_type, alias) | said(suffix)))


if __name__ == "__main__":
    tell(*sys.argv[1:])
