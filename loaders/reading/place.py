"""Tell which place a document speaks for: from its title, its opening, what its text names, its medium."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Set
from functools import lru_cache

from govgraph.loaders.lexicon import lazy
from govgraph.ontology.places import COMMON, Match, Place, choose, load_places
from govgraph.ontology.records import PlaceRef

_OWN_KINDS = (
    (lazy("代表([省市县区旗州])(?:第?[一二三四五六七八九十]+届)?人民政府"), 20),
    (lazy("[我该本]([省市县区旗州镇乡])"), 3),
    (lazy("(?<![在居列予为获“])全([省市县区旗州镇乡])(?![第前首平率领唯排各])"), 1),
)
"""How a text speaks of the place it is for, and how much each way weighs."""
_ORGANS = lazy(r"(?<![^\W\d])(县)(?:政府|委|医院|财政|城区)")
"""How a text names what is the county's, though it may never call the county its own."""
_BROAD = "乡镇旗县区州市省"
"""Kinds of areas, the broader one behind."""
_OPENING = 80
"""Characters of a text in which it says where its place lies."""
_LIES = lazy(r"[,\s]?(?:地处|位于|坐落|雄踞|居|[东西南北]{1,2}[临邻接靠依连])")
_UNLIKELY = frozenset("一二三四五六七八九十两双下上")
"""Characters before which a short name is rather two other words (a numeral, 上 or 下)."""
_EVERYDAY = frozenset(
    "资源 新建 惠民 富民 通道 金山 同心 大关 古城 港口 城东 城西 城北 惠农 温泉 兴业 公安 东方 凤凰 老城 "
    "平原 双城 光明 龙泉 江山 沙河 滨湖 灯塔 沿河 芙蓉 滨江 东风 江南 金台 清水 龙门 西城 路北 路南 莲花 "
    "石门 泰山 中原 海港 三水 龙湖 三河 西山 南关 南湖 运河 大城 商城 路桥 新城 河西 水城 北湖 三江 长寿 "
    "紫金 玉屏 天山 松山 金凤 三门 麒麟".split()
)
"""Short names of counties that are everyday words too."""
_LOCAL = (
    r"(?:.{2,24}[省市县区旗州盟镇乡])?(?P<name>[^\W\d]{2,12}?(?:街道|镇|乡|苏木|村|社区|林场|农场|管理区"
    r"|(?:开发区|高新区|新区|(?:工业|产业|科技)园区?|示范区|度假区|保税区)))"
    r"(?:办事处|管(?:理)?委(?:员)?会|党工委|党委|人民政府)*"
)
"""A place that no table of counties holds: a town, a street, a village, a zone."""
_ZONE = lazy(
    r"(?<![^\W\d])([^\W\d]{2,8}?(?:经济技术开发区|经济开发区|高新技术产业开发区|工业园区|产业园区|高新区|经开区|新区))"
)
_TITLED = lazy(rf"(?:\d{{4}}年度?)?{_LOCAL}(?=\d{{4}}年|关于|上半年|年度|政府|工作|简介|概况|[:：,，—－ ]|$)")
_HEADED = lazy(r"^(?:【[^】]{1,8}】)?(?:\d*年[\d月日]*,)?")
"""What may stand before it: a heading, and a day."""
_LOCATED = lazy(
    rf"{_LOCAL}(?=位于|正式成立,辖区|地处|坐落|隶属|前身|始建|现有|辖区|下辖|总面积|[东西南北][临邻接靠])"
)
"""How the first sentence of a text without a telling title speaks of such a place."""


_MUCH = 9
"""Weight of a county that a text named for its province tells of."""
_LEAST = 3
"""Weight of a place in a text without a telling title: named in full, or more than once."""


@lru_cache(maxsize=2)  # a title and the lead of its text are each asked for again and again
def words(text: str) -> tuple[tuple[str, int, int], ...]:
    """The words of `text` with their offsets, by the tokenizer that arbitrates word boundaries."""
    import rjieba

    return tuple(rjieba.tokenize(text))


_TOWN = lazy(r"(?:[省市县区旗州])?([^\W\d省市县区旗州]{1,8}(?:街道|镇|乡|苏木))$")
_SESSION = lazy(r"在([^\W\d]{2,16}?)第?[一二三四五六七八九十]{1,4}届人民代表大会")
_SIGNED = lazy(r"([^\W\d]{2,10}[省市县区旗州])(?:人民政府|统计局|财政局|发展和改革)\S{0,10}$")
"""How lines around the body tell whose text it is: before whom it was given, who signed it."""


