"""The words of a folded text, each with its class: what it may do inside or around a name."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from govgraph.loaders.lexicon import read_rows


class Class(StrEnum):
    """What a word is to the finder of names."""

    STOP = "stop"  # ends a clause
    LIST = "list"  # 、
    JOIN = "join"  # 和 与 及
    VERB = "verb"  # governs what follows
    DUAL = "dual"  # a verb that also stands inside names (建设, 改造)
    FUNCTION = "function"  # prepositions, adverbs, particles, pronouns
    OF = "of"  # 的
    NUMBER = "number"
    TIME = "time"
    GENERIC = "generic"  # a noun that makes no name by itself
    NAME = "name"
    QUOTE = "quote"
    BRACKET = "bracket"


_BY_TAG = {
    "p": Class.FUNCTION, "c": Class.FUNCTION, "d": Class.FUNCTION, "ad": Class.FUNCTION, "r": Class.FUNCTION,
    "u": Class.FUNCTION, "y": Class.FUNCTION, "e": Class.FUNCTION, "o": Class.FUNCTION, "z": Class.FUNCTION,
    "f": Class.FUNCTION, "m": Class.NUMBER, "q": Class.NUMBER, "t": Class.TIME,
}  # fmt: skip
_SIGNS = {
    "、": Class.LIST, "“": Class.QUOTE, "”": Class.QUOTE, "《": Class.QUOTE, "》": Class.QUOTE, "‘": Class.NAME,
    "’": Class.NAME, "(": Class.BRACKET, ")": Class.BRACKET, "+": Class.NAME, "·": Class.NAME, "-": Class.NAME,
    "°": Class.NAME, "—": Class.NAME, "~": Class.NAME, "/": Class.NAME, " ": Class.BRACKET, ".": Class.NUMBER, "%": Class.NUMBER,
}  # fmt: skip
_FUNCTION_WORDS = frozenset(
    "了 着 过 地 得 起 等 等等 将 把 被 对 向 从 由 以 为 在 于 并 且 又 也 都 已 已经 正 正在 不 没 没有 很 更 最 较 约 超 近 共 所 之 其 该 此 这 那 让"
    " 上 中 下 里 内 外 前 后 间 时 如 如期 成功 顺利 全面 积极 大力 扎实 深入 有序 持续 率先 稳步 加快 着力 全力 切实 不断 广泛 先后 陆续"
    " 逐步 进一步 致力于 立足 同时 其中 以及 年来 以来 期间 方面 左右 以上 以下 当 使 能 可 会 要 应 须 比 按 给 就 还 再 只 仅 各类 多 多个 多项"
    " 我 我们 他们 她 它 您 你 自己 大家 有效 圆满 精心 认真 严格 高效 显著 明显 稳定 集中 充分 准确 及时 快速 优先 全程 分类 分级 首次 连续".split()
)
_NOUNS = frozenset("省 市 区 县 镇 乡 村 州 旗 年度 季度 基本 快速 高速 综合 自主 联合 应急 直播 数字 平安 智慧 示范 文明 健康 精准 幸福".split())
_SIDES = frozenset("东 西 南 北 中部 东部 西部 南部 北部 东南 西南 东北 西北 沿江 沿海".split())
_DIGITS = re.compile(r"^[0-9.]+$")
_LATIN = re.compile(r"^[A-Za-z0-9.+]+$")


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of the lexicon: what it makes of its object (launched, issued …, or empty), and how far it is."""

    word: str
    relation: str
    stage: str
    noun: bool


@cache
def verbs() -> dict[str, Verb]:
    """The verbs that end a name on its left, by word."""
    return {
        row["word"]: Verb(row["word"], row["relation"], row["stage"], row["noun"] == "yes")
        for row in read_rows("verbs.tsv")
    }


@cache
def generic_words() -> dict[str, bool]:
    """Modifiers that make no name of a class noun (重大项目, 农村改革), and whether names shed them."""
    return {row["word"]: row["strip"] == "yes" for row in read_rows("generic.tsv")}


def verb_of(word: str) -> Verb | None:
    """The verb of the lexicon that a word is or, with an adverb in front of it, ends in (积极探索)."""
    return verbs().get(word) or (verbs().get(word[2:]) if len(word) == 4 else None)


_classes: dict[str, Class] = {}


def _class_of(word: str) -> Class:
    """The class of a word seen for the first time, by sign, lexicon or part of speech."""
    first = word[0]
    if first in _SIGNS and (len(word) == 1 or not word.strip(first)):
        return _SIGNS[first]
    if word == "的":
        return Class.OF
    if word in ("和", "与", "及", "以及", "暨", "或"):
        return Class.JOIN
    if word in _NOUNS:
        return Class.NAME
    if word in _FUNCTION_WORDS:
        return Class.FUNCTION
    verb = verbs().get(word)
    if verb is not None:
        return Class.DUAL if verb.noun else Class.VERB
    if word in generic_words():
        return Class.GENERIC
    if len(word) == 4 and word[2:] in verbs() and tag_of(word)[0] in "vli":
        return Class.VERB
    if _DIGITS.match(word):
        return Class.NUMBER
    if _LATIN.match(word):
        return Class.NAME
    if not ("一" <= first <= "鿿" or "㐀" <= first <= "䶿"):
        return Class.STOP
    tag = tag_of(word)
    if tag in ("i", "l") and len(word) > 3 and word[-2:] not in generic_words():
        return Class.FUNCTION
    if tag == "f" and word in _SIDES:
        return Class.NAME
    return _BY_TAG.get(tag, Class.NAME)


@cache
def tag_of(word: str) -> str:
    """The part of speech of a single word, by the tokenizer's dictionary."""
    import rjieba

    return str(rjieba.tag(word)[-1][1])


@dataclass(frozen=True, slots=True)
class Words:
    """The words of `text` (folded): parallel lists of words, start offsets and classes."""

    text: str
    words: list[str]
    starts: list[int]
    classes: list[Class]

    def __len__(self) -> int:
        return len(self.words)

    def end(self, index: int) -> int:
        """The offset behind word `index`."""
        return self.starts[index] + len(self.words[index])

    def at(self, offset: int) -> int:
        """The index of the word that `offset` lies in."""
        return bisect_right(self.starts, offset) - 1


def split_words(folded: str) -> Words:
    """Return the words of a folded text with their classes."""
    import rjieba

    words: list[str] = []
    starts: list[int] = []
    classes: list[Class] = []
    known = _classes
    for word, start, _ in rjieba.tokenize(folded):
        kind = known.get(word)
        if kind is None:
            kind = known[word] = _class_of(word)
        words.append(word)
        starts.append(start)
        classes.append(kind)
    return Words(folded, words, starts, classes)
