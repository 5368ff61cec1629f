"""The exceptions: what stops the program, as against a fault in the source, which is a finding.

PublisherError
├── ConfigurationError   the call or a file of the installation is wrong; exit code 2
├── OutputError          what was built cannot be written; exit code 3
└── StoreError           a remote store does not answer, or refuses; exit code 3
"""

from __future__ import annotations


class PublisherError(Exception):
    """Something that is not the source's fault; the text is one line for the user."""


class ConfigurationError(PublisherError):
    """The call, the configuration, the vocabulary or a shapes file is wrong."""


class OutputError(PublisherError):
    """The result could not be written."""


class StoreError(PublisherError):
    """A remote store does not answer, or refuses what it was asked to do."""
