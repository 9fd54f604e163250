"""Files of review decisions: tab-separated values, one decision a line.

A file names its columns in its first line, in any order; columns that are left out are empty. Spreadsheets
may write commas or semicolons instead. See docs/review.md.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from govgraph.graph.review.checks import checked, normal
from govgraph.graph.review.decisions import COLUMNS, Decision
from govgraph.ontology.errors import ReviewError

CONTEXT = ("waits", "confidence", "words", "sentence", "source")
"""Columns of a sheet that help to decide and are no part of a decision."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that cannot be taken: where it stands, what is wrong, and how to put it right."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" if self.where else self.what


def read_folder(folder: Path) -> tuple[Decision, ...]:
    """Return the decisions of all `.tsv` files in a folder, in no meaningful order, each once.

    Raises `ReviewError` that names every bad line, and where the folder cannot be read.
    """
    if not folder.is_dir():
        raise ReviewError(f"{folder}: no such folder; name one with files of decisions (*.tsv)")
    found: dict[Decision, Decision] = {}
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.tsv")):
        decisions, wrong = read_table(decoded(path), str(path))
        found |= {decision: decision for decision in reversed(decisions)}
        faults += wrong
    if faults:
        raise ReviewError("; ".join(map(str, faults)))
    return tuple(sorted(found.values()))


def decoded(path: Path) -> str:
    """Return a file of decisions as text; spreadsheets write UTF-8 or UTF-16 with a mark, or GB18030."""
    data = path.read_bytes()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise ReviewError(f"{path}: neither UTF-8, UTF-16 nor GB18030; save it as UTF-8") from error


def read_table(
    text: str, name: str, word: str = "line", defaults: Mapping[str, str] | None = None
) -> tuple[list[Decision], list[Fault]]:
    """Return the decisions of a table and its faulty rows; rows without a decision are passed over.

    Cells are divided by tabs, commas or semicolons, as the line of columns has it. `name` stands in
    `where` with the number of the line, called by `word`; `defaults` fill empty cells.
    """
    decisions: list[Decision] = []
    faults: list[Fault] = []
    for where, row in _rows(text, f"{name}, {word}", faults):
        cells = {column: row.get(column) or (defaults or {}).get(column, "") for column in COLUMNS}
        if not cells["decision"]:
            continue
        decision = normal(Decision(**cells, where=where))
        wrong = checked(decision)
        faults += [Fault(where, what) for what in wrong]
        if not wrong:
            decisions.append(decision)
    return decisions, faults


def _rows(text: str, place: str, faults: list[Fault]) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield the rows below the line of columns, with where they stand; comments and empty rows left out."""
    first = next((line for line in text.splitlines() if line.strip() and not line.startswith("#")), "")
    delimiter = max("\t,;", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    header: list[str] = []
    try:
        for row in reader:
            where = f"{place} {reader.line_num}"
            cells = [" ".join(_plain(cell).split()) for cell in row]
            if not any(cells) or cells[0].startswith("#"):
                continue
            if not header:
                header = cells
                if not {"decision", "kind"} <= set(header):
                    faults.append(Fault(where, "no columns decision and kind; name the columns in this line"))
                    return
                unknown = [name for name in header if name and name not in {*COLUMNS, *CONTEXT}]
                faults += [Fault(where, _unknown(name)) for name in unknown]
                continue
            if any(cells[len(header) :]):
                faults.append(Fault(where, f"{len(cells)} cells for {len(header)} columns; take some out"))
                continue
            yield where, dict(zip(header, cells, strict=False))
    except csv.Error as error:
        faults.append(Fault(f"{place} {reader.line_num}", f"{error}; close the quotation marks"))


def _unknown(column: str) -> str:
    near = get_close_matches(column, COLUMNS, 1)
    return f"no column is called {column!r}; {f'did you mean {near[0]}?' if near else 'take it out'}"


_FORMULA = re.compile(r"[=+\-@\t\r]")


def _plain(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from reckoning."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; `read_table` takes it back as it was."""
    return f"'{cell}" if _FORMULA.match(cell) else cell
