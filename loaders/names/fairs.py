"""Festivals, races and trade fairs by their names (清溪桃花节, 兰洽会)."""

from __future__ import annotations

from collections.abc import Iterator

from govgraph.loaders.lexicon import HAN, lazy
from govgraph.loaders.names.candidates import Candidate
from govgraph.ontology.records import ThingType

_CN = "[一二三四五六七八九十]"
_FAIR = lazy(
    r"[节赛](?<![环季春细调情关礼章末音枝时使重比竞参决大].)"
    r"(?=[、,。;和及暨等]|在[^,。;\n]{2,12}(?:举行|举办|开幕|启幕))"
)
_FAIR_NAME = lazy(
    rf".*(?:举办|承办|举行|办好|期间,|[、和了的“”])((?:第{_CN}+届|首届)?(?:(?!的){HAN}){{3,16}})$"
)
_NO_FAIR = lazy(r".*(?:入选|获|成为|纳入)|传统|各类|系列|文体|群众性|体育|法定|民族|重大|品牌")
_TRADE_FAIR = lazy(r"会(?<=[洽博]会)(?<=[^\W\d举办好参加第届的在与和及]..)")
"""Fairs by their short names (兰洽会, 文博会)."""
_OF_NUMBER = lazy(rf"第(?:{_CN}+|\d+)届$")


def find_fairs(text: str, start: int, end: int) -> Iterator[Candidate]:
    """Festivals and races at the end of what is held, or in a list (举办清溪桃花节、环湖骑行赛)."""
    for sign in _FAIR.finditer(text, start, end):
        first = max(start, sign.start() - 24, text.rfind("\n", start, sign.start()) + 1)
        match = _FAIR_NAME.match(text, first, sign.end())
        if match is not None and not _NO_FAIR.match(match.group(1)):
            yield Candidate(
                match.start(1), match.end(1), match.group(1), ThingType.EVENT, "formal-name", 0.7, 3
            )
    for fair in _TRADE_FAIR.finditer(text, start, end):
        begin = fair.start() - 2
        if number := _OF_NUMBER.search(text, max(start, begin - 7), begin):
            begin = number.start()
        name = text[begin : fair.end()]
        yield Candidate(begin, fair.end(), name, ThingType.EVENT, "formal-name", 0.7, 2)
