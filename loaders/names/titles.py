"""Titles and their levels: which level a name begins with, and lists whose items share one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from govgraph.loaders.lexicon import lazy
from govgraph.loaders.names.candidates import Candidate
from govgraph.loaders.names.lexicons import ending_of, honour_endings, levels
from govgraph.loaders.names.words import Class, Words
from govgraph.ontology.places import load_places
from govgraph.ontology.records import ThingType

_LEVEL = lazy(r"国家级|全国|省级|市级|国家|[1-5]A级")


@cache
def _level_word() -> re.Pattern[str]:
    """The level words, longest first."""
    return re.compile("|".join(map(re.escape, sorted(levels(), key=len, reverse=True))))


def level_of(name: str) -> str:
    """Return the level of an honour, told from the level word or the province or city that it begins with."""
    if word := _level_word().match(name):
        return levels()[word.group()]
    area = next(load_places().full_names(name), None)
    if area is not None and area.start == 0:
        return area.places[0].level
    found = _LEVEL.search(name)
    return levels().get(found.group(), "national") if found else ""


def one_each(candidate: Candidate) -> list[Candidate]:
    """Return the honours that one phrase names, one a level: 省、市先进集体 is two."""
    name = candidate.name
    if candidate.type is not ThingType.RECOGNITION or "、" not in name and not name.startswith("省市级"):
        return [candidate]
    parts = re.sub(r"^省市级", "省、市级", name).split("、")
    found = _level_word().match(parts[-1])
    if not found or found.group() == parts[-1] or not all(part in levels() for part in parts[:-1]):
        return [candidate]
    last = found.group()
    title, suffix = parts[-1].removeprefix(last), "级" if last.endswith("级") else ""
    words = [*(part.removesuffix("级") + suffix for part in parts[:-1]), last]
    return [replace(candidate, name=word + title, level=levels()[word]) for word in words]


def listed_titles(words: Words, index: int, last: int) -> list[tuple[int, int, str]]:
    """Return word ranges and levels of the titles that quotations from `index` on list, or none.

    Each title has its level (“省级卫生镇、全国文明村”), or the quotation has (国家级“甲校、乙校”,省级“丙校”).
    """
    found: list[tuple[int, int, str]] = []
    while index + 1 < last:
        graded = words.words[index] in levels()
        first = index + graded
        if words.words[first] != "“":
            break
        parts = _quoted_items(words, first, last)
        level = levels()[words.words[index]] if graded else ""
        if not parts or not (found and graded or lists_titles([_text(words, *p) for p in parts], level)):
            break
        found += ((*part, level) for part in parts)
        index = parts[-1][1] + 2  # behind the closing mark and a comma
        if index >= last or words.words[index - 1] not in ",、" or words.words[index] not in levels():
            break
    return found


def _quoted_items(words: Words, index: int, last: int) -> list[tuple[int, int]]:
    """Word ranges of the items of the quotation that opens at `index`; none where it is not closed."""
    depth, first = 1, index + 1
    parts: list[tuple[int, int]] = []
    for stop in range(index + 1, last):
        word = words.words[stop]
        depth += (word == "“") - (word == "”")  # “甲村、省级“乙”示范村”
        if not depth or (depth == 1 and words.classes[stop] == Class.LIST):
            parts.append((first, stop))
            first = stop + 1
        if not depth:
            return parts
    return []


def lists_titles(parts: Sequence[str], level: str) -> bool:
    """Return whether the parts of a quotation are titles: each has its level, or all have `level`."""
    if len(parts) < 2 or min(map(len, parts)) < 4:
        return False
    if not level:
        return all(map(level_of, parts))
    return any(ending_of(part, len(part), 0, honour_endings()) for part in parts)


def _text(words: Words, first: int, last: int) -> str:
    """The words of a range as they stand in the text."""
    return words.text[words.starts[first] : words.ends[last - 1]] if first < last else ""
