"""RDF that is there already to a source that people edit: the inverse of `source/mapping`."""
