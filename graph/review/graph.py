"""Review in the graph: sources as decisions leave them, and who decided what, when and why.

The decisions stand in `graph/review` in full, so that a store replays them when sources come or change,
and gives back what the rules found when a decision is taken away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from govgraph.graph import iris
from govgraph.graph.ground import Ground, Made, chinese
from govgraph.graph.quads import in_order, source_triples
from govgraph.graph.review.decisions import Decision, Verb, lines
from govgraph.graph.review.draft import Outcome
from govgraph.graph.review.files import Fault, read_table
from govgraph.graph.review.recorded import Facts
from govgraph.graph.review.replay import Replayed, replay
from govgraph.graph.store import Reader
from govgraph.ontology.archive import from_archive
from govgraph.ontology.errors import ReviewError
from govgraph.ontology.records import Extraction
from govgraph.ontology.terms import DCT, GOV, PROV, RDF, RDFS, XSD

_CONCLUSIONS = {
    Verb.ACCEPT: GOV.accepted,
    Verb.REJECT: GOV.rejected,
    Verb.CORRECT: GOV.corrected,
    Verb.MERGE: GOV.merged,
    Verb.SPLIT: GOV.split,
    Verb.ADD: GOV.added,
}
_OF_SOURCES = frozenset((GOV.reviews, GOV.replacement, PROV.used))
"""What `graph/review` says of single sources."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A source after review: its graph, what review did to it, and which decisions failed on it."""

    triples: list[Triple]
    reviews: tuple[Triple, ...] = ()
    faults: tuple[tuple[Decision, str], ...] = ()


def reviewed(extraction: Extraction, decisions: Sequence[Decision]) -> Reviewed:
    """Return the graph of a source with the decisions applied.

    Raises `ReviewError` where two decisions contradict each other.
    """
    if not decisions:
        return Reviewed(source_triples(extraction))
    done = replay(Facts(extraction), decisions)
    before = done.draft.raw
    made = _made(done)
    ground = Ground(done.extraction, made)
    reviews = list(_reviews(done.outcomes, before, ground))
    triples = source_triples(done.extraction, made)
    for outcome in done.outcomes:
        if outcome.decision.verb is Verb.CORRECT:
            triples += _revisions(outcome, before, ground)
    where = f" (in {extraction.document.name})"
    faults = tuple((one.decision, one.fault + where) for one in done.outcomes if one.fault)
    return Reviewed(in_order(triples), tuple(in_order(reviews)), faults)


def _made(done: Replayed) -> Made:
    """Return what claims keep their address, and which are new by whom."""
    by: dict[str, tuple[NamedNode, ...]] = {}
    for outcome in done.outcomes:
        for identifier in outcome.made:
            by[identifier] = (*by.get(identifier, ()), iris.review(outcome.decision.id))
    raw = done.draft.raw
    was = {
        identifier: node
        for identifier in (*done.draft.facts.ids(), *(mention.id for mention in raw.mentions))
        if (node := raw.known_claim(identifier)) is not None
    }
    moved = {new: was[old] for new, old in done.draft.was.items() if old in was}
    return Made(by, was | moved, frozenset(moved))


def _reviews(outcomes: Iterable[Outcome], before: Ground, after: Ground) -> Iterator[Triple]:
    """Yield what each decision that holds did to the claims of a source."""
    for outcome in outcomes:
        if not outcome.holds:
            continue
        node = iris.review(outcome.decision.id)
        yield Triple(node, PROV.used, before.source)
        decided = filter(None, map(before.known_claim, outcome.decided))
        made = filter(None, map(after.known_claim, outcome.made))
        yield from (Triple(node, GOV.reviews, claim) for claim in decided)
        predicate = GOV.replacement if outcome.decision.verb is Verb.CORRECT else GOV.reviews
        yield from (Triple(node, predicate, claim) for claim in made)


