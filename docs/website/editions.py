"""An edition of the site: its pages, in one language, with links that hold on the site."""

from __future__ import annotations

import shutil
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from docs.website.generated import generated_pages
from docs.website.links import DOCS, in_repository, nav_files, rewritten
from docs.website.words import WORDS

_OWN: Final = Path(__file__).parent
_THEME: Final = WORDS.group("theme")
LANGUAGES: Final = {"en": "", "nb": "nb/", "nn": "nn/"}
"""Language -> where its edition stands in the site, and its pages in `docs/`."""


@dataclass(frozen=True)
class Edition:
    """The pages of one language."""

    language: str

    @property
    def place(self) -> str:
        """Return where the edition stands: the empty text, or a folder with a slash behind it."""
        return LANGUAGES[self.language]

    @cached_property
    def settings(self) -> str:
        """Return the configuration that the generator reads: what is of the language, and what all share."""
        blanks = {
            "LANGUAGE": self.language, "TO_ROOT": "../" if self.place else "./",
            "DARK": _THEME["dark"][self.language], "LIGHT": _THEME["light"][self.language],
        }  # fmt: skip
        common = (_OWN / "common.toml").read_text("utf-8")
        for blank, text in blanks.items():
            common = common.replace(blank, text)
        return (_OWN / f"{self.language}.toml").read_text("utf-8") + common

    @cached_property
    def navigation(self) -> list[str]:
        """Return the files of the navigation, in order."""
        return list(nav_files(tomllib.loads(self.settings)["project"]["nav"]))

    @cached_property
    def sources(self) -> dict[str, tuple[Path, str]]:
        """Return the name of each page -> the file that its links start from, and its text."""
        own = {file.name: (file, file.read_text("utf-8")) for file in (DOCS / self.place).glob("*.md")}
        made = generated_pages(self.language)
        return {**own, **{name: (DOCS / name, text) for name, text in made.items()}}

    def pages(self) -> dict[str, str]:
        """Return the name of each page -> its text, as the generator reads it."""
        return {name: rewritten(text, file, self._target) for name, (file, text) in self.sources.items()}

    def _target(self, file: Path) -> str:
        """Return the link to a file: a page of the own edition, of another one, a picture, or the code."""
        if file.suffix == ".png":
            return f"pictures/{file.name}"
        if file.suffix != ".md" or file.parent not in (DOCS, *(DOCS / each for each in LANGUAGES)):
            return in_repository(file)
        language = file.parent.name if file.parent != DOCS else "en"
        if language in ("en", self.language) and file.name in self.sources:
            return file.name
        name = "" if file.stem == "index" else f"{file.stem}/"
        # Behind the page's own address, which is a folder: the generator leaves a link with a slash alone.
        return f"@/{LANGUAGES[language]}{name}"

    def write(self, folder: Path) -> None:
        """Write what the generator reads: the configuration, the pages and the pictures."""
        shutil.copytree(DOCS / "pictures", folder / "pages" / "pictures")
        shutil.copy(_OWN / "site.css", folder / "pages" / "site.css")
        (folder / "zensical.toml").write_text(self.settings, "utf-8")
        for name, text in self.pages().items():
            up = "../" * (bool(self.place) + (name != "index.md"))
            (folder / "pages" / name).write_text(text.replace("](@/", f"]({up or './'}"), "utf-8")
