"""What editors ask for while a text is typed: JSON Schema and the language server."""
