"""What the tests share: the reference source, the vocabulary, a profile without shapes, findings as text."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from dcat_publisher.catalog import Catalog, read_catalog
from dcat_publisher.findings import Finding
from dcat_publisher.profile import Profile
from dcat_publisher.vocabulary import Vocabulary

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "source"
VOCAB = ROOT / "vocab"
NO_SHAPES = Profile("none", ())
"""Reading and mapping alone: the shapes are proven by cases of their own."""


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of the project, read once."""
    return Vocabulary((VOCAB,))


def read_only(source: Path) -> Catalog:
    """Read and map a source folder without any shape."""
    return read_catalog(source, vocabulary(), NO_SHAPES)


def located(findings: Iterable[Finding], folder: Path) -> list[str]:
    """Findings as `file:line:column CODE`, files relative to the source folder."""
    return [f"{str(found.place).removeprefix(f'{folder.as_posix()}/')} {found.code}" for found in findings]