def told_by(lines: Iterable[str]) -> str:
    """Return the first name of a place, in its areas, that a line around the body tells a text by, or ""."""
    for line in lines:
        match = _SESSION.search(line) or _SIGNED.match(line.strip())
        if match is not None:
            return match[1]
    return ""


def place_of(title: str, lead: str, medium: str = "", told: str = "") -> PlaceRef | None:
    """The place a document speaks for, told from its title, else from the lead of its text.

    A town, street, village or zone that the title begins with and the text goes on to name has no code,
    nor has one that the first sentence locates. Else the most specific place that the title names wins
    (镇江大兴 → 大兴区); a short name counts only on word boundaries and with a parent beside it, or if it is
    a province or city. Without one in the title the place most named in `lead` does, among those of the
    kind the text speaks for (全县, 我市), then a zone that is a 区 of its own, and at last the one that its
    `medium` is named after, or what the text calls it (我市). Where the title names none, `told` (`told_by`)
    goes first.
    """
    if local := _local_place(title, lead):
        return local
    if told and not _scores(title, True):
        town = _TOWN.search(told)
        if town is not None:
            return PlaceRef("", town[1])
        if scores := _scores(told, True):
            best = max(scores, key=lambda code: (scores[code], -int(code)))
            return _as_called(PlaceRef(best, load_places().by_code[best].name), lead)
    place = _known_place(title, lead, medium)
    return _as_called(place, title + lead) if place and place.is_named else place


def _as_called(place: PlaceRef, text: str) -> PlaceRef:
    """The place by the name that it had when the text was written (徐水县, which is a district since)."""
    short = load_places().by_code[place.code].short if place.code else place.name
    if short == place.name or place.name in text:
        return place
    ends = (short + kind for kind in "县市区" if not load_places().named(short + kind))
    called = next((name for name in ends if name in text), place.name)
    return PlaceRef(place.code, called) if place.name[-1] in "县市区" else place


def _known_place(title: str, lead: str, medium: str) -> PlaceRef | None:
    """The place of the table, or the zone, that a document speaks for."""
    titled = _scores(title, True) or _scores(title, True, _named(lead))  # of the 普陀区 the one in 浙江省
    if not titled and (located := _located_place(lead)):
        return located
    if titled:
        best = _weightiest(titled)
        return _ref(best if _suits(best, lead) else _meant(best, lead))
    own = _of_own_kind(_scores(lead, False), lead)
    if own and own[_weightiest(own)] >= _LEAST:  # not only named in passing, by a short name
        return _ref(_weightiest(own))
    return _zone(lead) or _place_of_medium(medium, lead) or _place_in_short(lead) or _unnamed(lead)


_CALLED = (
    lazy("[我该本][省市区县旗州镇乡村](?![级委民])"),
    lazy("(?<![在居列予为获“])全[省市区县旗州镇乡村](?![级面第前首平率领唯排各])"),
)
"""What a text calls its place that never names it."""


def _unnamed(lead: str) -> PlaceRef | None:
    """The place of a text that only says 我市, or 全市 more than once."""
    for pattern, least in zip(_CALLED, (1, 2), strict=True):
        called = Counter(pattern.findall(lead)).most_common(1)
        if called and called[0][1] >= least:
            return PlaceRef("", called[0][0])
    return None


def _weightiest(scores: Counter[str]) -> str:
    """The place of most weight, of those the lowest."""
    chain = load_places().chain
    return max(scores, key=lambda code: (scores[code], len(chain(code)), -int(code)))


def _ref(code: str) -> PlaceRef:
    return PlaceRef(code, load_places().by_code[code].name)


def _suits(code: str, lead: str) -> bool:
    """Whether the place of a title is of a kind that the text calls its own, and no province in passing."""
    kinds, place = _kinds(lead), load_places().by_code[code]
    if place.level == "provincial":
        return "省" in kinds
    return max(kinds.values(), default=0) < _LEAST or any(_of_kind(place, kind) for kind in kinds)


