"""The audit of figures: what a report says, checked against what else it says.

Each source is checked by itself. A figure is what rounds to its printed digits, so that only what no
rounding explains is called inconsistent; what depends on more than the text gives is left undecided.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from govgraph.graph.audit.changes import changes
from govgraph.graph.audit.claimed import Report, reports
from govgraph.graph.audit.findings import Check, Verdict
from govgraph.graph.audit.lists import lists
from govgraph.graph.audit.pairs import pairs
from govgraph.graph.audit.shares import shares
from govgraph.graph.audit.single import singles
from govgraph.graph.audit.sums import sums
from govgraph.graph.store import Reader

_RULES = (sums, shares, changes, pairs, lists, singles)


@dataclass(frozen=True, slots=True)
class Audited:
    """One source and its checks: the gravest first, then in the order of the text."""

    report: Report
    checks: tuple[Check, ...]

    def of(self, *verdicts: Verdict) -> tuple[Check, ...]:
        """Return the checks with one of some verdicts."""
        return tuple(check for check in self.checks if check.verdict in verdicts)


@dataclass(frozen=True, slots=True)
class Audit:
    """The checks of all sources of a store; true where something is inconsistent."""

    sources: tuple[Audited, ...]

    def __bool__(self) -> bool:
        return any(source.of(Verdict.INCONSISTENT) for source in self.sources)

    def checks(self) -> Iterator[Check]:
        """Yield the checks of all sources."""
        for source in self.sources:
            yield from source.checks

    def counts(self) -> Counter[Verdict]:
        """Return how many checks came to each verdict."""
        return Counter(check.verdict for check in self.checks())


def audit(store: Reader) -> Audit:
    """Check the figures of every source of a store; the store is not changed."""
    return Audit(tuple(audited(report) for report in reports(store)))


def audited(report: Report) -> Audited:
    """Check the figures of one source."""
    order = list(Verdict)
    found = {
        (check.kind, tuple(figure.claim for figure in check.figures)): check
        for rule in _RULES
        for check in rule(report)
    }
    ranked = sorted(
        found.items(),
        key=lambda item: (order.index(item[1].verdict), item[1].figures[0].start, item[0]),
    )
    return Audited(report, tuple(check for _, check in ranked))
