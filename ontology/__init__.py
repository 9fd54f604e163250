"""The vocabulary: terms, code lists, the records that carry claims, and the errors."""
