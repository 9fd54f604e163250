"""What the readers of containers hand on: the text that is stored, and what the container knows of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Generator
from contextlib import contextmanager
from datetime import date
from typing import NamedTuple

from govgraph.loaders.lexicon import lazy
from govgraph.ontology.errors import SourceError

DATE = lazy(r"(?<!\d)(\d{4})(?:[-./]|年 ?)(\d{1,2})(?:[-./]|月 ?)(\d{1,2})(?!\d)")
_CONTROL = lazy(r"[\x00-\x08\x0b-\x1f\x7f]")
_HALF = 0.5


class Content(NamedTuple):
    """A text as it is stored, with the metadata that its container holds outside the text.

    `notes` are for the reader of the source: what was lost or could not be read, a clause each.
    """

    text: str
    media_type: str
    title: str = ""
    issued: date | None = None
    publisher: str = ""
    creators: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def missing(where: str, what: str, extra: str) -> SourceError:
    """Return the error for a container whose reader is not installed."""
    return SourceError(
        f"{where}: reading {what} needs an extra that is not installed; run: pip install 'govgraph[{extra}]'"
    )


def date_in(text: str) -> date | None:
    """Return the first full date written in a text, or None."""
    for match in DATE.finditer(text):
        year, month, day = (int(part) for part in match.groups())
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return None


def as_text(lines: list[str]) -> str:
    """Return lines as a text that ends with a line end, control characters and trailing blanks left out."""
    cleaned = (_CONTROL.sub("", line).rstrip() for line in lines)
    return "".join(f"{line}\n" for line in cleaned if line.strip())


def width(line: str) -> float:
    """Return the width of a line in ems: a Chinese sign is 1, a Latin one a half."""
    return sum(1 if unicodedata.east_asian_width(sign) in "WFA" else _HALF for sign in line)


def glued(left: str, right: str) -> str:
    """Return two parts of a sentence that a line end broke; a blank only between two Latin words."""
    left, right = left.rstrip(), right.lstrip()
    latin = bool(re.search(r"[A-Za-z,;]$", left) and re.match(r"[A-Za-z]", right))
    return f"{left} {right}" if latin else left + right


@contextmanager
def quiet(name: str) -> Generator[None, None, None]:
    """Keep what a package logs about sloppy files off the terminal."""
    import logging

    log = logging.getLogger(name)
    level = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(level)
