"""Tables of packages: tab-separated rows under named columns, and cells of several parts."""

from __future__ import annotations

from pkgutil import get_data

from govgraph.ontology.errors import VocabularyError


def read_text(name: str, package: str = "govgraph.ontology") -> str:
    """Return the text of the file `name` of a package."""
    return (get_data(package, name) or b"").decode("utf-8")


def read_rows(
    name: str, columns: tuple[str, ...] | None = None, package: str = "govgraph.ontology"
) -> list[tuple[int, dict[str, str]]]:
    """Read the table `name` of a package as (line number, row); raises `VocabularyError`.

    Lines that are empty or begin with `#` are left out; every other has exactly the columns of the first
    line, which are those named, if any are.
    """
    lines = read_text(name, package).splitlines()
    header = tuple(lines[0].split("\t")) if lines else ()
    if not header or (columns and header != columns):
        raise VocabularyError(f"{name}, line 1: the columns must be {', '.join(columns or ('named',))}")
    rows: list[tuple[int, dict[str, str]]] = []
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != len(header):
            raise VocabularyError(f"{name}, line {number}: {len(cells)} cells instead of {len(header)}")
        if " " in line:
            cells = [cell.strip() for cell in cells]
        rows.append((number, dict(zip(header, cells, strict=True))))
    return rows


def split_cell(cell: str) -> tuple[str, ...]:
    """Split a cell at its bars; an empty cell has no parts."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())
