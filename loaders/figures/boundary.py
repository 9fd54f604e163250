"""Word boundaries, by rjieba: it is asked only where the lexicons leave a doubt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Protocol, cast

_SHORT = 6
"""Up to this length texts recur often enough to keep their words."""


class _Cutter(Protocol):
    def cut(self, text: str, hmm: bool = True) -> list[str]: ...

    def tag(self, text: str, hmm: bool = True) -> list[tuple[str, str]]: ...


@cache
def _cutter() -> _Cutter:
    import rjieba

    return cast(_Cutter, rjieba)


def cut_text(text: str) -> Sequence[str]:
    """Return the words of a text of any length."""
    return cut(text) if len(text) <= _SHORT else _cutter().cut(text, False)


def cut_each(texts: Iterable[str]) -> Iterator[list[str]]:
    """Yield the words of each of many texts without line ends, of which the tokenizer is asked once."""
    words: list[str] = []
    for word in (*_cutter().cut("\n".join(texts), False), "\n"):
        if word == "\n":
            yield words
            words = []
        else:
            words.append(word)


@lru_cache(maxsize=4096)
def cut(text: str) -> tuple[str, ...]:
    """Return the words of a short text."""
    return tuple(_cutter().cut(text, False))


def starts_word(folded: str, start: int, stop: int, end: int) -> bool:
    """Return whether the word that begins at `start` goes on beyond `stop`."""
    words = cut(folded[start : min(end, start + 6)])
    return bool(words) and len(words[0]) > stop - start


def tag(text: str) -> list[tuple[str, str]]:
    """Return the words of `text` with their parts of speech (the tags of jieba)."""
    return _cutter().tag(text, False)
