"""The semantic difference of two catalogues: by dataset and property, in plain words."""
