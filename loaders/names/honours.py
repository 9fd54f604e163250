"""Honours: what follows 获评, 创成, 入选 … and what is named by a level and a title."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from govgraph.loaders.lexicon import lazy
from govgraph.loaders.names.candidates import Candidate, bare
from govgraph.loaders.names.honoured import find_holders
from govgraph.loaders.names.lexicons import Ending, ending_of, honour_endings, levels, tails
from govgraph.loaders.names.titles import level_of, listed_titles
from govgraph.loaders.names.words import Class, Words, generic_words, verbs
from govgraph.ontology.places import load_places
from govgraph.ontology.records import ThingType

_VAGUE = frozenset(
    "成为 获得 获 列入 位列 跻身 升级为 列为 争取 申报 通过 纳入 授予 进入 上升为 迈进 巩固 擦亮".split()
)
_INSIDE = frozenset(
    (Class.NAME, Class.GENERIC, Class.DUAL, Class.NUMBER, Class.TIME, Class.QUOTE, Class.BRACKET)
)
_SKIP = frozenset("创建 建设 认定 为 了 过 的 成 由 并 被".split())
_COUNTER = frozenset("个家项名所座处批届次种类")
_BATCH = lazy(r"首批|第[一二三四五六七八九十\d]+批")
_BATCHED = lazy(
    r"(?:全国|国家|国家级|全省|省级?|国内|世界|中国|[^\W\d]{0,4}区)?(?:首批|第[一二三四五六七八九十\d]+批)(?:次|的)?"
)
"""What says of an honour in which batch it was given, and where."""
_FIELD = lazy(r"[^“”]{2,8}领域(?=中国|国家|全国)")
"""In which field an honour was won, before its name."""
_WHOSE = lazy(r"(?<=....)[(（][^()（）]*[)）]$")
"""Who won an honour, behind its name (省级先进集体(石桥村))."""
_OR_ELSE = lazy(r"\([市县区旗镇乡村]\)$")
"""What else than its head noun an honour may be of (教育强县(区))."""
_SOLE = frozenset(("唯一", "首个", "首家", "首座"))
_CLOSERS = ("荣誉称号", "称号", "荣誉", "殊荣", "表彰", "之一")
_PASSIVE = "创建为 评选为 评定为 评为 表彰为 命名为 认定为 授予为 确定为 列为 定为 授牌为 批准为 选为".split()
_PASSED = (
    r"通过(?=(?:创建)?(?:国家|全国|省|市级|自治区)[^,。;、“”]{2,16}"
    r"(?:考核|评估|验收|复审|复检|复评|复核|评审|认定))"
)
"""An honour that was passed the examination for (通过省级卫生城市技术评估)."""
_KEPT = "|".join(
    how + verb + "(?=[^,。;、]{4,24}称号)"
    for how in ("持续", "继续", "连续", "")
    for verb in ("保持", "保留")
)
"""An honour that is kept (保持|全国文明城市|称号); spelt out, which lets `re` skip to the first signs."""
_ON_LIST = lazy(r"(?<=.{5})(?:(?:建设|创建|认定)名单|(?:建设|创建)?行列[^,]*)$")
_JUDGED = lazy(r"(?:技术|国家|省级)?(?:考核|评估|验收|复审|复检|复评|评审|命名|暗访|复核)+$")
_CALLED = lazy(r"[^,。;:、“”《》\d和等]{5,24}?(?:荣誉)?称号")
_RANKED = lazy(r"(?<=...)(?:排名)?第(?:[一二三四五六七八九十]+|\d+)[名位]$")
_PRIZE = lazy(r"(?:奖项|荣誉|称号|品牌|桂冠)(“[^“”]+”)$")
_HOLDERS = lazy(r"(?:单位|个人|集体|企业|同志|人|家|名|村|社区)(“[^“”]+”)$")
"""An honour behind those who got it (授予100个单位“…”)."""
_CLASS = lazy(r"[一二三]级[甲乙丙]等[^,。;、“”]{0,6}医院")
"""The class of a hospital, which is its honour (获评|三级甲等医院)."""
_PRAISE = lazy(r"示范性|十佳|百佳|最佳")
_NO_TITLE = ("成果", "行列", "建设", "工作", "行动", "活动", "成效", "水平", "试点")
_NATIONAL = ("中国", "国家")
_PRAISED = lazy(
    r"[^,。;、“”]{2,28}(?:成效|成绩|效果|实绩|工作)(?:明显|显著|突出|优异|优秀)的?"
    r"(?:城市|地区|省份|[省市县区]|乡镇|单位|企业|集体|个人)(?=[,。;、])"
)
"""What somebody is praised as, in so many words (被表彰为|稳就业成效明显城市)."""
_MONEY = lazy(r"\d[万亿]?元")
_ORDER = lazy(r"第[一二三四五六七八九十\d]+名$")


@cache
def _trigger() -> re.Pattern[str]:
    """All verbs of receiving, longest first."""
    forms = sorted((v.word for v in verbs().values() if v.relation == "received"), key=lambda w: (-len(w), w))
    passive = [start + form for start in ("被", "被省", "被市", "被县", "") for form in _PASSIVE]
    return re.compile("|".join([_PASSED, _KEPT, *passive, *map(re.escape, forms)]))


def find_honours(words: Words, spans: Sequence[tuple[int, int]]) -> Iterator[Candidate]:
    """Yield the honours that sentences say somebody received, and who did, if no dictionary knows the name.

    `spans` holds of each sentence its first word and the one behind it.
    """
    starts = [words.starts[first] for first, _ in spans]
    for match in _trigger().finditer(words.text):
        if not words.begins(match.start()) and match.group()[0] != "获":
            continue
        sentence = bisect_right(starts, match.start()) - 1
        last = spans[sentence][1] if sentence >= 0 else 0
        stop = words.ends[last - 1] if last else 0
        if match.end() > stop:
            continue  # no sentence
        behind = words.at(match.end()) if match.end() < stop else last
        vague = match.group() in _VAGUE
        whole = _called(words, match.end(), behind, last) or _whole(words, behind, last)
        told = _PRAISED if match.group().endswith("为") else _CLASS
        if praised := told.match(words.text, match.end(), stop):
            name = praised.group()
            yield Candidate(*praised.span(), name, ThingType.RECOGNITION, "honour-praised", 0.7, 6)
            continue
        won = False
        for begin, end, level in listed_titles(words, behind, last):
            name = _WHOSE.sub("", _between(words, begin, end, 0))
            start = words.starts[begin]
            level = level or level_of(name)
            won = True
            yield Candidate(
                start,
                start + len(name),
                bare(name),
                ThingType.RECOGNITION,
                "honour-list",
                0.8,
                6,
                level=level,
            )
        for begin, end in () if won else whole or _items(words, behind, last, match.end()):
            found = _honour(words, begin, end, vague, match.end())
            if found is not None:
                vague = vague and not found.level  # 省级园林城市、森林城市
                won = True
                yield found
        if won:
            yield from find_holders(words, starts[sentence], match.start())


def _items(words: Words, index: int, last: int, floor: int) -> Iterator[tuple[int, int]]:
    """Word ranges of the items of the list that begins at `index`."""
    classes = words.classes
    begin = index
    while index < last:
        kind = classes[index]
        if kind == Class.QUOTE and words.words[index] == "“":
            close = words.text.find("”", words.starts[index])
            if close < 0:
                return
            index = min(words.at(close) + 1, last)
            if index < last and words.words[index] == "“":  # “A”“B” are two
                yield begin, index
                begin = index
            continue
        if kind in (Class.LIST, Class.JOIN) and _parts(words, begin, index, last):
            before = _between(words, begin, index, floor).split("、")
            if kind == Class.LIST and all(part in levels() for part in before):
                index += 1  # 省、市先进集体 shares its title: `one_each`
                continue
            yield begin, index
            begin = index + 1
        elif kind == Class.JOIN and begin < index and _goes_on(words, index, last):
            pass  # 科技创新和能力提升工程
        elif kind == Class.OF and begin < index and not _titled(words, begin, index):
            begin = index + 1  # 省域全覆盖的…试点
        elif begin == index and words.words[index] in _SKIP:
            begin = index + 1
        elif kind not in _INSIDE and not (
            _continues(words, begin, index, last) if begin < index else _is_phrase(words, index)
        ):
            stop = _runs_on(words, begin, index, last)
            if stop == index or stop == last or classes[stop] != Class.LIST:
                index = stop
                break
            index = stop
            continue
        index += 1
    while begin < index and classes[index - 1] == Class.JOIN:
        index -= 1
    if begin < index:
        yield begin, index


def _is_phrase(words: Words, index: int) -> bool:
    """Whether a word is a set phrase that a title may begin with (发明专利|一等奖)."""
    return words.classes[index] == Class.FUNCTION and len(words.words[index]) > 3


def _goes_on(words: Words, index: int, last: int) -> bool:
    """Whether 和 at `index` stands inside a title: no quotation is before it, no count behind."""
    behind = words.classes[index + 1] if index + 1 < last else Class.NUMBER
    return words.classes[index - 1] != Class.QUOTE and behind != Class.NUMBER


def _titled(words: Words, first: int, last: int) -> bool:
    """Whether a run ends in an honour's head noun or in a quotation."""
    ending = ending_of(words.text, words.ends[last - 1], words.starts[first], honour_endings())
    return ending is not None or words.classes[last - 1] == Class.QUOTE


