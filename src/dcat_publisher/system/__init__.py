"""The machine: files that others may have written, temporary folders, processes, git, the terminal."""
