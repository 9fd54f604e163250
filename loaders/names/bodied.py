"""Institutions, companies and built places without quotation marks, told by their suffixes."""

from __future__ import annotations

from dataclasses import replace

from govgraph.loaders.lexicon import HAN, lazy
from govgraph.loaders.names.apart import behind_areas, behind_towns
from govgraph.loaders.names.candidates import Candidate
from govgraph.loaders.names.chunks import Chunk
from govgraph.loaders.names.classes import TOWNS
from govgraph.loaders.names.lexicons import (
    Ending,
    class_nouns,
    common_nouns,
    ending_of,
    institution_endings,
    known_names,
    levels,
)
from govgraph.loaders.names.runs import (
    PLAIN,
    PROPER,
    Verdict,
    bodies,
    candidate_of,
    counted,
    holds_name,
    weigh,
)
from govgraph.loaders.names.towns import NO_TOWNS, is_town
from govgraph.loaders.names.words import SIGNS, WATERS, Class, Words, is_listed, tag_of, verbs
from govgraph.ontology.places import load_places
from govgraph.ontology.records import ThingType

_NUMBERED = lazy(r"第[一二三四五六七八九十]+")
_SHORT_ORGANS = lazy(r"[省市区县州旗镇乡](?:委|政府|人大|政协|纪委|监委)|国务院|街道办")
_COMMON_BODIES = frozenset("中心 大厅 书房 车间 公司 集团 大队 工作队 学会".split())
_SCHOOLS = frozenset("学校 小学 幼儿园 城市 城区 村 镇".split())
_WILD = frozenset("草原 湿地 沙漠 森林".split())
"""Endings that common words describe as often as names name them."""
_CENTRES = lazy("(?:副|区域|(?<!创)新|次)中心$")
_SETTLED = frozenset((*TOWNS, "屯"))
"""Suffixes of towns and villages."""
_LOOSE = frozenset("路街巷村河")
"""Suffixes of one sign whose names are short."""
_BESIDE = lazy(
    rf"[、和与及]{HAN}{{1,5}}(?:[村镇乡屯](?![村镇])|街道|社区)(?=[、和与及等,;。:(为评被获入荣创]|\d)"
)
_GOT = lazy(
    r"(?:等?[\d一二两三四五六七八九十]*[个家]?村?)?[先再]?(?:分别|成功)?(?:被|获|荣|入选|创建为|创成|评为|成为|为|是|位于|地处|坐落|依托|立足|通过|积极|坚持|围绕|聚焦|党委|政府|组织|开展|举办|实施|拥有)"
)
_SITUATIONS = frozenset("格局 布局 开局 全局 大局 结局 棋局 变局 时局 破局 好局 新局 首局".split())
_GOODS = frozenset(
    "住房 房地产 商品房 劳动力 人才 资本 要素 消费 国际 金融 债券 期货 碳 电力 数据 技术 股票".split()
)
"""What is traded at no one place."""
_KINDS = frozenset(
    "市场 园区 产业园区 枢纽 片区 社区 集聚区 城市群 草原 功能区 商圈 航道 码头 街道 度假区 "
    "合作区 保护区 高速公路 公路 铁路 高铁 长廊 示范带 经济带 校区 景区 主干道 干道".split()
)
"""Suffixes that stand behind common words far more often than in names (农副产品加工园区)."""
_FAST = frozenset("发展 增长 推进 运转 成长 崛起 度 前进 奔跑".split())
_OF_ALL = lazy(r"(?<![万天])全[省市县区镇乡村]")
_IN_FULL = lazy(rf"(?:{HAN}{{2,4}}[市州盟])?{HAN}{{2,4}}[区县市旗]{HAN}{{1,4}}(?:镇|乡|街道){HAN}{{3,}}")
"""A body named from its county and town down (清溪县石桥镇柳溪村集体经济合作社)."""
_FOUNDS = lazy("[村镇乡](?:依托|成立|组建|创办|领办|引进|联合|通过)")
"""A place that founds or uses a body, which is named behind (柳溪村领办合作社)."""
_AREA = lazy(r"中国|[^\W\d]{2,3}[省市区县州·]")
"""What a long name of a place begins with."""
_BRACKETED = lazy(r"\([^()]*\)")
_MEASURED = lazy(
    r"(?:县县|市市|村村|组组|户户|社社|家家)通|[一二两三四五六七八九十]+(?:大|级|星级|个|条|座)$|面向"
)
_TORN = lazy(
    rf"(?:受|由|年初|年底|近日|日前|(?:记者|{HAN}{{0,2}}项目|{HAN}{{0,2}}工程)[从由在])(?={HAN}{{3}})(?!由)"
    rf"|[^()]*(?:帮扶|责任|主管|牵头|承办|主办|协办|建设|施工|定点|联系|包联|派驻)单位(?={HAN}{{4}})"
    rf"|[^()]*(?:企业|单位)(?=(?!管理|服务|投资|咨询|发展|孵化|融资|担保|征信|家)(?:{HAN}|[()]){{4,}}(?:公司|集团))"
)
"""What stands before a body and is no part of its name (受|县政府, 项目由|甲公司, 国有企业|乙公司)."""
_BELOW = lazy("(?<=..)(?:下属|旗下|全资|控股|所属)+子公司$")
_CIVIC = frozenset(("大道", "广场", "公园"))
"""What every city has one of that is named 人民."""
_LEADING = frozenset(
    "察看 实地察看 查看 实地查看 参观 考察 视察 利用 还有 首家 首个 唯一 首座 "
    "用于 共建 联合 会同 协同 赴 入驻 前往 属于 走进 走访 落户 携手 邀请 协调 对接 "
    "转变为 变为 成为".split()
)
"""Verbs whose object is another body than what stands before them (资金用于基层党校)."""
_ACTS = frozenset(
    "试点 实地 综合整治 综合治理 建设 改造 提升 规划 保护 支持 扩建 更新 拆除 整治 治理 对接 监督 检查 完善 "
    "检测".split()
)


