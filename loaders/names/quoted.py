"""Names in quotation marks or 《》, with the head noun that belongs to them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govgraph.loaders.lexicon import HAN, lazy
from govgraph.loaders.names.candidates import Candidate, bare
from govgraph.loaders.names.classes import right_endings
from govgraph.loaders.names.judged import MAKING, judged
from govgraph.loaders.names.lexicons import (
    Ending,
    company_endings,
    ending_of,
    honour_endings,
    levels,
    site_endings,
    tails,
)
from govgraph.loaders.names.people import PRAISED, is_person
from govgraph.loaders.names.runs import verb_before
from govgraph.loaders.names.titles import level_of, lists_titles
from govgraph.loaders.names.words import Class, Verb, Words, generic_words, tag_of, verb_of
from govgraph.ontology.records import ThingType

QUOTE = lazy(r"“([^“”\n]{1,40})”")
TITLE = lazy(r"《([^《》\n]{2,60})》(?:\((?:以下)?简称:?[“《]?([^()“”《》]{2,16})[”》]?\))?")
_PLAN = lazy(r"^[一二三四五六七八九十]{1,3}五(?:规划|时期|期间|末)?$")
PROSE = lazy(r"[,。!?;:]")
_SLOGAN = tuple(
    "时代 答卷 名片 底色 篇章 蓝图 之路 牛鼻子 加速度 快车道 快进键 高地 引擎 金钥匙 主力军 "
    "助推器 成色 分量 标题 战场 颜值 气质 样子 面子 里子 底子 路子 口子 法宝 难题 之问 关键词 "
    "前沿 大考 硬骨头 红利 春天 活水 短板 存量 增量 数量 头雁 先锋 排头兵 领头雁 定盘星 "
    "压舱石 度 钉子 版 键".split()
)
_WITHIN = lazy(
    rf"(?![和与及或暨]){HAN}{{1,2}}(?<![和与及或等的是为])|[^\W和与及或等的是为\d]{{3,4}}(?=“[一零不免]{HAN}{{1,2}}”)"
)
_MANNER = lazy(
    rf"[一零不免秒]{HAN}{{1,2}}|[一两三四五六七八九十双多]个[一二三四五六七八九十\d]|[两三四五六七八九十]+大(?:行动|工程|体系|计划|战略|任务|举措|改革|活动|基地|项目)"
)
"""A core that only says how, and names nothing without the words before it (证照办理“零见面”)."""
_ARTICLES = lazy(r"\d{1,3}条|[一二三四五六七八九十]{1,3}条")
_TERMS = frozenset(f"{number}年" for number in "两二三四五")
"""How long a campaign lasts (“幸福社区”建设三年行动)."""
_WORKS = frozenset(("工程", "项目", "行动", "计划"))
"""Heads of works whose short quotation is an epithet of the words before it (科技企业“千百十”工程)."""
_SESSION = lazy(rf"(?:第[一二三四五六七八九十\d]+|首)届{HAN}{{0,6}}$")
_VERBAL = frozenset(("v", "vd", "ad", "d"))
_KINDS = lazy(
    r"[一二两三四五六七八九十]+大(?:产业|慢病|功能|定位|机遇|挑战|考验|高地|本领|主题|基础|战略定位|功能定位|环境)"
)
"""Things summed up in a number, with no name."""
_ADVICE = lazy(r"(?:打好|坚持|必须|努力|推动|建设|加快|让|要|把).{9}")
_SAID_SO = lazy(r"的?(?:重要)?(?:要求|指示|嘱托|讲话|论述|论断|精神)")
_BUILT = ("建设", "新建", "建成", "建起")
_THEME = lazy("为(?:主题|主线|主旋律)")
"""What makes of a quotation the theme of something (以“和谐”为主题的文化节)."""
_HONOURED = lazy(
    r"[^,。;]*(?:楷模|模范|最美|英雄|标兵|好人|劳模|工匠|榜样|卫士|先进|十佳|百佳|奋斗者)[^,。;]{0,6}"
)
"""What persons are honoured as, before their names (“时代楷模”|王某)."""
_COUNTED = lazy(r"建设[了过]|(?:项目|事项)\d+[个项件]")
"""A head noun that is a verb, or that is only counted (“最多跑一次”项目1293项)."""
_DAY = lazy(r"\d{1,2}[.·]\d{1,2}")
_MOOD = lazy(r"的[^,、。]{0,6}(?:氛围|局面|态势|风尚|良好势头)|目标|主题优势")
_TOPICS = frozenset("三农 四上 三公 两会 三资".split())
"""Quotations that only name a field."""
_STATE = lazy(r".{0,2}[三五七九]通一平|[^、]{1,2}[^模方形公]式")
"""Quotations that tell how far a site is laid out, or in what way something is done."""
_CODE = lazy(r"[\dN+]+")
"""A core of figures alone, which says nothing without the words before it (政策“1+N”体系)."""
_NEWSPAPER = ("日报", "晚报", "早报", "时报", "周刊", "杂志", "新闻联播")
_AGAINST = frozenset("打击 严厉打击 纠正 遏制 查处 消除 防止 取缔 破解 克服 严查".split())
"""Verbs whose quoted object is a vice (打击“两抢一盗”)."""
_PAIRED = lazy(r"([一二两三四五六七八九双]).\1.")
"""Two short cores of one form, side by side."""
_OWNERS = lazy(rf"^(?:全国|国家|全省|全市|省|市|区|县|{HAN}{{2,4}}[省市区县州])$")


def find_quoted(words: Words) -> Iterator[Candidate]:
    """Yield named quotations and titles of documents in the whole text."""
    text = words.text
    for match in TITLE.finditer(text):
        kind = ThingType.INSTITUTION if match.group(1).rstrip().endswith(_NEWSPAPER) else ThingType.DOCUMENT
        alias = (match.group(2),) if match.group(2) else ()
        end = match.start() + len(match.group(1)) + 2
        yield Candidate(
            match.start(), end, bare(text[match.start() : end]), kind, "title-marks", 0.9, 6, aliases=alias
        )
    matches = list(QUOTE.finditer(text))
    skip = -1
    for number, match in enumerate(matches):
        start, end, core = match.start(), match.end(), match.group(1)
        before = words.words[words.at(start) - 1] if start else ""
        if number == skip or ("、" in core and lists_titles(core.split("、"), levels().get(before, ""))):
            continue
        if text.startswith("的“", end):  # the next quotation names what this one explains
            yield from _explaining(start + 1, core)
            continue
        behind = matches[number + 1] if number + 1 < len(matches) else None
        if (
            behind is not None
            and 1 <= behind.start() - end <= 4
            and _WITHIN.fullmatch(text, end, behind.start())
            and verb_of(text[end : behind.start()]) is None
        ):
            end, core, skip = behind.end(), text[start + 1 : behind.end() - 1], number + 1
        beside = number > 0 and matches[number - 1].end() == start
        if beside and text.startswith("系列活动", end):
            yield Candidate(start, end, bare(core), ThingType.INITIATIVE, "quoted-list", 0.75, 6)
            continue  # “A”“B”系列活动: two, of which neither has the head alone
        found = _quotation(words, start, end, core)
        if beside and found is not None and found.rule == "quoted-head":
            pair = matches[number - 1]
            if _PAIRED.fullmatch(pair.group(1) + core):  # “两重”|“两新”政策
                yield Candidate(*pair.span(), pair.group(1), found.type, "quoted-pair", 0.6, 5)
        if found is not None:
            yield found


def _explaining(start: int, core: str) -> Iterator[Candidate]:
    """The parts of a system that a quotation lists before the system's name (“A、B、C”的“D”体系)."""
    whole = "+" in core
    parts = [core] if whole else core.split("、")
    if len(core) < 6 or not whole and (len(parts) < 2 or min(map(len, parts)) < 4):
        return
    if not whole and len({part[0] for part in parts}) == 1:
        return  # “一件实事、一名责任人”的“四个一”: what is counted names nothing
    for part in parts:
        yield Candidate(start, start + len(part), bare(part), ThingType.INITIATIVE, "quoted-parts", 0.6, 5)
        start += len(part) + 1