def _runs_on(words: Words, first: int, index: int, last: int) -> int:
    """Where a title with a verb inside ends: before the next sign or count, if a head noun ends it."""
    if first == index or words.classes[index] == Class.STOP:
        return index
    stop = index
    while stop < last and words.classes[stop] not in (Class.STOP, Class.LIST, Class.NUMBER, Class.QUOTE):
        stop += 1
    start, end = words.starts[first], words.ends[stop - 1]
    ending = ending_of(words.text, end, start, honour_endings())
    fits = ending is not None and len(ending.word) > 1 and end - start <= 30
    opening = words.words[first]
    graded = opening in levels() or load_places().is_area(opening) or bool(_BATCH.fullmatch(opening))
    return stop if fits and graded else index


def _whole(words: Words, index: int, last: int) -> list[tuple[int, int]]:
    """The rest of the clause, where 全省首个 … opens it and an honour's head noun ends it."""
    if (
        index + 1 >= last
        or words.words[index] not in levels()
        or words.words[index + 1] not in ("首个", "首批", "唯一")
    ):
        return []
    stop = index
    while stop < last and words.classes[stop] != Class.STOP and stop - index < 14:
        if words.classes[stop] == Class.LIST:
            return []
        stop += 1
    text = words.text[words.starts[index] : words.ends[stop - 1]]
    return [(index, stop)] if ending_of(text, len(text), 0, honour_endings()) else []


