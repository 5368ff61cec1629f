"""A language server (LSP 3.17) for source files: the findings of `check` while typing, and help with writing.

It needs the extra `lsp` (pygls); nothing outside this package does.
"""
