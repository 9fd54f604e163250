"""Companies by their short names, without a suffix of institutions (正源科技)."""

from __future__ import annotations

from dataclasses import replace

from govgraph.loaders.names.candidates import Candidate
from govgraph.loaders.names.chunks import Chunk
from govgraph.loaders.names.lexicons import company_endings, ending_of, epithets
from govgraph.loaders.names.runs import Verdict, candidate_of
from govgraph.loaders.names.words import Class, Words, tag_of

_COINED = frozenset(("nr", "nz", "nrt", "nrfg", "x"))
"""Parts of speech of coined words, as short names of companies are (紫鑫药业)."""
_FIELDS = frozenset("农业 物流 国际 传媒 航空 航天 通信 软件 网络科技 家居 服饰 纺织".split())
"""Endings of companies that also name a trade."""
_HEADS = frozenset("负责人 董事长 总经理 创始人 总裁 厂长".split())
"""Those who speak for a company (衍丰种业负责人)."""


def company(words: Words, chunk: Chunk) -> Candidate | None:
    """A company by its short name, where it got something (正源科技入选…) or begins with a coined word."""
    if chunk.last - chunk.first > 1 and words.words[chunk.last - 1] in _HEADS:
        chunk = replace(chunk, last=chunk.last - 1, verb=None)
        headed = chunk.last - chunk.first < 4
    else:
        headed = False
    coined = chunk.last - chunk.first == 2 and tag_of(words.words[chunk.first]) in _COINED
    wins = headed or (chunk.verb is None and chunk.after is not None and chunk.after.relation == "received")
    if not coined and not wins:
        return None
    start, end = words.starts[chunk.first], words.ends[chunk.last - 1]
    ending = ending_of(words.text, end, start, company_endings())
    if ending is None:
        return None
    if coined and ending.word not in _FIELDS and words.classes[chunk.first] == Class.NAME:
        if 2 <= end - start - len(ending.word) <= 3 and words.words[chunk.first] not in epithets():
            return candidate_of(words, (chunk.first, chunk.last), ending, Verdict("company", 0.6, ""))
    if not wins:
        return None
    stem = end - start - len(ending.word)
    before = words.classes[chunk.first - 1] if chunk.first else Class.STOP
    if not 2 <= stem <= 4 or before not in (Class.STOP, Class.LIST, Class.JOIN):
        return None
    if words.classes[chunk.first] == Class.GENERIC:
        return None
    return candidate_of(words, (chunk.first, chunk.last), ending, Verdict("company", 0.6, ""))