def _called(words: Words, start: int, index: int, last: int) -> list[tuple[int, int]]:
    """The words between a level and 称号, whatever they are (荣获|省级洁净城市|称号)."""
    found = _CALLED.match(words.text, start)
    if found is None or index >= last or words.words[index] not in levels():
        return []
    stop = words.at(found.end() - 1) + 1
    return [(index, stop)] if stop <= last else []


def _parts(words: Words, first: int, index: int, last: int) -> bool:
    """Whether 、 or 和 at `index` stands between two honours and not inside one (文化和科技示范基地)."""
    if words.words[index] == "暨":
        return False
    if words.classes[index - 1] == Class.NUMBER or words.words[index - 1] in _COUNTER:
        return True  # 省科技奖4项|和|专利金奖1项
    if first == index or index + 1 >= last or words.classes[index - 1] == Class.QUOTE:
        return True
    start, end = words.starts[first], words.ends[index - 1]
    if ending_of(words.text, end, start, honour_endings()) or words.words[index + 1] in levels():
        return True
    stop = index + 1
    while stop < last and words.classes[stop] in (Class.NAME, Class.GENERIC, Class.DUAL):
        stop += 1
    if words.words[index - 1] == words.words[stop - 1]:
        return True  # 十佳案例和优秀案例
    return words.classes[index] == Class.LIST and end - start > 8


