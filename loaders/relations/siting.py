"""Where things lie, what belongs to what, and which named things stand behind a count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from govgraph.loaders.lexicon import HAN, lazy
from govgraph.loaders.names.sites import LANDS
from govgraph.loaders.relations.anchors import Anchor
from govgraph.loaders.relations.chains import AREA, SITE, administrative, chain_start, chains
from govgraph.loaders.relations.clauses import Clause, Scene
from govgraph.loaders.relations.composing import made_of
from govgraph.loaders.relations.edges import Edge, listed, listed_before
from govgraph.ontology.records import PLACE_ID, Measurement, Predicate, Thing, ThingType
from govgraph.ontology.vocabulary import find_unit

_SITED = frozenset((ThingType.INITIATIVE, ThingType.PROGRAM, ThingType.EVENT, ThingType.INSTITUTION))
_PARTS = frozenset((ThingType.INITIATIVE, ThingType.PROGRAM, ThingType.EVENT))
_HOLDERS = _PARTS | {ThingType.INSTITUTION}
_ZONE = lazy(
    SITE.pattern + "|(?:旅游|风景|度假|保护|开发|工业|产业|示范|商业|集聚|高新|经开|[景园小矿库校厂灌])区$"
    "|[山峰洞谷岛湾城]$|公园$|广场$|市场$"
)
"""Endings of places that are none of the administration."""
_TOWN = lazy(r"..(?:镇|乡|街道|村|社区)$")
_SELF = lazy(r"(?:该|我|本)[省市区县州旗镇乡]$")
_AT = lazy(r"位于|坐落于|坐落在|选址|落户|地处")
_PART_OF_AREA = lazy(
    r"(?:的|境内)?最?[东西南北中](?:[东西南北]?部|[东西南北]|端|侧)|的?(?:腹地|境内|中心|余脉|边缘)|$"
)
_IS_ONE = lazy(r"[是为]")
_ONE = lazy(r"的?一[所家座个处]|(?:最|唯一|著名|知名|重点)[^,。]{0,6}的")
_MEMBER = lazy(
    r"的?(?:重点|重要|核心|主要|中心|节点|组成|成员)[^,。的]{0,6}(?:城市|地区|县|区域|部分|成员|节点)"
)
_UNDER = lazy(r"隶属于?|归属于?|划归")
_OWNED = lazy("的?(?:下属|旗下|全资|控股|所属)+(?:子公司|企业|单位|公司)")
_HELD = lazy(
    r"(?:成功|隆重|顺利|正式|圆满|盛大)?(?:举办|举行|召开|开幕|闭幕|落幕|收官|启动|建成|设立|成立|揭牌|挂牌|落地|开展)"
)
_TOURS = lazy(r"等(?:地|\d+[个县市区省]+|县市?|市|省)?(?:开展|举办|举行|召开)")
"""What behind a list of places says that something was held in each of them."""
_FOUNDED = lazy(r"(?:正式)?(?:成立|揭牌|挂牌)")
_SET = lazy(rf"(?:{HAN}|[、和“”])+(?:等|的|组成的)“?")
_NUMBERED = lazy(r"[一二三四五六七八九十两][大项个]")
"""How the name of a set begins that counts its members (六大机制)."""
_REACHES = lazy(r"涉及|包括|包含|其中有|即")
_COMPOSED = lazy(rf"[“”]*等?[\d一二三四五六七八九十]*{HAN}?组成(?:了)?[^,。;]{{0,14}}“?")
_AND_OTHERS = lazy(r"等(?:共|约|近|共计|合计|其他)?")
_PEOPLE = frozenset("人名位")
_TIMES = frozenset(("次", "人次", "场", "场次", "辆次", "户次", "台次"))
_OFFICE = lazy(r"(?:中心|分?[局院校]|[科处站队组所室]|分公司|支部|总队|支队)$")
_INNER = lazy(
    r"(?<!小)(?<!景)(?<!社)区$|[镇乡村]$|街道$|社区$|[^\W\d](?:园|广场|景区|小区|中心|公园|机场|水库)$"
)
_ANY = lazy("")
_BODY, _COUNTY = 5, 3
"""The shortest names that an office, and an area, are told to be part of."""
_HOLDS = lazy(r"包括|包含|涵盖|由.{0,20}组成|下设")


def wholes_of(things: Sequence[Thing]) -> Mapping[str, str]:
    """What offices and areas are part of, by the ids of both: their names begin with its name."""
    return {**_within(things, ThingType.INSTITUTION, _BODY), **_within(things, ThingType.PLACE, _COUNTY)}


def _within(things: Sequence[Thing], kind: ThingType, shortest: int) -> dict[str, str]:
    """The longest name of a kind that another begins with, for each that is told to be a part."""
    part, whole = (_OFFICE, _ANY) if kind is ThingType.INSTITUTION else (_INNER, AREA)
    named = {thing.name: thing.id for thing in things if thing.type is kind}
    found: dict[str, str] = {}
    for name, inner in named.items():
        if len(name) > shortest + 2 and part.search(name):
            sizes = range(len(name) - 3, shortest - 1, -1)
            heads = (name[:size] for size in sizes if name[:size] in named)
            outer = next((head for head in heads if whole.search(head)), None)
            if outer is not None:
                found[inner] = named[outer]
    return found


def place_edges(scene: Scene, placed: bool, wholes: Mapping[str, str]) -> Iterator[Edge]:
    """Yield part_of, located_in and includes edges of a sentence.

    `wholes` holds what offices and areas are part of.
    """
    for number, clause in enumerate(scene.clauses):
        if not clause.things:
            continue
        if number and not clause.topic_break:
            yield from _reaching(scene, scene.clauses[number - 1], clause)
        if wholes:
            yield from _offices(clause, wholes)
        if len(clause.things) > 1:
            yield from made_of(scene, clause, placed)
        if len(clause.things) < len(clause.anchors):
            yield from _counted(scene, clause)
        place = ThingType.PLACE in clause.kinds
        if place:
            yield from chains(scene, clause)
        if placed and (place or ThingType.INSTITUTION in clause.kinds):
            yield from _own(scene, clause)
        if place:
            yield from _sites(scene, clause)
            yield from _works_in(scene, clause)
        if place or ThingType.INSTITUTION in clause.kinds:
            yield from _belongs(scene, clause)
        if ThingType.INSTITUTION in clause.kinds:
            yield from _subsidiary(scene, clause)
        if not clause.kinds.isdisjoint(_HOLDERS):
            yield from _members(scene, clause)
            if len(clause.things) > 1:
                yield from _class_parts(scene, clause)


def _is_built(anchor: Anchor) -> bool:
    """Whether a place is one that lies in an area: a park, a scenic area, a reservoir."""
    return anchor.type is ThingType.PLACE and bool(anchor.thing and _ZONE.search(anchor.thing.name))


def _own(scene: Scene, clause: Clause) -> Iterator[Edge]:
    """该县便民服务队, 该县清溪镇: what is named right behind 该县 lies in the document's place."""
    for anchor in clause.things:
        town = anchor.type is ThingType.PLACE and anchor.thing is not None and not anchor.thing.code
        town = town and bool(_TOWN.search(anchor.thing.name if anchor.thing else ""))
        cluster = anchor.type in _SITED_HERE and bool(anchor.thing and anchor.thing.name.endswith(_CLUSTERS))
        if not town and not cluster and anchor.type is not ThingType.INSTITUTION:
            continue
        if _SELF.search(scene.text[max(clause.start, anchor.start - 3) : anchor.start]):
            predicate = Predicate.PART_OF if town else Predicate.LOCATED_IN
            rule, start = "own-town" if town else "own-institution", anchor.start - 2
            yield Edge(anchor.id, predicate, PLACE_ID, start, anchor.end, rule, 0.7, True)


