"""Works that no run of nouns names: by phase (白石铁矿三期), by size (华光300兆瓦光伏制氢), with a verb."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import compress, count

from govgraph.loaders.lexicon import HAN, lazy
from govgraph.loaders.names.candidates import Candidate, bare
from govgraph.loaders.names.chunks import Chunk
from govgraph.loaders.names.lexicons import ending_of, head_endings
from govgraph.loaders.names.runs import all_endings, find_head, holds_name, trim
from govgraph.loaders.names.words import Class, Words, is_listed, verb_of
from govgraph.ontology.records import Document, ThingType

_PHASE = lazy(r"[一二三四五六]期")
_KINDS = frozenset(("工程", "项目", "扩建", "技改", "改造"))
"""Nouns that a phase may be followed by within the name."""
_PLAIN = frozenset("项目 工程 建设 道路 规划 投资 改造 园区 本 新 厂房 主体".split())
"""Words that, alone before a phase, name nothing (项目一期)."""
_SIZE = lazy(
    r"\d++(?:\.\d++)?(?:万千瓦|千瓦|兆瓦|MW|GW|吉瓦|万吨级?|千伏|[Kk][Vv]|万套|万头|万只|万羽|[亿万]立方米)"
    r"(?=[^\W\d])"
)
_WORTH = lazy(r"投资(?:达|约|超|超过)?[\d.]+[万亿]元的(?=[^\W\d])")
"""How the investment in works is told before their name."""
_INVESTED = lazy(
    r"元的(?:\d+[所个座条处])?((?:[^\W\d的]|[、()“”]){4,26}?(?:工程|项目|综合楼|教学楼|办公楼|大楼|生产线))"
    r"(?=(?:[和及与]投资[^,。;]{4,40})?(?:正式|顺利|全部|加紧|扎实|全面|基本|加快|如期|圆满|已|即将|将)*"
    r"(?:向|开放|投入|投用|竣工|实施|推进|开工|建成|启动|完工|落成|投产|通车|动工|封顶))"
)
"""What is told of works behind the sum that they cost (投资3亿元的|甲路翻修和雨污分流工程|竣工)."""
_AMONG = lazy(r"(?:[、和与及][^,。;]{0,40})?等[^,。;]{0,10}(?:项目|工程)|项目|工程")
"""What shows that works are named: they are examples of projects, or one."""
_NOUNS = frozenset((Class.NAME, Class.GENERIC, Class.DUAL))
_WITHIN = _NOUNS | {Class.VERB, Class.NUMBER}
_ORDERING = frozenset(("部署", "组织实施"))
"""Verbs that set works going, but state no relation to a scheme."""
_LASTING = frozenset("机制 制度 体系 试点 模式 整治 专项治理 斗争".split())
"""Heads of what is set up or done for a while, which need a verb before them."""
_SCHEMES = frozenset((ThingType.INITIATIVE, ThingType.PROGRAM))
_MOST = 12
"""Most characters of who builds something of a size, and of what is built."""


def find_works(words: Words, chunks: Sequence[Chunk]) -> Iterator[Candidate]:
    """Yield works named by phase or size; each needs a proper name before it."""
    firsts = [chunk.first for chunk in chunks]
    for phase in _PHASE.finditer(words.text):
        index = words.at(phase.start())
        at = bisect_right(firsts, index) - 1
        if words.words[index] == phase.group() and at >= 0 and firsts[at] < index < chunks[at].last:
            yield from _phases(words, chunks[at], index)
    for size in _SIZE.finditer(words.text):
        yield from _sized(words, size.start(), size.end())
    for worth in _WORTH.finditer(words.text):
        yield from _paid(words, worth.end())
    for whole in _INVESTED.finditer(words.text):
        name = bare(whole.group(1))
        yield Candidate(*whole.span(1), name, ThingType.PROGRAM, "works-paid", 0.6, 5)
    verb = Class.VERB
    for index in compress(count(), map(verb.__eq__, words.classes[:-1])):
        if _governs(words.words[index]):
            yield from _scheme(words, index + 1)


def _phases(words: Words, chunk: Chunk, index: int) -> Iterator[Candidate]:
    """The works of a chunk that end in its phase, word `index`."""
    first = trim(words, chunk.first, index)
    while first < index - 1 and words.classes[first] == Class.DUAL:
        first += 1  # 建设|云岭机场二期
    if first >= index or not _names(words, first, index):
        return
    head = find_head(words, replace(chunk, first=first, last=index), all_endings())
    if head is not None and head[0] == index and head[1].type is ThingType.PROGRAM:
        return  # named without its phase
    last = index + 1
    if last < chunk.last and words.words[last] in _KINDS:
        last += 1
    if last < chunk.last and words.classes[last] == Class.NAME:
        return  # 滨海二期|电厂
    start, end = words.starts[first], words.ends[last - 1]
    name = bare(words.text[start:end])
    closed = name.count("(") == name.count(")") and not name.startswith("号")
    if closed and 4 <= end - start <= 2 * _MOST:
        yield Candidate(start, end, name, ThingType.PROGRAM, "works-phase", 0.65, 4)


def _sized(words: Words, start: int, end: int) -> Iterator[Candidate]:
    """The works of a size with its owner before and its kind behind."""
    at, behind = words.at(start), words.at(end)
    if words.starts[at] != start or words.starts[behind] != end:
        return
    first = at
    while first and words.classes[first - 1] == Class.NAME and start - words.starts[first - 1] <= _MOST:
        first -= 1
    last = behind
    while last < len(words) and words.classes[last] in _NOUNS and words.ends[last] - end <= _MOST:
        last += 1
    if last == behind or not _names(words, first, at):
        return
    stop = words.ends[last - 1]
    inner = words.text[end:stop]
    if "项目" not in inner and "工程" not in inner and not _AMONG.match(words.text, stop):
        return
    begin = words.starts[first]
    name = bare(words.text[begin:stop])
    yield Candidate(begin, stop, name, ThingType.PROGRAM, "works-size", 0.65, 5)


@lru_cache(maxsize=1 << 12)
def _governs(word: str) -> bool:
    """Whether a verb makes or furthers what it governs."""
    verb = verb_of(word)
    return verb is not None and (verb.relation in ("launched", "advanced") or verb.word in _ORDERING)


def _scheme(words: Words, first: int) -> Iterator[Candidate]:
    """The whole object of a verb that a head noun ends, a verb inside it (饮水安全巩固提升工程)."""
    first += words.words[first] == "好"
    last, acts = first, 0
    while last < len(words) and words.classes[last] in _WITHIN:
        if words.classes[last] == Class.VERB:
            verb = verb_of(words.words[last])
            if last == first or (verb is not None and verb.relation not in ("", "received")):
                return
            acts += 1
        last += 1
    numbered = words.classes[first] == Class.NUMBER and words.words[first][0] in "百千万"
    if not (acts or numbered) or last - first < 3:
        return
    if any(words.classes[at] == Class.NUMBER for at in range(first + 1, last)):
        return
    if words.classes[first] == Class.NUMBER and not numbered:
        return
    end = words.ends[last - 1]
    head = ending_of(words.text, end, words.starts[first], head_endings())
    if head is None or head.type not in _SCHEMES:
        return
    if head.strength != "always" and head.word not in _LASTING:
        return
    start = words.starts[first]
    if 6 <= end - start <= 2 * _MOST:
        yield Candidate(start, end, bare(words.text[start:end]), head.type, "works-governed", 0.6, 4)


def _paid(words: Words, start: int) -> Iterator[Candidate]:
    """What so much is invested in (投资11亿元的|虹源铝型材), to the end of its clause or list item."""
    first = last = words.at(start) if start < len(words.text) else len(words)
    while last < len(words) and words.classes[last] in _NOUNS:
        last += 1
    if last == first or words.starts[first] != start or not _names(words, first, last):
        return
    end = words.ends[last - 1]
    stops = last == len(words) or words.classes[last] in (Class.STOP, Class.LIST) or words.words[last] == "等"
    if stops and 3 <= end - start <= _MOST:
        name = bare(words.text[start:end])
        yield Candidate(start, end, name, ThingType.PROGRAM, "works-paid", 0.55, 2)


def _names(words: Words, first: int, last: int) -> bool:
    """Whether a run of words holds a proper name, or a word that no dictionary lists."""
    run = words.words[first:last]
    if not run or (len(run) == 1 and run[0] in _PLAIN):
        return False
    if len(run) > 1 and all(len(word) == 1 for word in run):
        return not is_listed("".join(run))
    return holds_name(run)


_BEGUN = lazy(
    r"(?:开工建设|动工建设|启动建设|开工兴建|筹建|签约落地|奠基)了?(?:一批)?(?:[^,。;:]{0,40}[、和及与])?$"
)
_STARTED = lazy(r"启动了?(?:[^,。;:]{0,40}[、和及与])?$")
_TO_BE = lazy(r"[^,。;:]{0,30}?(?:建设|前期工作)(?=[,。;])")
"""How a clause ends that starts to build what it names (启动|清溪公园|建设)."""
_HOUSES = tuple(
    "厂 中心 医院 学校 中学 小学 幼儿园 馆 院 站 园 园区 新城 广场 基地 大学 校区 学院 公园 水库".split()
)


def to_be_built(site: Candidate, text: str) -> Candidate:
    """Return a place or body whose building is begun as the programme it still is (开工建设|清溪公园)."""
    body = site.type in (ThingType.PLACE, ThingType.INSTITUTION) and not site.code
    if not body or not site.name.endswith(_HOUSES):
        return site
    before = text[max(0, site.start - 60) : site.start]
    begun = _BEGUN.search(before) or _STARTED.search(before) and _TO_BE.match(text, site.end)
    once = text.find(site.name) == site.start and text.find(site.name, site.end) < 0
    return replace(site, type=ThingType.PROGRAM, rule="works-begun") if begun and once else site


_ACTS = "登记|颁证|清产核资|去产能|战略|政务公开|办事公开|规范化建设|普查|裁量权"
_ACT = lazy(f"{_ACTS}|试点")
_COURSE = lazy(
    rf"((?!各|所有|有关|相关|其他|重点工作|这|该|上述)(?:(?:{HAN}|、){{2,24}}?"
    rf"(?:{_ACTS})|{HAN}{{2,24}}?试点))(?:工作|任务|经验)?"
    r"(?:(?:基本|全面|圆满|顺利|如期|超额|全部)完成|(?:全面|深入|扎实|稳步|有序|顺利|进一步|持续)+(?:推行|推开|推进|开展|实施|铺开)"
    r"|成效(?:显著|明显|突出)|取得[^,。;]{0,6}(?:成效|成果|进展)|进展顺利|在全[国省市]推广"
    r"|(?:顺利)?通过(?:国家|省级?|市级)?(?:验收|评估))"
)
"""An act at the head of a clause that tells how far it has come (煤炭去产能|任务圆满完成)."""


def find_courses(text: str, start: int, end: int) -> Iterator[Candidate]:
    """Yield acts whose heads are no names by themselves, told by how they went (土地确权登记|基本完成)."""
    done = start
    for act in _ACT.finditer(text, start, end):
        begin = max(done, _opening(text, start, act.start()))
        match = _COURSE.match(text, begin, end)
        if match is None:
            continue
        begin, stop = match.span(1)
        done = stop
        if stop - begin >= _LEAST:
            name = bare(text[begin:stop])
            yield Candidate(begin, stop, name, ThingType.INITIATIVE, "course", 0.55, 2)


def _opening(text: str, start: int, at: int) -> int:
    """Where the clause begins that holds `at`, behind the number of an item."""
    begin = max(start, *(text.rfind(sign, start, at) + 1 for sign in ",。;:\n)"))
    item = _ITEM.match(text, begin, at)
    return item.end() if item else begin


_PUT_INTO = "(?:总|计划|概算|预计|估算|累计完成)投资"
_TOLD = lazy(
    rf"(?:项目|工程)(?=(?P<paid>{_PUT_INTO}[约达为]?\d)|(?:正式|顺利|全面|如期|即将|已经?|建成|基本)*"
    r"(?:启动|开工|动工|投用|投产|竣工|完工|通车|封顶|建成)|正在|加[紧快](?:建设|推进|实施)|[有稳]\w{1,3}推进|进展顺利)"
)
"""The end of the name of works, by what is told of them (甲园区建设项目|计划投资9亿元)."""
_WORKS = lazy(rf"(?:{HAN}|[A-Za-z0-9“”]){{4,24}}")
_SOME = lazy(
    r"[批个类些多各等的了]|[两\d]项|重[点大]|全部|所有|部分|系列|在建|主体工程$|(?:高铁|高速|公路|铁路)项目$|^(?:力争|加快|确保|争取|做好|[该此本这两其全]|\d|目前|同时|建设|推进|实施|完成|一|二|三)"
    r"|(?:国|省|市|区|县|续|新)[列建级开]"
)
"""Signs of works that are meant by their kind and number, not by name (一批重点项目|开工)."""


def find_told(words: Words, start: int, end: int) -> Iterator[Candidate]:
    """Yield works that a clause begins with and tells the cost or progress of."""
    text = words.text
    for told in _TOLD.finditer(text, start, end):
        begin = _opening(text, start, told.start())
        name = text[begin : told.end()]
        if not _WORKS.fullmatch(name) or _SOME.search(name):
            continue
        first, last = words.at(begin), words.at(told.end() - 1) + 1
        if told["paid"] or name[0] in "省市县区镇乡州" or _names(words, first, last):
            yield Candidate(begin, told.end(), bare(name), ThingType.PROGRAM, "works-told", 0.6, 5)


_ITEM = lazy("[\\d一二三四五六七八九十]{1,3}、")
_LEAST = 4
"""Fewest characters of an act named so."""
_PROMISED = lazy(
    r"\s*(?:\d{1,2}[.、]|\([一二三四五六七八九十]{1,2}\)|[一二三四五六七八九十]{1,2}、)"
    rf"\s*((?:{HAN}|“)[^,。;:、\n]{{3,24}})。"
)
"""The head of an item of a list of what a government promised to do."""


def promises(document: Document) -> bool:
    """Return whether a text tells of what a government promised its people for a year (十件民生实事)."""
    return "实事" in document.title


def find_promised(text: str, start: int, end: int) -> Iterator[Candidate]:
    """Yield the work that a paragraph of such a list begins with (1.农村危房改造。…)."""
    match = _PROMISED.match(text, start, end)
    if match is not None:
        begin, stop = match.span(1)
        yield Candidate(begin, stop, bare(text[begin:stop]), ThingType.PROGRAM, "promised-work", 0.75, 5)
