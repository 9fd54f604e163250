"""What is read in place of a stored document: its sentences without breaks, in Simplified script."""

from __future__ import annotations

from govgraph.loaders.reading import script
from govgraph.loaders.reading.breaks import as_stored, breaks_of
from govgraph.ontology.records import Document, Extraction


def reading_copy(document: Document) -> Document:
    """Return what is read in place of a stored document, or most often itself."""
    breaks = breaks_of(document.text)
    return script.simplified_copy(breaks.copy(document) if breaks else document)


def as_printed(extraction: Extraction, document: Document) -> Extraction:
    """Return records that were read on the `reading_copy`, placed and quoted as in the stored `document`."""
    breaks = breaks_of(document.text)
    if breaks is None:
        return script.as_printed(extraction, document)
    return as_stored(script.as_printed(extraction, breaks.copy(document)), document, breaks)
