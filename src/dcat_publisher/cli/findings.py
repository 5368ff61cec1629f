"""The findings of a catalogue to the reader, less those of the baseline: for `check` and whatever builds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dcat_publisher.checking.catalog import Catalog
from dcat_publisher.checking.configuration import Configuration
from dcat_publisher.cli.reporting import ReportOptions, chosen, emit
from dcat_publisher.model.gc_paused import gc_paused
from dcat_publisher.source.source_text import Texts


def report(catalog: Catalog, wanted: ReportOptions) -> tuple[int, tuple[str, ...]]:
    """Print the findings of a catalogue that is built but for those of the baseline.

    Return the exit code, which the first profile decides, and the names of the others that are withheld.
    """
    source = next(
        (Path(record.place.file).parent for record in catalog.records if record.path == "catalog"), Path()
    )
    names = [profile.name for profile in catalog.profiles.all]
    wanted = replace(wanted, gate=names[0])
    texts = Texts(root=source)
    found = chosen(catalog, source, wanted, texts, known_findings(None, wanted.configuration))
    code = emit(found, catalog.files, source, wanted, texts)
    least = wanted.fail_on
    grave = {name for each in found.findings if each.severity >= least for name in each.asked_by}
    return code, tuple(name for name in names[1:] if name in grave)


def report_catalog(catalog: Catalog, source: Path, wanted: ReportOptions, known: frozenset[str]) -> int:
    """Print the findings of a catalogue but for those that are known; return the exit code."""
    texts = Texts(root=source)
    with gc_paused():
        files = catalog.files if wanted.part is None else wanted.part.of(catalog.files)
        return emit(chosen(catalog, source, wanted, texts, known), files, source, wanted, texts)


def baseline_file(given: Path | None, configuration: Configuration) -> Path | None:
    """Return the baseline that the call names, else the one of the configuration, if any."""
    settled = configuration.options.get("baseline")
    return given if given is not None or not isinstance(settled, str) else Path(settled)


def known_findings(given: Path | None, configuration: Configuration) -> frozenset[str]:
    """Return the fingerprints of the findings in the baseline; none without one."""
    file = baseline_file(given, configuration)
    if file is None:
        return frozenset()
    from dcat_publisher.checking.selection.baseline import read_baseline  # noqa: PLC0415  few runs have one

    return read_baseline(file)
