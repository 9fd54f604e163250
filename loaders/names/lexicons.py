"""The endings of names: which words a name may end in, and what it then names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from govgraph.loaders.lexicon import read_rows
from govgraph.ontology.records import ThingType


class Ending(NamedTuple):
    """The last word of a name.

    `strength`: always, governed (by its verb) or quoted (only with a quotation).
    """

    word: str
    type: ThingType
    strength: str
    subtype: str = ""


class Endings(dict[str, Ending]):
    """Endings by word, with the lengths that those with the same last signs have, longest first."""

    def __init__(self, endings: Iterable[Ending]) -> None:
        super().__init__((ending.word, ending) for ending in endings)
        lengths: dict[str, set[int]] = defaultdict(set)
        for word in self:
            lengths[word[-2:]].add(len(word))
        self.lengths = {signs: sorted(found, reverse=True) for signs, found in lengths.items()}


@cache
def head_endings() -> Endings:
    """Head nouns of initiatives, programmes, documents and events."""
    return Endings(
        Ending(row["word"], ThingType(row["type"]), row["strength"], row["subtype"])
        for row in read_rows("heads.tsv")
    )


@cache
def institution_endings() -> Endings:
    """Suffixes of institutions."""
    return Endings(
        Ending(row["suffix"], ThingType.INSTITUTION, "always") for row in read_rows("institutions.tsv")
    )


@cache
def company_endings() -> Endings:
    """Last words of short names of companies (正源科技), which need a verb of their own to count."""
    return Endings(
        Ending(row["word"], ThingType.INSTITUTION, "governed") for row in read_rows("companies.tsv")
    )


@cache
def site_endings() -> Endings:
    """Suffixes of places below the county and of built places."""
    return Endings(Ending(row["suffix"], ThingType.PLACE, "always") for row in read_rows("sites.tsv"))


@cache
def honour_endings() -> Endings:
    """Head nouns of honours, titles and demonstration statuses."""
    return Endings(
        Ending(row["word"], ThingType.RECOGNITION, "quoted") for row in read_rows("honour_words.tsv")
    )


@cache
def levels() -> dict[str, str]:
    """Level words (全国, 省级) and their level."""
    return {row["word"]: row["level"] for row in read_rows("level_words.tsv")}


@cache
def groups() -> Endings:
    """Groups of beneficiaries and whether they need a verb of giving."""
    return Endings(
        Ending(row["word"], ThingType.GROUP, row["strength"]) for row in read_rows("group_words.tsv")
    )


@cache
def class_nouns() -> dict[str, ThingType]:
    """Nouns that say what a list before 等 is made of (A、B等企业)."""
    return {row["word"]: ThingType(row["type"]) for row in read_rows("classes.tsv")}


@cache
def tails() -> frozenset[str]:
    """Words that may follow a name inside one run of nouns without belonging to it, also posts of heads."""
    words = frozenset(row["word"] for row in read_rows("tails.tsv"))
    return words.union(_heads(), map("副{}".format, _heads()))


@cache
def known_names() -> dict[str, ThingType]:
    """Names of national initiatives that stand without quotation marks and head nouns."""
    return {row["name"]: ThingType(row["type"]) for row in read_rows("known.tsv")}


@cache
def common_nouns() -> frozenset[str]:
    """Class nouns that end like a name and name no one body (上市公司, 博士后工作站)."""
    return frozenset(row["word"] for row in read_rows("common_nouns.tsv"))


@cache
def epithets() -> frozenset[str]:
    """What a programme makes of an area, before its name (平安浙江)."""
    return frozenset(row["word"] for row in read_rows("epithets.tsv"))


@cache
def posts(side: str) -> str:
    """A pattern for what persons are called by `before` or `behind` their names."""
    words = [row["word"] for row in read_rows("posts.tsv") if row["side"] in (side, "both")]
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


@cache
def _heads() -> frozenset[str]:
    """Posts of those who head a body (会长, 董事长)."""
    return frozenset(row["word"] for row in read_rows("posts.tsv") if row["word"].endswith("长"))


@cache
def heads_of_bodies() -> frozenset[str]:
    """Posts of two signs by which the head of a body is called (会长, 院长)."""
    return frozenset(word for word in _heads() if len(word) == 2)


@cache
def surnames() -> frozenset[str]:
    """Surnames."""
    return frozenset(row["word"] for row in read_rows("surnames.tsv"))


def openings(words: Iterable[str]) -> str:
    """A pattern for the first sign of any of the words where the whole word stands; the words may overlap.

    It begins with a sign whatever it matches, which is what makes a search fast.
    """
    by_first: dict[str, list[str]] = defaultdict(list)
    for word in words:
        by_first[word[0]].append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?={'|'.join(rests)})" for first, rests in by_first.items())


@cache
def _closings() -> tuple[frozenset[str], frozenset[str]]:
    """The last two signs of all endings (the only one of short ones), and their last signs."""
    tables = (head_endings, institution_endings, company_endings, site_endings, honour_endings)
    pairs = {signs for table in tables for signs in table().lengths}
    return frozenset(pairs), frozenset(signs[-1] for signs in pairs)


@cache
def _group_closings() -> frozenset[str]:
    """The last sign of the groups."""
    return frozenset(word[-1] for word in groups())


def may_close(word: str) -> tuple[bool, bool]:
    """Return whether some ending of names may end where `word` does, and whether some group may."""
    pairs, signs = _closings()
    named = word in signs if len(word) == 1 else word[-2:] in pairs or word[-1] in pairs
    return named, word[-1] in _group_closings() and (len(word) == 1 or word[-2:] in groups().lengths)


def ending_of(text: str, end: int, start: int, endings: Endings) -> Ending | None:
    """The longest of `endings` that `text[start:end]` ends in."""
    for length in endings.lengths.get(text[end - 2 : end], ()):
        if end - length >= start and (found := endings.get(text[end - length : end])) is not None:
            return found
    return endings.get(text[end - 1 : end]) if end > start else None
