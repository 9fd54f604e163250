"""Join what a model found to what the rules found: the rules' records stand, the model's are added.

A name that the rules have already is theirs: it gains a mention at most. Where both read the same words as
a name of one kind and differ in its extent, the rules' extent stands; names may lie in one another
(a place in the name of its school) but never cross. Relations come from the rules, from the rules again
over the model's names (things only: what a figure belongs to, a name alone does not say), and last from
the model.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate

from govgraph.loaders.chat.grounding import Draft, End, name_key
from govgraph.loaders.names.candidates import Candidate
from govgraph.loaders.names.mentions import Scene, gather
from govgraph.loaders.names.words import verbs
from govgraph.loaders.reading.fold import fold
from govgraph.loaders.relations.edges import verb_pattern
from govgraph.loaders.relations.find import find_relations
from govgraph.ontology.records import (
    PLACE_ID,
    Extraction,
    Predicate,
    Refused,
    Relation,
    Span,
    Stage,
    Thing,
    ThingType,
)

_NEAR, _FAR = Decimal("0.50"), Decimal("0.40")
_MAKINGS = frozenset((ThingType.INITIATIVE, ThingType.PROGRAM, ThingType.EVENT))
"""Kinds that writers, and models, take for one another."""
_ONE_THING = frozenset(ThingType) - {ThingType.PLACE, ThingType.INSTITUTION, ThingType.PERSON}
"""Kinds whose longer and shorter names at one place are one thing (健康小屋, 健康小屋建设)."""

CROSSES = "crosses a name that the rules read"
INSIDE = "part of a name that the rules read"
APART = "joins names that the rules read apart"
UNNAMED = "an end is not among the things"
UNFIT = "the predicate does not fit its ends"
LOOP = "both ends are one thing"

_ACTORS = frozenset(("institution", "place", "person"))
_MADE = frozenset(kind.value for kind in _MAKINGS)
_WHOLES = _MADE | {"institution", "place", "document"}
_FITS: dict[Predicate, tuple[frozenset[str], frozenset[str]]] = {
    Predicate.LAUNCHED: (_ACTORS, _MADE),
    Predicate.TAKES_PART: (_ACTORS, _MADE),
    Predicate.ISSUED: (_ACTORS, frozenset(("document",))),
    Predicate.BASED_ON: (_MADE, frozenset(("document",))),
    Predicate.RECEIVED: (_ACTORS | _MADE | {"group", "document"}, frozenset(("recognition",))),
    Predicate.GRANTED_BY: (frozenset(("recognition",)), frozenset(("institution", "place", "word"))),
    Predicate.HAS_OUTCOME: (_ACTORS | _MADE | {"document"}, frozenset(("figure", "recognition"))),
    Predicate.PART_OF: (_WHOLES, _WHOLES),
    Predicate.MEMBER_OF: (frozenset(("person",)), frozenset(("institution",))),
    Predicate.INCLUDES: (_WHOLES, _WHOLES),
    Predicate.PARTNER: (_ACTORS, _ACTORS),
    Predicate.LOCATED_IN: (_MADE | _ACTORS, frozenset(("place", "word"))),
    Predicate.BENEFITS: (_WHOLES, frozenset(("group", "place"))),
    Predicate.FUNDED: (_MADE | {"institution", "place", "document"}, frozenset(("figure",))),
    Predicate.FIRST_IN: (_MADE | {"institution", "document"}, frozenset(("place", "word"))),
    Predicate.ADOPTED_IN: (_MADE | {"institution", "document"}, frozenset(("place", "word"))),
}


@dataclass(frozen=True, slots=True)
class _Names:
    """The things of both, and what each name stands for."""

    things: tuple[Thing, ...]
    ids: dict[str, str]
    refused: tuple[Refused, ...]


def merge(
    base: Extraction,
    names: Sequence[Candidate],
    drafts: Sequence[Draft],
    refused: Iterable[Refused],
    rule: str,
) -> Extraction:
    """Return the records of the rules with the model's added; `base` is left as it is."""
    joined = _join_names(base, names)
    relations, unfit = _join_relations(base, joined, drafts, rule)
    return replace(
        base,
        things=joined.things,
        relations=relations,
        refused=tuple(dict.fromkeys([*refused, *joined.refused, *unfit])),
    )


