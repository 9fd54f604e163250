"""Counties by their short names, right behind the area they lie in or in a list with one of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from govgraph.loaders.names.candidates import Candidate
from govgraph.loaders.names.words import Words, tag_of
from govgraph.ontology.places import Place, load_places
from govgraph.ontology.records import ThingType

_PARTS = "、和与及"
_LONGEST = 4
_RATHER = frozenset("区县市镇乡村路山河湖江港站城州")
"""Signs behind a short name that make another name of it (新疆和静|镇)."""


def counties_of(words: Words, at: int, above: Place) -> Iterator[Candidate]:
    """Yield the counties of an area that a list from `at` on names in short (湖南|双牌、资兴、炎陵三县市)."""
    table = load_places()
    while at < len(words.text) and words.begins(at):
        found = next(table.short_names(words.text, at, at + _LONGEST), None)
        if found is None or found.start != at or not words.begins(found.end):
            return
        under = (p for p in found.places if p.level == "district" and above in table.chain(p.code)[1:])
        place = next(under, None)
        behind = words.text[found.end : found.end + 1]
        if place is None or behind in _RATHER:
            return
        yield table_place(at, found.end, words.text[at : found.end], place, 0.7)
        if not behind or behind not in _PARTS:
            return
        at = found.end + 1


@cache
def county_called(word: str, tags: tuple[str, ...] = ("ns",)) -> Place | None:
    """Return the one county that a word of such a tag, a place's, is the short name of, or None."""
    if len(word) < 2 or tag_of(word) not in tags:
        return None
    places = [place for place in load_places().short(word) if not place.former and place.name != word]
    return places[0] if len(places) == 1 and places[0].level == "district" else None


def table_place(start: int, end: int, name: str, place: Place, confidence: float) -> Candidate:
    """Return the candidate for a place of the table."""
    level = place.level
    canonical = place.name if place.name != name else ""
    return Candidate(
        start, end, name, ThingType.PLACE, "place-table", confidence, 2, "", level, place.code, canonical
    )


def open_place(start: int, end: int, one: Place) -> Candidate:
    """Return the candidate for a full name that several places bear, of which the text tells none apart."""
    return Candidate(start, end, one.name, ThingType.PLACE, "place-open", 0.6, 2, "", one.level)
