"""Places: those of the official table, and villages, roads, rivers and zones told by their suffix."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import compress, count

from govgraph.loaders.lexicon import HAN, is_han, lazy
from govgraph.loaders.names.candidates import Candidate
from govgraph.loaders.names.counties import counties_of, county_called, open_place, table_place
from govgraph.loaders.names.lexicons import epithets
from govgraph.loaders.names.people import is_person
from govgraph.loaders.names.runs import PROPER
from govgraph.loaders.names.towns import BEFORE_PLACE, BELOW, NOT_STEM
from govgraph.loaders.names.words import SIGNS, WATERS, Class, Words, generic_words, is_listed, tag_of
from govgraph.ontology.places import COMMON, Place, choose, load_places
from govgraph.ontology.records import PlaceRef, ThingType

_GROUP = lazy(rf"{HAN}{{1,3}}?(?:组|屯)(?=村民|居民|的|,|。|、)")
_RECEIVES = (
    "被评",
    "被列",
    "被确",
    "被认",
    "被授",
    "被命",
    "获评",
    "获批",
    "入选",
    "荣获",
    "创建",
    "创成",
    "成功创",
)
"""What a county at the head of a clause got."""
_NO_WATERS = frozenset("海岛 沿山 沿川 沿河 沿江 沿湖 滨江 港湾 两江 治河 巡河 护河 半山 群岛 半岛".split())
_OF_WATERS = tuple(
    "流域 沿 两岸 干流 支流 水系 上游 下游 中游 水质 水域 段 河 湖 江 小流域 风光 景".split()
    + "流入 汇入 注入 余脉 腹地".split()
)
"""How words begin that say what of a river or hill is meant."""
LANDS = ("高原", "平原", "盆地", "草原", "沙漠", "三角洲", "地区")
"""Ends of the names of wide lands (江汉平原, 华南地区)."""
_LONGER = frozenset("区镇乡村县市路社坊")
_ELSE = frozenset(
    "东至 大关 江山 城东 城西 城南 城北 城中 龙门 平原 古城 南关 大城 中原 东方 江南 滨江 海港 河西 盐湖 "
    "路桥 兴隆 永兴 南城 满城 龙江 河东 河口 城关 新城 长安 和平 光明 桥东 桥西 海滨 新华 朝阳 "
    "郊区 矿区 惠民 惠农 新建 西夏 白云".split()
)
"""Short names of counties that mean other things as often."""
_ON_A_SIDE = ("出口", "入口", "岸", "互通", "收费站", "侧")
"""What lies on a side of a river or road, whatever word the side seems to end."""
_PARTS_OF = frozenset("街陵河湖江山桥族籍语人话")
"""What behind the short name of a county makes another word of it (德江|人)."""
_NAMING = ("ns", "nr", "nz")
"""Parts of speech that a county's short name may be taken for (安岳)."""
_NOUNS = frozenset(("日照", "来宾", "白银"))
"""Cities whose short names are common nouns."""


@cache
def _cities() -> dict[str, Place]:
    """Provinces and cities by short name, those aside whose name is a common noun."""
    above = [place for place in load_places().by_code.values() if place.level != "district"]
    named = [place for place in above if place.short != place.name and place.short not in _NOUNS]
    cities = sorted((place for place in named if not place.name.endswith("地区")), reverse=True)
    provinces = (place for place in named if place.level == "provincial")
    return {place.short: place for place in (*cities, *provinces)}