def _known_place(words: Words, first: int, last: int) -> int:
    """The first word of a place that everybody knows, behind what is done for it (服务保障|雄安新区)."""
    end = words.ends[last - 1]
    for index in range(first + 1, last):
        if tag_of(words.words[index - 1]) not in ("v", "vn"):
            break
        if known_names().get(words.text[words.starts[index] : end]) is ThingType.PLACE:
            return index
    return first


def sited(words: Words, chunk: Chunk, first: int, last: int, ending: Ending) -> Candidate | None:
    """An institution or a place, if its words before the suffix name it and no count stands by it."""
    if ending.type is ThingType.PLACE:
        first = _known_place(words, first, last)
        split = last - first > 1 and words.words[last - 2] + words.words[last - 1]
        if load_places().is_area(words.words[last - 1]) or (split and load_places().is_area(split)):
            return None
    else:
        for index in range(last - 2, first - 1, -1):
            if words.words[index] in _LEADING:
                first = index + 1
                chunk = replace(chunk, first=first)
                break
    graded = words.words[first] in levels() and words.words[first].endswith("级")
    if graded or counted(words, chunk, first, last):
        return None
    loose = ending.word in _LOOSE and last - first > 2 and len(words.words[last - 2]) > 1
    if loose and tag_of(words.words[last - 2]) in PROPER:
        first = last - 2  # 南部山区永安路
        chunk = replace(chunk, first=first)
    if len(ending.word) == 1 and not short_suffix(words, first, last, ending):
        return None
    while first < last - 2 and first == chunk.first and words.words[first] in _ACTS:
        first += 1
        chunk = replace(chunk, first=first)
    if words.words[first] == "综合" and last - first > 3 and words.words[first + 1] in _ACTS:
        first += 2  # 综合整治柳溪小区
        chunk = replace(chunk, first=first)
    start, end = words.starts[first], words.ends[last - 1]
    head = end - len(ending.word)
    stem = words.text[start:head]
    weight = weigh(words, first, last, head)
    if (
        stem in PLAIN
        or stem.endswith(("于", "无", "上市"))
        or words.text.startswith("化", end)  # 农业农场|化
        or (ending.word == "河" and words.text.startswith("道", end))
        or (ending.word in WATERS and stem.endswith(("治", "巡")))
        or (ending.word == "中学" and words.text.startswith(("到", "会", "习"), end))
        or stem.startswith(("在", "为"))
        or _CENTRES.search(words.text, start, end)
        or _is_common(words, first, last)
    ):
        return None
    if ending.type is ThingType.PLACE:
        if ending.word in _SETTLED and ("(" in stem or not is_town(stem)):
            return None  # 文明社区, 以城带乡
        if stem in SIGNS and len(ending.word) > 2:
            return candidate_of(words, (first, last), ending, Verdict("suffix-place", 0.5, ""))
        if stem == "人民" and ending.word in _CIVIC:
            return candidate_of(words, (first, last), ending, Verdict("suffix-place", 0.5, ""))
        if (
            weight < 2
            or len(_BRACKETED.sub("", stem))
            > (13 if _AREA.match(stem) or _of_area(words, first, last) else 8)
            or _described(words, first, last)
            or _MEASURED.match(stem)
        ):
            return None
        if ending.word == "高速" and last < len(words) and words.words[last] in _FAST:
            return None  # 产业高速发展
        located = chunk.first > 0 and words.words[chunk.first - 1].endswith("于")
        if ending.word in _KINDS and not located and _only_common(words, first, last, head):
            return None
        if ending.word == "市场" and any(word in _GOODS for word in words.words[first:last]):
            return None  # the market of houses, not a market hall
    numbered = first > 0 and bool(_NUMBERED.fullmatch(words.words[first - 1]))
    if ending.type is ThingType.INSTITUTION:
        if _OF_ALL.search(stem):
            return None  # 年度中考全县农村中学
        if ending.word == "学校" and not holds_name(words.words[first:last]):
            return None  # 公办学校
        if numbered and ending.word in _COMMON_BODIES:
            return None  # 第一集团
        while first < last - 2 and _classed(words, first):
            first += 1
        if weight < 2 and not numbered and not _area_organ(words, first, last, ending):
            return None
        first = _whose(words, first - 1) if numbered else first
        if ending.word.endswith("公司"):
            first = _registered(words, first)
    confidence = 0.7 if weight > 2 else 0.5
    name = candidate_of(words, (first, last), ending, Verdict(f"suffix-{ending.type.value}", confidence, ""))
    if name.name.endswith("政府") and words.text.startswith("采购", name.end):
        return None  # 云岭市|政府采购
    if name.name.endswith("政府") and words.text.startswith(("所在地", "驻地"), name.end):
        seat = name.name.removesuffix("人民政府").removesuffix("政府")  # 清溪镇|政府所在地
        end = name.start + len(seat)
        return replace(name, end=end, name=seat, type=ThingType.PLACE) if len(seat) > 2 else None
    if below := _BELOW.search(name.name):  # 甲集团|下属子公司
        name = replace(name, end=name.end - len(below.group()), name=name.name[: below.start()])
    full = ending.type is ThingType.INSTITUTION and len(ending.word) > 1 and _IN_FULL.match(name.name)
    if ending.type is ThingType.INSTITUTION and (torn := _TORN.match(name.name)):
        name = replace(name, start=name.start + torn.end(), name=name.name[torn.end() :])
    if full and _FOUNDS.search(name.name):
        return None
    return replace(name, priority=5) if full else behind_towns(behind_areas(name, ending))


