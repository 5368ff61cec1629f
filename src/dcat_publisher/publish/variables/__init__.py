"""Lists of variables as published: a page, a table, a description for CSVW processors, an index for search.

The graph only leads to them: five thousand variables are more than all else that a catalogue says.
"""
