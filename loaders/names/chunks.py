"""Runs of words that may be one name, with the verb that governs them and the list they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from govgraph.loaders.lexicon import lazy, read_rows
from govgraph.loaders.names.lexicons import (
    ending_of,
    groups,
    head_endings,
    honour_endings,
    institution_endings,
    levels,
    site_endings,
)
from govgraph.loaders.names.words import SIGNS, Class, Verb, Words, tag_of, verb_of
from govgraph.ontology.places import load_places

_INSIDE = frozenset((Class.NAME, Class.GENERIC))
_OPENING = frozenset((Class.NUMBER, Class.FUNCTION, Class.DUAL))
"""Classes of words that begin some chunks."""
_ENDS = frozenset((Class.STOP, Class.LIST, Class.JOIN, Class.OF, Class.QUOTE))
"""Classes of words that end a chunk wherever they stand."""
_VERBAL = frozenset((Class.VERB, Class.DUAL))
_LISTING = frozenset((Class.LIST, Class.JOIN, Class.QUOTE))
_OPENERS = frozenset((Class.VERB, Class.OF, Class.LIST, Class.JOIN, Class.NUMBER, Class.QUOTE))
_VALUED = frozenset("一批 一流 高水平 高标准 高质量 高品质 高能级 更多 一系列".split())
"""Words between a verb and its object."""
_ORGANS = ("政府", "委", "人大", "政协", "委员会")
_BUILDING = frozenset("建设 创建 培育 打造 布局 运营 升级 储备".split())
_DASHES = frozenset("—-~·/+’")
_SIDES = frozenset("上下前后中")
_OURS = frozenset("我省 我市 我区 我县 该省 该市 该区 该县 全省 全市 全区 全县".split())
_UNITS = frozenset("米元方石台丈斗升")
"""Units that also begin names of places and firms (米投集团)."""
_RANKED = frozenset(("强", "佳", "大", "优", "级", "号", "期", "线"))


@dataclass(slots=True)
class Chunk:
    """Words `first` to `last` (exclusive) of a text.

    `verb` governs the run (实施 …), `after` is the first verb behind it in the clause (… 启动); `series`
    numbers the list that it is an item of (A、B和C share one), and `joined` says that its item before it
    in the list was joined by 和 rather than 、.
    """

    first: int
    last: int
    verb: Verb | None
    series: int
    joined: bool = False
    after: Verb | None = None


def find_chunks(words: Words, spans: Sequence[tuple[int, int]], barriers: dict[int, int]) -> list[Chunk]:
    """Return the chunks inside `spans` (word ranges, one a sentence).

    `barriers` maps the first word of a stretch that no chunk may enter (a quotation, a figure) to the
    word behind it.
    """
    state = _State(words, barriers)
    for first, last in spans:
        state.read(first, last)
    return state.found


class _State:
    """The scan of one text: its chunks, and a counter of series."""

    def __init__(self, words: Words, barriers: dict[int, int]) -> None:
        self.words = words
        self.tokens = words.words
        self.classes = words.classes
        self.barriers = barriers
        self.found: list[Chunk] = []
        self.series = 0
        self.parting = -1  # the verb that parts the last run from what its institution acts upon

    def read(self, first: int, last: int) -> None:
        """Find the chunks of one sentence."""
        tokens, classes, barriers = self.tokens, self.classes, self.barriers
        verb: Verb | None = None
        waiting: list[Chunk] = []  # for the first verb behind them
        self.series += 1
        joined = False
        index = first
        while index < last:
            kind = classes[index]
            if index in barriers:
                if kind != Class.QUOTE:
                    self.series += 1  # a figure ends a list, a quotation is an item of it
                index = barriers[index]
            elif index != self.parting and (
                tokens[index][0] not in _DASHES
                if kind in _INSIDE
                else kind in _OPENING and self._starts(index, first, last)
            ):
                chunk = Chunk(index, self._end(index, last), verb, self.series, joined)
                index = chunk.last
                self.found.append(chunk)
                waiting.append(chunk)
            else:
                if kind == Class.STOP:
                    waiting.clear()
                    verb = None
                elif kind in _VERBAL or index == self.parting:
                    verb = verb_of(tokens[index]) or verb
                    if verb is not None:
                        for chunk in waiting:
                            chunk.after = verb
                        waiting.clear()
                if kind == Class.JOIN:
                    joined = True
                elif kind not in _LISTING:
                    self.series += 1
                    joined = False
                index += 1
                continue
            if joined and index < last and classes[index] not in _LISTING:
                joined = False

    def _starts(self, index: int, first: int, last: int) -> bool:
        """Whether a chunk begins at word `index`, which is a number, a function word or a noun of doing."""
        kind = self.classes[index]
        if kind == Class.NUMBER:
            return self._numeral_name(index, last)
        if kind == Class.FUNCTION:
            if self.tokens[index] in _SIDES:
                return self._sided_name(index, last)
            return index > first and self.classes[index - 1] == Class.VERB and self._phrase(index, last)
        if self._governs(index, last):
            return False
        before = self.classes[index - 1] if index > first else Class.STOP
        if before in _OPENERS:
            return True
        # A noun of doing at the head of its clause (治理行动启动) names; before an object it governs.
        return index + 1 < last and self.classes[index + 1] == Class.DUAL and before != Class.FUNCTION

    def _end(self, index: int, last: int) -> int:
        """The word behind the chunk that begins at `index`."""
        words, classes, barriers, closing = self.tokens, self.classes, self.barriers, self.words.closing
        first = index
        placed = index > 0 and words[index - 1] == "在"
        index += 1
        if index < last and classes[index] in _ENDS:
            return index  # as most do
        while index < last and index not in barriers:
            kind = classes[index]
            if kind in _ENDS:
                break
            if closing[index - 1] and self._parts(first, index, last):
                self.parting = index
                break
            if kind in _INSIDE:
                word = words[index]
                if word == "新" and index + 1 < last and classes[index + 1] in _VERBAL:
                    break  # 产业园新签约项目
                if word == "—" and self.words.text.startswith("——", self.words.starts[index]):
                    break  # 知名学府——清溪中学
                index += 1
            elif kind == Class.DUAL:
                if placed or (words[index] in ("建设", "创建") and self._acts(first, index, last)):
                    break
                if words[index] == "创建" and words[min(index + 1, last - 1)] in ("为", "成", "成为"):
                    break  # 云岭小学|创建为优质学校
                if self._governs(index, last):
                    break
                index += 1
            elif taken := self._taken_in(index, last):
                index += taken
            else:
                break
        return index

    def _parts(self, first: int, index: int, last: int) -> bool:
        """Whether the word at `index` is what an institution does to another (县政府组织县教育局)."""
        words = self.tokens
        if index + 1 >= last or tag_of(words[index]) not in ("v", "vn") or len(words[index]) > 2:
            return False
        behind = words[index + 1]
        if not (behind in SIGNS or behind in _OURS or load_places().is_area(behind)):
            return False
        start, end = self.words.starts[first], self.words.ends[index - 1]
        body = ending_of(self.words.text, end, start, institution_endings())
        return body is not None or words[index - 1] == "会议"

    def _taken_in(self, index: int, last: int) -> int:
        """How many words from `index` on stand inside a name though the first of them is no noun."""
        words, kind = self.tokens, self.classes[index]
        behind = words[index + 1] if index + 1 < last else ""
        if kind == Class.BRACKET:
            return self._bracketed(index, last)
        if kind == Class.NUMBER and (behind in _RANKED or words[index - 1] == "+"):
            return 1 + (behind in _RANKED)
        if kind in (Class.TIME, Class.NUMBER) and self._numbered_plan(index, last):
            return 1
        if kind == Class.TIME:
            return 0
        if kind != Class.VERB:
            if self._closes(index):
                return 1
            if self._opens_ending(index, last):
                return 2
            if kind == Class.FUNCTION and self._phrase(index, last):
                return 1
        if behind and words[index] + behind in _compounds():
            return 2
        if kind == Class.VERB:
            return 1 if behind and self._modifies(index) else 0
        return 2 if kind == Class.NUMBER and behind == "°" else 0

    def _modifies(self, index: int) -> bool:
        """Whether a verb stands inside a name before its last word, as in 中西医结合医院 or 健康促进区."""
        word, behind = self.tokens[index], self.tokens[index + 1]
        verb = verb_of(word)
        if verb is None or verb.relation == "received" or len(word) < 2:
            return False
        if len(behind) > 2 and behind in honour_endings():
            return True
        if tag_of(self.tokens[index - 1])[0] in "bd":  # 主动接受
            return False
        if verb.relation:
            return False
        if behind in head_endings() and verb.modifies and self._ends_run(index + 2):
            return True
        if behind.endswith(_ORGANS):
            return False  # 通过省政府
        return behind in ("区", "县", "市") or (len(behind) > 1 and behind in _titles())

    def _ends_run(self, index: int) -> bool:
        """Whether no noun that could be the object's head follows at `index`, further head nouns aside."""
        while index < len(self.words) and self.tokens[index] in head_endings():
            index += 1
        return index >= len(self.words) or self.classes[index] not in (*_INSIDE, Class.DUAL, Class.OF)

    def _acts(self, first: int, index: int, last: int) -> bool:
        """Whether 建设 governs what follows: a place stands before it, a title behind (某镇建设示范区)."""
        words = self.words
        site = ending_of(words.text, words.ends[index - 1], words.starts[first], site_endings())
        if site is None or len(site.word) < 2 or index + 2 >= last:
            return False
        stop = index + 1
        while stop < last and words.classes[stop] in _INSIDE:
            stop += 1
        title = ending_of(words.text, words.ends[stop - 1], words.starts[index], honour_endings())
        return title is not None and stop - index > 2

    def _governs(self, index: int, last: int) -> bool:
        """Whether a noun of doing is a verb here: a level or a quality follows (建设国家示范区)."""
        if index + 2 >= last or self.classes[index + 1] not in _INSIDE:
            return False
        behind = self.tokens[index + 1]
        if behind in _VALUED or (self.tokens[index] in _BUILDING and behind in levels() and len(behind) > 1):
            return self.classes[index + 2] in (*_INSIDE, Class.DUAL, Class.QUOTE, Class.NUMBER)
        return False

    def _closes(self, index: int) -> bool:
        """Whether a counter or particle of one sign ends a name that the tokenizer tore (脱贫 户)."""
        word, end = self.tokens[index], self.words.ends[index]
        if len(word) > 1:
            return False
        text = self.words.text
        if word in "座区栋号" and index and self.tokens[index - 1].isascii():
            return True  # A座
        return word in _RANKED or text[end - 2 : end] in _torn() or text[end - 3 : end] in _torn()

    def _phrase(self, index: int, last: int) -> bool:
        """Whether a set phrase of four signs stands inside a name (提质增效 行动)."""
        if len(self.tokens[index]) != 4 or index + 1 >= last:
            return False
        return self.classes[index + 1] in _INSIDE or self._closes(index + 1)

    def _numeral_name(self, index: int, last: int) -> bool:
        """Whether a numeral opens a name that the tokenizer tore (七里 铺, 万家 丽), or a formula (1+5)."""
        word = self.tokens[index]
        if index + 1 >= last:
            return False
        if word.isdigit():
            return self.tokens[index + 1] == "+" or self._numbered_plan(index, last)
        if len(word) == 1 and word in _UNITS and index:
            before = self.classes[index - 1]
            return before in (Class.STOP, Class.LIST, Class.JOIN) and self.classes[index + 1] == Class.NAME
        if len(word) == 1 and self.tokens[index + 2 : index + 3] in (["集团"], ["公司"]):
            return len(self.tokens[index + 1]) == 1  # 三利集团
        if len(word) != 2 or word[1] not in "里家":
            return False
        return self.classes[index + 1] == Class.NAME and len(self.tokens[index + 1]) == 1

    def _numbered_plan(self, index: int, last: int) -> bool:
        """Whether 三年, 百项, 十大 or a code stands inside the name of a plan (国企改革三年行动)."""
        if index + 1 >= last or not _PLANNED.fullmatch(self.tokens[index]):
            return False
        return bool(_PLANS.match(self.words.text, self.words.starts[index + 1]))

    def _sided_name(self, index: int, last: int) -> bool:
        """Whether 上, 下 … after a verb or in a list begins the name of a place (完成下河湾…)."""
        if not index or index + 1 >= last or self.classes[index + 1] != Class.NAME:
            return False
        before = self.classes[index - 1]
        return before in (Class.LIST, Class.VERB) and tag_of(self.tokens[index + 1]) in (
            "ns",
            "nr",
            "nz",
        )

    def _opens_ending(self, index: int, last: int) -> bool:
        """Whether a counter begins an ending that the tokenizer tore (名 校长)."""
        return index + 1 < last and self.tokens[index] + self.tokens[index + 1] in _torn()

    def _bracketed(self, index: int, last: int) -> int:
        """How many words a bracket around one name takes (西部(云岭)交易中心), which may be torn."""
        words = self.tokens
        closing = next((at for at in range(index + 2, min(index + 5, last)) if words[at] == ")"), 0)
        if words[index] != "(" or not closing:
            return 0
        inner = "".join(words[index + 1 : closing])
        one = closing == index + 2 and self.classes[index + 1] == Class.NAME and len(inner) > 1
        return closing + 1 - index if one or load_places().short(inner) else 0


_PLANNED = lazy(r"[一二三四五六七八九十]+年|[十百千万]+[项大个]|[1-9]\d{2,4}")
_PLANS = lazy(
    r"(?:提升|倍增|振兴|提质|培育|改造|整治|发展|翻番|党建)?(?:行动|工程|计划|攻坚|战略)"
    r"|工作法|(?:工作|治理|服务|发展|管理)?(?:模式|机制|体系)"
)


@cache
def _titles() -> frozenset[str]:
    """Words that end institutions and honours."""
    return frozenset(institution_endings()) | frozenset(honour_endings())


@cache
def _torn() -> frozenset[str]:
    """Endings of several signs."""
    endings = (*head_endings(), *site_endings(), *institution_endings(), *honour_endings(), *groups())
    return frozenset(ending for ending in endings if len(ending) > 1)


@cache
def _compounds() -> frozenset[str]:
    """Nouns that begin with a verb and that the tokenizer tears (实施 方案)."""
    return frozenset(row["word"] for row in read_rows("compounds.tsv"))
