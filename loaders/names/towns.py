"""Towns, villages and communities, which no table holds: told by their suffix and what stands around them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, pairwise

from govgraph.loaders.lexicon import HAN, is_han, lazy
from govgraph.loaders.names.candidates import Candidate, lines_with
from govgraph.loaders.names.lexicons import epithets
from govgraph.loaders.names.runs import PROPER
from govgraph.loaders.names.words import Class, Words, generic_words, is_listed, tag_of
from govgraph.ontology.records import ThingType

_AND = r"和(?!.(?:街道|社区|[镇村]|乡(?!县)))"
"""和 that joins; before one sign it begins the name (和睦社区), since no town is called by one alone."""
BELOW = lazy(
    rf"(?!以及|及其|[与及或]|{_AND}){HAN}{{1,4}}?(?:{HAN}{{1,3}}族)*(?:街道|社区(?!卫生)|镇(?!街道|镇)|(?<!城)乡(?!村|镇|街道)"
    r"|村(?!庄|街道|镇(?!村)|乡(?!村)|[^\W乡农新的和与及等]村)|苏木(?!镇))(?!振兴)"
)
"""A town or village right behind its county."""
_AFTER_TOWN = lazy(rf"[村镇乡屯道区](?:(?<=[村镇乡屯])|(?<=街道)|(?<=社区))(?:[、与及]|{_AND})")
_TOWN = lazy(
    rf"({HAN}{{1,5}}?)(?:街道|社区|(?<![乡城集重古小])镇|(?<![下返回])乡(?!村)|(?<![乡农新强])村|(?<!然)屯)"
    r"(?=[、和与及等,;。:(]|\d|[一二两三四五六七八九十]+[个家]|棚户区|改造|搬迁|片区|安置)"
)
"""A town or village in a list behind another."""
_CHAIN = lazy(
    rf"(?:街道|镇(?<![乡城集重古小]镇)|乡(?<![下返回]乡)(?![村镇]))({HAN}{{1,5}}?)"
    rf"(?:社区(?![卫服治]|居民|工作|教育)|(?<![农整全新强各])村(?:(?=村民)|(?![庄民级委镇容集规干党支]|[^\W乡农新的和与及等]?村)))"
)
"""The end of a town's name and a village of it."""
_HAMLET_END = lazy(
    r"[沟屯庄寨湾坪岭坡坝坳峪洼门店营堡](?=[、和与及,。;的]|\d|贫困户|村民|农户|自然村|[一二两三四五六七八九十]+个)"
)
_HAMLET = lazy(
    rf"(?:(?<![乡城集重古小])镇|(?<![下返回])乡(?![村镇])|(?<![农整全新强各])村(?![庄民级委]))({HAN}{{1,3}}?)"
    rf"{_HAMLET_END.pattern}"
)
"""The end of a town's or village's name and a hamlet of it."""
_LEADS_IN = frozenset("以在于到赴从由和与及为是至对将往省市区县旗州地")
"""Signs before the name of a town that are no part of it."""
BEFORE_PLACE = frozenset("以在于到赴由及为是至将往")
_WAY = lazy(r"途经|远销|销往|分别是|分别为|下辖|走进|来到|位于|坐落于|家住|地处|沿着|抵达|流经")
_SPOT = lazy(
    rf"((?!岸){HAN}{{1,4}}?)(?:[镇湖园路街桥河]|(?<!下)乡(?!村)|(?<![乡农])村(?!庄|[^\W乡农新的和与及等]村)|社区|水库|公园|小区|大道)(?![县市区旗镇乡村])"
)
_VILLAGERS = lazy(r"村(?=村民)")
_STEM = lazy(r"[^\W\d区县市镇乡村的和与及等、在]+")
NO_SITES = frozenset(
    "名 江 河 山 内 黑臭 老 步行 背 小 城 入 跨 滨 沿 临 治 清 护 中小 镇 村 渔 景观 宜居 中 高原 运".split()
)
"""What is no name of a road, village or river before its suffix."""
NOT_STEM = lazy(
    r"^(?:.*季度|党委|政府|[各全本该每个与及或等、非环]|和(?!.(?:街道|社区|[镇乡村])?$)|两[个地县村镇]|多[个数家处条]|农业|农村|城镇|乡村|乡镇|集镇|新建|改建|扩建|中心|行政|自然|建制|明星|文明|空壳|小康|样板|后进|空心|薄弱|边远|偏远|脱贫|先进|移民|专业|所有|部分|特色|美丽|示范|贫困|深度|重点|城乡|提档|达标|城带|万企|淘宝)"
)
NO_TOWNS = frozenset(
    "自然屯 村屯 乡村 农村 山村 渔村 新村 强村 城中村 整村 镇村 驻村 入村 进村 联村 包村 "
    "城乡 乡镇 城镇 集镇 重镇 大镇 名镇 小镇 古镇 强镇 下乡 返乡 回乡".split()
)
"""Common nouns that end as the names of towns and villages do."""
_KINDS = r"[镇乡道区村木](?:(?<=[镇乡村])|(?<=街道)|(?<=社区)|(?<=苏木))(?<![下返回]乡)(?<![农乡强]村)"
"""The last sign of a suffix, which is sooner found than the whole."""
_TWO_SIGNS = "道区木"
_OFFICE = (
    r"(?:(?:党委|党支部|党总支|支部|党工委|村委会|居委会)(?:第一|副)*(?:书记|主任)|村支书|党支书|支书|村主任|村民(?!委)|副?[镇乡]长"
    r"|人大主席|第一书记|驻村)"
)
"""Whose office or home only a town or village can be."""
_OF_OFFICE = lazy(_OFFICE)
_TOLD = lazy(
    rf"{_KINDS}(?={_OFFICE}|[,.、。;:()“”]|[的是有为被在于与和及等因由以从将把按]|位于|地处|坐落|现|已|今|去|近|党|通|开|举|实|试|推"
    r"|建|积|立|依|充|坚|围|聚|组|全|先|获|入|创|探|发|成|打|抓|引|投|流|种|养|共|村民|居民|群众|\d"
    r"|合|调|优|利|大力|加|深|拓|强|着|不|紧|还|就|也|都|自|总|占|拥|境)"
)
"""A suffix of towns and villages with the first signs of what may be told of them."""
GOVERNS = lazy(
    rf"(?:[下管共现]辖|辖有?)(?:有|区有)?({HAN}{{2,6}}(?:[、和]{HAN}{{2,6}}?)+)等?(?:\d+|[一二两三四五六七八九十]+)个"
    r"(?:行政村|自然村|村民委员会|村委会|村(?!民)|社区|居委会|居民委员会|乡镇|镇街|镇|乡|街道)"
)
"""What an area is made of, each by name and all by their count."""
_KINDRED = lazy(
    r"等(?:\d+|[一二两三四五六七八九十]+)?个?"
    r"(?:乡镇|镇街|镇村|村镇|行政村|贫困村|(?:[镇乡]|村(?![民庄级])|街道|社区)(?!企业|干部|卫生|服务))"
)
"""What a list of towns or villages by short names says at its end that they are (洑口、盖洋|等镇村)."""
_REST = lazy(rf"(?:[、和]{HAN}{{2,3}}){{1,8}}$")
_OF_OURS = tuple(f"{whose}{sign}" for whose in "该我本" for sign in "县区市旗")
_PART = lazy(rf"{HAN}{{2,6}}?(?=[、和等\d一二两三四五六七八九十])")
_ABOVE = lazy(r"(?:镇|(?<![下返回])乡|街道)$")
"""The end of the town right before a village."""
_AHEAD = frozenset("前后上下东西南北大小新老中内外")
"""Signs that stand before the name of a village to tell it from another (前|刘家村, 上|赵家磨村)."""
_OPEN = frozenset(
    (Class.STOP, Class.LIST, Class.JOIN, Class.FUNCTION, Class.TIME, Class.QUOTE, Class.BRACKET)
)
_TORN = frozenset("和里顺同向定由")
"""Signs that begin names and are words by themselves elsewhere."""
_TOWN_END = lazy("镇|乡|街道")
_ORDER = "道里"
"""How numbers end that begin the name of a place (三道|岗子镇, 五里|仓)."""
_IN = lazy("[在到赴]$|[镇乡道]、$")
"""What stands before a town that somebody is in, or before the next of a list."""
_SETS_OUT = lazy("通过|位于|地处|坐落|依托|立足|“?两委")
"""What is told of villages and not of what a village is called by (贫困村)."""
_BOUNDS = _OPEN | {Class.OF, Class.VERB, Class.DUAL}
_LEAST, _MOST = 2, 5
"""Fewest and most signs of a name before its suffix."""


