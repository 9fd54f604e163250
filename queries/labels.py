"""Names in English for an answer whose names are Chinese, as far as the graph knows them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pyoxigraph import Literal, QuerySolutions

from govgraph.queries.results import Result, Term

if TYPE_CHECKING:
    from govgraph.graph.store import Reader

_NAMES = """
    SELECT DISTINCT ?label ?name WHERE {
      ?thing rdfs:label ?label ; skos:prefLabel ?name .
      FILTER(lang(?label) = "zh" && lang(?name) = "en")
    }"""


def in_language(store: Reader, result: Result, language: str) -> Result:
    """Return `result` with every Chinese label that has one English name in `store` replaced by it.

    Labels without an English name, or with several, stay as they are; so do quoted words, since
    they are no labels. With a language other than "en" nothing changes.
    """
    if language != "en" or not result.rows:
        return result
    names: dict[Literal, set[Literal]] = {}
    answer = store.query(_NAMES)
    assert isinstance(answer, QuerySolutions)
    for label, name in answer:
        if isinstance(label, Literal) and isinstance(name, Literal):
            names.setdefault(label, set()).add(name)

    def named(term: Term | None) -> Term | None:
        found = names.get(term) if isinstance(term, Literal) else None
        return next(iter(found)) if found and len(found) == 1 else term

    return replace(result, rows=tuple(tuple(named(term) for term in row) for row in result.rows))