def _continues(words: Words, first: int, index: int, last: int) -> bool:
    """Whether a verb or particle stands inside a title: 健康促进区, 杂技之乡, a set phrase of four signs."""
    word = words.words[index]
    if word == "以上" and words.words[index - 1] in levels():
        return True
    if word[0] in "暨之" or (words.classes[index] == Class.FUNCTION and len(word) > 3):
        return True
    if (
        words.classes[index] == Class.VERB
        and index + 1 < last
        and words.words[index + 1] in ("区", "县", "市")
    ):
        return True
    start = words.starts[first]
    for at in range(index, min(index + 2, last)):
        ending = ending_of(words.text, words.ends[at], start, honour_endings())
        if ending is not None and len(ending.word) > 1:
            return words.ends[at] - len(ending.word) <= words.starts[index]
    return False


def _between(words: Words, first: int, last: int, floor: int) -> str:
    """The text of words, without what stands before `floor` (the tokenizer joins 为省)."""
    return words.text[max(words.starts[first], floor) : words.ends[last - 1]] if first < last else ""


def _honour(words: Words, first: int, last: int, vague: bool, floor: int) -> Candidate | None:
    """The honour in one item; None where it is no honour but a plain noun (成为支柱产业)."""
    first = _after_counters(words, first, last)
    last = _before_count(words, first, last)
    if first >= last:
        return None
    start, end = max(words.starts[first], floor), words.ends[last - 1]
    surface = words.text[start:end]
    closer = next(filter(surface.endswith, _CLOSERS), "")
    if closer and len(surface) - len(closer) >= 3:
        surface = surface.removesuffix(closer)
        end = start + len(surface)
    if ranked := _RANKED.search(surface):  # 百强区第9名: the rank is a figure, the list the honour
        surface = surface[: ranked.start()]
        end = start + len(surface)
    core = _PRIZE.search(surface) or _HOLDERS.match(surface)
    if core:
        start, surface = start + core.start(1), core.group(1)
    if surface.startswith("年度") and len(surface) > 5:
        start, surface = start + 2, surface[2:]  # 2018年度|先进单位
    prefix = _BATCHED.match(surface)
    if prefix and len(surface) - prefix.end() > 3:
        start, surface = start + prefix.end(), surface[prefix.end() :]  # 全国首批|美丽城市先行区
    if field := _FIELD.match(surface):
        start, surface = start + field.end(), surface[field.end() :]  # 制造业领域|中国质量奖
    if (judged := _JUDGED.search(surface)) and _title_of(surface[: judged.start()]):
        surface, end = surface[: judged.start()], start + judged.start()  # 省级卫生城市|技术评估
    if listed := _ON_LIST.search(surface):
        surface, end = surface[: listed.start()], start + listed.start()  # 国家级零碳园区|建设名单
    open_ = surface.find("”(") + 1 if surface.endswith(")") else surface.find("(") * (")" not in surface)
    if open_ > 0:
        surface, end = surface[:open_], start + open_  # 示范县(市、区), “省级基地”(新材料)
    name = bare(surface)
    if len(name) < 3 or len(name) > 45 or _BATCHED.fullmatch(name) or "(" in name and ")" not in name:
        return None
    level = level_of(name) or (level_of(prefix.group()) if prefix else "")
    ending = _title_of(name)
    if name in levels() or name.endswith(("规划", "数量", "总数")) or _MONEY.search(name):
        return None
    if load_places().is_area(name) and not (ending and ending.word == name):  # 命名为平安区
        return None
    if _ORDER.search(name) and len(name) < 9 or level and len(name) < 6 and name.endswith("试点"):
        return None
    titled = ending is not None or "“" in surface or _ORDER.search(name)
    local = "“" in surface and (load_places().is_area(name[:2]) or name.startswith(_NATIONAL))
    higher = level or name.startswith(_NATIONAL)
    praised = bool(higher and _PRAISE.search(name)) and not name.endswith(_NO_TITLE)
    sole = first > 0 and words.words[first - 1] in _SOLE  # 全国首个|“…”省区
    named = (closer or sole) and surface[0] == "“"  # 获得“…”称号
    if vague and not (
        ending and (level or len(name) > 5) or (higher and titled) or praised or local or named
    ):
        return None
    if not vague and not (titled or praised or level and _graded(name)):
        return None
    kind = ThingType.PROGRAM if ending is None and name.endswith(("工程", "计划")) else ThingType.RECOGNITION
    return Candidate(start, end, name, kind, "honour-verb", 0.85 if titled else 0.65, 5, level=level)


