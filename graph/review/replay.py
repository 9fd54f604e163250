"""Review decisions applied to the records of a document.

All are matched with what the rules found, and then applied by kind: wrong claims first, added ones last.
So their order does not matter, and the offsets of a text neither.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from govgraph.graph.review.decisions import NOTHING, Decision, Kind, Verb
from govgraph.graph.review.draft import GONE, Draft, Outcome
from govgraph.graph.review.draft_claims import (
    add_figure,
    add_relation,
    correct_figure,
    correct_relation,
    reject_figure,
    reject_relation,
)
from govgraph.graph.review.draft_things import (
    add_thing,
    correct_thing,
    merge_things,
    reject_thing,
    split_thing,
)
from govgraph.graph.review.recorded import Fact, Facts
from govgraph.ontology.errors import ReviewError
from govgraph.ontology.records import Extraction

_COLUMNS: Mapping[Kind, Mapping[str, str]] = {
    Kind.THING: {"name": "subject", "type": "what"},
    Kind.FIGURE: {"indicator": "what"}
    | {name: name for name in ("value", "unit", "bound", "role", "period")},
    Kind.RELATION: {"subject": "subject", "predicate": "what", "object": "object"},
}
"""The column of a key that a field of `correct` is told by."""

_Step = Callable[[Draft, str, Decision], None]


@dataclass(frozen=True, slots=True)
class Replayed:
    """The records of a document after review, what each decision came to, and what mentions were."""

    extraction: Extraction
    draft: Draft
    outcomes: tuple[Outcome, ...]


def replay(facts: Facts, decisions: Iterable[Decision]) -> Replayed:
    """Apply decisions to the records of a document.

    Raises `ReviewError` where two of them contradict each other on one record.
    """
    ordered = sorted(one for one in decisions if facts.is_of(one.place))
    draft = Draft(facts)
    on_record = _matched(draft, ordered)
    for identifier, deciding in on_record.items():
        for one, other in combinations(deciding, 2):
            if _contradict(one, other):
                raise ReviewError(
                    f"{one.where} and {other.where}: {one.named()!r} and {other.named()!r} contradict each "
                    f"other on {facts.label(identifier)!r}; take one out"
                )
    _things(draft, on_record, ordered)
    _claims(draft, on_record, ordered)
    _accept(draft, on_record)
    _settled(draft)
    return Replayed(draft.extraction(), draft, tuple(draft.outcomes.values()))


def _matched(draft: Draft, decisions: Sequence[Decision]) -> dict[str, list[Decision]]:
    """Return the decisions on each record; those on none or on different facts are noted."""
    found = defaultdict[str, list[Decision]](list)
    for decision in decisions:
        outcome = draft.outcome(decision)
        if decision.verb is Verb.ADD:
            continue
        facts = draft.facts.matching(decision)
        different = {fact.cells for fact in facts}
        turn = int(decision.nth or 0)
        if turn > len(facts) > 0:
            outcome.fault = f"there are only {len(facts)} such facts; lower nth"
        elif turn and facts:
            found[facts[turn - 1].id].append(decision)
        elif len(different) > 1:
            outcome.fault = f"it fits {len(different)} facts; {_telling(facts)}"
        else:
            for fact in facts:
                found[fact.id].append(decision)
    return dict(sorted(found.items()))


def _settled(draft: Draft) -> None:
    """Let decisions hold that no fact of the rules fits if what they want is so all the same.

    The rules have come to say it, or another decision has: so one decision holds for several wordings
    and outlasts the rules. A rejection wants no such fact, in a text that has its words.
    """
    now = Facts(draft.extraction())
    for outcome in draft.outcomes.values():
        decision = outcome.decision
        if outcome.holds or outcome.fault or decision.verb in (Verb.ADD, Verb.MERGE, Verb.SPLIT):
            continue
        wanted = _as_corrected(decision) if decision.verb is Verb.CORRECT else decision
        found = now.matching(wanted)
        if decision.verb is Verb.REJECT:
            if not found and now.has_words_of(decision):
                draft.holds(decision)
        elif len({fact.cells for fact in found}) == 1:
            for fact in found:
                draft.holds(decision, draft.claims_of(fact.id))


def _as_corrected(decision: Decision) -> Decision:
    """The key of a fact that is as a decision wants it to be."""
    columns = _COLUMNS[Kind(decision.kind)]
    told = {columns[name]: value for name, value in decision.changes if name in columns}
    return replace(decision, **{name: "" if value == NOTHING else value for name, value in told.items()})


def _telling(facts: Sequence[Fact]) -> str:
    """Which columns would tell facts apart, with what stands in them."""
    for name in ("subject", "what", "role", "value", "unit", "period", "bound", "object"):
        values = sorted({getattr(fact.cells, name) for fact in facts})
        if len(values) > 1:
            return f"say which by {name} ({', '.join(value or 'empty' for value in values[:5])}) or by nth"
    return "say which by nth"


def _contradict(one: Decision, other: Decision) -> bool:
    verbs = {one.verb, other.verb}
    if verbs == {Verb.CORRECT}:
        before = dict(one.changes)
        return any(before.get(name, value) != value for name, value in other.changes)
    if verbs == {Verb.MERGE}:
        return (one.new, one.object) != (other.new, other.object)
    if verbs in ({Verb.ACCEPT, Verb.MERGE}, {Verb.ACCEPT, Verb.SPLIT}, {Verb.CORRECT, Verb.SPLIT}):
        return False
    return len(verbs) > 1


def _of(on_record: Mapping[str, Sequence[Decision]], kind: Kind, verb: Verb) -> list[tuple[str, Decision]]:
    return [
        (identifier, decision)
        for identifier, deciding in on_record.items()
        for decision in deciding
        if decision.kind == kind and decision.verb is verb
    ]


def _things(draft: Draft, on_record: Mapping[str, list[Decision]], decisions: Sequence[Decision]) -> None:
    steps: tuple[tuple[Verb, _Step], ...] = (
        (Verb.REJECT, reject_thing),
        (Verb.CORRECT, correct_thing),
        (Verb.SPLIT, split_thing),
    )
    for verb, step in steps:
        for identifier, decision in _of(on_record, Kind.THING, verb):
            step(draft, identifier, decision)
    merges = _of(on_record, Kind.THING, Verb.MERGE)
    merge_things(draft, dict(merges))
    for identifier, decision in merges:
        if decision != dict(merges)[identifier]:  # the same was decided twice
            draft.holds(decision, draft.mentions_before(identifier))
    for decision in decisions:
        if decision.kind == Kind.THING and decision.verb is Verb.ADD:
            add_thing(draft, decision)


def _claims(draft: Draft, on_record: Mapping[str, list[Decision]], decisions: Sequence[Decision]) -> None:
    steps: tuple[tuple[Kind, _Step, _Step, Callable[[Draft, Decision], None]], ...] = (
        (Kind.FIGURE, reject_figure, correct_figure, add_figure),
        (Kind.RELATION, reject_relation, correct_relation, add_relation),
    )
    for kind, reject, correct, add in steps:
        for identifier, decision in _of(on_record, kind, Verb.REJECT):
            reject(draft, identifier, decision)
        for identifier, decision in _of(on_record, kind, Verb.CORRECT):
            correct(draft, identifier, decision)
        for decision in decisions:
            if decision.kind == kind and decision.verb is Verb.ADD:
                add(draft, decision)


def _accept(draft: Draft, on_record: Mapping[str, list[Decision]]) -> None:
    held = {**draft.figures, **draft.things, **draft.relations}
    for kind in Kind:
        for identifier, decision in _of(on_record, kind, Verb.ACCEPT):
            if identifier in held:
                draft.holds(decision, draft.claims_of(identifier))
            else:
                draft.fails(decision, GONE)
