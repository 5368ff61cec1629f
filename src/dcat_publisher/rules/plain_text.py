"""Y: a text without quotation marks, of which YAML takes a part for something else."""

from __future__ import annotations

from dcat_publisher.model.language import words
from dcat_publisher.rules.model import Rule

PLAIN_TEXT_RULES = (
    Rule(
        "Y015", "comment-in-text",
        words(
            "Et mellomrom og `#` kutter teksten: det som følger, leses som en merknad og blir borte.",
            "Eit mellomrom og `#` kuttar teksten: det som følgjer, blir lese som ein merknad og fell bort.",
            "A space and `#` cut the text: what follows is read as a comment and is lost.",
        ),
        words(
            "Sett teksten i anførselstegn: `\"Tall #1\"`. En merknad har to mellomrom foran `#` og ett bak.",
            "Set teksten i hermeteikn: `\"Tal #1\"`. Ein merknad har to mellomrom framfor `#` og eitt bak.",
            "Quote the text: `\"Figures #1\"`. A comment has two spaces before the `#` and one behind it.",
        ),
        words(
            "I YAML begynner ` #` en merknad, også midt i en setning som ikke står i anførselstegn.",
            "I YAML startar ` #` ein merknad, òg midt i ei setning som ikkje står i hermeteikn.",
            "In YAML ` #` begins a comment, also in the middle of a sentence that is not quoted.",
        ),
    ),
)  # fmt: skip