def _meant(titled: str, lead: str) -> str:
    """The place that a text speaks for though its title names another.

    That is the one it goes on to tell of in a province (乡村振兴看福建), or the one of its own kind where
    the title names none (州长龙长春).
    """
    named = _scores(lead, False)
    own = _of_own_kind(named, lead) or named
    if not own:
        return titled
    code = _weightiest(own)
    inside = titled in [above.code for above in load_places().chain(code)[1:]]
    if load_places().by_code[titled].level == "provincial":
        return code if inside and own[code] >= _MUCH else titled
    return code


def _named(text: str) -> set[str]:
    """The codes of the places that a text names unambiguously, and of all above them."""
    places = load_places()
    own = (match for match in boundary_matches(text) if match.full or match.places[0].level != "district")
    codes = (match.places[0].code for match in own if len(match.places) == 1)
    return {place.code for code in codes for place in places.chain(code)}


def _place_in_short(lead: str) -> PlaceRef | None:
    """The county that a text names most by its short name alone, more than once and than any other."""
    import rjieba

    common = {word for word, _, _ in words(lead) if rjieba.tag(word, False)[0][1][0] in "vadfbtj"} | _EVERYDAY
    counts: Counter[str] = Counter()
    for match in boundary_matches(lead):
        own = [place for place in match.places if not place.former]
        if len(own) == 1 and own[0].level == "district" and lead[match.start : match.end] not in common:
            counts[own[0].code] += 1
    most = counts.most_common(2)
    if not most or (len(most) > 1 and most[1][1] == most[0][1]):
        return None
    place = load_places().by_code[most[0][0]]
    if most[0][1] < (4 if place.name[-1] == "市" else 2):
        return None  # 全市 is rather the city above
    return PlaceRef(place.code, place.name) if place.name.endswith(tuple(_kinds(lead))) else None


def _zone(lead: str) -> PlaceRef | None:
    """The zone named after a place that a text which says 全区 or 我区 names most; the first of several."""
    if "区" not in _kinds(lead):
        return None
    table = load_places()
    found = [name for name in _ZONE.findall(lead) if table.short(name[:2]) or table.named(name[:3])]
    return PlaceRef("", max(found, key=found.count)) if found else None


def _local_place(title: str, lead: str) -> PlaceRef | None:
    """The town, street, village or zone that a title begins with, if the text names it or its kind as its
    own, or that the first sentence locates."""
    first = next((line for line in lead.splitlines() if "。" in line), "").strip()
    match = _TITLED.match(title) or _LOCATED.match(_HEADED.sub("", first))
    if match is None or load_places().named(match["name"]) or match["name"][0] == "级":
        return None  # a title on 一个省级产业园 tells of no park
    name = match["name"]
    kind = next(end for end in ("街道", "社区", "园区", "新区", "开发区", name[-1]) if name.endswith(end))
    own = re.search(f"[全我该本]{kind[-1]}|(?<![^\\W\\d]){kind}", lead)
    return PlaceRef("", name) if own or name in lead else None


def _located_place(lead: str) -> PlaceRef | None:
    """The place whose name opens the text, to say where it lies (某某,地处某省中部)."""
    opening = lead.lstrip("\n 　")[:_OPENING]
    matches = boundary_matches(opening)
    if not matches or matches[0].start or not _LIES.match(opening, matches[0].end):
        return None
    named = {match.places[0].code for match in matches[1:] if len(match.places) == 1}
    place = choose(matches[0].places, named, None)
    return PlaceRef(place.code, place.name) if place else None


def _place_of_medium(medium: str, lead: str) -> PlaceRef | None:
    """The place that a local medium is named after (威海晚报), if the text speaks of its kind as its own."""
    for _, kind in sorted({(match.start(), match[1]) for match in _OWN_KINDS[1][0].finditer(lead)}):
        for length in range(len(medium) - 1, 1, -1):
            found = load_places().short(medium[:length]) or load_places().named(medium[:length])
            own = [place for place in found if _of_kind(place, kind) and not place.former]
            if len(own) == 1:
                return PlaceRef(own[0].code, own[0].name)
    return None


