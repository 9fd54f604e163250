"""Lists: what a class noun behind 等 or a count says of every item (A、B、C等5家企业; A、B2家卫生院)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govgraph.loaders.lexicon import lazy
from govgraph.loaders.names.apart import by_town
from govgraph.loaders.names.bodied import inner_body
from govgraph.loaders.names.candidates import Candidate, bare
from govgraph.loaders.names.chunks import Chunk
from govgraph.loaders.names.classes import COST, TOWNS, class_after, plain_class
from govgraph.loaders.names.lexicons import (
    common_nouns,
    company_endings,
    ending_of,
    institution_endings,
    site_endings,
)
from govgraph.loaders.names.runs import PROPER, all_endings, bodies, find_head, holds_name, trim, weigh
from govgraph.loaders.names.words import Class, Words, generic_words, is_listed, tag_of
from govgraph.ontology.records import ThingType

_FROM_CLASS = frozenset((ThingType.INSTITUTION, ThingType.PLACE, ThingType.EVENT, ThingType.PROGRAM))
_MERGING = frozenset((ThingType.INITIATIVE, ThingType.PROGRAM))
_COMPANIES = ("集团", "公司", "银行", "股份")
_AT_PLACES = ("试点", "改造", "治理", "整治", "提升")
"""Heads of what is done at the places that a list before its count names (A、B 2个集镇改造)."""
_BRINGING = frozenset(("引进", "引入", "招引", "引来"))
_FURTHERING = ("加快", "推进", "抓紧", "做好", "抓好", "力争", "启动", "开工", "谋划", "争取", "推动")
"""How verbs begin whose objects are still to be built: among projects a park is one (推进甲公园等9个项目)."""
_WAYS = frozenset("路 街 大街 大道 高速 高铁 铁路 公路 高速公路 线 环 桥 大桥 隧道".split())
_PRESENTING = frozenset(("有", "即", "为", "是", "包括"))
_TRADES = ("等产业", "等领域", "等行业")
"""What follows a list of trades that projects are in."""
_SHORT_TRADE = 4
_UTILITY = lazy(
    r"(?:道路|饮水|供水|供[电气热]|[通电]信|通讯|电[力网]|管网|垃圾|污水|水利设施|住房|路灯|厕所|数据中心|5G|处理|场所)$"
)
_BEGUN = lazy(
    r"(?:顺利|正式|全面|加快|集中|相继|陆续|成功|同步|如期|即将|扩能|建成|竣工)*"
    r"(?:开工|投产|竣工|落地|签约|续建|投用|达产|封顶|试产|投运)"
)
"""What is told of works that a list names without their class."""
_MEASURES = lazy(r"[一\d]*[项批件系列]*(?:各项|重点|重大|惠民)?(?:政策|改革|民生实事)")
"""Classes of measures whose names need no head (育儿补贴、免费教育等|政策)."""
_SIGNS = "零一两三四五六七八九十"
HOLDING = frozenset(("举办", "承办", "主办", "召开", "举行"))


def find_listed(words: Words, chunks: Sequence[Chunk]) -> Iterator[Candidate]:
    """Yield the items of lists whose class is named behind them."""
    for items in _series(words, chunks):
        last = items[-1].last
        if len(items) < 2:
            yield from _example(words, items)
            continue
        merged = _merged(words, items, words.words[last] == "等" and _is_series(words, last + 1))
        if merged is not None:
            yield merged
        if words.words[last] == "等":
            kind = class_after(words, last + 1, strict=True)
            verb = items[0].verb
            if kind is ThingType.INITIATIVE and verb is not None and verb.word in HOLDING:
                kind = ThingType.EVENT
            about = verb is not None and verb.word == "围绕" and _is_series(words, last + 2)
            if about and words.classes[last + 1] == Class.VERB:
                yield from of_class(words, items, ThingType.INITIATIVE)  # 围绕甲、乙等开展专项督查
            elif kind is not None and (kind in _FROM_CLASS or _is_series(words, last + 1)):
                yield from of_class(words, items, kind)
            elif kind is ThingType.INITIATIVE and _are_measures(words, last + 1):
                yield from of_class(words, _headless(words, items), kind)
            elif kind is None and _are_begun(words, items, last + 1):
                yield from of_class(words, items, ThingType.PROGRAM)
            elif kind is None and _are_places(words, items):
                yield from of_class(words, _headless(words, items), ThingType.PLACE)
        elif words.classes[last] == Class.NUMBER and not words.words[last].startswith("第"):
            yield from _counted(words, items, last)
        else:
            yield from _beside_company(words, items)


def _series(words: Words, chunks: Sequence[Chunk]) -> Iterator[Sequence[Chunk]]:
    """The lists of a text, and the runs before 等 that stand alone."""
    begin = 0
    for at, chunk in enumerate(chunks, start=1):
        if at < len(chunks) and chunks[at].series == chunk.series:
            continue
        if chunk.last < len(words.words) and (at - begin > 1 or words.words[chunk.last] == "等"):
            yield chunks[begin:at]
        begin = at


def _example(words: Words, items: Sequence[Chunk]) -> Iterator[Candidate]:
    """The one example of a class that is counted behind it (空客直升机等300个项目)."""
    behind = items[0].last + 1
    if behind >= len(words):
        return
    counted = words.classes[behind] == Class.NUMBER or COST.match(words.text, words.starts[behind])
    if not counted and not words.text.startswith("一批", words.starts[behind]):
        return
    first = items[0].first
    opened = not first or words.classes[first - 1] in (Class.STOP, Class.VERB, Class.DUAL, Class.LIST)
    named = words.classes[first] == Class.NAME and tag_of(words.words[first]) not in ("v", "vn", "b", "t")
    kind = class_after(words, behind, strict=True) if opened and named else None
    if kind is not None and kind in _FROM_CLASS:
        yield from of_class(words, items, kind)


def _are_places(words: Words, items: Sequence[Chunk]) -> bool:
    """Whether most items of a list, and two at least, end as built places do."""
    text, sites = words.text, site_endings()
    ends = [ending_of(text, words.ends[item.last - 1], words.starts[item.first], sites) for item in items]
    named = sum(end is not None and len(end.word) > 1 for end in ends)
    return named > 1 and named * 2 > len(items)


def _is_series(words: Words, index: int) -> bool:
    """Whether the class behind 等 counts acts that have names (等专项行动, 等系列活动)."""
    return words.text.startswith(("专项", "系列"), words.starts[index]) if index < len(words) else False


def _headless(words: Words, items: Sequence[Chunk]) -> list[Chunk]:
    """The items of a list that no ending makes a name of."""
    return [item for item in items if find_head(words, item, all_endings()) is None]


def _are_begun(words: Words, items: Sequence[Chunk], index: int) -> bool:
    """Whether a list of proper names goes on with what only works do (甲锂电、乙泵阀等|顺利开工)."""
    if index >= len(words) or not _BEGUN.match(words.text, words.starts[index]):
        return False
    runs = (words.words[item.first : item.last] for item in items)
    return any(map(holds_name, runs)) and not _are_places(words, items)


def _are_measures(words: Words, index: int) -> bool:
    """Whether the class behind 等 is one of measures that bear names (等政策, 等52项改革, 等民生实事)."""
    return index < len(words) and bool(_MEASURES.match(words.text, words.starts[index]))


def _merged(words: Words, items: Sequence[Chunk], series: bool) -> Candidate | None:
    """One name whose first parts stand in a list: 城区净化、美化、绿化提升行动."""
    last = items[-1]
    found = find_head(words, last, all_endings())
    if found is None or found[1].type not in _MERGING:
        return None
    fields = _share_field(words, items, found[0])
    if found[1].strength != "always" and not series and not fields:
        return None
    if len(items) > 2 and items[-1].joined and find_head(words, items[-3], all_endings()):
        items = items[-2:]
    sign = words.text[words.starts[last.first] + 1]
    ends = [words.text[words.ends[item.last - 1] - 1] for item in items[:-1]]
    torn = any(words.classes[item.first - 1] not in (Class.LIST, Class.JOIN) for item in items[1:])
    first = trim(words, items[0].first, items[0].last)
    start, end = words.starts[first], words.ends[found[0] - 1]
    middle = [words.ends[item.last - 1] - words.starts[item.first] for item in items[1:-1]]
    alike = all(size <= 3 for size in middle) and all(one == sign for one in ends)
    bare_verbs = bool(middle) and all(
        item.last - item.first == 1 and words.classes[item.first] == Class.DUAL for item in items[1:-1]
    )
    if torn or not (alike or bare_verbs or fields or _shares_head(words, items)):
        return None
    if not 6 <= end - start <= (36 if fields else 24):
        return None
    return Candidate(start, end, bare(words.text[start:end]), found[1].type, "list-merged", 0.6, 4)


def _share_field(words: Words, items: Sequence[Chunk], last: int) -> bool:
    """Whether all items speak of one sort of field (配件行业、坐垫行业专项整治, 甲流域、乙流域治理)."""
    if inner_body(words, items[0]) is not None:
        return False
    texts = [words.text[words.starts[item.first] : words.ends[item.last - 1]] for item in items[:-1]]
    return any(
        len(field) > 1
        and tag_of(field) not in PROPER
        and all(t.endswith(field) and t != field for t in texts)
        for field in words.words[items[-1].first + 1 : last - 1]
    )


def _shares_head(words: Words, items: Sequence[Chunk]) -> bool:
    """Whether two runs joined by 和 or 及 share the head of the second (燃气及自建房专项整治)."""
    if len(items) != 2 or not items[1].joined:
        return False
    first = items[0]
    size = words.ends[first.last - 1] - words.starts[first.first]
    before = words.classes[first.first - 1] if first.first else Class.STOP
    headless = find_head(words, first, all_endings()) is None and inner_body(words, first) is None
    return headless and 3 <= size <= 9 and before in (Class.STOP, Class.LIST, Class.VERB)


def _beside_company(words: Words, items: Sequence[Chunk]) -> Iterator[Candidate]:
    """The items beside a company in a list, where they are short names (甲科、乙集团)."""
    for item in items:
        start, end = words.starts[item.first], words.ends[item.last - 1]
        if words.text.endswith(_COMPANIES, start, end) and end - start > 2:
            break
    else:
        return
    for item in items:
        surface = words.text[words.starts[item.first] : words.ends[item.last - 1]]
        last, first = words.words[item.last - 1], words.words[item.first]
        common = tag_of(last) in ("n", "v", "vn") and tag_of(first) != "ns" and not _is_company(surface)
        common = common or surface in common_nouns()
        if surface.startswith(("全省", "全市", "全县", "全区")):
            continue  # 全县小额贷款公司
        if 4 <= len(surface) <= 8 and _specific(words, item.first, item.last) and not common:
            start = words.starts[item.first]
            yield Candidate(
                start, start + len(surface), bare(surface), ThingType.INSTITUTION, "list-company", 0.6, 4
            )


CONCERNING = frozenset({"涵盖", "涉及", "覆盖", "围绕", "聚焦", "囊括"})
"""Verbs before the matters that projects are about, which are no names."""


def of_class(words: Words, items: Sequence[Chunk], kind: ThingType) -> Iterator[Candidate]:
    """The items of a list before 等, by the type of its class noun.

    What is brought in by 引进 are companies where one of them is named like one (引进甲科技、乙丙等5个项目).
    """
    if not items:
        return
    surfaces = [words.text[words.starts[item.first] : words.ends[item.last - 1]] for item in items]
    verb = items[0].verb
    head = items[0].first
    if kind is ThingType.PROGRAM and not CONCERNING.isdisjoint(words.words[max(0, head - 1) : head + 1]):
        return  # trades and matters (涵盖产业、公共设施等项目)
    trades = kind is ThingType.PROGRAM and words.text.startswith(_TRADES, words.ends[items[-1].last - 1])
    if trades and min(map(len, surfaces)) < _SHORT_TRADE:
        return  # 文旅、商贸等产业项目
    brought = verb is not None and verb.word in _BRINGING
    plain = "基础设施" in words.text[words.ends[items[-1].last - 1] :][:12]
    to_come = kind is ThingType.PROGRAM and verb is not None and verb.word.startswith(_FURTHERING)
    if kind is ThingType.PROGRAM and brought and any(_is_company(surface) for surface in surfaces):
        kind = ThingType.INSTITUTION
    short = [surface for surface in surfaces if 2 <= len(surface) <= 4]
    firms = kind is ThingType.INSTITUTION and len(short) == len(items) > 3
    firms = firms and 2 * sum(_specific(words, item.first, item.last) for item in items) >= len(items)
    for item, surface in zip(items, surfaces, strict=True):
        first = trim(words, item.first, item.last)
        while first < item.last - 1 and words.classes[first] == Class.DUAL and item is items[0]:
            first += 1  # a verb before the list
        for index in range(first, item.last - 1):
            word = words.words[index]
            acts = kind is ThingType.INSTITUTION and tag_of(word) == "v" and is_listed(word)
            acts = acts or (kind is ThingType.PLACE and words.classes[index] in (Class.VERB, Class.DUAL))
            if word in _PRESENTING or (acts and item is items[0]):
                first = index + 1  # 企业有甲、乙; 镇牵头卫生、公安等部门; 工程覆盖|甲镇
        if first and words.classes[first - 1] == Class.NUMBER and item is items[0]:
            continue
        start, end = words.starts[first], words.ends[item.last - 1]
        least = 4 if kind is ThingType.INITIATIVE else 2
        if least <= end - start <= 14 and (
            _specific(words, first, item.last) or firms and _may_be_firm(surface)
        ):
            ending = ending_of(words.text, end, start, bodies())
            if ending is not None and weigh(words, first, item.last, end - len(ending.word)) < 2:
                continue
            if _is_class(words, first, item.last, kind) or (plain and _is_utility(words, first, item.last)):
                continue
            own = (
                ending.type
                if ending is not None
                and not (to_come and ending.word not in _WAYS)
                and (kind is ThingType.PROGRAM or len(ending.word) > 1)
                else kind
            )
            if own is ThingType.PROGRAM and (
                _firm_of(words, first, item.last) or (end - start <= 6 and _is_company(words.text[start:end]))
            ):
                own = ThingType.INSTITUTION  # 甲药业、河北乙等项目
            if own is ThingType.INSTITUTION and words.text.endswith(TOWNS, start, end):
                own = ThingType.PLACE  # 清溪乡与甲大学、乙大学等高校
            named = Candidate(start, end, bare(words.text[start:end]), own, "list-class", 0.7, 4)
            yield from by_town(named)


def _firm_of(words: Words, first: int, last: int) -> bool:
    """Whether an item is a country or city with a short name that no dictionary lists (美国莱卡)."""
    home = words.words[first]
    rest = words.text[words.ends[first] : words.ends[last - 1]]
    placed = len(home) > 1 and tag_of(home) == "ns" and home[-1] not in "区镇乡村路山河湖"
    common = any(len(word) > 1 and is_listed(word) for word in words.words[first + 1 : last])
    return (
        placed
        and 2 <= len(rest) <= 4
        and not common
        and rest[0] != "路"
        and not ending_of(rest, len(rest), 0, bodies())
    )


def _may_be_firm(surface: str) -> bool:
    """Whether a common word may be the short name of a firm among others: no trade, nothing done."""
    return surface not in company_endings() and surface not in common_nouns() and tag_of(surface)[0] != "v"


def _is_utility(words: Words, first: int, last: int) -> bool:
    """Whether an item is a kind of public works (农村饮水), with no proper name before it."""
    if any(tag_of(words.words[index]) in PROPER for index in range(first, last)):
        return False
    return bool(_UTILITY.search(words.text, words.starts[first], words.ends[last - 1]))


def _is_class(words: Words, first: int, last: int, kind: ThingType) -> bool:
    """Whether an item describes: a class noun, some of a class, a kind of firm, no place."""
    name = words.text[words.starts[first] : words.ends[last - 1]]
    if name in common_nouns() or "一批" in words.words[first:last]:
        return True
    if kind is ThingType.INSTITUTION:
        return name.endswith("企业")
    if kind is not ThingType.PLACE or ending_of(name, len(name), 0, bodies()):
        return False
    return all(
        tag_of(words.words[index])[0] in "nvba" and tag_of(words.words[index]) not in PROPER
        for index in range(first, last)
    )


def _is_company(surface: str) -> bool:
    """Whether a name ends as short names of companies do."""
    return ending_of(surface, len(surface), 0, company_endings()) is not None or surface.endswith(_COMPANIES)


def _specific(words: Words, first: int, last: int) -> bool:
    """Whether some word of an item names rather than describes."""
    if last - first == 1:
        word = words.words[first]
        common = len(word) < 4 and tag_of(word) in ("n", "v", "vn", "l", "a")
        if common or word in generic_words():
            return False
    return any(words.classes[index] == Class.NAME for index in range(first, last))


def _counted(words: Words, items: Sequence[Chunk], index: int) -> Iterator[Candidate]:
    """The items of a list before a count and the noun they share (A、B 2家卫生院).

    Where the count is that of the items, all are names as soon as one of them is (荔枝、敦仁2个街道).
    """
    if words.words[index].startswith(("一", "百", "千", "万")):
        return  # no count of the items, but part of a name (华润|万家有限公司)
    exact = words.words[index] in (str(len(items)), *_SIGNS[len(items) :][:1]) and any(
        _specific(words, item.first, item.last) for item in items
    )
    counted = index
    while index < len(words) and words.classes[index] == Class.NUMBER:
        index += 1
    stop = index
    while stop < len(words) and words.classes[stop] in (Class.NAME, Class.GENERIC, Class.DUAL):
        stop += 1
    if stop == index:
        return
    shape = Chunk(index, stop, None, 0)
    head = find_head(words, shape, institution_endings()) or find_head(words, shape, all_endings())
    head = head or inner_body(words, shape)
    if exact and (kind := plain_class(words, counted, index, stop)) is not None:
        yield from _named(words, items, kind)
        return
    if head is None or head[1].word.endswith(("集群", "产业链")):
        return  # no class, or trades and no places
    kind = head[1].type if head[1].type in (ThingType.INSTITUTION, ThingType.PLACE) else ThingType.PLACE
    if head[1].word in ("村委会", "居委会"):
        kind = ThingType.PLACE  # 辖甲村、乙村20个村委会
    if (
        kind is not head[1].type
        and head[1].type is not ThingType.RECOGNITION
        and not head[1].word.endswith(_AT_PLACES)
    ):
        return
    shared = (
        words.text[words.starts[index] : words.ends[head[0] - 1]] if kind is ThingType.INSTITUTION else ""
    )
    pilot = kind is not head[1].type  # towns before 3个…试点 may be common words too
    shared = shared[1:] if shared[:1] in "个家所" else shared
    if len(shared) > 12:
        return
    for item in items:
        start, end = words.starts[item.first], words.ends[item.last - 1]
        if shared and words.text[start:end].endswith(shared[-2:]):
            continue
        if 2 <= end - start <= 6 and (pilot or exact or _specific(words, item.first, item.last)):
            name = bare(words.text[start:end])
            aliases = (name,) if shared else ()
            yield from by_town(
                Candidate(start, end, name + shared, kind, "list-count", 0.7, 4, aliases=aliases)
            )


def _named(words: Words, items: Sequence[Chunk], kind: ThingType) -> Iterator[Candidate]:
    """The items of a list that a count counts."""
    for item in items:
        start, end = words.starts[item.first], words.ends[item.last - 1]
        if 2 <= end - start <= 12:
            yield Candidate(start, end, bare(words.text[start:end]), kind, "list-count", 0.7, 4)
