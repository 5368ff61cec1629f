"""What a build writes: documents, pages, server configuration, and the manifest that lists them all."""
