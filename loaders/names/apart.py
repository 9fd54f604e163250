"""Names that are written as one with the places they lie in: a village with its town, a body with areas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from govgraph.loaders.lexicon import HAN, lazy
from govgraph.loaders.names.candidates import Candidate
from govgraph.loaders.names.classes import TOWNS
from govgraph.loaders.names.counties import table_place
from govgraph.loaders.names.lexicons import Ending, known_names
from govgraph.loaders.names.runs import PLAIN, PROPER
from govgraph.loaders.names.towns import is_town
from govgraph.loaders.names.words import is_listed, tag_of
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


def _is_called(stem: str) -> bool:
    """Whether what stands between an area and the suffix of a body is a name of its own (黎城|卫生院)."""
    import rjieba

    words = rjieba.cut(stem, False)
    return stem not in PLAIN and any(tag_of(word) in PROPER or not is_listed(word) for word in words)


_SIGN = lazy("[省市县区旗州]")
_SERVING = ("小学", "中学", "学校", "幼儿园", "卫生院")
"""Bodies that have a name of their own beside that of their county (浦江县|浦江中学)."""


def behind_areas(name: Candidate, ending: Ending) -> Candidate:
    """Return a body or place without the chain of areas that it lies in (甲省乙市|丙区政府, 乙县|黎城卫生院).

    The last area is part of the name of its own bodies, not of those with a name beside it.
    """
    text = name.name
    if not _SIGN.search(text, 1, len(text) - 2):
        return name  # as of most
    head = next((size for size in (3, 2) if load_places().is_area(text[:size])), 0)
    areas = list(load_places().full_names(text))
    chained = bool(areas) and areas[0].start in (0, head)
    if not chained or text.find("村") > areas[-1].end:
        return name
    if areas[-1].start == 0 and not text.endswith(_SERVING):
        return name
    at, stem = areas[-1].start, text[areas[-1].end : len(text) - len(ending.word)]
    if len(stem) > 1 and _is_called(stem):
        at = areas[-1].end
    as_printed = name.end - name.start == len(text)
    return replace(name, start=name.start + at, name=text[at:]) if as_printed and len(text) - at > 2 else name


_VILLAGE = lazy(
    rf"(?:{HAN}{{2,8}}[省市区县旗])?({HAN}{{1,4}}?)(?:镇|乡|街道)({HAN}{{2,6}}?(?:社区|(?<![农乡])村)){HAN}{{2,}}"
)
"""A body of a village or community with the town before it (清溪镇|石桥社区服务中心)."""


def behind_towns(name: Candidate) -> Candidate:
    """Return a body of a village or community without the town that lies in, as its village names it."""
    village = _VILLAGE.fullmatch(name.name) if len(name.name) == name.end - name.start else None
    if village is None or not is_town(village.group(1)):
        return name
    at = village.start(2)
    return replace(name, start=name.start + at, name=name.name[at:])
