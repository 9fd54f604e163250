"""What follows: rules as CONSTRUCT queries, run in the order of their file names.

A rule sees one source's claims, what registry, code lists and review say of the nodes that these name
(no farther), the ontology, and what the rules before it found: so that what follows from a source can be
told without the others. It adds nothing when it is run again on its own result.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    serialize,
)

from govgraph.graph.quads import ByPredicate, in_order
from govgraph.ontology.errors import QueryError
from govgraph.ontology.terms import PREFIXES, RDF, XSD

_CURIE = re.compile(r"(\w+):(\w+)")
_NAME = re.compile(r"rule-\d\d-[a-z-]+\.rq")


@dataclass(frozen=True, slots=True)
class Rule:
    """A CONSTRUCT query; `name` is its file's name without ending (rule-03-result-class)."""

    name: str
    text: str


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules in the order they are run in."""
    folder = files("govgraph.graph")
    names = sorted(item.name for item in folder.iterdir() if _NAME.fullmatch(item.name))
    return tuple(
        Rule(name.removesuffix(".rq"), folder.joinpath(name).read_text(encoding="utf-8")) for name in names
    )


def infer(merged: Iterable[Triple], selected: Iterable[Rule] | None = None) -> list[Triple]:
    """Return what the rules (all, or those `selected`) conclude from `merged` and is not in it, sorted.

    Words play no part in a conclusion.
    """
    store = Store()
    store.bulk_extend(_quad(triple) for triple in merged if not is_text(triple.object))
    return _concluded(store, rules() if selected is None else selected)


def infer_from(facts: Sequence[bytes]) -> bytes:
    """Return what the rules conclude from N-Triples of what they ask for, as N-Triples; see `infer`."""
    store = Store()
    for part in facts:
        store.bulk_load(part, RdfFormat.N_TRIPLES)
    return serialize(_concluded(store, rules()), format=RdfFormat.N_TRIPLES) or b""


def asked(triples: ByPredicate) -> list[Triple]:
    """Return what rules may ask for of the triples of each predicate: it stands in a rule; no words."""
    named = (triples[predicate] for predicate in _predicates() & triples.keys())
    return [triple for found in named for triple in found if not is_text(triple.object)]


@cache
def _predicates() -> frozenset[NamedNode]:
    """The predicates that stand in the rules, and other names there; none is a variable."""
    named = {name for rule in rules() for name in _CURIE.findall(rule.text) if name[0] in PREFIXES}
    return frozenset([RDF.type, *(NamedNode(PREFIXES[prefix] + local) for prefix, local in named)])


def _concluded(store: Store, selected: Iterable[Rule]) -> list[Triple]:
    """Return what rules add to a store, sorted."""
    found = list[Quad]()
    for rule in selected:
        new = [quad for quad in map(_quad, set(_run(rule, store))) if quad not in store]
        store.extend(new)
        found += new
    return in_order(quad.triple for quad in found)


def is_text(term: object) -> bool:
    """Whether a term is words."""
    return isinstance(term, Literal) and term.datatype in (XSD.string, RDF.langString)


def _quad(triple: Triple) -> Quad:
    return Quad(*triple)


def _run(rule: Rule, store: Store) -> QueryTriples:
    try:
        result = store.query(rule.text, prefixes=dict(PREFIXES))
    except SyntaxError as error:
        raise QueryError(f"{rule.name}: {error}") from error
    if not isinstance(result, QueryTriples):
        raise QueryError(f"{rule.name}: a rule must be a CONSTRUCT query")
    return result
