"""The table of metrics: what each is worth in the two assessments, and what to do to gain it.

EU: the methodology of data.europa.eu (piveau). National: the copy of it that data.norge.no runs, with two
metrics more, whose points nothing there awards. Read 2026-03 in fdk-mqa-scoring-service.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Final

from dcat_publisher.insight.scores.metric_words import WORDS
from dcat_publisher.model.language import Message, words


class Scheme(enum.Enum):
    """An assessment; the value names it in output."""

    EU = "eu"
    FDK = "fdk"


class Level(enum.Enum):
    """What a metric is measured on."""

    DATASET = "dataset"
    DISTRIBUTION = "distribution"
    BOTH = "both"
    URL = "url"


class Dimension(enum.Enum):
    """The five dimensions; the value is the local name of the dimension in both vocabularies."""

    FINDABILITY = "findability"
    ACCESSIBILITY = "accessibility"
    INTEROPERABILITY = "interoperability"
    REUSABILITY = "reusability"
    CONTEXTUALITY = "contextuality"


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric: points in each assessment, 0 where it has none; `advice` is what gains them.

    `reachable` is whether the national portal ever awards its points.
    """

    name: str
    dimension: Dimension
    level: Level
    eu: int
    fdk: int
    label: Message
    advice: Message
    reachable: bool = True

    def points(self, scheme: Scheme) -> int:
        """Return what the metric is worth."""
        return self.eu if scheme is Scheme.EU else self.fdk

    def is_reachable(self, scheme: Scheme) -> bool:
        """Return whether the points can be won."""
        return self.reachable or scheme is Scheme.EU


_FIND, _ACCESS, _INTER, _REUSE, _CONTEXT = Dimension
_ON_DATASET, _ON_DISTRIBUTION, _ON_BOTH, _ON_URL = Level


METRICS: Final = tuple(
    Metric(name, dimension, level, eu, fdk, *WORDS[name], reachable)
    for name, dimension, level, eu, fdk, reachable in (
        ("keywordAvailability", _FIND, _ON_DATASET, 30, 30, True),
        ("categoryAvailability", _FIND, _ON_DATASET, 30, 30, True),
        ("spatialAvailability", _FIND, _ON_DATASET, 20, 20, True),
        ("temporalAvailability", _FIND, _ON_DATASET, 20, 20, True),
        ("accessUrlStatusCode", _ACCESS, _ON_URL, 50, 50, True),
        ("downloadUrlAvailability", _ACCESS, _ON_DISTRIBUTION, 20, 20, True),
        ("downloadUrlStatusCode", _ACCESS, _ON_URL, 30, 30, True),
        ("formatAvailability", _INTER, _ON_DISTRIBUTION, 20, 20, True),
        ("mediaTypeAvailability", _INTER, _ON_DISTRIBUTION, 10, 10, True),
        ("formatMediaTypeVocabularyAlignment", _INTER, _ON_DISTRIBUTION, 10, 10, True),
        ("formatMediaTypeNonProprietary", _INTER, _ON_DISTRIBUTION, 20, 20, False),
        ("formatMediaTypeMachineInterpretable", _INTER, _ON_DISTRIBUTION, 20, 20, False),
        ("dcatApCompliance", _INTER, _ON_DATASET, 30, 30, True),
        ("formatMatch", _INTER, _ON_DISTRIBUTION, 0, 15, False),
        ("syntaxValid", _INTER, _ON_DISTRIBUTION, 0, 15, False),
        ("licenceAvailability", _REUSE, _ON_DISTRIBUTION, 20, 20, True),
        ("knownLicence", _REUSE, _ON_DISTRIBUTION, 10, 10, True),
        ("accessRightsAvailability", _REUSE, _ON_DATASET, 10, 10, True),
        ("accessRightsVocabularyAlignment", _REUSE, _ON_DATASET, 5, 5, True),
        ("contactPointAvailability", _REUSE, _ON_DATASET, 20, 20, True),
        ("publisherAvailability", _REUSE, _ON_DATASET, 10, 10, True),
        ("rightsAvailability", _CONTEXT, _ON_DISTRIBUTION, 5, 5, True),
        ("byteSizeAvailability", _CONTEXT, _ON_DISTRIBUTION, 5, 5, True),
        ("dateIssuedAvailability", _CONTEXT, _ON_BOTH, 5, 5, True),
        ("dateModifiedAvailability", _CONTEXT, _ON_BOTH, 5, 5, True),
    )
)
BY_NAME: Final = {metric.name: metric for metric in METRICS}
DIMENSION_LABELS: Final = {
    Dimension.FINDABILITY: words("Finnbarhet", "Finnbarheit", "Findability"),
    Dimension.ACCESSIBILITY: words("Tilgjengelighet", "Tilgjengelegheit", "Accessibility"),
    Dimension.INTEROPERABILITY: words("Samspill", "Samspel", "Interoperability"),
    Dimension.REUSABILITY: words("Gjenbruk", "Gjenbruk", "Reusability"),
    Dimension.CONTEXTUALITY: words("Sammenheng", "Samanheng", "Contextuality"),
}


def maximum(scheme: Scheme, dimension: Dimension | None = None) -> int:
    """Return the sum of an assessment, whole or of one dimension."""
    return sum(
        metric.points(scheme) for metric in METRICS if dimension is None or metric.dimension is dimension
    )
