"""Find the named things of a document, with every mention."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence

from govgraph.loaders.lexicon import HAN, lazy
from govgraph.loaders.names.building import find_built
from govgraph.loaders.names.candidates import Candidate, resolve
from govgraph.loaders.names.chunks import Chunk, find_chunks
from govgraph.loaders.names.companies import find_firms
from govgraph.loaders.names.coordination import find_listed
from govgraph.loaders.names.enumerated import find_enumerated
from govgraph.loaders.names.fairs import find_fairs
from govgraph.loaders.names.formal import (
    find_articles,
    find_dateline,
    find_formal,
    find_glossary,
    find_home,
    find_local,
    find_medium,
    opens_glossary,
)
from govgraph.loaders.names.headed import find_headed
from govgraph.loaders.names.honoured import find_honoured
from govgraph.loaders.names.honours import find_honours
from govgraph.loaders.names.known import find_known
from govgraph.loaders.names.lexicons import groups
from govgraph.loaders.names.mentions import gather
from govgraph.loaders.names.nested import nested
from govgraph.loaders.names.numbered import find_addresses, find_numbered, find_schools
from govgraph.loaders.names.objects import find_objects
from govgraph.loaders.names.people import find_people, find_signed
from govgraph.loaders.names.plain import is_plain
from govgraph.loaders.names.quoted import PROSE, QUOTE, TITLE, find_quoted
from govgraph.loaders.names.routes import find_routes
from govgraph.loaders.names.runs import trim, verb_before
from govgraph.loaders.names.series import find_examples, find_series, find_systems
from govgraph.loaders.names.sites import PlaceFinder, find_sites
from govgraph.loaders.names.titles import one_each
from govgraph.loaders.names.towns import find_towns
from govgraph.loaders.names.words import Class, Words, split_words, tag_of
from govgraph.loaders.names.works import (
    find_courses,
    find_promised,
    find_told,
    find_works,
    promises,
    to_be_built,
)
from govgraph.loaders.reading.fold import fold
from govgraph.ontology.places import load_places
from govgraph.ontology.records import BlockKind, Document, Measurement, Thing, ThingType

_NOTE = lazy(rf"[\[(【](?:(?<=[”》].)|(?<={HAN}.)) ?\d{{1,2}} ?[\])】]")
"""Marks of footnotes, which stand inside names."""
_MARKED = lazy(r"“[^“”\n,。;]{1,40}”|[‘’]")
_INNER = {"‘": "“", "’": "”"}
"""Quotation marks inside what somebody says, which name as much as others."""
_RATE = lazy(rf"(?:建成|创建|达标|覆盖|完成|普及)?(?:率|比例|比重)|(?:、{HAN}{{2,8}})?(?:数量|总数|总量)")
"""What makes of an honour the measure of a rate (省级标准化学校建成率)."""
_POINTING = ("本届", "本次", "此次")
"""What points to a thing named elsewhere (本届博览会), and begins no name."""
_READ = (BlockKind.BODY, BlockKind.HEADING)


def find_things(document: Document, measurements: Sequence[Measurement]) -> tuple[Thing, ...]:
    """Return the named things of body and headings, and the persons of by-lines and captions.

    Things come in the order of their first mention; `measurements` keep names out of figures.
    """
    text = _NOTE.sub(lambda mark: " " * len(mark.group()), fold(document.text))
    if "‘" in text:
        text = _MARKED.sub(lambda found: _INNER.get(found.group(), found.group()), text)
    words = split_words(text)
    named = resolve(_people(document, words.text))
    persons = [(person.start, person.end) for person in named]  # 大山 is no place in 李大山
    apart = [(person.start, person.end) for person in named if person.rule != "person-studio"]
    others = (
        c
        for c in _candidates(document, words, measurements, apart)
        if not _inside(persons, c)
        and not c.name.startswith(_POINTING)
        and not (c.type is ThingType.RECOGNITION and _RATE.match(words.text, c.end))
        and not is_plain(words.text, c)
    )
    kept = [to_be_built(part, words.text) for one in resolve(others) for part in one_each(one)]
    kept += [inner for one in kept for inner in nested(one, words)]
    return gather(document, [*named, *kept, *_own_place(document, words.text, kept)])


def _own_place(document: Document, text: str, kept: Sequence[Candidate]) -> Iterator[Candidate]:
    """The place that a document speaks for where it is named inside other names alone (云岭市教育局)."""
    own = document.place
    if (
        own is None
        or not own.is_named
        or any(c.type is ThingType.PLACE and own.name in (c.name, _full(c)) for c in kept)
    ):
        return
    honours = [(c.start, c.end) for c in kept if c.type is ThingType.RECOGNITION]
    for start, end in _stretches(document, (*_READ, BlockKind.TITLE)):
        at = text.find(own.name, start, end)
        if at >= 0 and not any(first <= at < last for first, last in honours):
            last = at + len(own.name)
            yield Candidate(at, last, own.name, ThingType.PLACE, "own-place", 0.6, 1, code=own.code)
            return


def _full(place: Candidate) -> str:
    """The full name of a place that a text may name for short."""
    known = load_places().by_code.get(place.code)
    return known.name if known else place.name


def _people(document: Document, text: str) -> Iterator[Candidate]:
    """Everyone who may be a person."""
    for block in document.blocks:
        if block.kind is not BlockKind.BOILERPLATE:
            yield from find_signed(text, block.span.start, block.span.end, block.kind)
    unsigned = set(BlockKind) - {BlockKind.BOILERPLATE, BlockKind.BYLINE, BlockKind.CAPTION}
    for start, end in _stretches(document, unsigned):
        yield from find_people(text, start, end)


def _stretches(document: Document, kinds: Container[BlockKind]) -> list[tuple[int, int]]:
    """Where blocks of these kinds stand, those that follow one another together."""
    stretches: list[tuple[int, int]] = []
    together = False
    for block in document.blocks:
        if block.kind in kinds:
            start = stretches.pop()[0] if together else block.span.start
            stretches.append((start, block.span.end))
        together = block.kind in kinds
    return stretches


def _candidates(
    document: Document,
    words: Words,
    measurements: Sequence[Measurement],
    persons: Sequence[tuple[int, int]] = (),
) -> Iterator[Candidate]:
    """Everything that may be a name, overlapping or not."""
    own = document.place
    places = PlaceFinder(words, own)
    explained, promised = False, promises(document)
    for block in document.blocks:
        if block.kind is BlockKind.BYLINE:
            yield from find_medium(words.text, block.span.start, block.span.end)
        if block.kind is BlockKind.TITLE:
            yield from find_home(words.text, block.span.start, block.span.end, own)
        if block.kind in (BlockKind.TITLE, BlockKind.BYLINE):
            yield from find_formal(words.text, block.span.start, block.span.end)
        if promised and block.kind in _READ:
            yield from find_promised(words.text, block.span.start, block.span.end)
        if block.kind in _READ:
            yield from places.find(block.span.start, block.span.end)
            yield from find_dateline(words.text, block.span.start, block.span.end)
            explained = explained or opens_glossary(words.text[block.span.start : block.span.end])
            yield from find_glossary(words, block.span.start, block.span.end, explained)
    for start, end in _stretches(document, _READ):
        yield from find_towns(words, start, end)
        yield from find_sites(words, start, end)
        yield from find_routes(words, start, end)
        yield from find_honoured(words.text, start, end)
        if own is not None and own.is_named and not load_places().named(own.name):
            yield from find_local(words.text, start, end, own)
        yield from find_formal(words.text, start, end)
        yield from find_articles(words.text, start, end)
        yield from find_fairs(words.text, start, end)
        yield from find_numbered(words, start, end)
        yield from find_schools(words, start, end)
        yield from find_firms(words.text, start, end)
        yield from find_addresses(words, start, end)
        yield from find_built(words, start, end)
        yield from find_courses(words.text, start, end)
        yield from find_told(words, start, end)
        yield from find_objects(words, start, end)
        yield from find_series(words, start, end)
        yield from find_examples(words.text, start, end)
        yield from find_systems(words.text, start, end)
    spans = [(words.at(span.start), words.at(span.end - 1) + 1) for span in document.sentences]
    barriers = _barriers(words, measurements)
    for start, end in persons:
        barriers.setdefault(words.at(start), words.at(end - 1) + 1)
    chunks = find_chunks(words, spans, barriers)
    read = [(span.start, span.end) for span in document.sentences]
    titles = [block.span for block in document.blocks if block.kind is BlockKind.TITLE]
    told = sorted([*read, *((span.start, span.end) for span in titles)])
    yield from (c for c in find_quoted(words) if _inside(told, c))
    named = find_chunks(words, [(words.at(t.start), words.at(t.end - 1) + 1) for t in titles], barriers)
    for body in find_headed(words, named):
        if body.type is ThingType.INSTITUTION and not words.text.startswith("工作报告", body.end):
            yield body
    yield from find_headed(words, chunks)
    yield from find_works(words, chunks)
    yield from find_listed(words, chunks)
    yield from find_enumerated(words, spans)
    yield from find_honours(words, spans)
    yield from (c for c in find_known(words) if _inside(read, c))
    yield from _groups(words, chunks)
    for aged in _AGED.finditer(words.text):
        yield Candidate(*aged.span(), aged.group(), ThingType.GROUP, "group-aged", 0.7, 4)


def _inside(spans: list[tuple[int, int]], candidate: Candidate) -> bool:
    """Whether a candidate lies in one of the sorted spans."""
    index = bisect_right(spans, (candidate.start, 1 << 60)) - 1
    return index >= 0 and spans[index][0] <= candidate.start and candidate.end <= spans[index][1]


_SPEECH = 20


def _barriers(words: Words, measurements: Sequence[Measurement]) -> dict[int, int]:
    """Stretches that no run of nouns enters: quotations, titles and figures."""
    barriers: dict[int, int] = {}
    for pattern in (QUOTE, TITLE):
        for match in pattern.finditer(words.text):
            spoken = len(match.group(1)) > _SPEECH and not words.text.startswith(("为", "的"), match.end())
            if pattern is QUOTE and spoken and PROSE.search(match.group(1)):
                continue  # what somebody says names things
            barriers[words.at(match.start())] = words.at(match.end() - 1) + 1
    for measurement in measurements:
        span = measurement.evidence.span
        barriers.setdefault(words.at(span.start), words.at(span.end - 1) + 1)
    return barriers


def _groups(words: Words, chunks: Sequence[Chunk]) -> Iterator[Candidate]:
    """Groups of beneficiaries anywhere in a run of nouns, and what stands in one list with them."""
    grouping = words.grouping
    series = -1  # the list in which a group was named last
    for chunk in chunks:
        if True in grouping[chunk.first : chunk.last]:
            found = _last_group(words, chunk, chunk.series == series)
            if found is not None:
                series = chunk.series
                yield found
                continue
        start, end = words.starts[chunk.first], words.ends[chunk.last - 1]
        if (
            chunk.series == series
            and 3 <= end - start <= 12
            and words.text[end - 1] in _PERSONS
            and words.text[end - 2 : end] not in _NOBODY
        ):
            yield Candidate(start, end, words.text[start:end], ThingType.GROUP, "group-list", 0.6, 2)
        elif chunk.last - chunk.first > 1 and words.words[chunk.last - 1].endswith(_BENEFICIARIES):
            if 4 <= end - start <= 12 and not _acts(words, chunk) and _given(words, chunk):
                start = words.starts[trim(words, chunk.first, chunk.last)]
                series = chunk.series
                yield Candidate(start, end, words.text[start:end], ThingType.GROUP, "group-given", 0.6, 2)


def _last_group(words: Words, chunk: Chunk, listed: bool) -> Candidate | None:
    """The last group that a chunk names."""
    for index in range(chunk.last - 1, chunk.first - 1, -1):
        if words.grouping[index] and (found := _group_at(words, chunk, index, listed)) is not None:
            return found
    return None


def _group_at(words: Words, chunk: Chunk, index: int, listed: bool) -> Candidate | None:
    """The group whose name ends with word `index`, with the modifiers that its run puts before it."""
    text, end = words.text, words.ends[index]
    for length in groups().lengths.get(text[end - 2 : end], ()):
        group = groups().get(text[end - length : end])
        if group is None:
            continue
        begin = words.at(end - length)
        if words.starts[begin] != end - length:
            continue
        if text.startswith("口", end):
            return None  # 老年人口
        closing = index == chunk.last - 1
        if not closing and words.words[chunk.last - 1].endswith(_SCHEMES):
            return None  # 企业职工养老保障体系: a scheme is named, not whom it is for
        if not closing and words.words[chunk.last - 1] in _KIN:
            index, end, closing = chunk.last - 1, words.ends[chunk.last - 1], True
            first = _behind_verbs(words, trim(words, chunk.first, index + 1), begin)
            start = words.starts[first]
            return Candidate(start, end, text[start:end], ThingType.GROUP, "group-word", 0.7, 2)
        if group.strength != "always" and not (closing and (listed or _given(words, chunk))):
            return None
        if closing:
            first = _behind_verbs(words, trim(words, chunk.first, index + 1), begin)
            if home := _HOME.match(text, words.starts[first], end - length):
                first = words.at(home.end())  # 清溪乡石桥村|贫困户
            start = words.starts[first]
            if told := _WHO_IS.match(text, start, end - length):
                length = end - told.end()  # 红卡为|特困户
            elif first < begin and end - start <= 11 and words.classes[first] == Class.NAME:
                length = end - start
        return Candidate(end - length, end, text[end - length : end], ThingType.GROUP, "group-word", 0.7, 2)
    return None


_AGED = lazy(r"\d{1,3}周?岁(?:\(含\)|及)?以[上下]的?(?:老人|老年人|高龄老人|儿童|妇女)")
"""Whom their age tells apart (65岁以上老年人)."""


def _acts(words: Words, chunk: Chunk) -> bool:
    """Whether a run says how something is done (精确区分扶贫对象) rather than to whom."""
    tags = [tag_of(words.words[index]) for index in range(chunk.first, min(chunk.first + 2, chunk.last))]
    return tags[0] in ("a", "ad", "d") and tags[-1] == "v"


def _behind_verbs(words: Words, first: int, begin: int) -> int:
    """The first modifier of the group at word `begin`: none reaches over a verb (精准识别贫困户)."""
    for index in range(begin - 1, first - 1, -1):
        early = index > first or begin - first > 1
        if words.classes[index] not in (Class.NAME, Class.GENERIC) or (
            early and tag_of(words.words[index]) == "v"
        ):
            return index + 1
    return first


_KIN = frozenset("子女 家庭 家属 子弟 遗属".split())
"""What makes of one group another: low-income families' children."""
_WHO_IS = lazy(rf"{HAN}{{0,3}}(?:[为是]|中有)")
"""Who is said to be a group."""
_HOME = lazy(rf"{HAN}{{1,4}}[乡镇](?:{HAN}{{1,4}}?(?:村|社区))?")
"""Where a group lives, before what it is."""
_PERSONS = frozenset("民工员户者生人童女")
_NOBODY = frozenset("卫生 民生 人生 养生 发生 再生 新生 国民 动员".split())
_BENEFICIARIES = (
    "人员",
    "学生",
    "家庭",
    "群体",
    "人群",
    "对象",
    "老人",
    "儿童",
    "妇女",
    "护理员",
    "低收入户",
    "从业者",
    "子女",
)
"""Nouns of people who, with words before them, name whom something is given to."""
_SCHEMES = ("体系", "制度", "机制", "保险", "条例", "办法")
_GIVING = lazy(r"(?:为|让|给|向|对|使|帮助|扶持|惠及|服务|救助|补助|支持)[^,。;]{0,12}$")


def _given(words: Words, chunk: Chunk) -> bool:
    """Whether something is given to the group that a chunk names."""
    start = words.starts[chunk.first]
    verb = verb_before(words, chunk.first)
    if verb is not None and verb.word in ("帮助", "扶持", "惠及", "救助", "服务", "支持", "慰问"):
        return True
    if words.text.startswith("涉及", start - 2) and chunk.last < len(words):
        if words.classes[chunk.last] == Class.NUMBER:
            return True  # 涉及劳动者560人
    return bool(_GIVING.search(words.text[max(0, start - 14) : start]))
