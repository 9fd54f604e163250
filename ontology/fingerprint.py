"""A digest of the rules and the tables they read, so that a graph says what made it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib import import_module

PACKAGES = ("govgraph.graph", "govgraph.loaders", "govgraph.ontology")
"""What decides on the claims of a source: how it is read, and how records become triples."""


def fingerprint(packages: Iterable[str] = PACKAGES) -> str:
    """Return eight hexadecimal digits that change when code or a table of the packages changes."""
    return _fingerprint(tuple(packages))


@cache
def _fingerprint(packages: tuple[str, ...]) -> str:
    digest = sha256()
    for package in packages:
        (root,) = import_module(package).__path__
        for folder, inside, names in os.walk(root):
            inside[:] = sorted(set(inside) - {"__pycache__"})
            for path in (os.path.join(folder, name) for name in sorted(names)):
                digest.update(f"{package}{path.removeprefix(root)}\n".replace(os.sep, "/").encode())
                with open(path, "rb") as file:
                    digest.update(file.read().replace(b"\r", b""))
    return digest.hexdigest()[:8]
