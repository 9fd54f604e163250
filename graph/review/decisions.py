"""Review decisions: each about one fact, told by its key in words and never by an offset."""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from govgraph.ontology.tables import split_cell

NOTHING = "-"
"""In `new`: the field becomes empty."""


class Verb(StrEnum):
    """What is decided."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    MERGE = "merge"
    SPLIT = "split"
    ADD = "add"


class Kind(StrEnum):
    """What a fact is about; each is a kind of record."""

    THING = "thing"
    FIGURE = "figure"
    RELATION = "relation"


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """One decision on one fact; all fields are text as in the file, empty where they do not apply.

    `subject` to `period` are the key of the fact, `nth` (from 1, in the order of the text) one of several
    claims with that key, `place` the area whose sources are meant. `field` and `new` are what `correct`
    changes, `quote` the words that `add` rests on; these three, and `object` of a split, may hold several,
    divided by bars. `where` names file and line and is no part of the decision.
    """

    decision: str
    kind: str
    place: str = ""
    subject: str = ""
    what: str = ""
    object: str = ""
    role: str = ""
    bound: str = ""
    value: str = ""
    unit: str = ""
    period: str = ""
    nth: str = ""
    field: str = ""
    new: str = ""
    quote: str = ""
    who: str = ""
    when: str = ""
    why: str = ""
    where: str = dataclasses.field(default="", compare=False)

    @property
    def verb(self) -> Verb:
        """What is decided."""
        return Verb(self.decision)

    @property
    def changes(self) -> tuple[tuple[str, str], ...]:
        """The fields that change, each with its new value."""
        return tuple(zip(split_cell(self.field), split_cell(self.new), strict=True))

    @property
    def id(self) -> str:
        """Ten hexadecimal digits that tell decisions apart, wherever they stand."""
        return hashlib.sha256(self.line().encode("utf-8")).hexdigest()[:10]

    def line(self) -> str:
        """The decision as a line of a file that has every column."""
        return lines([self])[1]

    def named(self) -> str:
        """The decision in a few words, for messages."""
        said = (self.subject, self.what, self.object, self.value + self.unit, self.period)
        return f"{self.decision} {self.kind} {' · '.join(filter(None, said))}"


COLUMNS = tuple(column.name for column in dataclasses.fields(Decision) if column.name != "where")
"""The columns of a file of decisions, in the order that is written."""


def lines(decisions: Iterable[Decision]) -> list[str]:
    """Return a file of decisions as lines, the columns first."""
    return table([COLUMNS, *(tuple(getattr(one, name) for name in COLUMNS) for one in decisions)])


def table(rows: Iterable[Sequence[str]], delimiter: str = "\t") -> list[str]:
    """Return rows of cells as lines; what needs it is quoted."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue().splitlines()


def is_day(text: str) -> bool:
    """Whether a text is a day as 2021-03-02."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text))