def _only_common(words: Words, first: int, last: int, head: int) -> bool:
    """Whether every word before the suffix at offset `head` is a common word of the dictionary."""
    for index in range(first, last):
        if words.starts[index] >= head:
            break
        word = words.words[index][: head - words.starts[index]]
        tag = tag_of(word)
        if len(word) < 2 or tag in PROPER or not is_listed(word):
            return False
        if tag == "s" and word[-1] in "东南西北" or tag == "j" and len(word) == 2:
            return False  # 城北, 皖赣
    return True


def _is_common(words: Words, first: int, last: int) -> bool:
    """Whether a run is a class noun, plain modifiers before it aside (农村中小学)."""
    common, text, end = common_nouns(), words.text, words.ends[last - 1]
    while first < last - 1 and words.classes[first] == Class.GENERIC:
        if text[words.starts[first] : end] in common:
            return True
        first += 1
    return text[words.starts[first] : end] in common


def _classed(words: Words, index: int) -> bool:
    """Whether a class noun stands before the proper name of one of its class (央企中国…集团)."""
    word = words.words[index]
    return len(word) > 1 and word in class_nouns() and tag_of(words.words[index + 1]) in PROPER


def _of_area(words: Words, first: int, last: int) -> bool:
    """Whether a place is named by its area in short, with nouns only behind (驻马店国际…产业园)."""
    return load_places().is_area(words.words[first]) and Class.DUAL not in words.classes[first:last]


