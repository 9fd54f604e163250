"""Read the tables of words that lie beside the loaders, and name the class of Chinese characters."""

from __future__ import annotations

import re
from functools import cache

from govgraph.ontology.errors import VocabularyError
from govgraph.ontology.tables import read_rows as read_table

HAN = r"[^\W\x00-\xff]"
"""A Chinese character: a letter beyond Latin-1. `[一-鿿]` takes `re` fifty times as long to compile."""


@cache
def read_rows(name: str, package: str = "govgraph.loaders") -> tuple[dict[str, str], ...]:
    """Return the rows of the table `name`, in file order.

    Raises `VocabularyError` where a row has too few or too many cells.
    """
    return tuple(row for _, row in read_table(name, package=package))


@cache
def context(name: str) -> tuple[str, ...]:
    """Return the words of `contexts.tsv` under a name, longest first.

    Raises `VocabularyError` for a name that the table does not hold.
    """
    words = _contexts().get(name)
    if not words:
        raise VocabularyError(f"contexts.tsv: no words under {name!r}; check the name")
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


@cache
def _contexts() -> dict[str, list[str]]:
    words: dict[str, list[str]] = {}
    for row in read_rows("contexts.tsv"):
        words.setdefault(row["name"], []).append(row["word"])
    return words


@cache
def context_set(name: str) -> frozenset[str]:
    """Return the words of `contexts.tsv` under a name as a set."""
    return frozenset(context(name))


@cache
def context_pattern(name: str, before: str = "", after: str = "") -> re.Pattern[str]:
    """Return a pattern for any of the words under a name, between the patterns `before` and `after`."""
    return re.compile(before + "(?:" + "|".join(map(re.escape, context(name))) + ")" + after)
