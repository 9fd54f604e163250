"""What the command line needs of this folder, under one roof."""

from __future__ import annotations

from govgraph.ontology.terms import PREFIXES
from govgraph.queries.describe import listing
from govgraph.queries.labels import in_language
from govgraph.queries.results import FORMATS, Result, default_format, formats_of, render, without_rows, write
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
    "standalone",
    "without_rows",
    "write",
]


def standalone(text: str) -> str:
    """Return a query with the prefixes it uses declared, so that it runs on any SPARQL endpoint."""
    used = {name for name in PREFIXES if f"{name}:" in text and f"PREFIX {name}:" not in text}
    lines = [f"PREFIX {name}: <{PREFIXES[name]}>" for name in sorted(used)]
    return "\n".join([*lines, text.strip()])