_SITED_HERE = (ThingType.PROGRAM, ThingType.PLACE)
_CLUSTERS = ("集群", "产业园", "产业带", "基地", "园区", "项目")


def _offices(clause: Clause, wholes: Mapping[str, str]) -> Iterator[Edge]:
    """县教育局学生资助中心 is part of 县教育局, 云岭县东城开发区 of 云岭县; 云岭县茶产业园 lies in it."""
    for part in clause.things:
        if part.id in wholes:
            whole = wholes[part.id]
            sited = part.type is ThingType.PLACE and part.thing and not AREA.search(part.thing.name)
            predicate = Predicate.LOCATED_IN if sited else Predicate.PART_OF
            yield Edge(part.id, predicate, whole, part.start, part.end, "named-after", 0.75)


def _subsidiary(scene: Scene, clause: Clause) -> Iterator[Edge]:
    """S是B下属子公司: S is part of B."""
    for body in clause.things:
        owned = _OWNED.match(scene.text, body.end, clause.end)
        if owned is None or scene.text[body.start - 1] not in "是为系" or len(clause.subjects) != 1:
            continue
        one = clause.subjects[0]
        if one.end <= body.start:
            yield Edge(one.id, Predicate.PART_OF, body.id, one.start, owned.end(), "subsidiary", 0.75)


