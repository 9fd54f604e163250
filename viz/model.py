"""What the network shows: things, figures and edges, each with the words that say so.

All are frozen values. Offsets count Unicode code points of the sentence, end exclusive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Label:
    """A name in Chinese and in English; either may be empty."""

    zh: str
    en: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of a source behind one claim, marked inside their sentence.

    `confidence` is the extractor's own score from 0 to 1 as written in the graph, not a probability.
    `at` is the offset of the marked words in the stored text, -1 where the store does not tell.
    """

    claim: str
    sentence: str
    start: int
    end: int
    at: int = -1
    section: str = ""
    source: str = ""
    issued: str = ""
    confidence: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A value, change or target of a figure as text, with its own words."""

    text: Label
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A reported figure, ready to read: what is measured, its value and what it is compared with."""

    claim: str
    name: Label
    value: Label
    period: Label = Label("")
    """As written, and in English its days; empty where none is told."""
    field: str = ""
    stage: str = ""
    role: str = ""
    before: Part | None = None
    changes: tuple[Part, ...] = ()
    targets: tuple[Part, ...] = ()
    part_of: str = ""
    """Claim of the total that this is a part or a subset of, or empty."""
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Thing:
    """A node: a named thing with its mentions and figures; `type` and `subtype` are local names."""

    id: str
    label: Label
    type: str
    subtype: str = ""
    fields: tuple[str, ...] = ()
    """Fields that its claims speak of, the most frequent first."""
    place: str = ""
    level: str = ""
    gloss: str = ""
    """What it is, in one English sentence; empty where nobody told."""
    home: bool = False
    """True for a place that a source speaks for, so that most of its claims hang from it."""
    mentions: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation between two things: a claim with its words, or a row of the curated registry."""

    id: str
    subject: str
    predicate: str
    object: str
    registry: bool = False
    implied: bool = False
    stage: str = ""
    detail: Label = Label("")
    """What the claim adds: a level, a number of honours, a rank."""
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """Labels of the terms that the nodes and edges name."""

    types: Mapping[str, Label] = field(default_factory=dict[str, Label])
    predicates: Mapping[str, Label] = field(default_factory=dict[str, Label])
    fields: Mapping[str, Label] = field(default_factory=dict[str, Label])
    codes: Mapping[str, Label] = field(default_factory=dict[str, Label])
    """Levels, stages and roles."""