def _join_names(base: Extraction, names: Sequence[Candidate]) -> _Names:
    """The things of both; a name of the model's that the rules have is an alias of theirs in `ids`."""
    mentioned = _Mentioned(base)
    ids = {key: thing.id for thing in reversed(base.things) for key in _keys(thing)}
    added: list[Candidate] = []
    refused: list[Refused] = []
    for name in names:
        span = Span(name.start, name.end)
        known, reason = mentioned.standing(span, name)
        if reason:
            refused.append(Refused("thing", base.document.text[name.start : name.end], reason, span))
        elif known:
            ids.setdefault(name_key(name.name), known.id)
        else:
            added.append(name)
    things = {thing.id: thing for thing in base.things}
    for thing in gather(base.document, added):
        mentions = tuple(m for m in thing.mentions if not mentioned.holds(m.span))
        identity = next((ids[key] for key in _keys(thing) if key in ids), "")
        if identity:
            mentions = tuple(sorted({*things[identity].mentions, *mentions}, key=lambda m: m.span))
            things[identity] = replace(things[identity], mentions=mentions)
        elif mentions:
            identity = thing.id if thing.id == PLACE_ID else _next("e", things)
            things[identity] = replace(thing, id=identity, mentions=mentions)
        ids |= {key: identity for key in _keys(thing) if identity and key not in ids}
    ordered = sorted(things.values(), key=lambda thing: (thing.mentions[0].span, thing.id))
    return _Names(tuple(ordered), ids, tuple(refused))


def _keys(thing: Thing) -> set[str]:
    """What a thing may be called."""
    names = {thing.name, thing.canonical, *thing.aliases, *(mention.quote for mention in thing.mentions)}
    return {name_key(name) for name in names if name}


def _next(letter: str, ids: Iterable[str]) -> str:
    """The next free id of a letter."""
    numbers = [int(one[1:]) for one in ids if one[:1] == letter and one[1:].isdigit()]
    return f"{letter}{max(numbers, default=0) + 1:03d}"


class _Mentioned:
    """Where the things of the rules are named."""

    def __init__(self, base: Extraction) -> None:
        pairs = [(mention.span, thing) for thing in base.things for mention in thing.mentions]
        self._pairs = sorted(pairs, key=lambda pair: pair[0])
        self._ends = list(accumulate((span.end for span, _ in self._pairs), max))

    def over(self, span: Span) -> Iterator[tuple[Span, Thing]]:
        """Yield the mentions that share a sign with a stretch."""
        for at in range(bisect_right(self._ends, span.start), len(self._pairs)):
            other, thing = self._pairs[at]
            if other.start >= span.end:
                return
            if other.end > span.start:
                yield other, thing

    def holds(self, span: Span) -> bool:
        """Whether a stretch lies in a mention."""
        return any(other.start <= span.start and span.end <= other.end for other, _ in self.over(span))

    def standing(self, span: Span, name: Candidate) -> tuple[Thing | None, str]:
        """The thing of the rules that a name is, or the reason that it cannot be one of its own."""
        found: dict[str, Thing] = {}
        for other, thing in self.over(span):
            inside = other.start <= span.start and span.end <= other.end
            around = span.start <= other.start and other.end <= span.end
            alike = name.type in _ONE_THING and (
                thing.type is name.type or {thing.type, name.type} <= _MAKINGS
            )
            if not inside and not around:
                return None, CROSSES
            if (inside and around) or alike or name_key(name.name) in _keys(thing):
                found[thing.id] = thing
            elif inside:
                return None, INSIDE
        if len(found) > 1:
            return None, APART
        return next(iter(found.values()), None), ""


