"""What was in an output folder before: by its manifest, or by the twin that has the same files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dcat_publisher.publish.inventory import Listing
from dcat_publisher.publish.merging import strangers
from dcat_publisher.publish.ownership import former_listing, listing_marks
from dcat_publisher.publish.twin import Tree, is_still


class Former:
    """The former output in `target`.

    `tree` is what was in it when it was found to be what the last build left there; then the manifest, which
    is long, need not be read. `is_ours` is as `former_listing` has it.
    """

    def __init__(self, target: Path, is_ours: Callable[[Path], bool]) -> None:
        self.tree: Tree | None = None
        self._target = target
        self._is_ours = is_ours
        self._listing = Listing()
        self._marks: object = None

    def read(self) -> Listing:
        """Return the list of what is ours in the folder, read again where that may be another one.

        Raises OutputError where the folder is not ours.
        """
        marks = listing_marks(self._target)
        if marks is None or marks != self._marks:
            self._listing, self._marks = former_listing(self._target, self._is_ours), marks
        return self._listing

    def has_strangers(self, moved: Path | None = None) -> bool:
        """Return whether somebody else has put something there; `moved` is where the folder is now."""
        if self.tree is not None and is_still(moved or self._target, self.tree):
            return False
        if moved is None:
            self.tree = None
            return any(strangers(self._target, self.read()))
        return self.tree is not None or any(strangers(moved, self._listing))