def _described(words: Words, first: int, last: int) -> bool:
    """Whether a built or natural place is only described, by a verb or adjective (壮大市场, 退化湿地)."""
    stem = words.words[first]
    if last - first > 2 and tag_of(stem) in ("a", "ad", "d") and tag_of(words.words[first + 1]) == "v":
        return True  # 充分利用小区
    if last - first != 2 or len(words.words[last - 1]) < 2:
        return False
    if (tag_of(stem) == "v" and stem in verbs()) or (len(stem) == 4 and tag_of(stem[2:]) == "v"):
        return True  # 投身新区, 充分利用小区
    if words.words[last - 1] == "市场":
        return tag_of(stem)[0] in "vadbzsf" or stem in known_names()
    return words.words[last - 1] in _WILD and tag_of(stem)[0] in "vadbzn" and tag_of(stem) not in PROPER


def _whose(words: Words, first: int) -> int:
    """Take in the area, its sign or a name before a numbered institution (云岭市第三中学, 区第二幼儿园)."""
    before = words.words[first - 1] if first else ""
    if before in SIGNS or before and load_places().is_area(before):
        return first - 1
    at = first
    while (
        at
        and first - at < 3
        and words.classes[at - 1] == Class.NAME
        and tag_of(words.words[at - 1]) in PROPER
    ):
        at -= 1  # 大河坎|第三小学
    return at


def _registered(words: Words, first: int) -> int:
    """Where a company begins that is named by its area, whatever stands between (四川|恒信达|电器公司)."""
    at = first
    while at and first - at < 5 and words.classes[at - 1] not in (Class.STOP, Class.LIST, Class.JOIN):
        at -= 1
        if words.words[at] == "的":
            break
        if tag_of(words.words[at]) == "ns":
            return at
    return first


def _area_organ(words: Words, first: int, last: int, ending: Ending) -> bool:
    """Whether an institution is named by its area or the sign of that (丰县政府, 市政府, 县自来水厂)."""
    if _SHORT_ORGANS.fullmatch(words.words[last - 1]) or load_places().is_area(words.words[first]):
        return True
    start, end = words.starts[first], words.ends[last - 1]
    if words.text[start] not in SIGNS or end - start != len(ending.word) + 1:
        return False
    return len(ending.word) > 1 and ending.word not in _COMMON_BODIES


