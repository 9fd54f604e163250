"""From a file to a document: its container, its encoding, its parts, its metadata."""