def _quotation(words: Words, start: int, end: int, core: str) -> Candidate | None:
    """The name that a quotation makes, with its head noun; None for speech, slogans and stress."""
    first, last = words.at(start), words.at(end - 1) + 1
    if _PLAN.match(core):
        plan = last < len(words) and words.words[last] in ("规划", "规划纲要")
        return _made(words, (first, last + 1), (ThingType.DOCUMENT, ""), "quoted-plan", 0.7) if plan else None
    praised = PRAISED.match(words.text, end - 1)
    if praised is not None and _HONOURED.fullmatch(core) and _who(praised.group(1)):
        return _made(words, (first, last), (ThingType.RECOGNITION, ""), "quoted-person", 0.75)
    if (praised is not None and _who(praised.group(1))) or _THEME.match(words.text, end):
        return None  # what is said of a person; what something is about
    if len(core) < 2 and not core.isalnum() or core in _TOPICS or _DAY.fullmatch(core):
        return None
    if core[-1] in "号型级类" and first and _counts(words.words[first - 1]):
        return None
    if _is_title(words, core, first, end):
        return _made(words, (first, last), (ThingType.RECOGNITION, ""), "quoted-title", 0.75)
    stop, head = _head_behind(words, last)
    if head is None and last < len(words) and core + words.words[last] in honour_endings():
        stop, head = last + 1, honour_endings()[core + words.words[last]]  # “小巨人”企业
    if _ARTICLES.fullmatch(core):
        first = _issued_from(words, first)
        return (
            _made(words, (first, last), (ThingType.DOCUMENT, ""), "quoted-articles", 0.7)
            if first < last
            else None
        )
    if head is not None:
        if _COUNTED.match(words.text, words.ends[stop - 1] - 2):
            return None
        kind = _type(core, head)
        if kind[0] in (ThingType.PLACE, ThingType.INSTITUTION) and _TRIED.match(words.text, end - 1):
            kind = (ThingType.RECOGNITION, "")
        first = _owner(words, first, head, core)
        return _made(words, (first, stop), kind, "quoted-head", 0.85)
    if _STATE.fullmatch(core):
        return None  # 实现“五通一平”, “候鸟式”养老
    if _KINDS.fullmatch(core) or _ADVICE.match(core) and _SAID_SO.match(words.text, end):
        return None
    verb = verb_before(words, first)
    if _is_speech(core, verb) or (verb is not None and verb.word in _AGAINST):
        return None
    if (
        first
        and words.words[first - 1].endswith(("企业", "公司"))
        and ending_of(core, len(core), 0, company_endings())
    ):
        return _made(words, (first, last), (ThingType.INSTITUTION, ""), "quoted-firm", 0.7)
    found = judged(words, core, last, end, verb)
    if found is None:
        return None
    kind, rule, confidence = found
    if kind[0] is ThingType.RECOGNITION and words.text.endswith(_BUILT, 0, start):
        kind = _built(core) or kind
    if kind[0] is ThingType.RECOGNITION and _MOOD.match(words.text, end):
        return None  # “处处有好人”的浓厚氛围
    if _MANNER.fullmatch(core) and rule in ("quoted-verb", "quoted-ending"):
        whole = _run_before(words, first)
        listed = words.text.startswith("、", end) or words.text.endswith("”、", 0, words.starts[whole])
        summed = "大" in core and whole and words.classes[whole - 1] in (Class.JOIN, Class.LIST)
        # 证照办理“零见面”, but not 数据共享“一表通”、综合执法“一队管” nor 城镇化和现代化“两大战略”
        first = first if listed or summed else whole
    return _made(words, (first, last), kind, rule, confidence)


