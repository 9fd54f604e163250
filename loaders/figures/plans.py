"""Tell what a text plans from what it looks back on: by its title, its headings, its own words."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from govgraph.loaders.lexicon import context_pattern, lazy, read_rows
from govgraph.loaders.reading.clean import NUMBERED_HEADING
from govgraph.loaders.reading.fold import fold
from govgraph.ontology.records import BlockKind, Document, Section

_GOAL_OPENING = lazy(
    r"(预期|奋斗|发展|主要|工作|规划|总体)目标(?:建议)?(?:是|为|包括|:)|目标任务(?:建议)?(?:是|为(?!\d)|包括|:)|要(?:重点|着力|突出)?抓好以下"
)
_PLAN_OPENING = lazy(
    r"[^,。;]{0,10}计划(?:用|投资|到|在|于|今|明|再|通过|新)"
    r"|(?:今年|明年|全年|\d{4}年),?[^,。;\d]{0,10}计划(?:实施|完成|开展|新建|新增|建设|发放|改造|组织)"
    r"|(?:今年|明年|今后五年|未来五年|下一步|新的一年|\d{4}年|我们),?"
    r"(?:我们?|[^,。;\d]{1,5}[省市县区镇乡])?"
    r"(?:要(?!素)|将(?!其)|计划|力争|确保|重点要)"
)
_OPENS_PLAN = lazy(
    r"^(?!.*(?:自身|作风)建设).*(?:\d{4}年|[二2][〇O0][〇零一二三四五六七八九]{2}年|今年|明年|今后|未来|下一步|下半年|十.五|目标|安排)"
)
"""A heading that opens the part of a text on what is to come; one on the offices themselves only goes on."""
_FULFILLED = lazy(r"完成[^,。;]{0,8}目标[^,。;]{0,4}\d")
"""A heading that tells how far a goal was reached (完成年度目标的109%)."""
_YEARS_WORK = lazy(r"(\d{4})年(?:度|的)?(?:主要|重点)?工作(?:重点)?$")
_YEAR_AHEAD = lazy(r"(\d{4})年(?:度|的)?[^,]{0,8}(?:安排|打算|思路|计划|目标|任务|谋划|展望)")
"""A heading on the work of a year, and one on plans: of two years the earlier is looked back on."""
_RUN_IN = lazy(r":.{8}")
"""A heading that goes on as a sentence, and so speaks of plans for itself alone (今年计划:…)."""
_LAST_YEAR = lazy(r"(?<![较比同和与跟于])(?:去年|上年(?!度?末))|目前(?!期)")


@cache
def _headings() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((lazy(row["pattern"]), row["kind"]) for row in read_rows("plan_words.tsv"))


_PLAN_TITLE = tuple(
    "实事 工作要点 重点工作 工作计划 工作方案 实施方案 行动计划 行动方案 工作安排 规划 "
    "规划纲要 任务清单".split()
)


_SUMS_UP = lazy("总结|回顾|执行情况|完成情况")
"""What says in the title of a plan that it tells of the past too (2021年上半年总结和下半年工作计划)."""


def is_plan(title: str, text: str) -> bool:
    """Return whether a text is one of plans by its title (某县2021年十件民生实事), and does not look back."""
    if not title.endswith(_PLAN_TITLE) or _SUMS_UP.search(title):
        return False
    return len(_BEHIND.findall(text)) <= 2 * len(_AHEAD.findall(text)) + 2


def looks_back(section: Section) -> bool:
    """Return whether the heading of a section is one of review."""
    return any(kind == "review" and pattern.search(section.title) for pattern, kind in _headings())


def planned_sections(sections: tuple[Section, ...]) -> frozenset[int]:
    """Return the numbers of the sections that speak of plans: from a heading of goals to one of review."""
    planned: set[int] = set()
    state = False
    years = [int(year) for section in sections for year in _YEAR_AHEAD.findall(section.title)]
    for section in sections:
        kinds = {kind for pattern, kind in _headings() if pattern.search(section.title)}
        done = _YEARS_WORK.match(section.title)
        if "review" in kinds or done and max(years, default=0) > int(done.group(1)):
            state = False
        elif "plan" in kinds and _OPENS_PLAN.search(section.title) and not _FULFILLED.search(section.title):
            if not state and _RUN_IN.search(section.title):
                planned.add(section.number)
                continue
            state = True
        if state:
            planned.add(section.number)
    return frozenset(planned)


_TURNS_TO_PLANS = lazy(
    r"(?:(?:政府)?工作的?(?:总体要求|总体思路|指导思想)|(?:预期|奋斗|发展|工作)目标)(?:建议)?(?:是|为|:)"
)


def turns_to_plans(sentence: str) -> bool:
    """Return whether a sentence turns from review to what is to come (今年工作的总体要求是…)."""
    return ("目标" in sentence or "工作" in sentence) and bool(_TURNS_TO_PLANS.search(sentence))


_AHEAD = lazy(
    r"力争|确保|引导|鼓励|倡导|激励|办好|抓好|做[好强优实]|建[好强]|当好|争创|年内|年底前|加力|更好|继续|进一步|加紧|加快"
    r"|大力发展|着力|明年|到20[2-9]\d年|争取(?=[建完实获创])|要(?=[加坚把以抓深进全继])|紧盯|瞄准|尽快|严[防禁守控]"
    r"|严厉打击|防止|压实|发挥|谋划|奋力|努力实现|切实|全力|打造|推动|弘扬|依托|拓宽|探索|因地制宜|多渠道"
)
_NEXT = lazy(r"(?<=。)(?:下一步|接下来|下一阶段|今后|未来|下阶段|明年)")
_BEHIND = lazy(
    r"了(?!解)|累计|同比|荣获|获[评批]|被评|成功|圆满|顺利|较[上去前\d]|比[上去前]|增长\d|取得|已|均(?![衡等])|率先|迈[出上]"
    r"|得到|突破\d|达\d|增至|居全|位居|稳居|过去|年来|通车|投入使用|分别|连续\d|年均|入选|称号|首[批个次]|正式"
    r"|前夕|去年|昨[天日]|日前|说[,:。“]|记者|百分点|率[为达]|据统计|近年|目前(?!期)|预计|先后|一年|不断|明显|显著|持续(?=[改向提])"
)
"""What paragraphs of plans say more often than those of review, and the other way round."""


def plans_from(paragraph: str, least: int) -> int:
    """Return where a paragraph under no heading of plan or review turns to what is to come, or -1.

    It has at `least` so many words of plans, and three for each word of review; many plans have fewer,
    hardly any review has as many. A word that turns to plans (下一步) says where; else all is plan.
    """
    ahead = len(_AHEAD.findall(paragraph))
    if ahead < least + 3 * len(_BEHIND.findall(paragraph)):
        return -1
    turn = _NEXT.search(paragraph)
    return turn.start() if turn else 0


_SIGNS_A_WORD = 225
"""A longer text of plans has one word more of them in as many signs."""


def is_all_plan(text: str) -> bool:
    """Return whether a text under no headings of plan or review is one of plans by its words alone."""
    ahead = len(_AHEAD.findall(text))
    return ahead > len(_BEHIND.findall(text)) + max(4, len(text) // _SIGNS_A_WORD)


_AS_FOLLOWS = lazy(r"(?:实事|任务|目标|计划|安排|工程|项目|工作)(?:内容|清单|安排)?如下:")
"""What announces, in a sentence of plans or behind one, what is planned: the paragraph and numbered ones."""
_DEFINES = lazy(r"(?:\[?\d+[\].、])?[“”《]?[^,。;:]{2,30}[”》]?[^,。;:]{0,12}(?<!计划)(?<!规划):是?指")
"""A gloss, which says what a word means and plans nothing (3.“1+2”体系:指做强1个产业)."""


def _leans_ahead(text: str) -> bool:
    """Whether a text has half as many words of plans as of review; one of review has fewer."""
    return 2 * len(_AHEAD.findall(text)) > len(_BEHIND.findall(text))


@lru_cache(maxsize=1)  # figures and relations ask for those of the same text
def planned_sentences(document: Document) -> frozenset[int]:
    """Return where the sentences begin that speak of what is to come.

    The title says so, or a heading, or the text has turned to it in its own words, or the paragraph,
    under no heading that says so, has the words of plans or stands in a list that a plan announced.
    """
    folded = fold(document.text)
    planned = planned_sections(document.sections)
    reviews = frozenset(section.number for section in document.sections if looks_back(section))
    blocks = [block for block in document.blocks if block.kind in (BlockKind.BODY, BlockKind.HEADING)]
    found: set[int] = set()
    turned = is_plan(document.title, folded) or not (planned or reviews) and is_all_plan(folded)
    least = 0 if planned or reviews else 2 if _leans_ahead(folded) else 4
    ahead, position, entered, section = len(folded), 0, -1, -1
    listed, before = False, ""  # whether a plan announced a list, and the last sentence
    for start, end in ((span.start, span.end) for span in document.sentences):
        while position + 1 < len(blocks) and blocks[position].span.end <= start:
            position += 1
        block = blocks[position]
        if block.span.start != entered:
            turned = turned and (block.section == section or block.section not in reviews)
            paragraph = folded[block.span.start : block.span.end]
            plans = -1 if planned or reviews else plans_from(paragraph, least)
            listed = listed and bool(NUMBERED_HEADING.match(paragraph))
            plans = 0 if listed else plans
            ahead = block.span.start + plans if plans >= 0 else len(folded)
            entered, section = block.span.start, block.section
        sentence = folded[start:end]
        turned = turned or turns_to_plans(sentence)
        if _AS_FOLLOWS.search(sentence) and (opens_goals(sentence) or opens_goals(before)):
            ahead, listed = min(ahead, start), True
        before = sentence
        if turned or start >= ahead or block.section in planned:
            if folded.find("指", start, end) < 0 or not _DEFINES.match(folded, start, end):
                found.add(start)
    return frozenset(found)


@lru_cache(maxsize=16)
def opens_goals(sentence: str) -> bool:
    """Return whether a sentence opens a list of goals (今年的主要预期目标是…)."""
    named = "目标" in sentence or "抓好以下" in sentence
    return bool(named and _GOAL_OPENING.search(sentence) or _PLAN_OPENING.match(sentence))


@lru_cache(maxsize=16)
def speaks_of_past(sentence: str) -> bool:
    """Return whether a sentence under a heading of plans speaks of what was (去年确定的实事…)."""
    return bool(context_pattern("past").search(sentence) or _LAST_YEAR.search(sentence))
