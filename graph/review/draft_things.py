"""Decisions on things: wrong ones go, others change, become one, come apart, or are added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal as Number
from typing import Any

from govgraph.graph import iris
from govgraph.graph.ground import REVIEWED, mention_id
from govgraph.graph.review.decisions import NOTHING, Decision
from govgraph.graph.review.draft import GONE, Draft
from govgraph.graph.review.quotations import quoted
from govgraph.ontology.errors import ReviewError
from govgraph.ontology.places import load_places
from govgraph.ontology.records import PLACE_ID, Evidence, Relation, Thing, ThingType
from govgraph.ontology.tables import split_cell
from govgraph.ontology.vocabulary import fold


def reject_thing(draft: Draft, identifier: str, decision: Decision) -> None:
    """Take a thing out, with the relations that name it; figures reported under it stay."""
    draft.things.pop(identifier, None)
    gone = [] if identifier == PLACE_ID else draft.drop_relations(identifier)
    draft.holds(decision, [*draft.mentions_before(identifier), *gone])


def correct_thing(draft: Draft, identifier: str, decision: Decision) -> None:
    """Change fields of a thing; a name that was wrong is no other name of it.

    Where the right name stands around a mention, or within it, that is what the mention is.
    """
    thing = draft.things[identifier]
    changes = dict(decision.changes)
    if identifier == PLACE_ID and changes.keys() & {"name", "type"}:
        draft.fails(decision, "it is the place that the source speaks for, whose name the registry tells")
        return
    draft.things[identifier] = _changed(thing, changes)
    if "name" in changes:
        _restate(draft, identifier, changes["name"])
        draft.renamed |= dict.fromkeys((fold(thing.name), fold(iris.full_name(thing))), identifier)
    draft.holds(decision, draft.mentions_before(identifier))


def _restate(draft: Draft, identifier: str, name: str) -> None:
    """Let mentions be where a name stands that they overlap."""
    thing = draft.things[identifier]
    places = quoted(draft.document, (name,))
    mentions = set[Evidence]()
    for mention in thing.mentions:
        place = next((one for one in places if _overlap(one, mention)), mention)
        if place != mention:
            draft.restate(identifier, mention, place)
        mentions.add(place)
    draft.things[identifier] = replace(thing, mentions=_in_order(mentions))


def _changed(thing: Thing, changes: Mapping[str, str]) -> Thing:
    told = {name: "" if value == NOTHING else value for name, value in changes.items()}
    details: dict[str, Any] = {
        name: told[name] for name in ("en", "gloss", "level", "field", "subtype") if name in told
    }
    if "type" in told and told["type"] != thing.type:
        thing = replace(thing, type=ThingType(told["type"]), subtype="", code="")
    if "name" in told:
        aliases = tuple(name for name in thing.aliases if fold(name) != fold(told["name"]))
        thing = replace(thing, name=told["name"], canonical="", aliases=aliases, code="")
    return replace(thing, **details)


def merge_things(draft: Draft, merges: Mapping[str, Decision]) -> None:
    """Make things one with others, told by the decision for each; chains are followed to their end.

    Where the document does not name the other, the thing takes its name.
    """
    targets: dict[str, str] = {}
    for identifier, decision in merges.items():
        found = [one for one in draft.named(decision.new, decision.object) if one != identifier]
        if identifier == PLACE_ID:
            draft.fails(decision, "it is the place that the source speaks for; merge the other into it")
        elif len(found) > 1:
            draft.fails(
                decision, f"{decision.new} is the name of {len(found)} things; give its type in object"
            )
        else:
            targets[identifier] = found[0] if found else ""
    for identifier, target in targets.items():
        decision = merges[identifier]
        draft.holds(decision, draft.mentions_before(identifier))
        if not target:
            thing = draft.things[identifier]
            type_ = ThingType(decision.object) if decision.object else thing.type
            draft.things[identifier] = _renamed(thing, decision.new, type_)
    for identifier in targets:
        target = _end(identifier, targets, merges)
        if target != identifier:
            draft.holds(merges[identifier], _join(draft, identifier, target))


def _end(identifier: str, targets: Mapping[str, str], merges: Mapping[str, Decision]) -> str:
    seen = [identifier]
    while targets.get(seen[-1]):
        if targets[seen[-1]] in seen:
            places = " and ".join(sorted(merges[one].where for one in seen))
            raise ReviewError(f"{places}: they merge things in a circle; take one out")
        seen.append(targets[seen[-1]])
    return seen[-1]


def _renamed(thing: Thing, name: str, type: ThingType) -> Thing:
    aliases = {*thing.aliases, thing.name, iris.full_name(thing)} - {name}
    return replace(thing, name=name, canonical="", code="", type=type, aliases=tuple(sorted(aliases)))


def _join(draft: Draft, identifier: str, target: str) -> list[str]:
    """Give the mentions, names and relations of a thing to another; returns the relations that go."""
    gone = draft.things.pop(identifier)
    draft.move(gone.mentions, identifier, target)
    lost = draft.redirect(identifier, target)
    if target in draft.things:
        kept = draft.things[target]
        names = {*kept.aliases, *gone.aliases, gone.name, iris.full_name(gone)}
        aliases = tuple(sorted(names - {kept.name, iris.full_name(kept)}))
        mentions = _in_order({*kept.mentions, *gone.mentions})
        draft.things[target] = replace(kept, mentions=mentions, aliases=aliases)
    elif target == PLACE_ID and draft.document.place:
        place = draft.document.place
        kept = replace(
            gone, id=PLACE_ID, name=place.name, canonical="", code=place.code, level="", subtype=""
        )
        draft.things[PLACE_ID] = replace(kept, type=ThingType.PLACE, aliases=())
    return lost


def _in_order(mentions: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(sorted(mentions, key=lambda mention: mention.span))


def split_thing(draft: Draft, identifier: str, decision: Decision) -> None:
    """Give the mentions of some forms, or in sentences with some words, to a thing of their own.

    A document may hold the thing in several records, or without these forms: that is no fault.
    """
    thing = draft.things.get(identifier)
    if thing is None:
        draft.fails(decision, GONE)
        return
    forms, words = set(map(fold, split_cell(decision.object))), split_cell(decision.quote)
    moved = [one for one in thing.mentions if fold(one.quote) in forms or _stands_in(draft, one, words)]
    kept = [one for one in thing.mentions if one not in moved]
    if not moved:
        return
    if fold(decision.new) == fold(iris.full_name(thing)):
        draft.fails(decision, "new is the name that it has; give the split-off thing another")
        return
    if kept:
        draft.things[identifier] = _without(thing, forms, kept)
    else:  # the document knows it by these forms only, so nothing is left under the old name
        del draft.things[identifier]
    target = _split_off(draft, thing, moved, decision)
    draft.move(moved, identifier, target)
    for relation in list(draft.relations.values()):
        ends = (relation.subject, relation.object)
        if identifier in ends and (not kept or _speaks_of(relation, moved, kept)):
            subject, object_ = (target if end == identifier else end for end in ends)
            draft.relations[relation.id] = replace(relation, subject=subject, object=object_)
    draft.holds(decision, [mention_id(identifier, one) for one in moved])


def _split_off(draft: Draft, thing: Thing, moved: Sequence[Evidence], decision: Decision) -> str:
    """Give mentions to the thing that has the new name, or to one that is made; returns its id."""
    found = [one for one in draft.named(decision.new) if one not in (thing.id, PLACE_ID)]
    if found:
        other = draft.things[found[0]]
        draft.things[other.id] = replace(other, mentions=_in_order({*other.mentions, *moved}))
        return other.id
    target = f"v-{decision.id}-{thing.id}"
    aliases = tuple(form for form in split_cell(decision.object) if fold(form) != fold(decision.new))
    split = replace(thing, id=target, name=decision.new, canonical="", code="", aliases=aliases)
    draft.things[target] = replace(split, mentions=tuple(moved))
    return target


def _stands_in(draft: Draft, mention: Evidence, words: Sequence[str]) -> bool:
    sentence = draft.document.text[mention.sentence.start : mention.sentence.end]
    return any(part in sentence for part in words)


def _without(thing: Thing, forms: set[str], kept: Sequence[Evidence]) -> Thing:
    """A thing without the names that its split-off mentions had."""
    aliases = tuple(name for name in thing.aliases if fold(name) not in forms)
    thing = replace(thing, aliases=aliases, mentions=tuple(kept))
    return replace(thing, name=iris.full_name(thing), canonical="") if fold(thing.name) in forms else thing


def _speaks_of(relation: Relation, moved: Sequence[Evidence], kept: Sequence[Evidence]) -> bool:
    """Whether a relation names the thing by mentions that moved: in its own words, else in its sentence."""
    for stretch in (relation.evidence.span, relation.evidence.sentence):
        inside = [
            [stretch.start <= one.span.start and one.span.end <= stretch.end for one in mentions]
            for mentions in (moved, kept)
        ]
        if any(map(any, inside)):
            return any(inside[0]) and not any(inside[1])
    return False


def add_thing(draft: Draft, decision: Decision) -> None:
    """Add a thing, or mentions and details to one that is there; its name is evidence where it stands."""
    quotes = split_cell(decision.quote) or (decision.subject,)
    found = quoted(draft.document, quotes)
    known = draft.named(decision.subject, decision.what)
    if not found and not (known and known[0] in draft.things):
        return
    changes = dict(decision.changes)
    if known and known[0] in draft.things:
        identifier = known[0]
        thing = draft.things[identifier]
        found = [one for one in found if not any(_overlap(one, held) for held in thing.mentions)]
        thing = replace(thing, mentions=_in_order((*thing.mentions, *found)))
        if not draft.mentions_before(identifier):  # only in a by-line or a caption: no claim until now
            thing = replace(thing, rule=REVIEWED, confidence=Number(1))
            found = list(thing.mentions)
        draft.things[identifier] = _changed(thing, changes)
    else:
        identifier = known[0] if known else f"v-{decision.id}"
        type_ = ThingType(decision.what)
        new = Thing(identifier, decision.subject, type_, tuple(found), REVIEWED, Number(1))
        place = draft.document.place
        if identifier == PLACE_ID and place:
            new = replace(new, name=place.name, code=place.code)
        elif type_ is ThingType.PLACE:
            new = replace(new, code=_code(decision.subject))
        draft.things[identifier] = _changed(new, changes)
    before = draft.mentions_before(identifier)
    draft.holds(decision, before, [mention_id(identifier, one) for one in found])


def _code(name: str) -> str:
    """The code of the area of this name; empty where no area or several have it."""
    if name in ("中国", "全国"):
        return iris.NATION
    areas = load_places().named(name)
    return areas[0].code if len(areas) == 1 else ""


def _overlap(one: Evidence, other: Evidence) -> bool:
    return one.span.start < other.span.end and other.span.start < one.span.end