def _join_relations(
    base: Extraction, joined: _Names, drafts: Sequence[Draft], rule: str
) -> tuple[tuple[Relation, ...], list[Refused]]:
    """The relations of the rules, those of our rules over the model's names, and those that it told."""
    relations = {_same(relation): relation for relation in base.relations}
    kinds = {thing.id: thing.type.value for thing in joined.things} | {PLACE_ID: ThingType.PLACE.value}
    kinds |= {figure.id: "figure" for figure in base.measurements}
    added = {thing.id for thing in joined.things} - {thing.id for thing in base.things} - {PLACE_ID}
    found = find_relations(base.document, base.measurements, joined.things) if added else ()
    for relation in found:
        if added & {relation.subject, relation.object} and kinds.get(relation.object) != "figure":
            confidence = min(relation.confidence, _NEAR)
            relation = replace(relation, rule=f"{rule}/{relation.rule}", confidence=confidence)
            relations.setdefault(_same(relation), replace(relation, id=""))
    refused: list[Refused] = []
    scene = Scene(base.document)
    own = [m.span for thing in joined.things if thing.id == PLACE_ID for m in thing.mentions]
    for draft in drafts:
        subject, object = (_resolved(end, joined.ids) for end in (draft.subject, draft.object))
        evidence = scene.evidence(draft.quote.start, draft.quote.end)
        reason = _unfit(draft.predicate, subject, object, kinds)
        if reason or evidence is None:
            refused.append(Refused("relation", draft.told, reason or UNNAMED, draft.passage))
            continue
        printed = any(evidence.span.start <= at.start and at.end <= evidence.span.end for at in own)
        relation = Relation(
            id="",
            evidence=evidence,
            subject=subject,
            predicate=draft.predicate,
            object=object,
            rule=rule,
            confidence=_NEAR if draft.near else _FAR,
            implied=PLACE_ID in (subject, object) and not printed,
            stage=_stage(draft.predicate, evidence.quote),
        )
        relations.setdefault(_same(relation), relation)
    return _numbered(relations.values()), refused


def _resolved(end: End, ids: dict[str, str]) -> str:
    """The id or the word that an end means; empty where its name is no thing."""
    return end.id or end.word or ids.get(end.name, "")


def _unfit(predicate: Predicate, subject: str, object: str, kinds: dict[str, str]) -> str:
    """Why a predicate cannot lead from one end to the other; empty where it can."""
    if not subject or not object:
        return UNNAMED
    if subject == object:
        return LOOP
    left, right = _FITS[predicate]
    return "" if kinds.get(subject, "word") in left and kinds.get(object, "word") in right else UNFIT


def _same(relation: Relation) -> tuple[str, str, str]:
    """A key that a relation shares with its mirror image (includes and part_of, either partner first)."""
    subject, object, predicate = relation.subject, relation.object, relation.predicate
    if predicate is Predicate.INCLUDES:
        return object, Predicate.PART_OF, subject
    if predicate is Predicate.PARTNER and object < subject:
        return object, predicate, subject
    return subject, predicate, object


def _stage(predicate: Predicate, quote: str) -> Stage:
    """How far a matter has come, by the first verb of its kind in the quote."""
    known = verbs()
    words = {verb.relation for verb in known.values()}
    match = verb_pattern(predicate.value).search(fold(quote)) if predicate.value in words else None
    return Stage(known[match.group()].stage) if match else Stage.DONE


def _numbered(relations: Iterable[Relation]) -> tuple[Relation, ...]:
    """The relations in text order; those without an id get the next ones."""
    ordered = sorted(relations, key=lambda relation: relation.evidence.span)
    ids = {relation.id for relation in ordered}
    numbered: list[Relation] = []
    for relation in ordered:
        identity = relation.id or _next("r", ids)
        ids.add(identity)
        numbered.append(replace(relation, id=identity))
    return tuple(numbered)
