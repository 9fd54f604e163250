"""Initiatives, programmes, documents and events without quotation marks, told by their head nouns."""

from __future__ import annotations

from dataclasses import dataclass

from govgraph.loaders.lexicon import lazy
from govgraph.loaders.names.candidates import Candidate
from govgraph.loaders.names.chunks import Chunk
from govgraph.loaders.names.lexicons import Ending, common_nouns
from govgraph.loaders.names.runs import (
    PLAIN,
    PROPER,
    Verdict,
    all_endings,
    candidate_of,
    counted,
    counted_before,
    level_at,
    weigh,
)
from govgraph.loaders.names.words import SIGNS, Class, Verb, Words, generic_words, tag_of, verbs
from govgraph.ontology.records import ThingType

_MAKES = frozenset(("launched", "issued"))
_YEAR = lazy(r"(?:19|20)\d\d年(?:度)?")
_DRAFTS = frozenset("规划 核准计划 年度核准计划 意见 规定".split())
_GREAT = lazy(r"[两三四五六七八九十]+大")
_UNDER_WAY = frozenset("落实 全面落实 抓实 投用 建成投用 运行 累计 落地 竣工 完工 攻坚".split())
_WORKS = frozenset("安置 解危 斗争 改造 改造提升 整治提升 帮扶 除险加固".split())
"""Heads of works, whose figures say how much was done, not how many there are."""
_DONE_BY_NUMBER = frozenset("改造 改造提升 整治提升 项目".split())
"""Heads of works that are told by how many were done, and then have no name."""
_INTO = frozenset("融入 纳入 列入 嵌入 应用 推广 延伸 作为".split())
"""Verbs of what becomes of a thing that stands behind 将."""
_SIGNED = frozenset("协议 备忘录".split())
_TESTS = frozenset("考核 综合考核 考评 测评 监测 评价 评估".split())
_RANKED = frozenset("位居 位列 名列 领先 排名 居 排".split())
"""Verbs that say how an area did in a test."""
_COUNTABLE = frozenset("工程 项目 基地 综合体".split())
_MEASURES = frozenset("措施 政策 办法 制度 机制 举措".split())
_QUALITIES = frozenset("有效 有力 得力 切实 相应 相关 综合 具体 强力 多种 系列 必要".split())
_BESIDE = frozenset((Class.VERB, Class.DUAL, Class.LIST, Class.JOIN, Class.FUNCTION, Class.OF))
_RULES = frozenset("政策 制度 机制".split())
_ATTENDING = frozenset("出席 参加 利用 见证 主持 举行 举办".split())
_SESSION = lazy(r"(?:第[一二三四五六七八九十\d]+[届次]|[首本历]届)$")
_TRADES = lazy(r"[两三四五六七八九十]+大(?:重点|主导|支柱|新兴|特色|优势|传统)*产业项目$")
_ORDINAL = lazy(r"第[一二三四五六七八九十]+大?$")