def find_towns(words: Words, start: int, end: int) -> Iterator[Candidate]:
    """Yield the towns and villages named in `text[start:end]`, wherever no county stands before them."""
    yield from _told(words, start, end)
    yield from _governed(words.text, start, end)
    yield from _kindred(words, start, end)
    yield from _chained(words, start, end)
    yield from _listed(words, start, end)
    yield from _near(words, start, end)


def _told(words: Words, start: int, end: int) -> Iterator[Candidate]:
    """Towns and villages of which something is told (维新镇开展…, 据杏花村党支部书记…, 在甲镇、乙镇试点)."""
    text = words.text
    for kind in _TOLD.finditer(text, start, end):
        suffix = kind.start() - (kind.group() in _TWO_SIGNS)
        begin = _begin(words, suffix, kind.end())
        if begin is None:
            continue
        office = bool(_OF_OFFICE.match(text, kind.end())) or text.endswith(_OF_OURS, start, begin)
        if office or _stands_alone(words, begin, suffix, kind.end()):
            yield _town(text, begin, kind.end(), 4 if office else 3)
            above = _ABOVE.search(text, max(start, begin - 2), begin)
            first = _begin(words, above.start(), begin) if above else None
            if first is not None:
                yield _town(text, first, begin, 3)


def _governed(text: str, start: int, end: int) -> Iterator[Candidate]:
    """The towns or villages, by short names too, that an area is made of (辖甲庙、乙楼2个村)."""
    for match in GOVERNS.finditer(text, start, end):
        for item in _PART.finditer(text, match.start(1), match.end()):
            if item.end() <= match.end(1):
                yield _town(text, item.start(), item.end(), 5)


