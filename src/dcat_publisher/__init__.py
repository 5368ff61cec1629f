"""Publish a catalogue, described in YAML, as a validated DCAT-AP-NO graph."""

__version__ = "0.1.0"
