"""Names told by what they got: who won an honour, roads that opened, what became a scenic area."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from govgraph.loaders.lexicon import HAN, is_han, lazy
from govgraph.loaders.names.apart import by_town
from govgraph.loaders.names.candidates import Candidate, lines_with
from govgraph.loaders.names.lexicons import ending_of, honour_endings
from govgraph.loaders.names.runs import PROPER
from govgraph.loaders.names.titles import level_of
from govgraph.loaders.names.towns import is_town
from govgraph.loaders.names.words import Class, Words, is_listed, tag_of
from govgraph.ontology.records import ThingType

_GETTING = "获评|荣获|创建为|入选|被评为|被列为|被命名为|建成通车|建成投用|建成启用|竣工通车|通车运营"
_GOT = lazy("|".join((*(f"{how}(?:{_GETTING})" for how in ("分别", "成功", "先后")), _GETTING)))
_BECOMES = lazy("获评|获批|入选|荣获|创[建成]|被[评列命]|晋升")
_BECAME = lazy(
    r"(?:成功|分别|先后|双双|均|[以由因]此)?(?:获评|获批|入选|荣获|创建为?|创成|被评为|被列为|被命名为|晋升为?)[^,。;、“”]{0,14}"
    r"(?:景区|度假区|旅游重点[村镇]|示范[村镇]|特色[村镇]|重点[村镇]|名[村镇]|传统村落|小镇|文明[村镇]|地质公园|森林公园|湿地公园)"
)
"""What only a place becomes."""
_SCENE = lazy(rf"{HAN}{{3,6}}")
_PEOPLED = lazy(
    r"[我该本全各多]|[两三四五]个|\d|[省市区县镇乡村]$|项目|工程|公司|集团|企业|建设|创建|申报|推进|全域|旅游$|等"
)
PASSED = lazy(
    r"(?:工作)?(?:顺利|成功|圆满|正式|已经?|如期|全部)*(?:通过了?[^,。;“”]{0,10}?(?:验收|审批|考核|评估|复审|复检|复查|复评|评审|认定)"
    r"|获批|创建成功)"
)
"""What is told of an honour that was passed the examination for."""
_LONGEST_LEAD = 40
_PARTED = lazy(r"[、和与](?!平)")
_WINNER = lazy(rf"({HAN}{{1,4}}?)(?:[镇湖园路街桥河岭寨湾岛]|(?<!下)乡|(?<![乡农])村|社区|水库|公园|大道)")
_MANNER = lazy(r"(?:成功|分别|先后|双双|均|也|再次|顺利|被|连续[^,。;]{1,3}年)+$")
"""What stands between who is awarded an honour and the verb."""
_HOLDER = lazy(
    r"(?![我该本全各多两首一几])(?!.*(?:争取|力争|推动|支持|帮助|群众|博士|教授|医生|教师|干警|民警|选手|学生|项目|工程|企业|个人|集体|工作|首个|扶贫|窗口|产[品业]))"
    rf"{HAN}{{3,8}}(?<!城区)(?<!新区)(?<!试验区)(?<!民政)(?<!同志)"
)
"""Who is awarded an honour, by a name of its own."""
_LANDMARK = tuple(
    "山 河 湖 江 堰 塔 寺 庙 村 镇 乡 县 州 市 区 路 街 桥 沟 洞 泉 岛 墓群 石刻 园 遗址 古城 水库".split()
)
"""What the names of places end in."""
_INSIDE = (Class.NAME, Class.GENERIC, Class.DUAL)


def find_honoured(text: str, start: int, end: int) -> Iterator[Candidate]:
    """Yield the places of a stretch of the folded text that got or became something."""
    yield from _examined(text, start, end)
    yield from _winners(text, start, end)
    yield from _scenic(text, start, end)
    yield from _styled(text, start, end)
    for first, stop in lines_with("认证", text, start, end):
        yield from _certified(text, first, stop)
    for match in _IS_TITLED.finditer(text, start, end):
        begin, stop = match.span(1)
        name = match.group(1)
        level = level_of(name)
        yield Candidate(begin, stop, name, ThingType.RECOGNITION, "honour-is", 0.65, 5, level=level)


_IS_TITLED = lazy(
    rf"是(?<![就正即而]是)((?:全国|国家级?|省级|市级|{HAN}{{2,3}}[省市]|中国)(?!最|唯一|首|第|范围|的|内|人|统一)"
    r"[^,。;“”()\n]{3,24}?"
    r"(?:单位|基地|示范[点区园县市镇村]|先进[县市镇村]|景区|线路|之乡|(?:重点|名)[城县镇村]|品牌|公园))(?=[,。;]|之一)"
)
"""What somebody is, by the level that made him so (是|全国重点文物保护单位)."""


_CERTIFICATE = (
    rf"(?!农?产品认|了|\d+[个项])(?:{HAN}|[A-Za-z\d()+])*?"
    r"(?:产品|食品|标志|体系|城市|[A-Z]{2,}\)?|3C|欧盟|国际|绿色|有机|无公害|一标|原产地)认证(?:证书)?(?![工机中检程过申审率办为])"
)
_CERTIFIED = lazy(
    r"(?:获得?|通过|取得|荣获|拥有|完成)了?(?:[\d一二两三四五六七八九十]+[个项类种])?"
    rf"({_CERTIFICATE}(?:[、和及与]{_CERTIFICATE})*)"
)
"""What somebody has the certificates of (通过欧盟认证、有机食品认证)."""
_TWO = lazy("(?<=认证)[、和及与]|(?<=证书)[、和及与]")


def _certified(text: str, start: int, end: int) -> Iterator[Candidate]:
    """Yield the certificates that somebody got."""
    for match in _CERTIFIED.finditer(text, start, end):
        begin = match.start(1)
        for name in _TWO.split(match.group(1)):
            stop = begin + len(name)
            yield Candidate(begin, stop, name, ThingType.RECOGNITION, "honour-certificate", 0.7, 5)
            begin = stop + 1


_STYLE = (
    r"(?:历史文化|优秀旅游|卫生|文明|生态|森林|园林|宜居|平安|法治)?(?:名城|名镇|名村|文明城市|卫生城市|园林城市|森林城市|文明村镇?"
    r"|百强[县区镇村]|千强镇|示范[县区镇村乡]|先进[县区镇村乡]|模范村|[强重]镇|强县|美好乡村|美丽乡村|特色小镇|重点镇)"
)
_STYLED = lazy(
    rf"((?:全国|中国|国家级?|全省|省级|市级|世界)[^,。;、\n的]{{0,8}}?{_STYLE})"
    rf"[“”]?({HAN}{{2,6}}?(?:[省市区县旗镇乡村庄]|街道|社区))(?![区镇乡村长级])"
)
"""A title and, right behind it, the place that bears it (全国历史文化名城|云溪市)."""


def _styled(text: str, start: int, end: int) -> Iterator[Candidate]:
    """Yield the titles that stand right before those who bear them, and the towns and villages of these."""
    for match in _STYLED.finditer(text, start, end):
        title, place = match.group(1), match.group(2)
        apart = not is_han(text[match.start() - 1]) or text[match.start() - 1] in "于是对在为进到及和与"
        if not apart or not is_town(place[:-1]) or ending_of(place, len(place), 0, honour_endings()):
            continue
        begin, stop = match.span(1)
        level = level_of(title)
        yield Candidate(begin, stop, title, ThingType.RECOGNITION, "honour-styled", 0.65, 5, level=level)
        if place[-1] not in "省市区县旗":
            yield Candidate(*match.span(2), place, ThingType.PLACE, "place-styled", 0.6, 3)


_EXAMINED = lazy(
    r"(?=[国省全市自])(?<=[,。;:\n ])(?:全[国省]首个)?"
    rf"((?:国家级?|省级?|全国|市级|自治区级)(?!级|政府|委|里){HAN}{{3,20}}?)"
    rf"(?:建设|创建)?{PASSED.pattern}"
)


def _examined(text: str, start: int, end: int) -> Iterator[Candidate]:
    """Yield the honours at the head of a clause that passed an examination (省级实验区|顺利通过验收)."""
    for match in _EXAMINED.finditer(text, start, end):
        name = match.group(1)
        if ending_of(name, len(name), 0, honour_endings()):
            begin, stop = match.span(1)
            level = level_of(name)
            kind = ThingType.RECOGNITION
            yield Candidate(begin, stop, name, kind, "honour-examined", 0.7, 5, level=level)


def find_holders(words: Words, start: int, verb: int) -> Iterator[Candidate]:
    """Yield whoever is awarded the honour behind the verb at `verb`, at the head of its clause.

    (云起陶瓷|获评省级绿色工厂). `start` is where the sentence begins.
    """
    text = words.text
    first = max(start, verb - _LONGEST_LEAD)
    begin = max(first, *(text.rfind(sign, first, verb) + 1 for sign in ",。;:\n "))
    for name in _PARTED.split(_MANNER.sub("", text[begin:verb])):
        stop = begin + len(name)
        if _HOLDER.fullmatch(name) and _is_proper(words, begin, stop):
            kind = ThingType.PLACE if name.endswith(_LANDMARK) else ThingType.INSTITUTION
            yield from by_town(Candidate(begin, stop, name, kind, "honour-holder", 0.55, 2))
        begin = stop + 1


def _is_proper(words: Words, start: int, end: int) -> bool:
    """Whether whole words fill a stretch, all of them nouns and one of them no common one.

    A place with what it is known for (云溪|火锅) is none that is awarded.
    """
    first, last = words.at(start), words.at(end - 1) + 1
    if words.starts[first] != start or words.ends[last - 1] != end:
        return False
    if any(kind not in _INSIDE for kind in words.classes[first:last]):
        return False
    inside = words.words[first:last]
    if len(inside) > 1 and tag_of(inside[0]) == "ns" and not words.text.endswith(_LANDMARK, start, end):
        inside = inside[1:]
    return any(len(word) > 1 and (not is_listed(word) or tag_of(word) in PROPER) for word in inside)


def _winners(text: str, start: int, end: int) -> Iterator[Candidate]:
    """Places, alone or in a list at the head of a clause, that got an honour or opened (新安路建成通车)."""
    for verb in _GOT.finditer(text, start, end):
        first = max(start, verb.start() - _LONGEST_LEAD)
        begin = max(first, *(text.rfind(sign, first, verb.start()) + 1 for sign in ",。;:\n "))
        lead = text[begin : verb.start()]
        for name in _PARTED.split(lead) if len(lead) < _LONGEST_LEAD else ():
            match = _WINNER.fullmatch(name)
            if match is not None and is_town(match.group(1)):
                yield Candidate(begin, begin + len(name), name, ThingType.PLACE, "place-wins", 0.6, 3)
            begin += len(name) + 1


def _scenic(text: str, start: int, end: int) -> Iterator[Candidate]:
    """Places, whatever they end in, that became a scenic area or a village of note (云溪创成3A级景区)."""
    for verb in chain.from_iterable(
        _BECAME.finditer(text, *line) for line in lines_with(_BECOMES, text, start, end)
    ):
        first = max(start, verb.start() - _LONGEST_LEAD)
        begin = max(first, *(text.rfind(sign, first, verb.start()) + 1 for sign in ",。;:\n "))
        for name in _PARTED.split(text[begin : verb.start()]):
            named = _SCENE.fullmatch(name) and not _PEOPLED.search(name) and is_town(name)
            if named and not (is_listed(name) and tag_of(name) != "ns"):
                yield Candidate(begin, begin + len(name), name, ThingType.PLACE, "place-wins", 0.6, 3)
            begin += len(name) + 1