@dataclass(slots=True)
class _Run:
    """Words `first` to `last` (exclusive) of a chunk, and what makes them more than a class noun.

    `weight` is how much its modifiers say, `makes` that a verb of launching or issuing governs it, `session`
    that the ordinal of a session stands before it. The rest is told when it is asked for.
    """

    words: Words
    chunk: Chunk
    first: int
    last: int
    ending: Ending
    text: str
    stem: str
    weight: int
    makes: bool
    session: bool

    @property
    def adjacent(self) -> bool:
        """Whether a verb of launching or issuing stands right before the run."""
        return _close(self.words, self.chunk)

    @property
    def acted(self) -> bool:
        """Whether any listed verb governs the run."""
        verb = self.chunk.verb
        return bool(verb.relation) if verb is not None else self.chunk.after is not None

    @property
    def proper(self) -> bool:
        """Whether a proper name or a number opens the run."""
        words, first = self.words, self.first
        return words.classes[first] == Class.NUMBER or tag_of(words.words[first]) in PROPER

    @property
    def graded(self) -> bool:
        """Whether a high level opens the run."""
        opened = self.words.words[self.first].startswith("国家")  # 国家火炬|…基地
        return opened or level_at(self.words, self.first) in ("national", "provincial")

    @property
    def advanced(self) -> bool:
        """Whether a verb of carrying out (落实 …) stands right before the run."""
        verb = self.chunk.verb
        return verb is not None and _carries_out(verb) and adjacent(self.words, self.chunk)

    @property
    def measured(self) -> bool:
        """Whether a figure stands right behind the run."""
        return self.last < len(self.words) and self.words.classes[self.last] == Class.NUMBER

    @property
    def endowed(self) -> bool:
        """Whether the money that goes into the run stands right before it."""
        start = self.words.starts[self.first]
        return bool(_ENDOWED.search(self.words.text, max(0, start - 24), start))

    @property
    def opening(self) -> bool:
        """Whether the run opens its clause and a verb of carrying out follows (… 扎实开展)."""
        return _opens_clause(self.words, self.chunk, self.last)

    @property
    def moved(self) -> bool:
        """Whether the run becomes part of something."""
        return _moved(self.words, self.chunk, self.last)

    @property
    def signed(self) -> bool:
        """Whether somebody signs it."""
        return self.chunk.verb is not None and self.chunk.verb.word.startswith(("签订", "签署"))

    @property
    def ranked(self) -> bool:
        """Whether a rank follows."""
        after = self.chunk.after
        return after is not None and after.word in _RANKED and self.chunk.verb is None


def initiated(words: Words, chunk: Chunk, first: int, last: int, ending: Ending) -> Candidate | None:
    """An initiative, programme, document or event, if its verb or words make it more than a class noun."""
    if ending.word == "计划" and last - first > 1 and words.words[last - 2] in ("工程", "项目"):
        last, ending = last - 1, all_endings()[words.words[last - 2]]
    if ending.type is ThingType.EVENT:
        first = _attended(words, first, last)
    run = _run(words, chunk, (first, last), ending)
    if _is_class(run) or (_counts(run) and not run.proper):
        return None
    if ending.type is ThingType.DOCUMENT and run.stem.endswith("想"):
        return None  # 集思广益想|办法
    if not (_always(run) if ending.strength == "always" else _governed(run)):
        return None
    if words.words[first] == "年度" or ending.type in (
        ThingType.PROGRAM,
        ThingType.DOCUMENT,
        ThingType.EVENT,
    ):
        first = _with_number(words, first, ending.type is ThingType.EVENT)
    verdict = Verdict(f"head-{ending.type.value}", 0.75 if run.makes else 0.6, level_at(words, first))
    return candidate_of(words, (first, last), ending, verdict)


def _attended(words: Words, first: int, last: int) -> int:
    """Where an event begins that somebody attends (主要领导出席签约仪式)."""
    for index in range(last - 2, first - 1, -1):
        if words.words[index] in _ATTENDING:
            return index + 1
    return first


def _run(words: Words, chunk: Chunk, span: tuple[int, int], ending: Ending) -> _Run:
    """Weigh a run."""
    first, last = span
    start, end = words.starts[first], words.ends[last - 1]
    head = end - len(ending.word)
    session = _session(words, first) < first and not (
        ending.word == "会议" and words.words[first - 1][-1] == "次"
    )
    weight = weigh(words, first, last, head)
    if ending.type is ThingType.DOCUMENT and len(ending.word) >= 4 and _close(words, chunk):
        weight += 2
    if session and ending.type is ThingType.EVENT:
        weight += 3
    text, stem = words.text[start:end], words.text[start:head]
    return _Run(words, chunk, first, last, ending, text, stem, weight, verb_makes(chunk), session)


def _is_summed(run: _Run) -> bool:
    """Whether a counted run is the class of a list before it, or the subject of its clause."""
    start = run.words.starts[run.chunk.first]
    before = run.words.text[max(0, start - 8) : start].rstrip(
        "0123456789一二三四五六七八九十百余多几个项处条家大"
    )
    return before.endswith("等") or run.chunk.verb is None


