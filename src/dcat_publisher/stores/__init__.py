"""Remote SPARQL 1.1 stores: writing the catalogue to them, and telling whether they hold it.

`comparison` says what is the same, `remote` speaks to a store over `connection`, `push` decides what to
write.
"""
