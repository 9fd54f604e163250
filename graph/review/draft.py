"""The records of a document while decisions change them, and what each decision came to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from govgraph.graph import iris
from govgraph.graph.ground import Ground, mention_id
from govgraph.graph.review.decisions import Decision
from govgraph.graph.review.recorded import Facts, figure_label, names_of
from govgraph.ontology.records import (
    PLACE_ID,
    Evidence,
    Extraction,
    Measurement,
    Relation,
    Thing,
    ThingType,
)
from govgraph.ontology.vocabulary import fold

GONE = "another decision takes it out"
"""Fault of a decision on a record that is there no more."""


@dataclass(slots=True)
class Outcome:
    """What a decision came to in one document.

    `decided` are the claims it is about, `made` those it made, both by id of record or mention. `fault`
    says why it does not apply though the document has to do with it; without it and without `holds`
    the document has nothing to do with it.
    """

    decision: Decision
    holds: bool = False
    fault: str = ""
    decided: list[str] = field(default_factory=list[str])
    made: list[str] = field(default_factory=list[str])


class Draft:
    """The records of a document by id, to be changed; mentions keep track of what they were."""

    def __init__(self, facts: Facts) -> None:
        raw = facts.extraction
        self.raw = Ground(raw)
        self.facts = facts
        self.document = raw.document
        self.figures: dict[str, Measurement] = dict(facts.figures)
        self.things: dict[str, Thing] = dict(facts.things)
        self.relations: dict[str, Relation] = {relation.id: relation for relation in raw.relations}
        self.was: dict[str, str] = {}
        self.renamed: dict[str, str] = {}
        self.outcomes: dict[Decision, Outcome] = {}
        self._mentions = defaultdict[str, list[str]](list)
        for mention in self.raw.mentions:
            self._mentions[mention.thing.id].append(mention.id)

    def extraction(self) -> Extraction:
        """The records as they are now."""
        return replace(
            self.facts.extraction,
            measurements=tuple(self.figures.values()),
            things=tuple(self.things.values()),
            relations=tuple(self.relations.values()),
        )

    def outcome(self, decision: Decision) -> Outcome:
        """What a decision came to so far."""
        return self.outcomes.setdefault(decision, Outcome(decision))

    def holds(self, decision: Decision, decided: Iterable[str] = (), made: Iterable[str] = ()) -> None:
        """Note that a decision applies here."""
        outcome = self.outcome(decision)
        outcome.holds = True
        outcome.decided += decided
        outcome.made += made

    def fails(self, decision: Decision, fault: str) -> None:
        """Note that a decision should apply here and cannot."""
        self.outcome(decision).fault = fault

    def mentions_before(self, thing: str) -> list[str]:
        """The ids of the mentions that the rules found of a thing."""
        return self._mentions[thing]

    def claims_of(self, record: str) -> list[str]:
        """The ids of the claims that a record of the rules makes."""
        return self._mentions[record] if record in self.facts.things else [record]

    def move(self, mentions: Iterable[Evidence], before: str, after: str) -> None:
        """Note that mentions of one thing are now mentions of another."""
        for evidence in mentions:
            old = mention_id(before, evidence)
            self.was[mention_id(after, evidence)] = self.was.get(old, old)

    def restate(self, thing: str, before: Evidence, after: Evidence) -> None:
        """Note that a mention of a thing has other words than the rules took for it."""
        old = mention_id(thing, before)
        self.was[mention_id(thing, after)] = self.was.get(old, old)

    def drop_relations(self, end: str) -> list[str]:
        """Drop the relations with a record at either end; returns those that made a claim."""
        gone = [one for one in self.relations.values() if end in (one.subject, one.object)]
        for relation in gone:
            del self.relations[relation.id]
        return [one.id for one in gone if one.object not in self.facts.figures]

    def redirect(self, before: str, after: str) -> list[str]:
        """Let the relations of one thing be those of another; returns those with itself, which go."""
        gone: list[str] = []
        for relation in [one for one in self.relations.values() if before in (one.subject, one.object)]:
            ends = [after if end == before else end for end in (relation.subject, relation.object)]
            if ends[0] == ends[1]:
                del self.relations[relation.id]
                gone.append(relation.id)
            else:
                self.relations[relation.id] = replace(relation, subject=ends[0], object=ends[1])
        return gone

    def is_record(self, identifier: str) -> bool:
        """Whether this is the id of a record, or of the document's own place."""
        return identifier in self.things or identifier in self.figures or identifier == PLACE_ID

    def named(self, words: str, type: str = "") -> list[str]:
        """The ids of the things that go by these words: by full name, else by another, else once did."""
        wanted = fold(words)
        known = [one for one in self.things.values() if type in ("", one.type)]
        full = [one.id for one in known if fold(iris.full_name(one)) == wanted]
        found = full or [one.id for one in known if wanted in names_of(one)]
        place = self.document.place
        if not found and place and wanted == fold(place.name) and type in ("", ThingType.PLACE):
            found = [PLACE_ID]
        once = self.renamed.get(wanted, "")
        return found or ([once] if once in self.things else [])

    def end(self, words: str) -> list[str]:
        """The ids of the things, else of the figures (measure and value as printed), of these words."""
        wanted = fold(words)
        figures = [
            one.id
            for one in self.figures.values()
            if wanted in (fold(figure_label(one)), fold(one.measure + one.evidence.quote))
        ]
        return self.named(words) or figures
