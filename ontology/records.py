"""The records that pass from loaders to graph: what one document says, each with its evidence.

All are frozen values. Offsets count Unicode code points of `Document.text`, end exclusive, so that
`text[start:end] == quote` holds for every span; `Extraction` refuses records that break this.
Record ids are unique within one document only; the graph makes IRIs of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from govgraph.ontology.errors import RecordError


class BlockKind(StrEnum):
    """What a stretch of a stored text is; only `HEADING` and `BODY` are read for claims."""

    NAVIGATION = "navigation"
    TITLE = "title"
    BYLINE = "byline"
    CAPTION = "caption"
    HEADING = "heading"
    BODY = "body"
    BOILERPLATE = "boilerplate"


class ThingType(StrEnum):
    """The kinds of named things."""

    INSTITUTION = "institution"
    PLACE = "place"
    INITIATIVE = "initiative"
    PROGRAM = "program"
    DOCUMENT = "document"
    RECOGNITION = "recognition"
    GROUP = "group"
    EVENT = "event"
    PERSON = "person"


class Bound(StrEnum):
    """How a printed figure bounds the true one."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "over"
    APPROXIMATELY = "about"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"


class Role(StrEnum):
    """What a figure says about its measure."""

    LEVEL = "level"
    CHANGE = "change"
    CUMULATIVE = "cumulative"
    TARGET = "target"
    RANK = "rank"
    BASELINE = "baseline"


class Stage(StrEnum):
    """How far the thing claimed has come."""

    PLANNED = "planned"
    BEGUN = "begun"
    UNDER_WAY = "under_way"
    DONE = "done"


class Predicate(StrEnum):
    """The relations between things, and between things and figures."""

    LAUNCHED = "launched"
    TAKES_PART = "takes_part"
    ISSUED = "issued"
    BASED_ON = "based_on"
    RECEIVED = "received"
    GRANTED_BY = "granted_by"
    HAS_OUTCOME = "has_outcome"
    PART_OF = "part_of"
    MEMBER_OF = "member_of"
    PARTNER = "partner"
    LOCATED_IN = "located_in"
    BENEFITS = "benefits"
    FUNDED = "funded"
    INCLUDES = "includes"
    FIRST_IN = "first_in"
    ADOPTED_IN = "adopted_in"


class Span(NamedTuple):
    """A stretch of a text, `start` to `end` (exclusive), in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-like stretch of the stored text and what it is.

    `section` is the number of the section it lies in (0 before the first heading) and `paragraph`
    counts body blocks from 1 through the document (0 on blocks that are not body). `reason` says
    why a block was not read (empty on body and headings).
    """

    span: Span
    kind: BlockKind
    section: int = 0
    paragraph: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of a document; number 0 is what stands before the first heading (title empty)."""

    number: int
    title: str
    span: Span
    field: str = ""
    """Notation of its field in `ontology/fields.tsv`, empty where none could be told."""


@dataclass(frozen=True, slots=True)
class PlaceRef:
    """An administrative place by its official code (GB/T 2260; six digits) and its full name.

    A place of no table has no code; one that a text never names goes by what the text calls it (我市).
    """

    code: str
    name: str

    @property
    def is_named(self) -> bool:
        """Whether the text says which place it is."""
        return bool(self.code) or self.name[0] not in "我该本全"


@dataclass(frozen=True, slots=True)
class Document:
    """A read source: its stored text, unchanged, and what is known about it.

    `sha256` is of the UTF-8 bytes of `text`; `id` is its first eight hexadecimal digits.
    `place` is the place the document speaks for (the silent subject of its sentences).
    """

    id: str
    sha256: str
    name: str
    text: str
    media_type: str
    title: str = ""
    issued: date | None = None
    publisher: str = ""
    origin: str = ""
    """The medium it was first printed in, where the page names one."""
    creators: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()
    place: PlaceRef | None = None
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    sentences: tuple[Span, ...] = ()
    """Sentences of body and headings, in order, not overlapping."""
    notes: tuple[str, ...] = ()
    """What its reader should know: what could not be read, and why; a clause each."""


class Evidence(NamedTuple):
    """The exact words behind a claim, and the sentence they stand in."""

    span: Span
    quote: str
    sentence: Span
    section: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Period:
    """When something held: as written, and resolved (first and last day, both included).

    `start` is None for a state at a day. `inferred` marks dates that were read from the context
    (五年来, 目前, 今年) and not printed.
    """

    text: str
    start: date | None = None
    end: date | None = None
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Measurement:
    """A figure with its meaning.

    `value` is positive and in base units (万 and 亿 multiplied out); `direction` is "up" or "down"
    on changes, and "down" on rates below zero. `measure` is the thing measured as the text words it.
    The ids in `baseline_of`, `change_of`, `part_of` (exhaustive parts) and `subset_of` (其中) name other
    measurements.
    """

    id: str
    evidence: Evidence
    value: Decimal
    unit: str
    bound: Bound
    role: Role
    measure: str
    period: Period | None
    rule: str
    confidence: Decimal
    unit_implied: str = ""
    direction: str = ""
    per_year: bool = False
    stage: Stage = Stage.DONE
    rank_in: str = ""
    """The area or set a rank is within (全省), as written."""
    compared_with: Period | None = None
    """On changes: the period compared with, as written (较2015年) or as 同比 and 上年 mean it."""
    baseline_of: str = ""
    change_of: str = ""
    part_of: str = ""
    subset_of: str = ""
    indicator: str = ""
    """Name of its indicator, where a person told it; else the measure tells."""

    @property
    def measured(self) -> str:
        """What it measures: the indicator that a person told, else the measure."""
        return self.indicator or self.measure


@dataclass(frozen=True, slots=True)
class Thing:
    """A named thing with its mentions, first mention first; `name` carries no enclosing “” or 《》."""

    id: str
    name: str
    type: ThingType
    mentions: tuple[Evidence, ...]
    rule: str
    confidence: Decimal
    subtype: str = ""
    """Local name of a subclass in the ontology (Mechanism, Fund, Project …), or empty."""
    canonical: str = ""
    """Full name where the text gives a short one (区教育局 → 润州区教育局); empty when the same."""
    code: str = ""
    """Official code, for places found in the table of places."""
    level: str = ""
    """Administrative level: national, provincial, municipal, district, street, community."""
    aliases: tuple[str, ...] = ()
    en: str = ""
    """English name, where a person gave one."""
    gloss: str = ""
    """What it is, in one English sentence, where a person wrote one."""
    field: str = ""
    """Notation of its field, where a person told it; else it has those of its mentions' sections."""


