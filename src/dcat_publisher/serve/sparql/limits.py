"""What a query may cost, and how many may run: the bounds that keep a public endpoint up."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Final

from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.model.language import Words, filled

_WORDS: Final = Words(__file__).group("operator")
PREFIX: Final = "DCAT_PUBLISHER_SPARQL_"
_MIB: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of the endpoint; DCAT_PUBLISHER_SPARQL_SECONDS and the like in the environment set them."""

    seconds: float = 10.0
    """How long a query may run before its process is killed."""
    rows: int = 100_000
    """How many rows, or triples, a result may have."""
    mebibytes: float = 32
    """How large a result may be, as sent."""
    memory: int = 512
    """How many MiB a query may use beyond the data (enforced by Linux; elsewhere the others must do)."""
    length: int = 256 * 1024
    """How many bytes a query may have."""
    workers: int = 2
    """How many queries run at the same time."""
    waiting: int = 1
    """How many more may wait for their turn; a web process has a thread for each, beside its others."""
    per_client: int = 2
    """How many of one client's queries may run or wait in one web process; see `share` and `at_once`."""
    patience: float = 5.0
    """How many seconds a query waits for its turn."""

    @property
    def places(self) -> int:
        """How many queries of one web process may run or wait."""
        return self.workers + self.waiting

    @property
    def share(self) -> int:
        """How many of those may be one client's: never all of them."""
        return max(1, min(self.per_client, self.places - 1))

    @property
    def at_once(self) -> int:
        """How many workers one client may keep busy: all but one, so that the next client finds one."""
        return max(1, self.workers - 1)

    @property
    def longest_answer(self) -> int:
        """How many seconds an answer may take, and so how long a server that ends waits for those under way.

        A query waits for its client's turn, then for a worker, each as long as `patience`, before it runs.
        """
        return math.ceil(2 * self.patience + self.seconds) + 1

    @property
    def result_bytes(self) -> int:
        """The largest result, in bytes."""
        return int(self.mebibytes * _MIB)

    @property
    def memory_bytes(self) -> int:
        """The memory for a query, in bytes."""
        return self.memory * _MIB

    def to_json(self) -> str:
        """Write the limits for another process."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Limits:
        """Read what `to_json` wrote."""
        return cls(**json.loads(text))

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Limits:
        """Return the default limits with those that the environment sets; raises ConfigurationError."""
        given: dict[str, float] = {}
        for field in fields(cls):
            text = environment.get(f"{PREFIX}{field.name.upper()}")
            if text is not None:
                given[field.name] = _number(field.name, text, whole=field.type == "int")
        return cls(**given)  # type: ignore[arg-type]  # _number gives an int for the fields that are ints


def _number(name: str, text: str, *, whole: bool) -> float:
    try:
        number: float = int(text) if whole else float(text)
    except ValueError:
        number = 0
    if not 0 < number < float("inf"):
        words = _WORDS["no_whole_number"] if whole else _WORDS["no_number"]
        raise ConfigurationError(filled(words, variable=f"{PREFIX}{name.upper()}", given=repr(text)))
    return number