def _of_own_kind(scores: Counter[str], lead: str) -> Counter[str]:
    """Only the places that end as the text speaks of itself (全县 → 县); all, if it never does.

    A city whose counties are named too gains their weight, save the weightiest one's: a text that
    names many of them speaks for the city.
    """
    by_code = load_places().by_code
    kinds = _kinds(lead)
    total = Counter(scores)
    for code in scores:
        below = sorted(scores[other] for other in scores if by_code[other].parent == code)
        total[code] += sum(below[:-1])
    if scores and kinds.total() < _LEAST and total[_weightiest(total)] >= _MUCH:
        return total  # 全市第一, of a county that is told of
    said = [kind for kind, _ in sorted(kinds.items(), key=lambda count: (-count[1], count[0]))]
    for kind in said:
        if _BROAD.find(kind) > _BROAD.find(said[0]) and 2 * kinds[kind] < kinds[said[0]]:
            continue  # a text on 全县 that names only its 省 speaks for neither
        own = Counter(
            {
                code: score
                for code, score in total.items()
                if _of_kind(by_code[code], kind)
                and (by_code[code].name[-1] != "区" or kind == "区" or by_code[code].name not in lead)
            }
        )  # 海淀区 is none that a text on 全县 speaks for
        if own:
            return own
    return Counter() if kinds else total


def _kinds(lead: str) -> Counter[str]:
    """How often, and how surely, a text calls each kind of area its own."""
    kinds: Counter[str] = Counter()
    for pattern, weight in _OWN_KINDS:
        for kind in pattern.findall(lead):
            kinds[kind] += weight
    return kinds + Counter(_ORGANS.findall(lead))


def _of_kind(place: Place, kind: str) -> bool:
    """Whether a text may call a place its 县, 市 …: a county may have become a district since."""
    return place.name.endswith(kind) or (kind in "县旗" and place.level == "district")


def _scores(text: str, specific: bool, told: Set[str] = frozenset()) -> Counter[str]:
    """Weight of every place that `text` names; with `specific`, a place under a named one weighs more.

    `told` are codes of places that are named elsewhere, which tell those of one name apart.
    """
    places = load_places()
    matches = boundary_matches(text)
    sure = (m.places[0] for m in matches if len(m.places) == 1 or m.places[0].level == "provincial")
    named = {place.code for place in sure} | told  # 河南 is hardly the county of that name
    scores: Counter[str] = Counter()
    before: tuple[int, Place] | None = None
    for match in matches:
        adjacent = before[1] if before and before[0] == match.start else None
        chosen = choose(match.places, named, adjacent)
        if chosen is None or not (match.full or _trusted(chosen, named)):
            continue
        if match.full and adjacent is None and chosen.name in COMMON:
            continue
        everyday = not match.full and chosen.level == "district" and adjacent is None
        if everyday and text[match.start : match.end] in _EVERYDAY:
            continue
        scores[chosen.code] += 3 if match.full else 2
        before = match.end, chosen
    if specific:
        for code in list(scores):
            scores[code] += sum(4 for above in places.chain(code)[1:] if above.code in scores)
    return scores


@lru_cache(maxsize=2)
def boundary_matches(text: str) -> tuple[Match, ...]:
    """Full names, and short names outside them, that begin and end where words do; in text order.

    A full name may also begin a longer word (四川省 in 四川省人民政府 where the tokenizer keeps that whole);
    a name with another suffix than the table's (a county that became a district) counts as full.
    """
    return tuple(sorted(_on_boundaries(text), key=lambda match: match.start))


_STRATEGIES = tuple(f"{by}兴县" for by in "游业态教技才化量贸色")
"""What ends like a county's name and says by what a county is to thrive."""


def _on_boundaries(text: str) -> Iterator[Match]:
    places, tokens = load_places(), words(text)
    first = {start: end for _, start, end in tokens}
    ends = {end for _, _, end in tokens}
    taken: set[int] = set()
    for match in places.full_names(text):
        if text.endswith(_STRATEGIES, 0, match.end):
            continue  # 旅游兴县
        if match.start in first and (match.end in ends or first[match.start] > match.start + 1):
            taken.update(range(match.start, match.end))
            yield match
    for word, start, end in tokens:
        if len(word) > 2 and word[-1] in "县市区旗" and start not in taken and not places.named(word):
            renamed = places.short(word[:-1])
            if renamed:
                taken.update(range(start, end))
                yield Match(start, end, renamed, True)
    for match in places.short_names(text):
        if match.start in first and match.end in ends and match.start not in taken:
            if text[match.start - 1 : match.start] not in _UNLIKELY:
                yield match


def _trusted(place: Place, named: set[str]) -> bool:
    """Whether a short name may stand for its place: a city or province, or one that lies in a named one."""
    if place.level != "district":
        return True
    return any(above.code in named for above in load_places().chain(place.code)[1:])