def _belongs(scene: Scene, clause: Clause) -> Iterator[Edge]:
    """P隶属B、C: the area or body spoken of was part of each; P前身是Y,…隶属B: Y was."""
    match = _UNDER.search(scene.text, clause.start, clause.end)
    if match is None:
        return
    bodies = [a for a in clause.things if a.start >= match.end()]
    if not bodies or bodies[0].start - match.end() > 2:
        return
    whose = [a for a in clause.subjects if a.end <= match.start()]
    if not whose:
        whose = [a for c in scene.clauses for a in c.things if a.id == PLACE_ID and a.end <= match.start()]
    former = scene.text.find("前身", scene.span.start, match.start())
    for earlier in scene.clauses if former >= 0 else ():
        whose = [a for a in earlier.things if former < a.start <= former + 4] or whose
    for one in whose[:1]:
        items = listed(scene.text, bodies)
        for body, behind in zip(items, [*items[1:], None], strict=True):
            if behind is None or behind.start > body.end:  # of 江苏省镇江市 the last
                yield Edge(one.id, Predicate.PART_OF, body.id, one.start, body.end, "belongs", 0.75)


def _toured(scene: Scene, clause: Clause, index: int) -> Iterator[Edge]:
    """赴A、B等地开展E: the event took place in each of the list that ends with the anchor at `index`."""
    last, text = clause.anchors[index], scene.text
    held = _TOURS.match(text, last.end, clause.end)
    events = [a for a in clause.anchors[index + 1 :] if a.type is ThingType.EVENT] if held else []
    places = listed_before(text, clause.anchors[: index + 1], (ThingType.PLACE,)) if events else []
    if places and text.endswith(("赴", "到", "在"), clause.start, places[0].start):
        for place in places:
            yield Edge(
                events[0].id, Predicate.LOCATED_IN, place.id, place.start, events[0].end, "toured", 0.65
            )


def _sites(scene: Scene, clause: Clause) -> Iterator[Edge]:
    """在P举办E; T位于P; P1、P2 3个T."""
    text = scene.text
    for index, place in enumerate(clause.anchors):
        if place.type is not ThingType.PLACE:
            continue
        held = text[place.start - 1] == "在" and _HELD.match(text, place.end, clause.end)
        yield from _toured(scene, clause, index)
        head = chain_start(clause.anchors[: index + 1])
        lies = _AT.search(text, max(clause.start, head - 4), head)
        if place.id == PLACE_ID and not lies and not held and text[place.start - 1] not in "是为":
            continue
        behind = [a for a in clause.anchors[index + 1 :] if a.type in _SITED]
        before = [a for a in clause.anchors[:index] if a.type in _SITED or _is_built(a)]
        if behind and held and place.id != PLACE_ID:
            yield Edge(
                behind[0].id, Predicate.LOCATED_IN, place.id, place.start, behind[0].end, "held-in", 0.7
            )
        elif held and before and before[-1].end >= place.start - 4 and _takes_place(scene, before[-1], place):
            yield Edge(
                before[-1].id, Predicate.LOCATED_IN, place.id, before[-1].start, place.end, "held-in", 0.75
            )
        if lies and not before and place.id != PLACE_ID:
            yield from _lies(scene, clause, index, lies.start())
        if index and _MEMBER.match(text, place.end, clause.end):
            yield from _is_member(scene, clause.anchors[index - 1], place)
        if before and _IS_ONE.fullmatch(text, before[-1].end, place.start):
            if _ONE.match(text, place.end, clause.end) and before[-1].type is ThingType.INSTITUTION:
                yield Edge(
                    before[-1].id, Predicate.LOCATED_IN, place.id, before[-1].start, place.end, "one-of", 0.65
                )
        chained = clause.anchors[index + 1 : index + 2]
        if chained and chained[0].type is ThingType.PLACE and chained[0].start == place.end:
            continue  # 位于清溪镇石桥村: it lies in the last
        if before and _AT.search(text, before[-1].end, place.start):
            for thing in listed_before(scene.text, before):
                yield Edge(thing.id, Predicate.LOCATED_IN, place.id, thing.start, place.end, "lies-in", 0.75)
    yield from _counted_sites(scene, clause)


