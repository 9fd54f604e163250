"""What the rules share: tables of words beside the loaders, patterns, and the class of Chinese characters."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar, cast

from govgraph.ontology.errors import VocabularyError
from govgraph.ontology.tables import read_rows as read_table

HAN = r"[^\W\x00-\xff]"
"""A Chinese character: a letter beyond Latin-1. `[一-鿿]` takes `re` fifty times as long to compile."""


@cache
def read_rows(name: str, package: str = "govgraph.loaders") -> tuple[dict[str, str], ...]:
    """Return the rows of the table `name`, in file order.

    Raises `VocabularyError` where a row has too few or too many cells.
    """
    return tuple(row for _, row in read_table(name, package=package))


@cache
def context(name: str) -> tuple[str, ...]:
    """Return the words of `contexts.tsv` under a name, longest first.

    Raises `VocabularyError` for a name that the table does not hold.
    """
    words = _contexts().get(name)
    if not words:
        raise VocabularyError(f"contexts.tsv: no words under {name!r}; check the name")
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


@cache
def _contexts() -> dict[str, list[str]]:
    words: dict[str, list[str]] = {}
    for row in read_rows("contexts.tsv"):
        words.setdefault(row["name"], []).append(row["word"])
    return words


@cache
def context_set(name: str) -> frozenset[str]:
    """Return the words of `contexts.tsv` under a name as a set."""
    return frozenset(context(name))


@cache
def context_pattern(name: str, before: str = "", after: str = "") -> re.Pattern[str]:
    """Return a pattern for any of the words under a name, between the patterns `before` and `after`."""
    return re.compile(before + "(?:" + "|".join(map(re.escape, context(name))) + ")" + after)


_T = TypeVar("_T")
_MOST_WORDS = 1 << 15


class Remembered(dict[str, _T]):
    """What a function says of each word met so far; a look into it costs half of one into an `lru_cache`."""

    def __init__(self, tell: Callable[[str], _T]) -> None:
        super().__init__()
        self._tell = tell

    def __missing__(self, word: str) -> _T:
        if len(self) > _MOST_WORDS:
            self.clear()
        told = self[word] = self._tell(word)
        return told


def is_han(sign: str) -> bool:
    """Whether a sign is a Chinese character of the unified ideographs or their extension A."""
    return "一" <= sign <= "鿿" or "㐀" <= sign <= "䶿"


def lazy(pattern: str) -> re.Pattern[str]:
    """Return a pattern that is compiled when it is first used: a short text uses few of some hundreds."""
    return cast("re.Pattern[str]", _Lazy(pattern))


_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub")


class _Lazy:
    """Stands for a pattern; from its first use on, the methods of the compiled one are its own."""

    __slots__ = ("pattern", *_METHODS)

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