def _kindred(words: Words, start: int, end: int) -> Iterator[Candidate]:
    """The towns or villages of a list that says at its end what they are (带动长庆、洑口等镇村)."""
    text = words.text
    for kind in _KINDRED.finditer(text, start, end):
        match = _REST.search(text, max(start, kind.start() - 32), kind.start())
        if match is None:
            continue
        heads = (match.start() - size for size in (3, 2) if match.start() - size >= start)
        head = next((at for at in heads if _bounds(words, at)), None)
        items = [(one.start(), one.end()) for one in _ITEM.finditer(text, match.start(), kind.end())]
        items = [(head, match.start()), *items] if head is not None else items
        if all(is_town(text[first:last]) and _STEM.fullmatch(text, first, last) for first, last in items):
            yield from (_town(text, first, last, 3) for first, last in items)


_ITEM = lazy(rf"(?<=[、和]){HAN}{{2,3}}(?=[、和等])")


def _town(text: str, start: int, end: int, priority: int) -> Candidate:
    """The candidate for a town or village."""
    return Candidate(start, end, text[start:end], ThingType.PLACE, "place-town", 0.7, priority)


def _begin(words: Words, kind: int, end: int) -> int | None:
    """Where the name begins whose suffix stands from offset `kind` to `end`, or None."""
    text, index = words.text, words.at(kind)
    first = index - (words.starts[index] == kind)
    if first < 0 or (first == index and words.ends[index] > end):
        return None
    most = _MOST + 2 * text.startswith("族", kind - 1)
    while first and kind - words.starts[first - 1] <= most:
        word, stem = words.words[first - 1], text[words.starts[first] : kind]
        named = words.classes[first - 1] in (Class.NAME, Class.NUMBER) and not word.isascii()
        short = len(stem) < _LEAST or len(word) == 1 or stem[-1] == "族" or word[-1] in _ORDER
        heads = first == 1 or words.classes[first - 2] in (Class.STOP, Class.QUOTE)
        torn = short and heads and word in _TORN  # 顺|宁镇, at the head of a clause
        if not ((named and short) or word in _AHEAD or torn) or word[-1] in "县市区旗镇乡村":
            break
        first -= 1
    if first and not _opens(words, first) and _TOWN_END.match(words.words[first - 1]):
        first -= 1
    begin = words.starts[first]
    after = _TOWN_END.match(text, begin, kind)  # 丰州|镇马|牧村: the tokenizer tears at the end of a town
    if after is not None and begin and is_han(text[begin - 1]):
        begin = after.end()
    elif not _opens(words, first):
        return None
    stem = text[begin:kind]
    if not _LEAST <= len(stem) <= most or not is_town(stem) or text[begin:end] in NO_TOWNS:
        return None
    return begin


def _opens(words: Words, first: int) -> bool:
    """Whether a name can begin with a word: behind a stop, a preposition, a verb, an area or a town."""
    return (
        not first or words.classes[first - 1] in _BOUNDS or words.words[first - 1][-1] in "县市区旗州镇乡道"
    )


@lru_cache(maxsize=1 << 12)
def _is_piece(word: str) -> bool:
    """Whether a word of a stem may name: no common word, and no verb or particle of one sign."""
    tag = tag_of(word)
    return tag[0] not in "vpucdr" if len(word) == 1 else tag in PROPER or not is_listed(word)


