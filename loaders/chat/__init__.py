"""The optional extractor that asks a chat endpoint and grounds what it answers in the text."""
