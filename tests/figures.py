"""Figures read from made-up sentences, for tests."""

from __future__ import annotations

from govgraph.loaders.figures.find import find_measurements
from govgraph.loaders.reading.read import read_bytes
from govgraph.ontology.records import Measurement

BYLINE = "安河县的一年\n2021-07-26 来源:安河报\n全县上下同心协力,各项事业稳步向前。\n"


def read(text: str, heading: str = "") -> tuple[Measurement, ...]:
    """The figures of a text given on 26 July 2021."""
    head = f"{heading}\n" if heading else ""
    stop = "" if text.endswith("。") else "。"
    return find_measurements(read_bytes((BYLINE + head + text + stop + "\n").encode(), "x"))[0]


def one(text: str, heading: str = "") -> Measurement:
    """The only figure of a text."""
    (found,) = read(text, heading)
    return found


def measures(text: str) -> list[tuple[str, str]]:
    """Quote and thing measured of each figure."""
    return [(found.evidence.quote, found.measure) for found in read(text)]


def roles(text: str) -> list[tuple[str, str]]:
    """Quote and role of each figure."""
    return [(found.evidence.quote, found.role.value) for found in read(text)]
