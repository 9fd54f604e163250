"""What every claim of one source stands on: its IRIs, its run, its evidence, and what ids stand for."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Triple

from govgraph.graph import iris
from govgraph.ontology.errors import RecordError
from govgraph.ontology.records import (
    PLACE_ID,
    BlockKind,
    Evidence,
    Extraction,
    Measurement,
    Predicate,
    Relation,
    Role,
    Span,
    Stage,
    Thing,
    ThingType,
)
from govgraph.ontology.terms import DCT, GOV, OA, PROV, RDF, RDFS, XSD
from govgraph.ontology.vocabulary import fields

TRUE = Literal("true", datatype=XSD.boolean)

_LETTERS = {Role.CHANGE: "c", Role.TARGET: "t"}
_STAGES = {
    Stage.PLANNED: GOV.planned,
    Stage.BEGUN: GOV.begun,
    Stage.UNDER_WAY: GOV.underWay,
    Stage.DONE: GOV.done,
}


def chinese(text: str) -> Literal:
    """A Chinese text."""
    return Literal(text, language="zh")


def decimal(value: Decimal) -> Literal:
    """A number as xsd:decimal, without exponent and without zeros at its end."""
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return Literal(text, datatype=XSD.decimal)


def integer(value: int) -> Literal:
    """A whole number as xsd:integer."""
    return Literal(str(value), datatype=XSD.integer)


def told_field(claim: NamedNode, thing: Thing | None) -> Iterator[Triple]:
    """Yield the field that a person told of a thing, for a claim about it or the thing itself."""
    if thing is not None and thing.field:
        yield Triple(claim, GOV.field, iris.field(fields()[thing.field].zh))


def day(value: date) -> Literal:
    """A day as xsd:date."""
    return Literal(value.isoformat(), datatype=XSD.date)


def stage(value: Stage) -> NamedNode:
    """The term for how far a matter has come."""
    return _STAGES[value]


@dataclass(frozen=True, slots=True)
class Mentioned:
    """One surface form of a thing in one sentence."""

    thing: Thing
    evidence: Evidence

    @property
    def id(self) -> str:
        """Unique within the source, like the ids of records."""
        return mention_id(self.thing.id, self.evidence)


def mention_id(thing: str, evidence: Evidence) -> str:
    """The id of the mention of a thing, by the thing's id, at a place."""
    return f"{thing} at {evidence.span.start}-{evidence.span.end}"


@dataclass(frozen=True, slots=True)
class Made:
    """What review did to the claims of a source, by the ids of their records or mentions.

    `by` names the reviews that made a claim, `was` the address that a claim had before and keeps; `moved`
    are mentions that went to another thing.
    """

    by: Mapping[str, tuple[NamedNode, ...]] = field(default_factory=dict[str, tuple[NamedNode, ...]])
    was: Mapping[str, NamedNode] = field(default_factory=dict[str, NamedNode])
    moved: frozenset[str] = frozenset()


READ = frozenset((BlockKind.HEADING, BlockKind.BODY))
"""The kinds of blocks that claims are read from."""

REVIEWED = "review"
"""The rule of claims that a person made."""


