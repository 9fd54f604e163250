"""The records of a document as JSON Lines, one object a line, for other tools and for scoring."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from govgraph.ontology.records import (
    PLACE_ID,
    Bound,
    Evidence,
    Extraction,
    Measurement,
    Predicate,
    Relation,
    Role,
    Stage,
    Thing,
    ThingType,
)


def to_jsonl(extraction: Extraction, *, explain: bool = False) -> Iterator[str]:
    """Yield one line a record: measurements, then entities, then relations, each in its order.

    `explain` adds the rule behind each record and its confidence, the relations that the format has no
    name for (`takes_part`, `based_on`, `member_of`, and who founded a body), and a line of kind `ignored`
    for every number that is no figure, with the reason. `less_than` becomes `at_most` where the text says
    不足 or 不到, and `about` where it says 近. What a figure counts by name (甲、乙等5家) is a field of it,
    `includes`, like its other links. An honour that is only striven for is named, not received.
    """
    names = {thing.id: thing.name for thing in extraction.things}
    own = extraction.document.place
    names.setdefault(PLACE_ID, own.name if own else PLACE_ID)
    ids = {measurement.id for measurement in extraction.measurements}
    bodies = {thing.id for thing in extraction.things if thing.type is ThingType.INSTITUTION}
    counted = defaultdict[str, list[str]](list)
    for relation in extraction.relations:
        if _is_counted(relation, ids):
            counted[relation.subject].append(names.get(relation.object, relation.object))
    lines: list[tuple[dict[str, object], Measurement | Thing | Relation]] = [
        *((_measurement(record, counted[record.id]), record) for record in extraction.measurements),
        *((_thing(record), record) for record in extraction.things),
        *(
            (_relation(r, names, ids), r)
            for r in extraction.relations
            if _is_told(r, ids) and (explain or (r.predicate in _FORMAT and not _founds(r, bodies)))
        ),
    ]
    for line, record in lines:
        if explain:
            line |= {"rule": record.rule, "confidence": _number(record.confidence)}
        yield _line(line)
    for number in extraction.ignored if explain else ():
        where: dict[str, object] = {"start": number.span.start, "end": number.span.end}
        yield _line({"kind": "ignored", **where, "quote": number.quote, "reason": number.reason})


def _line(record: dict[str, object]) -> str:
    return json.dumps(record, ensure_ascii=False)


def _where(evidence: Evidence) -> dict[str, object]:
    return {"start": evidence.span.start, "end": evidence.span.end, "quote": evidence.quote}


def _number(value: Decimal) -> int | str:
    return int(value) if value == value.to_integral_value() else format(value, "f")


def projected_bound(bound: Bound, quote: str) -> str:
    """Return one of the five bounds of the format; `quote` tells 近 (about) from 不足 (at most)."""
    if bound is not Bound.LESS_THAN:
        return bound.value
    return Bound.AT_MOST.value if quote.startswith(("不足", "不到", "未满")) else Bound.APPROXIMATELY.value


def _is_counted(relation: Relation, figures: set[str]) -> bool:
    return relation.predicate is Predicate.INCLUDES and relation.subject in figures


_FORMAT = frozenset(Predicate) - {Predicate.TAKES_PART, Predicate.BASED_ON, Predicate.MEMBER_OF}
"""What the format has a name for."""


def _founds(relation: Relation, bodies: set[str]) -> bool:
    return relation.predicate is Predicate.LAUNCHED and relation.object in bodies


def _is_told(relation: Relation, figures: set[str]) -> bool:
    striven_for = relation.predicate is Predicate.RECEIVED and relation.stage is Stage.PLANNED
    return not striven_for and not _is_counted(relation, figures)


def _measurement(one: Measurement, includes: list[str]) -> dict[str, object]:
    record: dict[str, object] = {"kind": "measurement", "id": one.id, **_where(one.evidence)}
    record["value"] = _number(one.value)
    record["unit"] = one.unit
    record["bound"] = projected_bound(one.bound, one.evidence.quote)
    record["role"] = one.role.value
    record["measure"] = one.measure
    record["period"] = one.period.text if one.period else ""
    if one.role is Role.CHANGE or one.direction:
        record["direction"] = one.direction
    if one.stage is not Stage.DONE:
        record["stage"] = one.stage.value
    optional = {
        "unit_implied": one.unit_implied,
        "rank_in": one.rank_in,
        "compared_with": one.compared_with.text if one.compared_with else "",
        "baseline_of": one.baseline_of,
        "change_of": one.change_of,
        "part_of": one.part_of,
        "subset_of": one.subset_of,
        "includes": includes,
    }
    record.update({key: value for key, value in optional.items() if value})
    if one.per_year:
        record["per_year"] = True
    return record


def _thing(thing: Thing) -> dict[str, object]:
    record: dict[str, object] = {"kind": "entity", "id": thing.id, **_where(thing.mentions[0])}
    record["name"] = thing.name
    record["type"] = thing.type.value
    if thing.aliases:
        record["aliases"] = list(thing.aliases)
    if thing.canonical:
        record["canonical"] = thing.canonical
    return record


def _relation(relation: Relation, names: dict[str, str], ids: set[str]) -> dict[str, object]:
    def end(name: str) -> str:
        return name if name in ids else names.get(name, name)

    record: dict[str, object] = {"kind": "relation", "id": relation.id, **_where(relation.evidence)}
    record["subject"] = end(relation.subject)
    record["predicate"] = relation.predicate.value
    record["object"] = end(relation.object)
    if relation.stage is not Stage.DONE:
        record["stage"] = relation.stage.value
    if relation.implied:
        record["implied"] = True
    return record
