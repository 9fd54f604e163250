"""A digest of the rules and the tables they read, so that a graph says what made it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

PACKAGES = ("govgraph.graph", "govgraph.loaders", "govgraph.ontology")
"""What decides on the claims of a source: how it is read, and how records become triples."""


def fingerprint(packages: Iterable[str] = PACKAGES) -> str:
    """Return eight hexadecimal digits that change when code or a table of the packages changes."""
    return _fingerprint(tuple(packages))


@cache
def _fingerprint(packages: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for package in packages:
        for name, item in _inside(files(package), package):
            digest.update(f"{name}\n".encode())
            digest.update(item.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:8]


def _inside(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_file():
            yield f"{name}/{item.name}", item
        elif item.name != "__pycache__":
            yield from _inside(item, f"{name}/{item.name}")
