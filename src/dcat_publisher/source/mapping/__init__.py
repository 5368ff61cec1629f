"""Source tree to graph; unknown keys, dangling references and bad values become findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dcat_publisher.model.lazy import homes, names_from

if TYPE_CHECKING:
    from dcat_publisher.source.mapping.mapped import Mapped, map_records
    from dcat_publisher.source.mapping.names import Names
    from dcat_publisher.source.mapping.records import (
        NamedRecord,
        Record,
        is_collection,
        records_of,
        same_iri_findings,
    )
    from dcat_publisher.source.mapping.removal import still_there
    from dcat_publisher.source.mapping.settings import Settings, read_settings
else:
    __getattr__ = names_from(
        __name__,
        homes(
            mapped="Mapped map_records", names="Names", removal="still_there",
            records="NamedRecord Record is_collection records_of same_iri_findings",
            settings="Settings read_settings",
        ),
    )  # fmt: skip

__all__ = [
    "Mapped",
    "NamedRecord",
    "Names",
    "Record",
    "Settings",
    "is_collection",
    "map_records",
    "read_settings",
    "records_of",
    "same_iri_findings",
    "still_there",
]