def _takes_place(scene: Scene, thing: Anchor, place: Anchor) -> bool:
    """Whether an event is held, or a body founded, where 在 says (某学会在北京成立)."""
    founded = _FOUNDED.match(scene.text, place.end)
    return thing.type is ThingType.EVENT or (thing.type is ThingType.INSTITUTION and bool(founded))


def _works_in(scene: Scene, clause: Clause) -> Iterator[Edge]:
    """甲镇、乙村棚户区改造, 甲镇、乙镇等6个乡镇的X: the work lies in each."""
    for index, work in enumerate(clause.things):
        if work.type not in (ThingType.PROGRAM, ThingType.INITIATIVE):
            continue
        before = [a for a in clause.things[:index] if a.type is ThingType.PLACE and a.end <= work.start]
        between = scene.text[before[-1].end : work.start] if before else " "
        if not _SPREAD.fullmatch(between):
            continue
        if between or work.type is ThingType.PROGRAM:
            for site in (a for a in listed_before(scene.text, before) if a.id != PLACE_ID):
                yield Edge(work.id, Predicate.LOCATED_IN, site.id, site.start, work.end, "works-in", 0.7)


_SPREAD = lazy(
    r"(?:等(?:\d+|[一二两三四五六七八九十]+)个(?:乡镇|镇街|镇|乡|村|社区|街道)(?:\d+个(?:村|社区))?的?)?"
)
"""Between places and the work that is carried out in them."""


def _is_member(scene: Scene, area: Anchor, whole: Anchor) -> Iterator[Edge]:
    """P是Q的重要节点城市: the area is part of the wider one."""
    if area.type is ThingType.PLACE and scene.text[area.end : whole.start] in ("是", "为", "作为"):
        yield Edge(area.id, Predicate.PART_OF, whole.id, area.start, whole.end, "member", 0.7)


def _lies(scene: Scene, clause: Clause, index: int, before: int) -> Iterator[Edge]:
    """P位于Q省东部: the area spoken of lies in Q, of whose parts or sides the next words speak."""
    place = clause.anchors[index]
    land = place.thing is not None and place.thing.name.endswith(LANDS)
    if not (land or administrative(place)) or not _PART_OF_AREA.match(scene.text, place.end, clause.end):
        return
    own = [a for a in clause.subjects if a.type is ThingType.PLACE and a.end <= before]
    own = own or [a for a in clause.anchors[:index] if a.id == PLACE_ID and a.end <= before]
    for area in own[:1]:
        yield Edge(area.id, Predicate.LOCATED_IN, place.id, area.start, place.end, "lies-in", 0.75)


def _reaching(scene: Scene, previous: Clause, clause: Clause) -> Iterator[Edge]:
    """X, 涉及P、Q等片区: X lies in each; X, 包括A、B: X includes each."""
    opening = _REACHES.match(scene.text, clause.start, clause.end)
    if opening is None:
        return
    things = [a for a in previous.things if a.type in _PARTS]
    if not things or clause.things[0].start - opening.end() > 2:
        return
    whole = things[-1]
    for item in listed(scene.text, clause.things):
        if opening.group().startswith("涉及") and item.type is ThingType.PLACE:
            yield Edge(whole.id, Predicate.LOCATED_IN, item.id, whole.start, item.end, "reaches", 0.65)
        elif not opening.group().startswith("涉及") and item.type in _PARTS:
            yield Edge(whole.id, Predicate.INCLUDES, item.id, whole.start, item.end, "includes", 0.65)