class PlaceFinder:
    """Finds the places of one document; remembers what it named in full."""

    def __init__(self, words: Words, own: PlaceRef | None) -> None:
        self.words = words
        self.table = load_places()
        self.likely = list(compress(count(), words.placing))
        """The words that may name a place by themselves."""
        chain = self.table.chain(own.code) if own else ()
        self.named = {place.code for place in chain}
        self.shorts: dict[str, Place] = {}
        self.weak: dict[str, Place] = {}
        """Counties whose short names are common words (和平), which count in lists only."""
        for place in (*chain, *_neighbours(chain)):
            if place.short != place.name:
                proper = place in chain or _is_proper(place.short)
                (self.shorts if proper else self.weak).setdefault(place.short, place)

    def find(self, start: int, end: int) -> Iterator[Candidate]:
        """Yield the places named in `text[start:end]`, a block of the text."""
        text, words = self.words.text, self.words
        last_end, last_place = -1, None
        for match in self.table.full_names(text, start, end):
            adjacent = last_place if last_end == match.start else None
            if not self._bounded(match.start, match.end, adjacent is not None):
                continue
            place = choose(match.places, self.named, adjacent)
            if place is not None and place.code not in self.named and self._joined(match.start):
                continue  # 和 before 县 is no county
            if place is None and match.places[0].name not in COMMON:
                yield open_place(match.start, match.end, match.places[0])
                yield from self._below(match.end, end)
            if place is None or (adjacent is None and place.name in COMMON):
                continue
            self.named.add(place.code)
            if place.short != place.name:
                self.shorts.setdefault(place.short, place)
            last_end, last_place = match.end, place
            yield table_place(match.start, match.end, text[match.start : match.end], place, 0.9)
            yield from counties_of(words, match.end, place)
            yield from self._below(match.end, end)
        first, last = words.at(start), words.at(end - 1) + 1
        for index in self.likely[bisect_left(self.likely, first) : bisect_left(self.likely, last)]:
            yield from self._short(index, words.words[index])

    def _short(self, index: int, word: str) -> Iterator[Candidate]:
        """Yield the place that one word names by its short name, and the programme named after it."""
        words, begin = self.words, self.words.starts[index]
        end = begin + len(word)
        place = self.shorts.get(word) or _cities().get(word) or self._listed(index, word)
        place = place or self._paired(index, word) or self._alone(index, word)
        if place is None and len(word) > 2 and word[-1] == "州":
            area = _cities().get(word[:-1])  # 阿坝州
            place = area if area is not None and area.name.endswith("自治州") else None
        if place is None and word[-1] in "县市区旗" and not self.table.named(word):
            place = self.shorts.get(word[:-1])
        if (place is not None or word == "中国") and index and words.words[index - 1] in epithets():
            yield from self._epithet(index)
        if place is not None and word[-1] in "东西南北" and words.text.startswith(_ON_A_SIDE, end):
            return  # 柳河北|出口
        if place is not None:
            if words.text[end : end + 1] != "山" or not words.begins(end + 1):
                yield table_place(begin, end, word, place, 0.7)
                yield from self._beside(end, place)
        elif _is_natural(word) and word[0] != "一" and not self._inside(index):
            begin -= index > 0 and _goes_before(words.words[index - 1])
            yield Candidate(begin, end, words.text[begin:end], ThingType.PLACE, "place-nature", 0.7, 2)

    def _beside(self, end: int, place: Place) -> Iterator[Candidate]:
        """Yield the counties that follow the area above them (新疆|和静), or another of it (义乌、金东)."""
        if place.level != "district":
            yield from counties_of(self.words, end, place)
        elif self.words.text[end : end + 1] in ("、", "和"):
            yield from counties_of(self.words, end + 1, self.table.by_code[place.parent])

    def _inside(self, index: int) -> bool:
        """Whether a word only is part of a longer name (漕河|科技园, 金杯|半山)."""
        words = self.words
        end = words.ends[index]
        if words.text[end : end + 1] in _LONGER or words.text[end - 1 : end + 1] == "河道":
            return True
        after = words.words[index + 1] if index + 1 < len(words) else ""
        named = index + 1 < len(words) and words.classes[index + 1] == Class.NAME
        if named and len(after) > 1 and not after.startswith(_OF_WATERS):
            return True
        before = words.words[index - 1] if index and words.classes[index - 1] == Class.NAME else ""
        return len(before) > 1 and tag_of(before) != "ns"

    def _listed(self, index: int, word: str) -> Place | None:
        """A county of the document's city by a short name that is a common word, in a list with another."""
        place = self.weak.get(word)
        if place is None:
            return None
        words = self.words.words
        before = self.words.classes[index - 1] if index else Class.STOP
        if before == Class.STOP and self.words.text.startswith(_RECEIVES, self.words.ends[index]):
            return place
        beside = [
            words[at + step]
            for at, step in ((index - 1, -1), (index + 1, 1))
            if 0 <= at + step < len(words) and words[at] in "、和与及"
        ]
        return place if any(one in self.shorts or one in self.weak for one in beside) else None

    def _alone(self, index: int, word: str) -> Place | None:
        """The one county of a short name that means nothing else (沿河至|德江)."""
        place = None if word in _ELSE or word in generic_words() else county_called(word)
        end = self.words.ends[index]
        behind = self.words.text[end : end + 1]
        water = word[-1] in WATERS and self.words.text.startswith(_OF_WATERS, end)  # 塔河|小流域
        return None if place is None or water or behind in _PARTS_OF or self._inside(index) else place

    def _paired(self, index: int, word: str) -> Place | None:
        """A county anywhere by its short name, in a list with another or with a city (涡阳、蒙城)."""
        place = county_called(word, _NAMING)
        if place is None or word in _ELSE or word in _NOUNS:
            return None
        words = self.words.words
        beside = ((index - 1, index - 2), (index + 1, index + 2))
        others = [words[at] for mark, at in beside if 0 <= at < len(words) and words[mark] in "、和与及"]
        return place if any(county_called(one, _NAMING) or one in _cities() for one in others) else None

    def _epithet(self, index: int) -> Iterator[Candidate]:
        """Yield the programme that an area is named in with what it shall become (数字浙江, 平安河北)."""
        words = self.words
        behind = words.classes[index + 1] if index + 1 < len(words) else Class.STOP
        before = words.classes[index - 2] if index > 1 else Class.STOP
        if behind not in (Class.NAME, Class.GENERIC) and before != Class.NAME:
            begin, end = words.starts[index - 1], words.ends[index]
            name = words.text[begin:end]
            yield Candidate(begin, end, name, ThingType.INITIATIVE, "epithet", 0.65, 4)

    def _joined(self, start: int) -> bool:
        """Whether the word at `start` only joins others (中医院和县医院)."""
        return self.words.classes[self.words.at(start)] in (Class.JOIN, Class.VERB)

    def _bounded(self, start: int, end: int, adjacent: bool) -> bool:
        """Whether a full name begins where a word does, and that word is more than 和 or 新."""
        if adjacent:
            return True
        words = self.words
        index = words.at(start)
        if words.starts[index] != start:
            return False
        return len(words.words[index]) > 1 or words.begins(end)

    def _acts(self, start: int) -> bool:
        """Whether what follows an area says what is done there (清溪区扎实做好乡村…)."""
        index = self.words.at(start)
        if self.words.starts[index] != start:
            return False
        acts = self.words.classes[index] in (Class.VERB, Class.DUAL)
        return acts or tag_of(self.words.words[index]) in ("ad", "d")

    def _below(self, start: int, end: int) -> Iterator[Candidate]:
        """Yield the town, village and group that follow a county directly (清溪镇石桥村)."""
        text = self.words.text
        position = start
        for pattern in (BELOW, BELOW, _GROUP):
            match = pattern.match(text, position, end)
            if match is None or NOT_STEM.match(match.group()) or self._acts(match.start()):
                return
            inner = next(self.table.full_names(text, match.start(), match.end()), None)
            if inner is not None and inner.start == match.start() and inner.end < match.end():
                return  # 达州市|渠县有庆镇
            if _BODY.match(text, match.end()):
                return  # 清溪县石桥镇|党委
            before = text[match.start()] in BEFORE_PLACE
            if before and (len(match.group()) in (2, 5) or self.words.begins(match.start() + 1)):
                return  # 清溪县以村党支部…, 清溪县为促进乡村…, 清溪县在石桥镇…
            yield Candidate(
                match.start(), match.end(), match.group(), ThingType.PLACE, "place-below", 0.85, 4
            )
            position = match.end()
            position += 3 * text.startswith("办事处", position)  # 桥东街道办事处|石桥社区


