"""Things named inside the names of works: the road, body or firm that such a name begins with."""

from __future__ import annotations

from collections.abc import Iterator

from govgraph.loaders.lexicon import HAN, lazy
from govgraph.loaders.names.candidates import Candidate
from govgraph.loaders.names.counties import table_place
from govgraph.loaders.names.lexicons import company_endings, ending_of, institution_endings
from govgraph.loaders.names.runs import holds_name
from govgraph.loaders.names.towns import NO_SITES, is_town
from govgraph.loaders.names.words import Words
from govgraph.ontology.places import load_places
from govgraph.ontology.records import ThingType

_HEAD_SITE = lazy(
    rf"({HAN}{{1,3}}?)(?:(?<![公铁道马网线思套油管电水])路|大?街|大道|(?<![乡农山新中贫])村|(?<![乡城集心])镇|河|江|湖|水库)"
    rf"(?!大?街|大?道|路|县|水库|镇|流域|[东西南北]?[路街])(?={HAN}{{2}})"
)
"""A road, village or river at the head of a name."""
_PARK = lazy(
    rf"({HAN}{{2,6}}?)(?:工业园区|产业园区|工业园|产业园|开发区|高新区|经开区|景区|度假区)(?!管委会|管理){HAN}{{4}}"
)
"""A park at the head of a name."""
_FIRM = lazy(rf"(?:{HAN}|[()A-Za-z]){{2,20}}?(?:有限公司|公司|集团)(?=(?!等|合作|联合){HAN}{{2}})")
"""A firm at the head of a name, with its form."""
_SHORT = ("业", "股份", "控股", "重工", "服饰")
"""How the short names of firms end that are no trades."""
FIRM_ENDINGS = ("公司", "集团", *_SHORT)
"""How the firms end that names of works begin with."""
_TRADES = frozenset("农业 牧业 矿业 种业 林业 渔业 工业 产业 旅游业 服务业".split())


def nested(work: Candidate, words: Words) -> Iterator[Candidate]:
    """Yield what the name of works begins with: a road or river (永安路改造项目), a body, a firm.

    A park begins with its county (云岭县茶产业园).
    """
    if work.type is ThingType.PLACE and work.rule == "suffix-place":
        yield from _county_of(work)
    if work.type is ThingType.INSTITUTION:
        yield from _town_of(work)
    if work.type not in (ThingType.PROGRAM, ThingType.INITIATIVE) or len(work.name) != work.end - work.start:
        return
    if work.rule == "works-built":
        yield from _body_of(work, words)
    match = _HEAD_SITE.match(work.name) if work.rule.startswith(("head-", "list-merged")) else None
    if match is not None and is_town(match.group(1)) and match.group(1) not in NO_SITES:
        stop = work.start + match.end()
        if words.starts[words.at(stop)] == stop:  # not 湖 of 湖湘工匠
            yield Candidate(work.start, stop, match.group(), ThingType.PLACE, "place-head", 0.6, 2)
    elif (park := _PARK.match(work.name)) is not None and is_town(park.group(1)):
        stop = work.start + park.end() - 4
        name = words.text[work.start : stop]
        yield Candidate(work.start, stop, name, ThingType.PLACE, "place-head", 0.6, 2)
    elif work.type is ThingType.PROGRAM and (stop := _firm_of(work, words)):
        name = words.text[work.start : stop]
        yield Candidate(work.start, stop, name, ThingType.INSTITUTION, "firm-head", 0.65, 2)


def _county_of(site: Candidate) -> Iterator[Candidate]:
    """The county that the name of a site begins with."""
    area = next(load_places().full_names(site.name), None)
    whole = len(site.name) == site.end - site.start
    if area is None or not whole or area.start or not 3 <= area.end <= len(site.name) - 4:
        return
    if len(area.places) == 1 and area.places[0].level == "district":
        stop = site.start + area.end
        yield table_place(site.start, stop, site.name[: area.end], area.places[0], 0.7)


_TOWN = lazy(
    rf"(({HAN}{{2,5}}?)(?:社区(?!卫生|服务|医院|矫正|教育|学院|大学)|(?<![农乡新])村))(?![村民级]){HAN}{{3,}}"
)
"""The village or community whose body a name is of (石桥社区|党群服务中心)."""


def _town_of(body: Candidate) -> Iterator[Candidate]:
    """The village or community that the name of a body begins with."""
    town = _TOWN.fullmatch(body.name) if len(body.name) == body.end - body.start else None
    if town is not None and is_town(town.group(2)) and town.group(2) not in NO_SITES:
        stop = body.start + town.end(1)
        yield Candidate(body.start, stop, town.group(1), ThingType.PLACE, "place-head", 0.6, 2)


def _body_of(work: Candidate, words: Words) -> Iterator[Candidate]:
    """The body that the name of works begins with (市第一人民医院迁建)."""
    for index in range(words.at(work.end - 1) - 1, words.at(work.start), -1):
        stop = words.ends[index]
        ending = ending_of(words.text, stop, work.start, institution_endings())
        if ending is not None and len(ending.word) > 1:
            name = words.text[work.start : stop]
            yield Candidate(work.start, stop, name, ThingType.INSTITUTION, "body-head", 0.6, 2)
            return


def _firm_of(work: Candidate, words: Words) -> int:
    """Where the firm ends that the name of works begins with (宝源乳业|乳粉生产线项目); 0 without one."""
    if firm := _FIRM.match(words.text, work.start, work.end):
        return firm.end()
    first = words.at(work.start)
    for index in range(first + 1, words.at(work.end - 1) - 1):
        stop = words.ends[index]
        ending = ending_of(words.text, stop, work.start, company_endings())
        if ending is not None and ending.word.endswith(_SHORT) and ending.word not in _TRADES:
            long = 4 <= stop - work.start <= 8
            return stop if long and holds_name(words.words[first:index]) else 0
    return 0
