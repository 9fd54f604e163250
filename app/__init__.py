"""govgraph: from a Chinese local-government article to a graph with evidence for every claim.

The names below are the public library; each is imported on first use, so that `import govgraph`
costs nothing.

    >>> import govgraph
    >>> store = govgraph.open_store()              # in memory; give a folder or an address to keep it
    >>> document = govgraph.read_bytes("润州区实施87个产业项目。".encode(), "note.txt")
    >>> govgraph.build(store, [govgraph.extract(document)]).measurements
    1
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from govgraph.loaders.extract import extract
    from govgraph.loaders.reading.read import read_bytes, read_document
    from govgraph.ontology.errors import GovGraphError
    from govgraph.pipeline import Summary, build, open_store, remove

__version__ = "0.1.0"

__all__ = [
    "GovGraphError",
    "Summary",
    "__version__",
    "build",
    "extract",
    "open_store",
    "read_bytes",
    "read_document",
    "remove",
]

_HOME = {
    "GovGraphError": "govgraph.ontology.errors",
    "Summary": "govgraph.pipeline",
    "build": "govgraph.pipeline",
    "extract": "govgraph.loaders.extract",
    "open_store": "govgraph.pipeline",
    "read_bytes": "govgraph.loaders.reading.read",
    "read_document": "govgraph.loaders.reading.read",
    "remove": "govgraph.pipeline",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'govgraph' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