def _who(name: str) -> bool:
    """Whether a name behind what is said of somebody is that of a person."""
    return "·" in name or is_person(name)


def _is_title(words: Words, core: str, first: int, end: int) -> bool:
    """Whether a quotation is a title that a place seeks or holds (“国家旅游度假区”建设目标).

    It ends as honours do, and its level begins it or stands right before it; what is founded is none.
    """
    ending = ending_of(core, len(core), 0, honour_endings())
    if ending is None or len(ending.word) < 3 or len(core) < 6:
        return False
    graded = level_of(core) or (first > 0 and words.words[first - 1] in levels())
    return bool(graded and _SOUGHT.match(words.text, end))


_SOUGHT = lazy(r"(?:的)?(?:建设|创建|考核|验收|评审|申报|目标|标准|称号)")


def _built(core: str) -> tuple[ThingType, str] | None:
    """What a quoted name that is built is, if it ends as built places do (建设“清溪共富产业园”)."""
    site = ending_of(core, len(core), 0, site_endings())
    return (site.type, site.subtype) if site is not None else None


def _run_before(words: Words, index: int) -> int:
    """The first word of the run of nouns that ends before word `index`, where a verb or a list opens it."""
    first, opened = index, False
    while first and not opened and words.classes[first - 1] in (Class.NAME, Class.GENERIC, Class.DUAL):
        verb = verb_of(words.words[first - 1])
        opened = verb is not None and verb.relation in ("launched", "issued")  # 创新
        first -= not opened
    opened = opened or (
        first > 0 and words.classes[first - 1] in (Class.VERB, Class.LIST, Class.JOIN, Class.STOP)
    )
    while first < index and (
        tag_of(words.words[first]) in _VERBAL or generic_words().get(words.words[first])
    ):
        first += 1
    return first if opened and words.starts[index] - words.starts[first] < 8 else index


