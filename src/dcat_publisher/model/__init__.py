"""What every room speaks of: terms, graphs, places in files, findings, errors."""
