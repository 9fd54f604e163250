"""Read all records of a document: figures, named things and the relations between them."""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager
from functools import cache

from govgraph import __version__
from govgraph.loaders.figures.find import find_measurements
from govgraph.loaders.names.find import find_things
from govgraph.loaders.reading.copy import as_printed, reading_copy
from govgraph.loaders.reading.script import notes_on_script
from govgraph.loaders.relations.find import find_relations
from govgraph.ontology.fingerprint import fingerprint
from govgraph.ontology.records import Document, Extraction


@contextmanager
def _uncollected() -> Generator[None]:
    """Pause the collector of cycles, if it is at work.

    Records hold no cycles, nor does what leads to them: all is freed where it is dropped. The collector
    would look at each object in vain, for a tenth of the time. One document at a time bounds the pause.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@_uncollected()
def extract(document: Document) -> Extraction:
    """Return the records of a document; the same document gives the same records.

    Raises `RecordError` where a record breaks an invariant, such as a quote that is not in the text.
    """
    read = reading_copy(document)
    measurements, ignored = find_measurements(read)
    things = find_things(read, measurements)
    relations = find_relations(read, measurements, things)
    name = extractor() + " without hant" * bool(notes_on_script(document.text))
    return as_printed(Extraction(read, measurements, things, relations, ignored, name), document)


@cache
def extractor() -> str:
    """Name, version and a digest of the rules and their tables: no clock, so that runs can be compared."""
    return f"govgraph {__version__} {fingerprint()}"
