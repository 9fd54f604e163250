"""Read the tables of words that lie beside the loaders."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from govgraph.ontology.errors import VocabularyError


@cache
def read_rows(name: str, package: str = "govgraph.loaders") -> tuple[dict[str, str], ...]:
    """Return the rows of the table `name`, in file order.

    Raises `VocabularyError` where a row has too few or too many cells.
    """
    with files(package).joinpath(name).open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True)
        rows = list(reader)
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            raise VocabularyError(f"{name}, line {number}: wrong number of cells; separate them with one tab each")
    return tuple(rows)
