"""The command `govgraph review`: what waits, as a table or a sheet, and filled sheets taken back."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from govgraph.console import opened, warn, written
from govgraph.ontology.errors import UsageError
from govgraph.options import STORE

if TYPE_CHECKING:
    from govgraph.graph.review.waiting import Item

_HEADS = ("waits", "confidence", "kind", "subject", "what", "object", "value", "unit", "period", "words")


@click.command()
@STORE
@click.option(
    "--most",
    type=click.FloatRange(0, 1),
    default=0.7,
    show_default=True,
    help="List claims up to this confidence; it is not calibrated, so it is no probability.",
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="List the first N only.")
@click.option(
    "--sheet",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write a sheet to fill in: .csv or .tsv.",
)
@click.option(
    "--take",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Take a filled sheet into the folder of --into.",
)
@click.option("--into", type=click.Path(path_type=Path), metavar="FOLDER", help="Folder of decisions.")
@click.option(
    "--summary",
    type=click.Choice(["text", "json"]),
    help="Say instead how many facts of each source the rules alone found, and people accepted, corrected, "
    "added and rejected.",
)
@click.option("--who", default="", metavar="NAME", help="Who decided, where the sheet does not say.")
@click.option("--when", default="", metavar="DAY", help="When (2021-03-02), where the sheet does not say.")
def review(
    location: str,
    most: float,
    limit: int | None,
    sheet: Path | None,
    take: Path | None,
    into: Path | None,
    summary: str | None,
    who: str,
    when: str,
) -> None:
    """List what waits for review, write it as a sheet, or take a filled sheet as decisions.

    The least certain claims come first, then figures of unknown indicators, things of nearly the same
    name, and things that several forms were taken for. Nothing in the store changes: decisions apply when
    they are replayed with: govgraph build SOURCE --review FOLDER.
    """
    if summary is not None:
        if take is not None or sheet is not None:
            raise UsageError("--summary goes with neither --sheet nor --take")
        _summarise(location, as_json=summary == "json")
        return
    if take is not None:
        if into is None or sheet is not None:
            raise UsageError("--take needs --into FOLDER, the folder of decisions, and no --sheet")
        _take(location, take, into, {"who": who, "when": when})
        return
    if sheet is not None and sheet.suffix not in (".csv", ".tsv"):
        raise UsageError(f"{sheet}: a sheet ends in .csv or .tsv")
    from govgraph.graph.review.sheet import sheet as filled
    from govgraph.graph.review.waiting import waiting

    with opened(location) as store:
        queue = waiting(store, Decimal(str(most)))
    _warn_of(queue.unread)
    items = queue.items[:limit]
    if sheet is None:
        _show(_HEADS, [_row(item) for item in items])
    else:
        with written(str(sheet)) as stream:
            stream.write(filled(items, sheet.suffix))
    click.echo(f"{len(items)} of {len(queue.items)} that wait", err=True)


def _take(location: str, path: Path, folder: Path, signed: dict[str, str]) -> None:
    from govgraph.graph.review.sheet import take

    with opened(location) as store:
        target, decisions = take(store, path, folder, signed)
    if target is None:
        click.echo(f"{path}: no new decision", err=True)
    else:
        click.echo(f"{target}: {len(decisions)} decisions; replay: build SOURCE --review {folder}", err=True)


def _summarise(location: str, *, as_json: bool) -> None:
    from govgraph.graph.review.shares import shares

    with opened(location) as store:
        found, unknown = shares(store)
    _warn_of(unknown)
    rows = [asdict(share) | {"of_rules": share.of_rules} for share in found]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        row["of_rules"] = "" if row["of_rules"] is None else f"{row['of_rules']:.1%}"
    heads = ("source", "name", "kind", "alone", "accepted", "corrected", "added", "rejected", "of_rules")
    _show(heads, [tuple(str(row[head]) for head in heads) for row in rows])


def _warn_of(unread: Sequence[str]) -> None:
    if unread:
        warn([f"{', '.join(unread)}: what the rules found was not kept; build again to review"])


def _show(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table on a terminal, elsewhere lines of tab-separated values."""
    if not sys.stdout.isatty():
        for row in (heads, *rows):
            click.echo("\t".join(row))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(*heads)
    for row in rows:
        table.add_row(*row)
    Console().print(table)


def _row(item: Item) -> tuple[str, ...]:
    cells = item.cells
    told = (str(item.confidence), cells.kind, cells.subject, cells.what, cells.object)
    figure = (cells.value, cells.unit, cells.period, item.words)
    return (item.reason, *map(str, told), *(" ".join(cell.split()) for cell in figure))
