"""Checking a large source folder: cut into portions, each read, mapped and validated by itself, in parallel.

The result is that of `catalog.read_catalog`, finding by finding. A portion knows the graph of all common
records (agents, laws, series) and of its own datasets; of other datasets it knows the class. Where a verdict
needs more it is not given (`Beyond`), and the catalogue is then read as a whole.
"""

from __future__ import annotations
