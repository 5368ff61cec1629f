"""What all batches of a build share."""

from __future__ import annotations

import hashlib
import marshal
from pathlib import Path
from typing import NamedTuple


class Order(NamedTuple):
    """What all batches of a build share, as plain values.

    `catalog` is the catalogue's term, `said` what it says of itself but for its members, `members` the
    datasets that it has; `paths` are those of all that has a page, `identity` says whose pages they are, as
    JSON, `with_variables` whether there is a search for variables. Where there are no pages, all are empty.
    `profiles` is the digest of the profiles, by which pages have their words; `is_filled` says whether the
    staging folder holds the former files from the start.
    """

    former: str
    staging: str
    pieces: str
    suffixes: tuple[str, ...]
    parts: bool
    pages: bool
    base: str
    language: str
    catalog: str
    said: dict[str, list[str]]
    members: frozenset[str]
    paths: dict[str, str]
    identity: str = ""
    with_variables: bool = False
    profiles: bytes = b""
    is_filled: bool = False

    @property
    def digest(self) -> bytes:
        """The digest of what every file depends on, besides what it shows."""
        shown = (*self[3:9], self.identity, self.with_variables, self.profiles)
        said = repr((*shown, sorted(self.said.items())))
        return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).digest()

    def save(self) -> Path:
        """Write the order where the workers find it."""
        file = Path(self.pieces, "order")
        file.write_bytes(marshal.dumps(tuple(self)))
        return file

    @classmethod
    def load(cls, file: Path) -> Order:
        """Read an order that the main process has just written to a folder of its own."""
        return cls(*marshal.loads(file.read_bytes()))
