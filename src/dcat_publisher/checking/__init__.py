"""The pipeline: source or RDF in, graph and findings out; selection, help and fixes of findings."""