def short_suffix(words: Words, first: int, last: int, ending: Ending) -> bool:
    """Whether a suffix of one sign (局, 路, 村) ends a name and not a common noun (格局, 道路)."""
    word = words.words[last - 1]
    if ending.type is ThingType.INSTITUTION:
        end = words.ends[last - 1]
        if words.text[end - 2 : end] in _SITUATIONS:
            return False
        return len(word) != 2 or (last - first > 1 and words.words[first][0] in SIGNS)
    if ending.word == "港" and all(tag_of(word) == "ns" for word in words.words[first : last - 1]):
        return True  # two cities' common port
    if len(ending.word) == 1 and ending.word in _SETTLED and _beside_town(words, first, last):
        return True
    if word in NO_TOWNS:
        return False
    if last - first > 2 or words.ends[last - 1] - words.starts[first] > 6:
        return False
    if len(word) > 1:
        return tag_of(word) == "ns" or (
            tag_of(word) in PROPER and (len(word) == 3 or ending.word not in "路街巷")
        )
    return (
        tag_of(words.words[first]) in PROPER
        or len(words.words[first]) == 2
        and words.classes[first] == Class.NAME
    )


def _beside_town(words: Words, first: int, last: int) -> bool:
    """Whether a town or village stands in a list before another, or opens a clause and got something."""
    text, start, end = words.text, words.starts[first], words.ends[last - 1]
    if not 3 <= end - start <= 6 or not is_town(text[start : end - 1]) or text[end - 2 : end] in NO_TOWNS:
        return False
    if _BESIDE.match(text, end):
        return True
    before = words.classes[first - 1] if first else Class.STOP
    return before in (Class.STOP, Class.LIST) and bool(_GOT.match(text, end))


def inner_body(words: Words, chunk: Chunk) -> tuple[int, Ending] | None:
    """An institution at the head of a run that goes on (国家能源局核准流程, 干部学院讲台)."""
    text, start = words.text, words.starts[chunk.first]
    if words.words[chunk.last - 1][-1] in "率量数额值":
        return None  # the rate of such institutions
    endings = bodies()
    for index in range(chunk.last - 1, chunk.first - 1, -1):
        if not words.closing[index]:
            continue
        ending = ending_of(text, words.ends[index], start, endings)
        if ending is None or ending.type is ThingType.PLACE and len(ending.word) < 2:
            continue
        if ending.word in _WILD or words.words[min(index + 1, len(words) - 1)] in _SCHOOLS:
            continue
        if (
            len(ending.word) > 1
            or len(words.words[index]) > 2
            or (ending.word in "局厅" and index > chunk.first + 1)
        ):
            return index + 1, ending
    return None


def other_body(words: Words, first: int, last: int) -> Ending | None:
    """The ending of an institution or a built place that a run without a level has (柳溪湿地公园)."""
    ending = ending_of(words.text, words.ends[last - 1], words.starts[first], bodies())
    return ending if ending is not None and len(ending.word) > 1 else None


def winner(words: Words, chunk: Chunk, ending: Ending) -> Candidate | None:
    """The place's one museum or library, named by the bare noun, where it got an honour (图书馆获评…)."""
    start, end = words.starts[chunk.first], words.ends[chunk.last - 1]
    alone = words.text[start:end] == ending.word and len(ending.word) > 2
    if not alone or chunk.verb is not None or chunk.after is None or chunk.after.relation != "received":
        return None
    before = words.classes[chunk.first - 1] if chunk.first else Class.STOP
    if before not in (Class.STOP, Class.LIST) or ending.type is not ThingType.INSTITUTION:
        return None
    return candidate_of(words, (chunk.first, chunk.last), ending, Verdict("bare-body", 0.5, ""))


def after_institution(words: Words, first: int, last: int) -> int:
    """Pass over an institution whose initiative is named (云岭人民医院上门式随访服务)."""
    for index in range(last - 2, first, -1):
        if not words.closing[index]:
            continue
        ending = ending_of(words.text, words.ends[index], words.starts[first], institution_endings())
        if ending is not None and len(ending.word) > 3:
            return index + 1
    return first
