"""National initiatives, bodies and honours, countries and regions, by the names that everybody knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from govgraph.loaders.lexicon import HAN, lazy
from govgraph.loaders.names.candidates import Candidate
from govgraph.loaders.names.lexicons import known_names
from govgraph.loaders.names.words import Words
from govgraph.ontology.records import ThingType


@cache
def _known_by_head() -> dict[str, list[tuple[str, ThingType]]]:
    """The known names and their types by their first two signs."""
    by_head: dict[str, list[tuple[str, ThingType]]] = {}
    for name, kind in known_names().items():
        by_head.setdefault(name[:2], []).append((name, kind))
    return by_head


@cache
def _known_first() -> re.Pattern[str]:
    """The first signs of the known names, where the second may be that of one."""
    first, second = (re.escape("".join(sorted(set(signs)))) for signs in zip(*_known_by_head(), strict=True))
    return re.compile(f"[{first}](?=[{second}])")


_PAPER = lazy(r"(?:工作|专项|总体)?(?:实施意见|指导意见|实施方案|行动方案|工作方案|规划|条例|办法|细则)")
"""What a document on something known is called (河长制|实施方案)."""
_OF_SESSION = lazy(r"第[一二三四五六七八九十\d]+[届次]$")
_BRACKETED = lazy(rf"\({HAN}{{2,6}}\)")


def find_known(words: Words) -> Iterator[Candidate]:
    """National initiatives and bodies by name; countries and regions where a word names them."""
    text = words.text
    by_head = _known_by_head()
    for first in _known_first().finditer(text):
        at = first.start()
        for name, kind in by_head.get(text[at : at + 2], ()):
            start, end = at, at + len(name)
            if not text.startswith(name, start) or name[-1] == "部" and text.startswith(("门", "队"), end):
                continue
            place = kind is ThingType.PLACE
            if name[0] == "中" and text.startswith("其", start - 1):
                continue  # 其中|石油
            if not place or (words.begins(start) and words.begins(end) and not text.startswith("猪", end)):
                bracket = None if place else _BRACKETED.match(text, end)
                end = bracket.end() if bracket and name.endswith("班列") else end
                if kind is ThingType.INSTITUTION and text.endswith("国家", 0, start):
                    start -= 2
                if kind is ThingType.RECOGNITION and (session := _OF_SESSION.search(text, start - 8, start)):
                    start = session.start()  # 第十一届|中国专利奖
                yield Candidate(start, end, text[start:end], kind, "known-name", 0.7, 2 if place else 3)
                if kind is ThingType.INITIATIVE and (paper := _PAPER.match(text, end)):
                    end = paper.end()
                    yield Candidate(start, end, text[start:end], ThingType.DOCUMENT, "known-paper", 0.75, 4)
