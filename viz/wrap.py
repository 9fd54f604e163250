"""Width and wrapping of labels without a font: widths in em, lines broken as Chinese and English want it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MAX_LINE_EM = 12.0
"""About 12 Chinese or 22 Latin characters."""
MAX_LINES = 3

_NARROW = frozenset("fijlrtI.,:;'|!()[]/- ")
_BROAD = frozenset("mwMW%@—…·“”")
_TOKEN = re.compile(r"[A-Za-z0-9À-ɏ][A-Za-z0-9À-ɏ'’.,+%&-]*|\s+|.", re.DOTALL)
_NO_START = frozenset("，。、；：？！）》”’】」』〉%·…")
_NO_END = frozenset("（《“‘【「『〈")


@lru_cache(maxsize=4096)
def _em(char: str) -> float:
    if unicodedata.east_asian_width(char) in "WF":
        return 1.0
    if char in _NARROW:
        return 0.34
    if char in _BROAD:
        return 0.9
    if char.isupper():
        return 0.68
    return 0.57


def width(text: str) -> float:
    """Return the approximate width of `text` in em of its font size."""
    return sum(_em(char) for char in text)


@lru_cache(maxsize=65536)
def wrap(text: str, limit: float = MAX_LINE_EM, lines: int = MAX_LINES) -> tuple[str, ...]:
    """Break `text` into at most `lines` lines of about equal length, none much over `limit` em.

    What does not fit ends in an ellipsis. A single word longer than a line is broken.
    """
    text = " ".join(text.split())
    total = width(text)
    if total <= limit:
        return (text,)
    wanted = min(lines, int(-(-total // limit)))
    target = total / wanted
    while target < limit:
        broken = _break(text, target)
        if len(broken) <= wanted:
            return tuple(broken)
        target += 0.25
    broken = _break(text, limit)
    if len(broken) <= lines:
        return tuple(broken)
    last = broken[lines - 1]
    while last and width(last) > limit - 1:
        last = last[:-1]
    return (*broken[: lines - 1], last.rstrip() + "…")


def _break(text: str, limit: float) -> list[str]:
    found: list[str] = []
    line = ""
    for token in _pieces(text, limit):
        fits = width(line + token.rstrip()) <= limit
        hangs = token[0] in _NO_START and width(line) <= limit + 2  # a mark or two may hang over the edge
        if line.strip() and not fits and not hangs:
            carried = ""
            while line and line[-1] in _NO_END:
                line, carried = line[:-1], line[-1] + carried
            if line.strip():
                found.append(line.strip())
            line = carried
        line += token if line else token.lstrip()
    if line.strip():
        found.append(line.strip())
    return found


def _pieces(text: str, limit: float) -> list[str]:
    """Return the words of `text`; those wider than a line are cut."""
    pieces: list[str] = []
    for match in _TOKEN.finditer(text):
        token = match.group()
        while width(token) > limit:
            cut = 1
            while width(token[: cut + 1]) <= limit:
                cut += 1
            pieces.append(token[:cut])
            token = token[cut:]
        if token:
            pieces.append(token)
    return pieces
