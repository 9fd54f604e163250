"""Places of a list that are written as one with what they lie in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from govgraph.loaders.lexicon import HAN, lazy
from govgraph.loaders.names.candidates import Candidate
from govgraph.loaders.names.classes import TOWNS
from govgraph.loaders.names.counties import table_place
from govgraph.loaders.names.lexicons import known_names
from govgraph.loaders.names.towns import is_town
from govgraph.ontology.places import Place, choose, load_places
from govgraph.ontology.records import ThingType

_TOWN = lazy(rf"({HAN}{{1,3}})(镇|乡|街道)(?:{HAN}{{1,4}}(?:村|社区)|{HAN}{{1,3}}[沟屯庄寨湾坪岭坡坝门店营])")


def by_town(place: Candidate) -> Iterator[Candidate]:
    """Yield a village and the town before it apart (清溪镇石桥村), and a city and its country (韩国安山).

    So does a town or village with the areas it lies in (达州市渠县有庆镇).
    """
    areas = _areas_of(place) if place.type is ThingType.PLACE else []
    if areas:
        yield from areas
        cut = areas[-1].end
        yield from by_town(replace(place, start=cut, name=place.name[cut - place.start :]))
        return
    head = next((place.name[:size] for size in (2, 3) if known_names().get(place.name[:size])), "")
    abroad = place.type is ThingType.PLACE and head and known_names()[head] is ThingType.PLACE
    if abroad and len(place.name) - len(head) > 1 and len(place.name) == place.end - place.start:
        cut = place.start + len(head)  # 韩国|安山
        yield replace(place, end=cut, name=head)
        yield replace(place, start=cut, name=place.name[len(head) :])
        return
    town = _TOWN.fullmatch(place.name) if place.type is ThingType.PLACE else None
    if town is None or not is_town(town.group(1)):
        yield place
        return
    cut = place.start + town.end(2)
    yield replace(place, end=cut, name=place.name[: town.end(2)])
    yield replace(place, start=cut, name=place.name[town.end(2) :])


def _areas_of(place: Candidate) -> list[Candidate]:
    """The areas that the name of a town or village begins with, one behind the other."""
    name, at = place.name, 0
    found: list[Candidate] = []
    if not name.endswith(TOWNS) or len(name) != place.end - place.start:
        return found
    above: Place | None = None
    for match in load_places().full_names(name):
        area = choose(match.places, set(), above)
        if match.start != at or match.end == len(name) or area is None:
            break
        start, stop = place.start + match.start, place.start + match.end
        found.append(table_place(start, stop, name[match.start : match.end], area, 0.8))
        at, above = match.end, area
    return found if 2 <= len(name) - at <= 8 else []
