"""DCAT-AP HVD: its rules, its view, and the official shapes."""
