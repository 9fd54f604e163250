"""Read the tables of words that lie beside the loaders."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from govgraph.ontology.errors import VocabularyError


@cache
def read_rows(name: str, package: str = "govgraph.loaders") -> tuple[dict[str, str], ...]:
    """Return the rows of the table `name`, in file order.

    Raises `VocabularyError` where a row has too few or too many cells.
    """
    text = files(package).joinpath(name).read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE, strict=True))
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            raise VocabularyError(
                f"{name}, line {number}: wrong number of cells; separate them with one tab each"
            )
    return tuple(rows)


@cache
def context(name: str) -> tuple[str, ...]:
    """Return the words of `contexts.tsv` under a name, longest first.

    Raises `VocabularyError` for a name that the table does not hold.
    """
    words = [row["word"] for row in read_rows("contexts.tsv") if row["name"] == name]
    if not words:
        raise VocabularyError(f"contexts.tsv: no words under {name!r}; check the name")
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


@cache
def context_set(name: str) -> frozenset[str]:
    """Return the words of `contexts.tsv` under a name as a set."""
    return frozenset(context(name))


@cache
def context_pattern(name: str, before: str = "", after: str = "") -> re.Pattern[str]:
    """Return a pattern for any of the words under a name, between the patterns `before` and `after`."""
    return re.compile(before + "(?:" + "|".join(map(re.escape, context(name))) + ")" + after)
