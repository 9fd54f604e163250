"""Review decisions: what a person says of facts, replayed on the records."""
