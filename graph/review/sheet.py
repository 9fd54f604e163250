"""What waits for review as a sheet to fill in, and filled sheets taken back as decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from govgraph.graph.iris import is_source_graph
from govgraph.graph.review.decisions import COLUMNS, Decision, lines, table
from govgraph.graph.review.files import CONTEXT, Fault, decoded, read_folder, read_table, safe
from govgraph.graph.review.graph import Reviewed, faults_of, kept_records, reviewed
from govgraph.graph.review.waiting import Item
from govgraph.graph.store import Reader
from govgraph.ontology.errors import ReviewError

_FIRST = ("decision", "field", "new", "why")
SHEET = (*_FIRST, *CONTEXT[:-1], *(name for name in COLUMNS if name not in _FIRST), CONTEXT[-1])
"""Columns of a sheet: what a person fills in, what helps to decide, and the key of the fact."""
_BOM = "\ufeff"


def sheet(items: Iterable[Item], ending: str) -> bytes:
    """Return a sheet of what waits, with no decisions in it: `ending` is .csv or .tsv.

    No cell begins as a formula does. In a .csv a mark tells spreadsheets that it is UTF-8.
    """
    delimiter = "," if ending == ".csv" else "\t"
    rows = [SHEET, *(tuple(map(safe, _row(item))) for item in items)]
    text = "".join(f"{line}\r\n" if ending == ".csv" else f"{line}\n" for line in table(rows, delimiter))
    return (_BOM * (ending == ".csv") + text).encode("utf-8")


def _row(item: Item) -> list[str]:
    cells = item.cells
    told = {name: str(getattr(cells, name)) for name in cells.__dataclass_fields__}
    told |= {
        "waits": item.reason,
        "confidence": str(item.confidence),
        "words": item.words,
        "sentence": " ".join(item.sentence.split()),
        "place": item.place,
        "nth": item.nth,
        "source": item.source,
        "new": item.other,
    }
    if item.forms:
        told |= {"object": "|".join(item.forms), "new": item.forms[0]}
    return [told.get(name, "") for name in SHEET]


def take(
    store: Reader, path: Path, folder: Path, signed: Mapping[str, str]
) -> tuple[Path | None, tuple[Decision, ...]]:
    """Take a filled sheet into a new file of a folder of decisions; returns it and what it holds.

    `signed` fills empty cells of `who` and `when`. Decisions that the folder has are left out; rows
    without a decision too. Raises `ReviewError` naming every bad row, and then nothing is written.
    """
    filled, faults = read_table(decoded(path), path.name, "row", signed)
    known = read_folder(folder) if folder.is_dir() else ()
    new = tuple(decision for decision in dict.fromkeys(filled) if decision not in set(known))
    faults += _tried(store, new, known)
    if faults:
        raise ReviewError("; ".join((*map(str, faults), "nothing was taken")))
    if not new:
        return None, ()
    folder.mkdir(parents=True, exist_ok=True)
    target = _free(folder, path.stem)
    target.write_text("".join(f"{line}\n" for line in lines(sorted(new))), "utf-8")
    return target, new


def _tried(store: Reader, new: Sequence[Decision], known: Sequence[Decision]) -> list[Fault]:
    """Return why new decisions cannot be replayed together with those known."""
    results: list[Reviewed] = []
    for name in store.names():
        extraction = kept_records(store, name.value.rpartition("/")[2]) if is_source_graph(name) else None
        if extraction is not None:
            try:
                results.append(reviewed(extraction, (*known, *new)))
            except ReviewError as error:
                return [Fault("", str(error))]
    reviews = [triple for result in results for triple in result.reviews]
    found = [fault for result in results for fault in result.faults if fault[0] in set(new)]
    return faults_of(new, reviews, found)


def _free(folder: Path, stem: str) -> Path:
    turn, target = 1, folder / f"{stem}.tsv"
    while target.exists():
        turn += 1
        target = folder / f"{stem}-{turn}.tsv"
    return target
