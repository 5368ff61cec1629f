"""The endpoint: what `out/` holds, over HTTP; builds nothing and parses no RDF."""
