"""Decisions on figures and relations: wrong ones go, others change or are added."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal as Number
from typing import Any

from govgraph.graph import iris
from govgraph.graph.figures import indicator_name, indicator_node, unit_node
from govgraph.graph.ground import REVIEWED
from govgraph.graph.review.checks import LINKS, SINCE, number, period
from govgraph.graph.review.decisions import NOTHING, Decision
from govgraph.graph.review.draft import GONE, Draft
from govgraph.graph.review.quotations import quoted
from govgraph.graph.review.recorded import signed
from govgraph.ontology.records import (
    Bound,
    Evidence,
    Measurement,
    Period,
    Predicate,
    Relation,
    Role,
    Stage,
)
from govgraph.ontology.tables import split_cell
from govgraph.ontology.vocabulary import find_indicator, levels

_REPORTS = (Predicate.HAS_OUTCOME, Predicate.FUNDED)
_INTO_AREAS = (Predicate.FIRST_IN, Predicate.ADOPTED_IN, Predicate.LOCATED_IN)
_ROLES = {"result": Role.LEVEL, "change per year": Role.CHANGE}


# ---- figures ---------------------------------------------------------------------------------------


def reject_figure(draft: Draft, identifier: str, decision: Decision) -> None:
    """Take a figure out, with what others say of it."""
    draft.figures.pop(identifier, None)
    for other in list(draft.figures.values()):
        links: dict[str, Any] = {name: "" for name in LINKS if getattr(other, name) == identifier}
        if links:
            draft.figures[other.id] = replace(other, **links)
    draft.holds(decision, [identifier, *draft.drop_relations(identifier)])


def correct_figure(draft: Draft, identifier: str, decision: Decision) -> None:
    """Change fields of a figure, and under what it is reported."""
    if identifier not in draft.figures:
        draft.fails(decision, GONE)
        return
    before, under = draft.figures[identifier], _reported_under(draft, identifier)
    changes = dict(decision.changes)
    if "subject" in changes and not _report(draft, identifier, changes["subject"], decision):
        return
    if _change(draft, identifier, decision):
        same = before == draft.figures[identifier] and under == _reported_under(draft, identifier)
        draft.holds(decision, [identifier], [] if same else [identifier])


def _reported_under(draft: Draft, figure: str) -> set[str]:
    reports = (one for one in draft.relations.values() if one.predicate in _REPORTS)
    return {one.subject for one in reports if one.object == figure}


def _change(draft: Draft, identifier: str, decision: Decision) -> bool:
    """Change the fields of a figure; false where one names a figure that is not there."""
    figure = draft.figures[identifier]
    for name, value in decision.changes:
        if name in LINKS and value != NOTHING:
            found = [one for one in draft.end(value) if one in draft.figures and one != identifier]
            if len(found) != 1:
                draft.fails(decision, _not_one(value, found))
                return False
            figure = _with(figure, name, found[0])
        elif name != "subject":
            figure = _with(figure, name, "" if value == NOTHING else value)
    draft.figures[identifier] = figure
    return True


def _report(draft: Draft, figure: str, words: str, decision: Decision) -> bool:
    """Report a figure under the things of these names (divided by &) and no others."""
    names = [] if words == NOTHING else [part.strip() for part in words.split("&")]
    subjects: list[str] = []
    for name in names:
        found = draft.named(name)
        if len(found) != 1:
            draft.fails(decision, _not_one(name, found))
            return False
        subjects += found
    old = [one for one in draft.relations.values() if one.object == figure and one.predicate in _REPORTS]
    for relation in old:
        del draft.relations[relation.id]
    predicate = old[0].predicate if old else Predicate.HAS_OUTCOME
    evidence = draft.figures[figure].evidence
    for turn, subject in enumerate(subjects):
        identifier = f"v-{decision.id}-{figure}-{turn}"
        draft.relations[identifier] = Relation(
            identifier, evidence, subject, predicate, figure, REVIEWED, Number(1)
        )
    return True


def _with(figure: Measurement, name: str, value: str) -> Measurement:
    """A figure with another value of one field."""
    changed: Mapping[str, Any]
    if name == "indicator":
        registered = figure.measure and find_indicator(value)  # the text's own words stay beside it
        changed = {"indicator": value} if registered else {"measure": value, "indicator": ""}
    elif name == "value":
        changed = _value(number(value), figure.role)
    elif name == "unit":
        printed = value in figure.evidence.quote
        changed = {"unit": value if printed else "", "unit_implied": "" if printed else value}
    elif name == "bound":
        changed = {"bound": Bound(value)}
    elif name == "role":
        role = _ROLES.get(value) or Role(value)
        per_year = role is Role.CHANGE and (value == "change per year" or figure.per_year)
        changed = {"role": role, "per_year": per_year, **_value(signed(figure), role)}
    elif name == "period":
        changed = {"period": _period(value, figure.period)}
    elif name == "since":
        changed = {"compared_with": _period(value, figure.compared_with)}
    elif name == "stage":
        changed = {"stage": Stage(value)}
    else:
        changed = {name: value}
    return replace(figure, **changed)


def _value(value: Number, role: Role) -> dict[str, Any]:
    direction = ("down" if value < 0 else "up") if role is Role.CHANGE or value < 0 else ""
    return {"value": abs(value), "direction": direction}


def _period(words: str, old: Period | None) -> Period | None:
    """A period in words, with what was written and whether it was read from the context as before."""
    told = period(words) if words else None
    return replace(told, text=old.text, inferred=old.inferred) if told and old else told


def add_figure(draft: Draft, decision: Decision) -> None:
    """Add a figure that the rules missed; one that they found by now is not added again."""
    evidence = _evidence(draft, decision)
    if evidence is None:
        return
    value = number(decision.value)
    known = [figure.id for figure in draft.figures.values() if _same(figure, decision, evidence)]
    if known:
        draft.holds(decision, known)
        return
    role = _ROLES.get(decision.role) or Role(decision.role or "level")
    when, _, since = decision.period.partition(SINCE)
    figure = Measurement(
        id=f"v-{decision.id}",
        evidence=evidence,
        value=abs(value),
        unit="",
        bound=Bound(decision.bound or "exact"),
        role=role,
        measure=decision.what,
        period=_period(when, None),
        rule=REVIEWED,
        confidence=Number(1),
        direction=_value(value, role)["direction"],
        per_year=decision.role == "change per year",
        rank_in=decision.object,
        compared_with=_period(since, None),
    )
    figure = _with(figure, "unit", decision.unit)
    draft.figures[figure.id] = figure
    told = not decision.subject or _report(draft, figure.id, decision.subject, decision)
    if told and _change(draft, figure.id, decision):
        draft.holds(decision, made=[figure.id])
    else:
        del draft.figures[figure.id]
        draft.drop_relations(figure.id)


def _same(figure: Measurement, decision: Decision, evidence: Evidence) -> bool:
    span, other = figure.evidence.span, evidence.span
    return (
        span.start < other.end
        and other.start < span.end
        and signed(figure) == number(decision.value)
        and indicator_node(decision.what)
        in (indicator_node(figure.measured), iris.indicator(indicator_name(figure)))
        and unit_node(figure.unit or figure.unit_implied) == unit_node(decision.unit)
    )


# ---- relations -------------------------------------------------------------------------------------


def reject_relation(draft: Draft, identifier: str, decision: Decision) -> None:
    """Take a relation out, unless it went with a thing already."""
    draft.relations.pop(identifier, None)
    draft.holds(decision, [identifier])


def correct_relation(draft: Draft, identifier: str, decision: Decision) -> None:
    """Change the ends, the predicate or the stage of a relation."""
    if identifier not in draft.relations:
        draft.fails(decision, GONE)
        return
    changes = dict(decision.changes)
    relation = draft.relations[identifier]
    predicate = Predicate(changes.get("predicate", relation.predicate))
    ends: dict[str, Any] = {"subject": relation.subject, "object": relation.object}
    words = {name: changes[name] for name in ("subject", "object") if name in changes}
    if "object" not in words and not draft.is_record(relation.object):
        words["object"] = relation.object  # a word for a level or an area, which not every predicate takes
    for name, said in words.items():
        found = _end(draft, said, predicate, decision, is_object=name == "object")
        if not found:
            return
        ends[name] = found
    stage = Stage(changes.get("stage", relation.stage))
    changed = replace(relation, predicate=predicate, stage=stage, implied=False, **ends)
    if _is_report(draft, changed):
        draft.fails(decision, "it would be no relation but a figure's subject; correct that of the figure")
        return
    if changed == replace(relation, implied=False):
        draft.holds(decision, [identifier])  # it says so already
        return
    draft.relations[identifier] = changed
    draft.holds(decision, [identifier], [identifier])


def add_relation(draft: Draft, decision: Decision) -> None:
    """Add a relation that the rules missed; one that they found by now is not added again."""
    evidence = _evidence(draft, decision)
    if evidence is None:
        return
    predicate = Predicate(decision.what)
    subject = _end(draft, decision.subject, predicate, decision, is_object=False)
    object_ = _end(draft, decision.object, predicate, decision, is_object=True) if subject else ""
    if not subject or not object_:
        return
    key = (subject, predicate, object_)
    known = [one.id for one in draft.relations.values() if (one.subject, one.predicate, one.object) == key]
    if known:
        draft.holds(decision, known)
        return
    new = Relation(f"v-{decision.id}", evidence, *key, REVIEWED, Number(1))
    new = replace(new, stage=Stage(dict(decision.changes).get("stage", new.stage)))
    if _is_report(draft, new):
        draft.fails(decision, "a figure's subject is no relation; correct the field subject of the figure")
        return
    draft.relations[new.id] = new
    draft.holds(decision, made=[new.id])


def _end(draft: Draft, words: str, predicate: Predicate, decision: Decision, *, is_object: bool) -> str:
    """The id of the record that words name, or the words where they tell a level or an area; else ""."""
    found = draft.end(words)
    if len(found) == 1:
        return found[0]
    if is_object and not found:
        if predicate is Predicate.GRANTED_BY and any(words in forms for forms in levels().values()):
            return words
        into_area = predicate in (Predicate.GRANTED_BY, *_INTO_AREAS)
        if into_area and iris.named_area(words, draft.raw.home):
            return words
    draft.fails(decision, _not_one(words, found))
    return ""


def _is_report(draft: Draft, relation: Relation) -> bool:
    return relation.predicate in _REPORTS and relation.object in draft.figures


# ---- both ------------------------------------------------------------------------------------------


def _evidence(draft: Draft, decision: Decision) -> Evidence | None:
    """Where the quotation stands, of several the one that is counted out; None where it does not."""
    found = quoted(draft.document, split_cell(decision.quote))
    turn = int(decision.nth or 1)
    if found and turn > len(found):
        draft.fails(decision, f"the quotation stands there only {len(found)} times; lower nth")
    return found[turn - 1] if turn <= len(found) else None


def _not_one(words: str, found: list[str]) -> str:
    if not found:
        return f"nothing here has the name {words}; correct the name, or add the thing by another decision"
    return f"{words} is the name of {len(found)} things; use a name that only one of them has"
