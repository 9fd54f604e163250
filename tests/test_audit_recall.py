"""Identities between figures, listed by hand from sentences of the corpus drawn at random, and which of them
the audit sees.

`data/identities.tsv` names them by the printed words of their figures, which stand in this order in one
sentence of the text.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from audits import audit_of

from govgraph.graph.audit.findings import Check, Kind

LEAST = 0.8
"""Share of the identities that must be seen."""


def identities() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield the check, the text and the printed figures of each identity."""
    with open(Path(__file__).parent / "data" / "identities.tsv", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            yield row["check"], row["text"], tuple(row["figures"].split("|"))


def places(text: str, figures: tuple[str, ...]) -> list[tuple[int, int]]:
    """The offsets of printed figures in the first sentence that has them."""
    sentence = r"[^。；！？\n]{0,120}?"
    found = next(re.finditer(sentence.join(rf"(?<![\d.])({re.escape(one)})" for one in figures), text))
    return [found.span(number) for number in range(1, len(figures) + 1)]


def is_seen(kind: str, spans: list[tuple[int, int]], checks: list[Check]) -> bool:
    """Whether a check compares all of the figures, or for a list counts its names."""
    return any(
        all(
            any(figure.start < end and start < figure.end for figure in check.figures) for start, end in spans
        )
        for check in checks
        if (kind == "list") == (check.kind is Kind.LIST)
    )


def test_most_identities_of_a_list_made_by_hand_are_seen(shared: Path) -> None:
    @cache
    def audited(name: str) -> tuple[str, list[Check]]:
        text = (shared / "corpus" / f"{name}.txt").read_text("utf-8-sig")
        return text, list(audit_of(text).checks())

    seen, listed, missed = defaultdict[str, int](int), defaultdict[str, int](int), list[str]()
    for kind, name, figures in identities():
        text, checks = audited(name)
        listed[kind] += 1
        if is_seen(kind, places(text, figures), checks):
            seen[kind] += 1
        else:
            missed.append(f"{name} {kind} {'|'.join(figures)}")
    print(f"{sum(seen.values())} of {sum(listed.values())} identities:", dict(seen), "of", dict(listed))
    assert sum(listed.values()) == 59
    assert sum(seen.values()) >= LEAST * sum(listed.values()), "\n".join(missed)