@dataclass(frozen=True, slots=True)
class Relation:
    """An edge between two records of the document, by their ids.

    `object` may also be a level word (全国, 省级) on `granted_by`. The article's own place has the
    id `place` even where it is not printed (`implied`).
    """

    id: str
    evidence: Evidence
    subject: str
    predicate: Predicate
    object: str
    rule: str
    confidence: Decimal
    implied: bool = False
    stage: Stage = Stage.DONE


@dataclass(frozen=True, slots=True)
class Ignored:
    """A number of the body that is no measurement, and why."""

    span: Span
    quote: str
    reason: str


@dataclass(frozen=True, slots=True)
class Refused:
    """What an extractor that asks a model was told and did not take, and why.

    `kind` is thing, relation, item (one that lacks a field) or paragraph (one without an answer);
    `quote` is the model's wording, which need not stand in the text; `near` is what it was asked about.
    """

    kind: str
    quote: str
    reason: str
    near: Span


PLACE_ID = "place"
"""Id of the thing that stands for the document's own place in `Relation.subject` and `object`."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """All records of one document; raises `RecordError` where a quote is not in the text."""

    document: Document
    measurements: tuple[Measurement, ...] = ()
    things: tuple[Thing, ...] = ()
    relations: tuple[Relation, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    extractor: str = ""
    """Name and version of what made the records, with a digest of its rules; empty if made by hand."""
    refused: tuple[Refused, ...] = ()
    """What a model answered and was not taken; empty for extractors that ask none."""

    def __post_init__(self) -> None:
        text = self.document.text
        for evidence in self.evidence():
            start, end = evidence.span.start, evidence.span.end
            if not 0 <= start < end or text[start:end] != evidence.quote:
                raise RecordError(
                    f"{self.document.name}: {evidence.quote!r} does not stand at {start}–{end}; "
                    "report the rule that wrote it"
                )
            if not evidence.sentence.start <= start < end <= evidence.sentence.end:
                raise RecordError(
                    f"{self.document.name}: {evidence.quote!r} at {start}–{end} lies outside its "
                    f"sentence {evidence.sentence.start}–{evidence.sentence.end}"
                )

    def evidence(self) -> Iterator[Evidence]:
        """Yield the evidence of every record, in the order of the records."""
        for measurement in self.measurements:
            yield measurement.evidence
        for thing in self.things:
            if not thing.mentions:
                raise RecordError(f"{self.document.name}: {thing.name!r} has no mention")
            yield from thing.mentions
        for relation in self.relations:
            yield relation.evidence
