"""The documentation as a site: an edition for each language, of `docs/` and what the program says of itself.

`python -m docs.website` builds it, `python -m docs.website pages` writes the generated pages that are
committed. The generator is Zensical: MkDocs had its last release in 2024, Material for MkDocs ended its
maintenance in November 2026, and Zensical is by the authors of the latter, reads the same pages, and has the
search built in.
"""
