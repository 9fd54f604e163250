"""Records as text for a reader: what was read in a source, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator

from govgraph.ontology.errors import counted
from govgraph.ontology.records import Extraction, Measurement, Relation, Thing

_WIDEST = 160
"""Characters of a model's wording that are shown."""


def to_text(extraction: Extraction, *, explain: bool = False) -> Iterator[str]:
    """Yield lines listing the records in the order of the text; `explain` adds rules and numbers left out."""
    document = extraction.document
    names = {thing.id: thing.name for thing in extraction.things}
    names |= {m.id: m.evidence.quote for m in extraction.measurements}
    if document.place:
        names["place"] = document.place.name
    issued = document.issued or "no date"
    yield f"{document.title or document.name} · {issued} · {names.get('place', 'no place')}"
    rows: list[tuple[int, int, str]] = []
    for measurement in extraction.measurements:
        rows.append(_row(measurement, _measurement(measurement), explain))
    for thing in extraction.things:
        rows.append(_row(thing, f"{thing.type.value:12} {thing.name}", explain))
    for relation in extraction.relations:
        rows.append(_row(relation, _relation(relation, names), explain))
    if explain:
        for left_out in extraction.ignored:
            rows.append((left_out.span.start, 3, f"left out     {left_out.quote}  [{left_out.reason}]"))
        for refused in extraction.refused:
            told = " ".join(refused.quote.split())
            told = told if len(told) <= _WIDEST else f"{told[:_WIDEST]}…"
            rows.append((refused.near.start, 4, f"refused      {refused.kind} {told}  [{refused.reason}]"))
    for start, _, line in sorted(rows):
        yield f"{start:>7}  {line}"
    yield (
        f"{counted(len(extraction.measurements), 'figure')}, {counted(len(extraction.things), 'thing')}, "
        f"{counted(len(extraction.relations), 'relation')}, "
        f"{counted(len(extraction.ignored), 'number')} left out"
        + (f", {counted(len(extraction.refused), 'answer')} refused" if extraction.refused else "")
    )


def _row(record: Measurement | Thing | Relation, line: str, explain: bool) -> tuple[int, int, str]:
    order, evidence = 0, record.mentions[0] if isinstance(record, Thing) else record.evidence
    if isinstance(record, Relation):
        order = 2
    elif isinstance(record, Thing):
        order = 1
    tail = f"  [{record.rule}, {record.confidence}]" if explain else ""
    return evidence.span.start, order, line + tail


def _measurement(m: Measurement) -> str:
    period = f" ({m.period.text})" if m.period else ""
    value = f"{m.value} {m.unit} {m.bound.value} {m.role.value}"
    return f"figure       {m.measure}: {m.evidence.quote} = {value}{period}"


def _relation(relation: Relation, names: dict[str, str]) -> str:
    subject, target = (names.get(end, end) for end in (relation.subject, relation.object))
    return f"relation     {subject} —{relation.predicate.value}→ {target}"
