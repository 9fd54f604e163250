"""What the command line needs of this folder, under one roof."""

from __future__ import annotations

from govgraph.queries.describe import listing
from govgraph.queries.labels import in_language
from govgraph.queries.results import FORMATS, Result, default_format, formats_of, render, write
from govgraph.queries.run import pairs, question, run

__all__ = [
    "FORMATS",
    "Result",
    "default_format",
    "formats_of",
    "in_language",
    "listing",
    "pairs",
    "question",
    "render",
    "run",
    "write",
]