def _revisions(outcome: Outcome, before: Ground, after: Ground) -> Iterator[Triple]:
    """Yield what each corrected claim was before."""
    for identifier in outcome.made:
        old, new = before.known_claim(identifier), after.known_claim(identifier)
        if old is not None and new is not None:
            yield Triple(new, PROV.wasRevisionOf, old)


def decision_triples(decisions: Iterable[Decision]) -> Iterator[Triple]:
    """Yield decisions as they were made, by whom, when and why."""
    for decision in decisions:
        node, who = iris.review(decision.id), iris.agent(decision.who)
        yield Triple(node, RDF.type, GOV.Review)
        yield Triple(node, RDFS.label, chinese(f"复核：{decision.named()}"))
        yield Triple(node, GOV.decision, _CONCLUSIONS[decision.verb])
        yield Triple(node, GOV.decisionText, Literal(decision.line()))
        yield Triple(node, DCT.date, Literal(decision.when, datatype=XSD.date))
        if decision.why:
            yield Triple(node, DCT.description, Literal(decision.why))
        yield Triple(node, PROV.wasAssociatedWith, who)
        yield Triple(who, RDF.type, PROV.Person)
        yield Triple(who, RDFS.label, chinese(decision.who))


def decisions_in(store: Reader) -> tuple[Decision, ...]:
    """Return the decisions that a store replays."""
    texts = sorted(
        triple.object.value
        for triple in store.graph(iris.REVIEW)
        if triple.predicate == GOV.decisionText and isinstance(triple.object, Literal)
    )
    header = lines(())[0]
    decisions, faults = read_table("\n".join((header, *texts)), "the review of this store")
    if faults:
        raise ReviewError("; ".join(map(str, faults)))
    return tuple(sorted(decisions))


def about_sources(store: Reader, sources: Iterable[str]) -> Iterator[Triple]:
    """Yield what `graph/review` says of single sources and their claims."""
    wanted = set(sources)
    nodes = {iris.source(identifier) for identifier in wanted}
    for triple in store.graph(iris.REVIEW):
        claim = triple.object
        if triple.predicate in _OF_SOURCES and isinstance(claim, NamedNode):
            if claim in nodes or iris.source_of_claim(claim) in wanted:
                yield triple


def unheld(decisions: Iterable[Decision], reviews: Iterable[Triple]) -> list[Decision]:
    """Return the decisions that hold for no source."""
    held = {triple.subject for triple in reviews if triple.predicate == PROV.used}
    return [decision for decision in decisions if iris.review(decision.id) not in held]


def faults_of(
    decisions: Iterable[Decision], reviews: Iterable[Triple], found: Iterable[tuple[Decision, str]]
) -> list[Fault]:
    """Return why decisions do not apply, each with its file and line.

    `found` are the faults on single sources; a decision without one fits nothing in any source.
    """
    faults = set(found)
    told = {decision for decision, _ in faults}
    nothing = {
        Verb.ADD: "its words stand in no source; give others in quote, divided by bars",
        Verb.SPLIT: "none of its mentions has these forms or words in any source; see: govgraph review",
    }
    faults |= {
        (decision, nothing.get(decision.verb, "no source states such a fact; see: govgraph review"))
        for decision in unheld(decisions, reviews)
        if decision not in told
    }
    return [
        Fault(decision.where, f"{decision.named()}: {fault}")
        for decision, fault in sorted(faults, key=lambda one: (_in_order(one[0].where), one[0], one[1]))
    ]


def _in_order(where: str) -> tuple[str, str]:
    """The file and the line, so that line 2 comes before line 10."""
    file, _, line = where.rpartition(" ")
    return file, line.zfill(9)


def kept_records(store: Reader, source: str) -> Extraction | None:
    """Return what the rules found in a source of a store, or None where that was not kept."""
    text, archive = store.text(source), store.text(records_id(source))
    return from_archive(archive, text) if text is not None and archive is not None else None


def records_id(source: str) -> str:
    """The id that the records of a source are kept by, beside its text."""
    return f"{source}-records"