def _issued_from(words: Words, index: int) -> int:
    """Where the name of measures known by their number begins: behind the verb that issued them.

    Behind the quotation itself where nothing says what the articles are of.
    """
    first = index
    while first and words.classes[first - 1] not in (Class.STOP, Class.LIST, Class.QUOTE, Class.NUMBER):
        verb = verb_of(words.words[first - 1])
        if verb is not None and verb.relation in MAKING:
            break
        first -= 1
    size = words.starts[index] - words.starts[first]
    return first if 2 <= size <= 14 and words.classes[first] != Class.FUNCTION else len(words)


def _is_speech(core: str, verb: Verb | None) -> bool:
    """Whether a quotation without a head noun is stress, a slogan or what somebody said."""
    if core in generic_words() or core.endswith(_SLOGAN) or (len(core) > 6 and re.search("[为让把将]", core)):
        return True
    launched = verb is not None and verb.relation in MAKING
    return bool(PROSE.search(core)) and len(core) > 8 and not (launched and len(core) < 16)


def _counts(word: str) -> bool:
    """Whether a word counts what follows (20多项“国字号”试点)."""
    return word[-1] in "个项家批类" or word == "多项"


def _type(core: str, head: Ending) -> tuple[ThingType, str]:
    """What a quotation with this head names; “枫桥式”派出所 is a title, not one institution."""
    if head.type is ThingType.RECOGNITION and head.word.endswith(
        ("产业集群", "公用品牌", "区域品牌", "白名单")
    ):
        return ThingType.INITIATIVE, ""
    if _GRADE.fullmatch(core) and head.word in ("医院", "景区"):
        return ThingType.RECOGNITION, ""  # “三甲”医院
    if core.endswith(("式", "级")) and head.word in ("派出所", "法庭", "社区", "村", "检察室"):
        return ThingType.RECOGNITION, ""
    return head.type, head.subtype