def _counted_sites(scene: Scene, clause: Clause) -> Iterator[Edge]:
    """清溪、石桥2个改革试点: the pilot lies in each."""
    anchors = clause.anchors
    for index in range(1, len(anchors) - 1):
        figure, thing = anchors[index], anchors[index + 1]
        if (
            figure.figure is None
            or thing.type not in _PARTS
            or scene.text[figure.end : thing.start].strip("的 ")
        ):
            continue
        sites = [a for a in anchors[:index] if a.type is ThingType.PLACE]
        sites = sites[-int(figure.figure.value) :] if 0 < figure.figure.value < 20 else []
        if sites and len(sites) == figure.figure.value and not scene.text[sites[-1].end : figure.start]:
            for site in sites:
                yield Edge(
                    thing.id, Predicate.LOCATED_IN, site.id, site.start, thing.end, "counted-sites", 0.75
                )


def _counted(scene: Scene, clause: Clause) -> Iterator[Edge]:
    """甲、乙等5个项目: the count includes each named one; so does 甲、乙2个项目, which names them all."""
    text = scene.text
    for index, anchor in enumerate(clause.anchors):
        figure = anchor.figure
        if figure is None:
            continue
        before = [a for a in clause.anchors[:index] if a.thing is not None]
        if not before or before[-1].end > anchor.start or not _counts(figure):
            continue
        items = listed_before(scene.text, before)
        between = text[before[-1].end : anchor.start].strip("”》")
        whole = not between and len(items) == figure.value and len(items) > 1
        if not whole and not (_AND_OTHERS.fullmatch(between) and len(items) <= figure.value):
            continue
        if (figure.unit in _PEOPLE) != all([a.type is ThingType.PERSON for a in items]):
            continue
        for item in items:
            yield Edge(anchor.id, Predicate.INCLUDES, item.id, items[0].start, anchor.end, "counted", 0.7)


def _counts(figure: Measurement) -> bool:
    """Whether a figure counts things one by one: not metres, money or turns."""
    unit = find_unit(figure.unit)
    return unit is not None and unit.kind == "count" and figure.unit not in _TIMES


def _members(scene: Scene, clause: Clause) -> Iterator[Edge]:
    """X包括A、B: members of X."""
    for index, whole in enumerate(clause.things):
        if whole.type in _HOLDERS and _HOLDS.match(scene.text, whole.end, clause.end):
            for part in listed(scene.text, clause.things[index + 1 :]):
                yield Edge(whole.id, Predicate.INCLUDES, part.id, whole.start, part.end, "includes", 0.65)


def _class_parts(scene: Scene, clause: Clause) -> Iterator[Edge]:
    """The items of a list before 等 (A、B等3项X), or explained by 的, are parts of what it is named by."""
    things = [a for a in clause.things if a.type in _PARTS or _quoted(a)]
    for index in range(1, len(things)):
        whole = things[index]
        if whole.type not in _PARTS:
            continue
        assert whole.thing is not None
        if _NUMBERED.match(whole.thing.name):
            yield from _of_a_set(scene, things[:index], whole)
            continue
        items = listed_before(scene.text, things[:index])
        if not items:
            continue
        between = scene.text[items[-1].end : whole.start]
        listing = _COMPOSED.fullmatch(between) is not None or between in ("等一系列", "等系列")
        explained = items[-1].thing is not None and items[-1].thing.rule == "quoted-parts"
        if listing or (explained and between.strip("“”") == "的" and len(items) > 1):
            for item in items:
                yield Edge(whole.id, Predicate.INCLUDES, item.id, item.start, whole.end, "class-part", 0.6)


def _of_a_set(scene: Scene, things: list[Anchor], whole: Anchor) -> Iterator[Edge]:
    """甲机制、乙机制 … 等“六大机制”: the set includes those of its list that bear its noun."""
    assert whole.thing is not None
    noun = whole.thing.name[-2:]
    items = [a for a in things if a.thing and a.thing.name.endswith(noun)]
    if items and _SET.fullmatch(scene.text, items[0].start, whole.start):
        for item in items:
            yield Edge(whole.id, Predicate.INCLUDES, item.id, item.start, whole.end, "class-part", 0.65)


def _quoted(anchor: Anchor) -> bool:
    """Whether a name stands in quotation marks."""
    return anchor.thing is not None and anchor.thing.rule.startswith("quoted")