def _close(words: Words, chunk: Chunk) -> bool:
    """Whether a verb of launching or issuing stands right before a chunk."""
    return chunk.verb is not None and chunk.verb.relation in _MAKES and adjacent(words, chunk)


def _counts(run: _Run) -> bool:
    """Whether a count of things without names stands by a run that says little."""
    words, ending = run.words, run.ending
    least = 2 if ending.type is ThingType.EVENT and run.makes and words.words[run.first - 1] != "等" else 4
    if ending.word in _COUNTABLE and counted_before(words, run.chunk, run.first) and _is_summed(run):
        return True  # 甲、乙等8个园林绿化工程; 8个园林绿化工程竣工
    if ending.word in _DONE_BY_NUMBER and counted(words, run.chunk, run.first, run.last):
        return True  # 实施国省干道改造60公里, 城市更新项目32个
    if run.weight >= least or ending.subtype == "Fund":
        return False
    if ending.word in _WORKS:
        return counted_before(words, run.chunk, run.first)
    return counted(words, run.chunk, run.first, run.last)


def _moved(words: Words, chunk: Chunk, last: int) -> bool:
    """Whether a run becomes part of something, or something of it (将X融入…, …融入X)."""
    before = words.words[chunk.first - 1] if chunk.first else ""
    behind = words.words[last] if last < len(words) else ""
    return before in _INTO or (before in ("将", "把") and behind in _INTO)


def _carries_out(verb: Verb) -> bool:
    """Whether a verb says that something is carried out (落实, 全面落实, 深化)."""
    return verb.relation == "advanced" or verb.word.endswith("落实")


def _opens_clause(words: Words, chunk: Chunk, last: int) -> bool:
    """Whether a run opens its clause, or a list at its head, and a verb of carrying out follows."""
    before = words.classes[chunk.first - 1] if chunk.first else Class.STOP
    if tag_of(words.words[chunk.first]) == "ns" or words.words[chunk.first][-1] in "江河湖海":
        return False  # a place whose clean-up is spoken of
    if chunk.verb is not None or chunk.after is None or last != chunk.last:
        return False
    if before not in (Class.STOP, Class.LIST, Class.JOIN):
        return False
    return chunk.after.relation in ("launched", "advanced") or chunk.after.word in _UNDER_WAY


def _is_class(run: _Run) -> bool:
    """Whether a run is no name whatever governs it: a set phrase, an ordinal before it, a bare class noun."""
    words, stem, ending = run.words, run.stem, run.ending
    word, start = words.words[run.first], words.starts[run.first]
    if len(run.text) < 4 and not run.session and not _is_fair(run):
        return True
    if len(word) == len(run.text) and word[:2] in verbs():
        return True  # 深化改革
    if run.text in common_nouns() or _TRADES.search(run.text):
        return True
    rest = stem.removeprefix("新一轮")
    if rest != stem and rest in generic_words():
        return True  # 新一轮技术改造
    if ending.word in _MEASURES and stem.startswith("采取"):
        return True
    if ending.word in _MEASURES and tag_of(word) == "v" and stem[len(word) :] in _QUALITIES:
        return True  # 采取有效措施
    if stem in PLAIN or stem.endswith("超") or _ORDINAL.search(words.text, max(0, start - 4), start):
        return True
    return stem in generic_words() and ending.strength == "always" and len(ending.word) == 2


def _betters(chunk: Chunk) -> bool:
    """Whether the verb of a chunk betters something that need not have a name (健全共享机制)."""
    return chunk.verb is not None and chunk.verb.word.endswith(("健全", "完善"))


def _is_fair(run: _Run) -> bool:
    """Whether a run is a fair named in short (农博会)."""
    return run.ending.word in ("交会", "博会", "洽会") and run.makes and len(run.text) > 2