_GRADE = lazy("[一二三]级?[甲乙丙]等?|[1-5]A级?")
_TRIED = lazy(r"”(?:试点|示范|先进|标杆|样板|达标)")
"""What makes a class noun behind a quotation a title (“幸福社区”试点社区)."""
_LONGEST_HEAD = 8
"""How far the head noun behind a quotation is looked for, in words."""


def _head_behind(words: Words, index: int) -> tuple[int, Ending | None]:
    """The word behind the head noun that follows a quotation, and the head; (index, None) without one."""
    text, classes = words.text, words.classes
    before = index
    if index < len(words) and text.startswith("   ", words.starts[index]):  # where a footnote stood
        while index < len(words) and words.words[index].isspace():
            index += 1
    if index >= len(words) or words.words[index][0] in "等及" or words.classes[index] == Class.JOIN:
        return before, None
    start = words.starts[index]
    found: tuple[int, Ending | None] = (index, None)
    at, end = index, min(len(words), index + _LONGEST_HEAD)
    while at < end:
        kind = classes[at]
        if kind not in (Class.NAME, Class.GENERIC, Class.DUAL):
            numbered = (
                kind == Class.NUMBER and at == index and at + 1 < len(words) and len(words.words[at]) == 2
            )
            termed = words.words[at] in _TERMS and at + 1 < len(words) and words.words[at + 1] in _WORKS
            if not numbered and not termed:
                break
        else:
            ending = ending_of(text, words.ends[at], start, right_endings())
            if ending is not None and ending.word == "建设" and found[1] is not None:
                break  # “甲”项目建设
            if ending is not None and _joins(ending, words.words[at], at == index):
                found = at + 1, ending
        at += 1
    behind = found[0]
    if (
        found[1] is not None
        and found[1].strength != "always"
        and behind < at
        and words.words[behind] not in tails()
        and tag_of(words.words[behind]) != "v"
    ):
        return index, None  # the head modifies another noun (市场价格)
    return found


def _joins(ending: Ending, word: str, adjacent: bool) -> bool:
    """Whether an ending right after a quotation belongs to it; single signs only inside their word."""
    if ending.word == "任务":
        return adjacent  # “六保”任务, but not “六保”年度任务
    return len(ending.word) > 1 or (len(word) > 1 and not adjacent)


def _owner(words: Words, first: int, head: Ending, core: str) -> int:
    """The first word of a quoted name: its owner (省, 云岭市) right before the quotation belongs to it."""
    if head.type is ThingType.DOCUMENT and _CODE.fullmatch(core):
        while first and words.classes[first - 1] in (Class.NAME, Class.GENERIC):
            first -= 1
        return first
    if _MANNER.fullmatch(core) and head.type is ThingType.INITIATIVE:
        return _run_before(words, first)
    if len(core) < 5 and head.word in _WORKS:
        return _run_before(words, first)
    if head.type is ThingType.EVENT:
        start = words.starts[first]
        session = _SESSION.search(words.text, max(0, start - 12), start)
        if session is not None:
            return words.at(session.start())
    if head.type is ThingType.RECOGNITION and first:
        graded = first - 1
        while graded and words.classes[graded] in (Class.NAME, Class.GENERIC) and first - graded < 4:
            if words.words[graded] in levels():
                return graded
            graded -= 1
    if first == 0 or head.type not in (ThingType.PROGRAM, ThingType.RECOGNITION, ThingType.EVENT):
        return first
    return first - 1 if _OWNERS.match(words.words[first - 1]) else first


def _made(
    words: Words, span: tuple[int, int], kind: tuple[ThingType, str], rule: str, confidence: float
) -> Candidate:
    """The candidate that the words `span` (first, behind the last) make; `kind` is type and subtype."""
    start, end = words.starts[span[0]], words.ends[span[1] - 1]
    level = levels().get(words.words[span[0]], "")
    return Candidate(start, end, bare(words.text[start:end]), kind[0], rule, confidence, 5, kind[1], level)
