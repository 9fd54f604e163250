"""A digest of the tables that rules read, so that a graph says which rules made it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files


def fingerprint(packages: Iterable[str] = ("govgraph.loaders", "govgraph.ontology")) -> str:
    """Return eight hexadecimal digits that change when a table (`*.tsv`) of the packages changes."""
    return _fingerprint(tuple(packages))


@cache
def _fingerprint(packages: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for package in packages:
        tables = sorted((item.name, item) for item in files(package).iterdir() if item.name.endswith(".tsv"))
        for name, table in tables:
            digest.update(f"{package}/{name}\n".encode())
            digest.update(table.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:8]
