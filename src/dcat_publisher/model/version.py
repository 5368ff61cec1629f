"""The version of the program; a test holds it against the package's."""

__version__ = "0.1.0"
