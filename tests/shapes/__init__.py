"""Graphs that prove the shapes of DCAT-AP-NO: a right one, and what to change to break one rule at a time."""