def _stands_alone(words: Words, begin: int, kind: int, end: int) -> bool:
    """Whether a name is told by itself: no common word is its stem, and no noun follows it."""
    text, at = words.text, words.at(end)
    follows = end < len(text) and words.classes[at] in (Class.NAME, Class.GENERIC)
    if follows or (end < len(text) and words.starts[at] != end):
        return False
    if text[end - 2 : end] in NO_TOWNS or text[end - 3 : end] in NO_TOWNS:
        return False
    run = _pieces(words, begin, kind)
    if (len(run) > 1 or len(run[0]) >= _LEAST) and all(map(_is_piece, run)):
        return True
    before = words.classes[words.at(begin - 1)] if begin else Class.STOP
    heads = before in (Class.STOP, Class.QUOTE) or _IN.search(text, max(0, begin - 3), begin)
    acts = end < len(text) and words.classes[at] in (Class.VERB, Class.FUNCTION, Class.DUAL, Class.LIST)
    return bool(heads and acts and (text[kind] in "镇乡街" or _SETS_OUT.match(text, end)))


def _pieces(words: Words, begin: int, kind: int) -> list[str]:
    """The words that a stem is made of, cut at both its ends."""
    bounds = [
        begin,
        *(start for start in words.starts[words.at(begin) + 1 : words.at(kind) + 1] if start < kind),
    ]
    return [words.text[start:stop] for start, stop in pairwise([*bounds, kind])]


def _near(words: Words, start: int, end: int) -> Iterator[Candidate]:
    """Places that somebody passes or lives in (途经营子村桃花湖, 鸳鸯村村民)."""
    text = words.text
    for way in _WAY.finditer(text, start, end):
        at = way.end()
        while (match := _SPOT.match(text, at, end)) is not None and is_town(match.group(1)):
            yield Candidate(at, match.end(), match.group(), ThingType.PLACE, "place-way", 0.6, 3)
            at = match.end()
    for home in _VILLAGERS.finditer(text, start, end):
        sizes = (size for size in (4, 3, 2) if words.begins(home.start() - size + 1))
        begin = next((home.start() - size + 1 for size in sizes), end)
        stem = text[begin : home.start()]
        if stem and _STEM.fullmatch(stem) and is_town(stem):
            stop = home.start() + 1
            yield Candidate(begin, stop, text[begin:stop], ThingType.PLACE, "place-home", 0.7, 3)


def _chained(words: Words, start: int, end: int) -> Iterator[Candidate]:
    """A town and its village in one, wherever they stand (在清溪镇石桥村)."""
    text = words.text
    hamlets = (_HAMLET.finditer(text, *line) for line in lines_with(_HAMLET_END, text, start, end))
    for match in chain(_CHAIN.finditer(text, start, end), *hamlets):
        village, town = match.start(1), match.start()
        stem = match.group(1)
        begins = (at for at in range(max(start, town - 4), town) if _STEM.fullmatch(text, at, town))
        begin = next((at for at in begins if _bounds(words, at)), town)
        if begin == town or not (_STEM.fullmatch(stem) and is_town(stem) and is_town(text[begin:town])):
            continue
        if stem in NO_SITES or text[begin:town] in NO_SITES:
            continue
        for first, last in ((begin, village), (village, match.end())):
            yield Candidate(first, last, text[first:last], ThingType.PLACE, "place-below", 0.75, 2)


def _bounds(words: Words, at: int) -> bool:
    """Whether a name can begin at `at`: behind a stop or a preposition, or where a verb ends."""
    index = words.at(at)
    if words.classes[index] in (Class.VERB, Class.FUNCTION) or words.text[at] in BEFORE_PLACE:
        return False
    if not at or not is_han(words.text[at - 1]) or words.text[at - 1] in _LEADS_IN:
        return True
    return words.starts[index] == at and words.classes[index - 1] in (Class.VERB, Class.FUNCTION, Class.OF)


def _listed(words: Words, start: int, end: int) -> Iterator[Candidate]:
    """Towns and villages behind another in a list (清溪镇、石门乡)."""
    text = words.text
    for before in _AFTER_TOWN.finditer(text, start, end):
        match = _TOWN.match(text, before.end(), end)
        if match is not None and is_town(match.group(1)) and not BELOW.match(match.group(1)):
            yield Candidate(
                match.start(), match.end(), match.group(), ThingType.PLACE, "place-listed", 0.75, 3
            )


@lru_cache(maxsize=1 << 12)
def is_town(stem: str) -> bool:
    """Whether the name of a town or village may begin with `stem`, which is no word that describes it."""
    if NOT_STEM.match(stem) or stem in generic_words() or stem in epithets():
        return False
    return stem[:2] not in generic_words() and stem[:2] not in epithets()