class Ground:
    """The records of one source by id, and the IRIs of them all.

    Raises `RecordError` where a record names an id that no record has.
    """

    def __init__(self, extraction: Extraction, made: Made | None = None) -> None:
        document = extraction.document
        self.made = made or Made()
        self.extraction = extraction
        self.id = document.id
        self.home = (document.place and document.place.code) or document.id
        self.place = iris.document_place(document.place, document.id) if document.place else None
        self.source = iris.source(document.id)
        self.run = iris.run(document.id, extraction.extractor)
        self.things = {thing.id: thing for thing in extraction.things}
        self.measurements = {figure.id: figure for figure in extraction.measurements}
        self.mentions = tuple(claimed_mentions(extraction))
        named = {mention.thing.id for mention in self.mentions}
        related = {end for relation in extraction.relations for end in (relation.subject, relation.object)}
        self.claimed_things = tuple(thing for thing in extraction.things if thing.id in named | related)
        self._claims = _allocate(self)

    def thing(self, identifier: str) -> NamedNode:
        """The IRI of the thing with this id, `PLACE_ID` being the document's own place."""
        if identifier == PLACE_ID:
            if self.place is None:
                raise RecordError(
                    f"{self._name}: a relation speaks of the document's place, which is not known"
                )
            return self.place
        return iris.thing(self._thing(identifier), self.home)

    def node(self, identifier: str) -> NamedNode:
        """The IRI of a thing or of the claim of a measurement."""
        return self.claim(identifier) if identifier in self.measurements else self.thing(identifier)

    def claim(self, identifier: str) -> NamedNode:
        """The IRI of the claim that the record with this id makes."""
        if identifier not in self._claims:
            raise RecordError(f"{self._name}: no record has the id {identifier!r}")
        return self._claims[identifier]

    def known_claim(self, identifier: str) -> NamedNode | None:
        """The IRI of the claim with this id, or None where it makes none of its own."""
        return self._claims.get(identifier)

    def type_of(self, identifier: str) -> ThingType:
        """The type of the thing with this id."""
        return ThingType.PLACE if identifier == PLACE_ID else self._thing(identifier).type

    def label(self, identifier: str) -> str:
        """A short name for the record with this id, for reading."""
        if identifier in self.measurements:
            figure = self.measurements[identifier]
            return figure.measure + figure.evidence.quote
        if identifier == PLACE_ID and self.extraction.document.place:
            return self.extraction.document.place.name
        return iris.full_name(self._thing(identifier))

    def _thing(self, identifier: str) -> Thing:
        if identifier not in self.things:
            raise RecordError(f"{self._name}: no record has the id {identifier!r}")
        return self.things[identifier]

    @property
    def _name(self) -> str:
        return self.extraction.document.name

    def claimed(
        self, claim: NamedNode, kind: NamedNode, record: Measurement | Relation | Mentioned, label: str
    ) -> Iterator[Triple]:
        """Yield what every claim has: type, label, evidence, confidence, rule and run.

        Not the place: figures can be reported under another than the document's.
        """
        origin = record.thing if isinstance(record, Mentioned) else record
        yield Triple(claim, RDF.type, kind)
        yield Triple(claim, RDFS.label, chinese(label))
        yield Triple(claim, GOV.evidence, iris.stretch("evidence", self.id, record.evidence.span))
        reviews = self.made.by.get(record.id, ())
        yield Triple(claim, GOV.confidence, decimal(Decimal(1) if reviews else origin.confidence))
        yield Triple(claim, GOV.rule, Literal(REVIEWED if reviews else origin.rule))
        for maker in reviews or (self.run,):
            yield Triple(claim, PROV.wasGeneratedBy, maker)
        yield from self._evidence(record.evidence)

    def _evidence(self, evidence: Evidence) -> Iterator[Triple]:
        node = iris.stretch("evidence", self.id, evidence.span)
        sentence = iris.stretch("sentence", self.id, evidence.sentence)
        section = iris.section(self.id, evidence.section)
        text = self.extraction.document.text
        digest = hashlib.sha256(evidence.quote.encode("utf-8")).hexdigest()
        for stretch, span, kind in (
            (node, evidence.span, GOV.Evidence),
            (sentence, evidence.sentence, GOV.Sentence),
        ):
            yield Triple(stretch, RDF.type, kind)
            yield from self.located(stretch, span)
            yield Triple(stretch, OA.exact, Literal(text[span.start : span.end]))
            yield Triple(stretch, GOV.section, section)
        yield Triple(node, GOV.sentence, sentence)
        yield Triple(node, GOV.paragraph, integer(evidence.paragraph))
        yield Triple(node, GOV.sha256, Literal(digest))

    def located(self, node: NamedNode, span: Span) -> Iterator[Triple]:
        """Yield where in the source a stretch of text lies."""
        yield Triple(node, OA.hasSource, self.source)
        yield Triple(node, OA.start, integer(span.start))
        yield Triple(node, OA.end, integer(span.end))

    @staticmethod
    def placed(place: NamedNode, name: str) -> Iterator[Triple]:
        """Yield a place that no record of the document need name; its label is the registry's matter."""
        yield Triple(place, RDF.type, GOV.Place)
        yield Triple(place, GOV.name, chinese(name))

    def titled(self) -> Iterator[Triple]:
        """Yield the source, its by-line, its sections, and the run."""
        document = self.extraction.document
        source = self.source
        yield Triple(source, RDF.type, GOV.Source)
        yield Triple(source, RDFS.label, chinese(document.title or document.name))
        yield Triple(source, DCT.identifier, Literal(document.id))
        yield Triple(source, DCT.format, Literal(document.media_type))
        yield Triple(source, DCT.extent, integer(len(document.text)))
        yield Triple(source, GOV.sha256, Literal(document.sha256))
        yield Triple(source, GOV.fileName, Literal(document.name))
        if document.issued:
            yield Triple(source, DCT.issued, day(document.issued))
        if self.place and document.place:
            yield Triple(source, GOV.place, self.place)
            yield from self.placed(self.place, document.place.name)
        for predicate, names in (
            (DCT.publisher, (document.publisher,)),
            (DCT.source, (document.origin,)),
            (DCT.creator, document.creators),
            (GOV.editor, document.editors),
            (GOV.photographer, document.photographers),
        ):
            yield from (Triple(source, predicate, Literal(name)) for name in names if name)
        yield Triple(self.run, RDF.type, GOV.Run)
        yield Triple(self.run, RDFS.label, chinese(f"抽取：{document.title or document.name}"))
        yield Triple(self.run, PROV.used, source)
        if self.extraction.extractor:
            agent = iris.agent(self.extraction.extractor)
            yield Triple(self.run, PROV.wasAssociatedWith, agent)
            yield Triple(agent, RDF.type, PROV.SoftwareAgent)
            yield Triple(agent, RDFS.label, chinese(self.extraction.extractor))