_BODY = lazy(r"(?:党委|党工委|政府)(?!书记|副书记|委员|组成|班子)")
"""A body of a town right behind its name."""


def _is_proper(short: str) -> bool:
    """Whether the short name of a county means nothing else (巢湖, 新建) to those who live near it."""
    if short in _ELSE or short in _NOUNS or short[-1] in "湖山":
        return False
    return tag_of(short) in PROPER or not is_listed(short)


def _neighbours(chain: Sequence[Place]) -> Iterator[Place]:
    """Yield the counties in the city, or else the province, of the place whose chain this is."""
    table = load_places()
    if chain:
        above = next(place for place in chain if place.level != "district")
        for place in table.under(above.code):
            yield place
            yield from table.under(place.code)


_ZONES = ("高新区", "经开区", "开发区", "综保区", "保税港区", "自贸试验区")
_ZONE = lazy(rf"(?:{'|'.join(_ZONES)})(?![建设发展内级类]|管委会|党工委|工委)")
"""A zone that a text calls by its kind alone, as the only one of its area."""
_LONGER_ZONE = {zone: lazy(rf"{HAN}{{2}}{zone}") for zone in _ZONES}


def find_sites(words: Words, start: int, end: int) -> Iterator[Candidate]:
    """Yield the zones that a text calls by their kind alone."""
    text = words.text
    alone = [zone for zone in _ZONE.finditer(text, start, end) if not is_han(text[zone.start() - 1])]
    named = {kind for kind in {zone.group() for zone in alone} if _LONGER_ZONE[kind].search(text)}
    for zone in alone:
        if zone.group() not in named:
            yield Candidate(zone.start(), zone.end(), zone.group(), ThingType.PLACE, "place-zone", 0.55, 2)


def _is_natural(word: str) -> bool:
    """Whether a word is the name of a river, hill or other place of nature."""
    if word.endswith(LANDS):
        return len(word) > 3 and tag_of(word) == "ns" and not load_places().named(word)
    if word[-1] not in WATERS or len(word) < 2 or word in generic_words() or word in _NO_WATERS:
        return False
    return tag_of(word) == "ns" or _is_water(word)


def _goes_before(word: str) -> bool:
    """Whether a sign belongs to the name of a river or hill behind it (南拒马河, 伊祁山)."""
    return len(word) == 1 and (word in "南北东西大小" or tag_of(word) in ("ns", "nr") and word not in SIGNS)


def _is_water(word: str) -> bool:
    """Whether a proper name of three signs is a river rather than a person (嘉陵江, 张大江)."""
    return (
        len(word) == 3
        and word[-1] in "江河湖"
        and tag_of(word) in ("nr", "nz", "nrt")
        and not is_person(word)
    )
