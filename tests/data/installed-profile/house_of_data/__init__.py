"""A package that brings a profile; nothing of it is run, or this would end the test."""

raise RuntimeError("the code of a package that brings a profile was run")