def _always(run: _Run) -> bool:
    """Whether a head that needs no verb has enough before it."""
    ending, length = run.ending, len(run.text)
    if run.weight >= 3 or (run.makes and length >= 5) or _is_fair(run):
        return True
    if ending.type is ThingType.DOCUMENT and len(ending.word) > 3 and length > 5:
        return True
    return run.weight >= 2 and (run.makes or run.acted or run.proper or ending.subtype == "Fund")


_ENDOWED = lazy(r"(?:设立|成立|安排)[^,。;]{0,6}\d[\d.]*[万亿]*元(?:以上)?的?$")
"""What stands before a fund that so much money goes into (设立1000万元|旅游引导资金)."""


def _governed(run: _Run) -> bool:
    """Whether a head that needs its verb has it, or says so much that it can do without."""
    ending, weight = run.ending, run.weight
    if ending.subtype == "Fund" and len(run.text) >= 5 and run.endowed:
        return True
    if run.makes or (ending.subtype == "Fund" and run.acted):
        if weight >= 3 or (run.adjacent and weight >= 1 and len(run.text) >= 5):
            return True
        return run.adjacent and weight >= 2 and ending.type is ThingType.EVENT
    if ending.subtype == "Fund" and run.measured and weight >= (2 if run.adjacent else 5):
        return True
    if ending.word in _SIGNED and run.signed and weight >= 2 and len(run.text) >= 5:
        return True
    if run.moved and weight >= 4 and ending.type is ThingType.INITIATIVE:
        return True
    if run.ranked and ending.word in _TESTS and weight >= 3:
        return True
    if (
        run.advanced
        and not _betters(run.chunk)
        and ending.word in _RULES
        and weight >= 3 + (ending.word == "机制")
        and len(run.text) >= 6
    ):
        return True
    if run.advanced and ending.word in _WORKS and weight >= (2 if run.measured else 5):
        return True
    if run.advanced and ending.subtype == "Service" and weight >= 4 and len(run.text) >= 6:
        return True
    if run.opening and weight >= 5 and ending.type is not ThingType.DOCUMENT:
        return True
    styled = ending.subtype == "Service" and "式" in run.text
    named = run.proper or styled or run.session or (run.graded and weight >= 4)
    if named and weight >= 3 and ending.type is not ThingType.DOCUMENT:
        return True
    return (ending.word == "项目" and weight >= 6) or (ending.word in _DRAFTS and weight >= 5)


def verb_makes(chunk: Chunk) -> bool:
    """Whether a verb of launching or issuing stands before the chunk or behind it."""
    verb, after = chunk.verb, chunk.after
    return (verb is not None and verb.relation in _MAKES) or (after is not None and after.relation in _MAKES)


def adjacent(words: Words, chunk: Chunk) -> bool:
    """Whether the verb stands right before the chunk, or before the list or the figure that it follows."""
    before = chunk.first - 1
    return before >= 0 and words.classes[before] in _BESIDE


def _session(words: Words, first: int) -> int:
    """The first word of the session right before a word (第33届, 首届); the word itself without one."""
    if not first or words.words[first - 1][-1] not in "届次":
        return first
    start = words.starts[first]
    match = _SESSION.search(words.text, max(0, start - 8), start)
    return words.at(match.start()) if match is not None else first


def _with_number(words: Words, first: int, event: bool) -> int:
    """Take in the year or the count right before a name (2018年校舍改造工程, 两大市场迁建, 首届…)."""
    if first and _GREAT.fullmatch(words.words[first - 1]):
        return first - 1
    if event and (session := _session(words, first)) < first and words.words[first] != "会议":
        return session - 1 if session and words.words[session - 1] in SIGNS else session
    if first and words.words[first] == "年度" and _YEAR.fullmatch(words.words[first - 1] + "年"):
        return first - 1
    if first and _YEAR.fullmatch(words.words[first - 1]):
        return first - 1
    if first > 1 and words.words[first - 1] == "年" and _YEAR.fullmatch(words.words[first - 2] + "年"):
        return first - 2
    return first
