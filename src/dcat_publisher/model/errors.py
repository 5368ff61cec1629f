"""The exceptions: what stops the program, as against a fault in the source, which is a finding.

PublisherError
├── ConfigurationError   the call or a file of the installation is wrong; exit code 2
├── OutputError          what was made cannot be written where it should be; exit code 2
└── StoreError           a remote store does not answer, or refuses; exit code 3
"""

from __future__ import annotations

from dcat_publisher.model.language import LANGUAGES, Message, in_language


class PublisherError(Exception):
    """Something that is not the fault of the source; its argument is one line for the user, by language."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)  # in `args`, which go from process to process

    @property
    def message(self) -> Message:
        """The line by language, for an error that says it with a place in front."""
        return {tag: self.said(tag) for tag in LANGUAGES}

    def __str__(self) -> str:
        """Return the line in English."""
        return self.said("en")

    def said(self, language: str) -> str:
        """Return the line in a language, else in the nearest one there is."""
        message: Message = self.args[0]
        return in_language(message, language)


class ConfigurationError(PublisherError):
    """The call, the configuration, the vocabulary or a shapes file is wrong."""


class OutputError(PublisherError):
    """The result could not be written."""


class StoreError(PublisherError):
    """A remote store does not answer, or refuses what it was asked to do."""
