"""RDF in and out: the table of formats, the one parser, the writers, and the reader of JSON-LD contexts."""
