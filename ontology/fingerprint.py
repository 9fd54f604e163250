"""A digest of the rules and the tables they read, so that a graph says what made it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

PACKAGES = ("govgraph.graph", "govgraph.loaders", "govgraph.ontology")
"""What decides on the claims of a source: how it is read, and how records become triples."""


def fingerprint(packages: Iterable[str] = PACKAGES) -> str:
    """Return eight hexadecimal digits that change when code or a table of the packages changes."""
    return _fingerprint(tuple(packages))


@cache
def _fingerprint(packages: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for package in packages:
        inside = sorted((item.name, item) for item in files(package).iterdir() if item.is_file())
        for name, item in inside:
            digest.update(f"{package}/{name}\n".encode())
            digest.update(item.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:8]
