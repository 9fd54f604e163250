"""The endings of names: which words a name may end in, and what it then names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from govgraph.loaders.lexicon import read_rows
from govgraph.ontology.records import ThingType


@dataclass(frozen=True, slots=True)
class Ending:
    """The last word of a name.

    `strength`: always, governed (by its verb) or quoted (only with a quotation).
    """

    word: str
    type: ThingType
    strength: str
    subtype: str = ""


@cache
def head_endings() -> dict[str, Ending]:
    """Head nouns of initiatives, programmes, documents and events."""
    return {
        row["word"]: Ending(row["word"], ThingType(row["type"]), row["strength"], row["subtype"])
        for row in read_rows("heads.tsv")
    }


@cache
def institution_endings() -> dict[str, Ending]:
    """Suffixes of institutions."""
    return {
        row["suffix"]: Ending(row["suffix"], ThingType.INSTITUTION, "always")
        for row in read_rows("institutions.tsv")
    }


@cache
def company_endings() -> dict[str, Ending]:
    """Last words of short names of companies (正源科技), which need a verb of their own to count."""
    return {
        row["word"]: Ending(row["word"], ThingType.INSTITUTION, "governed")
        for row in read_rows("companies.tsv")
    }


@cache
def site_endings() -> dict[str, Ending]:
    """Suffixes of places below the county and of built places."""
    return {row["suffix"]: Ending(row["suffix"], ThingType.PLACE, "always") for row in read_rows("sites.tsv")}


@cache
def honour_endings() -> dict[str, Ending]:
    """Head nouns of honours, titles and demonstration statuses."""
    return {
        row["word"]: Ending(row["word"], ThingType.RECOGNITION, "quoted")
        for row in read_rows("honour_words.tsv")
    }


@cache
def levels() -> dict[str, str]:
    """Level words (全国, 省级) and their level."""
    return {row["word"]: row["level"] for row in read_rows("level_words.tsv")}


@cache
def groups() -> dict[str, str]:
    """Groups of beneficiaries and whether they need a verb of giving."""
    return {row["word"]: row["strength"] for row in read_rows("group_words.tsv")}


@cache
def group_closings() -> frozenset[str]:
    """The last signs of `groups`."""
    return frozenset(word[-1] for word in groups())


@cache
def class_nouns() -> dict[str, ThingType]:
    """Nouns that say what a list before 等 is made of (A、B等企业)."""
    return {row["word"]: ThingType(row["type"]) for row in read_rows("classes.tsv")}


@cache
def tails() -> frozenset[str]:
    """Words that may follow a name inside one run of nouns without belonging to it."""
    return frozenset(row["word"] for row in read_rows("tails.tsv"))


@cache
def known_names() -> dict[str, ThingType]:
    """Names of national initiatives that stand without quotation marks and head nouns."""
    return {row["name"]: ThingType(row["type"]) for row in read_rows("known.tsv")}


@cache
def surnames() -> frozenset[str]:
    """Surnames."""
    return frozenset(row["word"] for row in read_rows("surnames.tsv"))


@cache
def _closings() -> frozenset[str]:
    """The last signs of all endings, by which most words are told to end in none of them."""
    tables = (head_endings, institution_endings, company_endings, site_endings, honour_endings)
    return frozenset(word[-1] for table in tables for word in table())


def ending_of(text: str, end: int, start: int, endings: dict[str, Ending]) -> Ending | None:
    """The longest of `endings` that `text[start:end]` ends in."""
    if text[end - 1 : end] not in _closings():
        return None
    for begin in range(max(start, end - 8), end):
        ending = endings.get(text[begin:end])
        if ending is not None:
            return ending
    return None
