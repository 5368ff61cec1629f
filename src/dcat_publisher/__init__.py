"""Publish a catalogue, described in YAML, as a validated DCAT-AP-NO graph."""