def _title_of(name: str) -> Ending | None:
    """The head noun that ends an honour's name, and what else it is of behind it (教育强县(区))."""
    name = _OR_ELSE.sub("", name)
    return ending_of(name, len(name), 0, honour_endings())


def _graded(name: str) -> bool:
    """Whether a name without a title's head noun begins with more than the sign of a level (省域…)."""
    return name[0] not in "省市区县" or name[1:2] not in "域场民长"


def _after_counters(words: Words, first: int, last: int) -> int:
    """Pass over 全市第5家, 中部首个, 首批 before a level word; 全省首个X without one stays whole."""
    for index in range(last - 1, first, -1):
        level = levels().get(words.words[index])
        before = words.words[index - 1]
        counted = before in _COUNTER or before in ("首个", "首批", "首家", "唯一", "首座")
        if level and counted:
            return index
    if first + 1 < last and words.words[first] in levels() and words.words[first + 1] in _SOLE:
        quote = first + 2  # 全省唯一一个“…”
        while quote < last and words.classes[quote] in (Class.NUMBER, Class.OF):
            quote += 1
        if quote < last and words.classes[quote] == Class.QUOTE:
            return quote
    while first < last and (
        words.classes[first] == Class.NUMBER
        and not words.words[first].endswith("奖")
        or generic_words().get(words.words[first], False)
        and _plain(words, first)
    ):
        first += 1
    return first


def _plain(words: Words, index: int) -> bool:
    """Whether a modifier that names shed is not a level word (全省首个… keeps 全省)."""
    return words.words[index] not in levels()


def _before_count(words: Words, first: int, last: int) -> int:
    """Cut off a count and what follows it (省级绿色学校3家), but not an order (第一名)."""
    index = first
    while index < last:
        if (
            words.classes[index] == Class.NUMBER
            and index > first
            and (words.classes[index - 1] != Class.NUMBER or words.words[index - 1][-1] == "奖")
        ):
            rest = words.text[words.starts[index] : words.ends[last - 1]]
            behind = words.words[index + 1] if index + 1 < last else ""
            if _ORDER.match(rest):
                return last
            if (
                behind in _COUNTER or words.words[index][-1:] in "个家项名所座处" or not behind
            ) and not _kept(rest):
                return index
        index += 1
    while last > first + 1 and words.words[last - 1] in tails() and words.classes[last - 1] != Class.NAME:
        last -= 1
    return last


def _kept(rest: str) -> bool:
    """Whether a number belongs to the title itself (100个最美…, 百强, 500强)."""
    return bool(re.match(r"[一二三四五六七八九十百\d]+(?:个最|强|佳|大|优)", rest))
