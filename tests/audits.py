"""A text read, extracted and audited, for tests: without registry and rules, which the audit does not ask."""

from __future__ import annotations

import re
from collections.abc import Iterable

from govgraph.graph.audit.findings import Check, Verdict
from govgraph.graph.audit.run import Audit, audit
from govgraph.graph.iris import source_graph
from govgraph.graph.quads import source_triples
from govgraph.graph.store import OxigraphStore
from govgraph.loaders.extract import extract
from govgraph.loaders.reading.read import read_bytes

HEAD = "滨江区工作情况\n2021-03-02 来源：江南早报\n\n"


def audit_of(text: str) -> Audit:
    """Return the audit of one text."""
    extraction = extract(read_bytes(text.encode(), "sample.txt"))
    with OxigraphStore.memory() as store:
        with store.writer() as writer:
            writer.put(source_graph(extraction.document.id), source_triples(extraction))
        return audit(store)


def checks_of(sentence: str) -> list[Check]:
    """Return the checks of one sentence, as the body of a report."""
    return list(audit_of(f"{HEAD}{sentence}\n").checks())


def told(checks: Iterable[Check]) -> list[tuple[str, str]]:
    """Return kind and verdict of checks, for comparing."""
    return [(check.kind.removeprefix("check").lower(), check.verdict.value) for check in checks]


def replaced(text: str, start: int, end: int, number: str) -> str:
    """Return a text with the digits of a figure at an offset replaced."""
    return text[:start] + re.sub(r"\d[\d.,]*", number, text[start:end], count=1) + text[end:]


FOUND = (Verdict.INCONSISTENT, Verdict.CANNOT_TELL)
"""Verdicts by which a changed figure counts as found."""