def claimed_mentions(extraction: Extraction) -> Iterator[Mentioned]:
    """One for each surface form and sentence of a thing: its first place there.

    What stands in by-lines and captions, and who signs the text, is metadata of the source and no claim,
    unless a person decided otherwise.
    """
    document = extraction.document
    unread = [block.span for block in document.blocks if block.kind not in READ]
    signed = {*document.creators, *document.editors, *document.photographers, document.origin}
    for thing in extraction.things:
        added = thing.rule == REVIEWED
        signs = thing.type in (ThingType.PERSON, ThingType.INSTITUTION) and thing.name in signed
        if signs and not added:
            continue
        seen: set[tuple[str, Span]] = set()
        for evidence in sorted(thing.mentions, key=lambda mention: mention.span):
            start = evidence.span.start
            furniture = not added and any(span.start <= start < span.end for span in unread)
            if not furniture and (evidence.quote, evidence.sentence) not in seen:
                seen.add((evidence.quote, evidence.sentence))
                yield Mentioned(thing, evidence)


def is_recognition(relation: Relation, ground: Ground) -> bool:
    """Whether a relation says that an honour was won."""
    if relation.predicate is Predicate.RECEIVED:
        return True
    return (
        relation.predicate is Predicate.HAS_OUTCOME
        and relation.object not in ground.measurements
        and ground.type_of(relation.object) is ThingType.RECOGNITION
    )


def is_report(relation: Relation, ground: Ground) -> bool:
    """Whether a relation only says under what a figure is reported, so that it is no claim of its own."""
    reporting = relation.predicate in (Predicate.HAS_OUTCOME, Predicate.FUNDED)
    return reporting and relation.object in ground.measurements


def _allocate(ground: Ground) -> dict[str, NamedNode]:
    """Give every claim its IRI, by what the records say and not by their ids or order.

    Claims that a person made are marked by a letter more, so that those of the rules keep theirs.
    """
    clashing: dict[tuple[str, int], list[tuple[tuple[str | int, ...], str]]] = defaultdict(list)
    made = ground.made

    def add(letter: str, span: Span, content: tuple[str, ...], identifier: str) -> None:
        if identifier in made.by:
            letter = f"v{letter}"
        elif identifier in made.was:
            return
        clashing[letter, span.start].append(((span.end, *content), identifier))

    for figure in ground.extraction.measurements:
        letter = _LETTERS.get(figure.role, "q")
        add(letter, figure.evidence.span, (figure.measure, figure.role), figure.id)
    for relation in ground.extraction.relations:
        if not is_report(relation, ground):
            letter = "h" if is_recognition(relation, ground) else "r"
            ends = (_content(relation.subject, ground), _content(relation.object, ground))
            add(letter, relation.evidence.span, (relation.predicate, *ends), relation.id)
    for mention in ground.mentions:
        add("m", mention.evidence.span, (ground.thing(mention.thing.id).value,), mention.id)
    return {name: node for name, node in made.was.items() if name not in made.by} | {
        identifier: iris.claim(ground.id, letter, start, turn)
        for (letter, start), records in clashing.items()
        for turn, (_, identifier) in enumerate(sorted(records))
    }


def _content(identifier: str, ground: Ground) -> str:
    """What an end of a relation is, told without its id."""
    if identifier in ground.measurements:
        span = ground.measurements[identifier].evidence.span
        return f"{span.start:09}-{span.end:09}"
    known = identifier in ground.things or identifier == PLACE_ID
    return ground.thing(identifier).value if known else identifier
