"""Made-up news, read from end to end."""

from __future__ import annotations

from sentences import edges_of

from govgraph.loaders.extract import extract
from govgraph.loaders.reading.read import read_bytes
from govgraph.ontology.records import Extraction


def read(text: str) -> Extraction:
    """The records of a text."""
    return extract(read_bytes(text.encode(), "note.txt"))


def figures(text: str) -> list[tuple[str, str, str]]:
    """Words, role and measure of the figures."""
    return [(one.evidence.quote, one.role.value, one.measure) for one in read(text).measurements]


def names(text: str) -> list[tuple[str, str]]:
    """Type and name of the things."""
    return [(thing.type.value, thing.name) for thing in read(text).things]


def edges(text: str) -> list[tuple[str, str, str]]:
    """The relations by the names of their ends."""
    return edges_of(read(text))
