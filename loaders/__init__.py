"""From a source file to records: read, clean, segment, extract."""
