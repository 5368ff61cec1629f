"""Source folders of any size to findings: compile, link, validate.

- *Compile*: a file becomes a part, its triples with their places, in which local names stay open. A part is a
  function of the file's bytes, the settings of `catalog.yaml` and the vocabulary, so it is made once.
- *Link*: local names get their meaning when a part is loaded. The index says which part describes what, who
  links to it and what belongs to which class, so that a node is put together from few parts.
- *Validate*: units of some parts, over a graph that loads what is asked of it and notes what that was. A
  verdict stands as long as nothing of what was read has changed.

What is remembered is shared by all commands; a small folder is the same program with everything in memory.
"""
