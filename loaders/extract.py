"""Read all records of a document: figures, named things and the relations between them."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version

from govgraph.loaders.measurements import find_measurements
from govgraph.loaders.names import find_things
from govgraph.loaders.relations import find_relations
from govgraph.ontology.fingerprint import fingerprint
from govgraph.ontology.records import Document, Extraction


def extract(document: Document) -> Extraction:
    """Return the records of a document; the same document gives the same records.

    Raises `RecordError` where a record breaks an invariant, such as a quote that is not in the text.
    """
    measurements, ignored = find_measurements(document)
    things = find_things(document, measurements)
    relations = find_relations(document, measurements, things)
    return Extraction(document, measurements, things, relations, ignored, _extractor())


@cache
def _extractor() -> str:
    """Name, version and a digest of the tables of rules: no clock, so that runs can be compared."""
    return f"govgraph {version('govgraph')} {fingerprint()}"
