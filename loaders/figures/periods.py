"""Find the time expressions of a text (截至2020年年底, 五年来, “十三五”期间) and what they stand for.

`find_times` gives spans in the folded text; `govgraph.loaders.figures.dates` resolves them to days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from govgraph.loaders.figures.boundary import cut
from govgraph.loaders.lexicon import lazy, read_rows

_YEAR4 = r"(?:(?:19|20)\d{2}|20[xX×]{2}|(?:一九|二〇|二零|二O)[〇零O一二三四五六七八九]{2})"
_TO = "(?:[-~]+|—+|至|到)"
_YEAR = rf"{_YEAR4} *年"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]) ?月"
_DAY = rf"(?:[12]\d|3[01]|0?[1-9]|[一二三四五六七八九十]{{1,3}})(?: ?{_TO} ?\d{{1,2}})? ?[日号]"
_QUARTER = r"(?:第[一二三四1-4]个?|(?<!续)[一二三四1-4]|前[二三23]个?|首个?)季度"
_PART = (
    rf"(?:{_MONTH}(?: ?{_DAY}|份|[初底末]|[上中下]旬)?|{_QUARTER}|[上下]半年|年?[初底末](?![见具])"
    rf"|前\d{{1,2}}个?月|1 ?{_TO} ?\d{{1,2}} ?月份?|[春夏秋冬]季)"
)
_COUNT = r"(?:\d{1,2}|[一两二三四五六七八九十]{1,3})"
_TOLD_OF_YEARS = (
    "(?:累计|共计|新增|平均增|年均|总共|共(?!同)|增长|提高|增加|减少|下降|翻|登记|合同|新建|建成|改扩建|完成(?!目标)|实现"
    "|引进|投入|争取|接待|发放|培训|解决|改造|安置|创建|转移|招引|签约|落实|减税|开工|脱贫|减贫|实施|打造|修建|开展(?!的)|培育|整治|治理|植树|造林)"
)
"""What was done within years that stand before it bare (五年|新建学校8所), or how something grew in them."""
_FEASTS = "国庆|春节|五一|十一|中秋|端午|清明|元旦|双节"
_FEAST = (
    rf"“?(?:{_FEASTS})(?:{_FEASTS})?”?节?(?:期间|前[夕后]|假[期日](?:期间)?|小?长假(?:期间)?|黄金周(?:期间)?)"
)
"""The days of a feast, which the lunar calendar moves and the State Council sets (国庆假期, 端午小长假)."""
_GRAMMAR = (
    ("range", rf"{_YEAR4} ?年? ?{_TO} ?{_YEAR}(?:度|期间|间)?"),
    ("range", rf"{_YEAR4} ?年? ?[和、与] ?{_YEAR}同期"),
    ("range", rf"{_YEAR} ?{_MONTH}(?:份|{_DAY})? ?{_TO} ?(?:{_YEAR} ?)?{_MONTH}(?:份|{_DAY})?"),
    ("date", rf"{_YEAR} ?{_MONTH} ?{_DAY} ?{_TO} ?(?:{_MONTH} ?)?{_DAY}(?:{_FEAST})?"),
    ("date", rf"{_YEAR}[^,。;:、\d年月至到以于的-]{{1,8}}以来"),
    ("date", rf"{_YEAR}(?:度(?!假)|全年)? ?{_PART}?"),
    ("part", rf"(?<![\d.]){_MONTH}份?[^,。;:、\d年月至到以于的日底初-]{{1,6}}以来"),
    ("year_word", rf"[今去前明当上本]年 ?{_MONTH}份? ?{_TO} ?{_MONTH}份?"),
    ("year_word", rf"(?:今|去|前|明|当|上|本)年(?:度)? ?{_PART}"),
    ("months", rf"{_MONTH[:-3]} ?月?份? ?{_TO} ?{_MONTH}份?"),
    ("part", rf"{_MONTH} ?{_DAY}(?: ?{_TO} ?(?:{_MONTH})? ?{_DAY}(?:{_FEAST})?)?"),
    ("part", rf"(?<!个)(?<![\d.]){_MONTH}(?:份|[初底末]|[上中下]旬)"),
    ("part", rf"{_QUARTER}|(?<![\d一二三四五六七八九十])[上下]半年"),
    ("part", r"(?<![\d提])前(?:1[0-2]|[2-9]|[二三四五六七八九十]|十一)个月"),
    ("part", r"(?<!个)(?<![\d.])(?:1[0-2]|[1-9])月(?![亮光饼球嫂子])"),
    ("plan", r"[“‘]?十[一二三四五六七]五[”’]?(?:规划)?(?:期间|时期|以来|初期|[期]?末|五年|前四年)"),
    ("since", rf"(?:过去|近|最近|这|(?<![学提])前|此前|上个?|刚刚过去)的?{_COUNT}个?年多?"
              r"(?:里|来|间|以来|中|时间|内)?(?![级行规计度制])"),
    ("since", r"(?:过去|最近|近)的?\d{1,2}个月(?:来|以来)?"),
    ("since", rf"(?<![\d.])(?<!第){_COUNT}个多?月(?:以来|来(?!自))"),
    ("since", rf"(?<![\d.])(?<!第){_COUNT}年(?:多)?"
              r"(?:来|以来|间|里|(?<!用.年)(?<!用..年)时间(?=[,里内]))(?![水客自源访])"),
    ("since", rf"(?<![\d.])(?<![第续隔每限满逾超用])(?<!提前){_COUNT}年(?={_TOLD_OF_YEARS})"),
    ("since", r"(?<=的)[三四五]年(?=[。;,!])"),
    ("since", r"(?<![\d.])\d{1,3}(?:多|余)?天来"),
    ("streak", rf"连续{_COUNT}(?:多|余)?(?:年|个月|个季度)(?![来级均度末初底轻代制])"),
    ("ahead", rf"(?:未来|今后|下|接下来|再用|力争用|(?<![仅只使运启征租])用){_COUNT}个?(?:到{_COUNT})?年"
              r"(?!多)(?:左右)?的?(?:时间|内)?(?![级行规计度制])"),
    ("ahead", rf"(?<![\d.])(?<!第){_COUNT}年内"),
    ("duration", rf"(?<![\d.])(?<!第){_COUNT}(?:多|余)?年(?![来级均度末初底轻代])"),
    ("duration", rf"(?<![\d.])(?<!第){_COUNT}周年"),
    ("decade", r"(?:上世纪|本世纪|20世纪|21世纪)?\d{2}年代"),
    ("duration", r"(?<![\d.])\d{1,2}年级"),
)  # fmt: skip
_KINDS = {f"g{index}": kind for index, (kind, _) in enumerate(_GRAMMAR)} | {"date": "date", "event": "event"}
_EVENTS = {
    "以来": lazy(
        r"(?<![^,。;:\n“”])(?:自[^,。;:\n]{3,30}?|[^,。;:、\n的\d]{2,16}(?:实施|启动|开展|成立|发生|启幕|开幕|开街|运行|开园|投用|创建|开业)"
        r"|[^,。;:、\n的\d]{0,10}(?:推行|推出|实施|启动|开展|成立|实行|试行|创建|建立|建成)[^,。;:、\n的\d]{2,14})以来(?=[,:])"
    ),
    "期间": lazy(r"(?<![^,。;:\n“])[^,。;:、\n的\d“”]{1,12}期间(?=,)"),
}
"""Clauses that date what follows by an event, which is no day of the calendar."""
_IS_ONE = lazy("[是为系入][^,。;]{0,4}$")
"""What stands before the year of a list that something is on (是全省|2023年重点项目)."""
_THESE = ("三年", "四年", "五年")
_HAVE_BEEN = lazy(r"(?:^|[—,;]) ?这是[^。;年]{2,50}的$")
"""What stands before the years that a paragraph tells of (这是综合实力跃升的|五年)."""
_SHARERS = ("每人", "每户", "每亩", "每生", "每名", "每床", "每村", "每套", "人均")
"""What stands before a time that is part of a unit (每人|每月|662元)."""
_GROWS = ("增", "提高", "减少", "下降", "翻", "平均")
_FIRST = (
    "0123456789一二两三四五六七八九十首连第上下前今去明当本年春夏秋冬过近最这此刚未接再力用“‘截至到自从早 "
)
"""Signs that a time of the grammar may begin with, its prefix included; others need not be tried."""
_NEAR = r"(?=.{0,30}?(?:[年月季旬五]|天来))"
"""What every time of the grammar holds, sooner told than that it is none of them."""
_LOOKED_AT = "回首|回顾|回望|展望|走过|告别|盘点|迎来|奋战|奋进"
"""Verbs behind which a year stands without 年 (回首2021)."""
_UNITS = lazy("[年月季旬]")
"""Signs that tell most times."""
_PREFIX = r"(?:截至|截止到?|到|至|自|从|早在)? ?"
_SUFFIX = r"(?:(?<=季度)末|(?<=[年月日号度底末])(?:以来|之前|以前|前(?![移进置瞻])|期间)|(?<=[初旬份])以来)?"
_COMPARED_BEFORE = lazy(
    r"(?:较|比|与|同|和|跟|相当于|相较于?|相比于?|高于|低于|多于|少于|快于|慢于|好于|优于|超过|超)(?:全[国省市区县]|我[国省市区县])?$"
)
_NAMES_AFTER = lazy(
    r"(?:的)?(?:三年|五年)?(?:行动(?:计划|方案)|规划|工作报告|政府工作|行动|攻坚行动|重点工作|中期评估)"
    r"|“?开门红|[”》]|来?首次|来?最[^近]|[^,。;]{1,10}最[^,。;]{1,4}的(?:一[年次个]|时期|年份)|来?罕见|来?未有|新高|(?<=上年)结[转余]|(?<=全年)(?:目标|任务|指标|计划|工作){1,2}[数量]?(?=[,。;、的]|\d[\d.]*%)"
)
_HELD = lazy(
    r"(?:(?![举承主协]办|举行|召开|参加|开展|组织)[^,。;、\d“”《》的了在]){2,24}(?:锦标赛|精英赛|公开赛|邀请赛|大赛|联赛|总决赛|运动会|马拉松|博览会|论坛|峰会|大会|年会|交易会|洽谈会|推介会|艺术节|文化节|旅游节)"
    r"(?=[,。;、和及暨”]|在|等)"
)
"""What makes of a year the first part of the name of an event (承办|2014年国际沙滩排球赛)."""
_BASE_AFTER = lazy(r"(?:\([^()]{0,40}\))?[^,。;]{0,12}基础上")
"""What makes of a time the base of a change (在去年的基础上)."""
_CLOSES = lazy("[”,。;]")
_TITLE_REACH = 40
"""How far before a time its name may open with a book-title mark, in characters."""
_SEAMS = ("目前", "当前", "本年", "后年", "前年", "现在")
"""Words whose signs may belong to two other words."""
_MULTIPLE_AFTER = lazy(
    r"(?:[\d.]+[万亿]?[^\W\d]{1,3})?的(?:[总产销]?[量额]的?)? ?"
    r"(?:[\d.]+|[一二两三四五六七八九十百]+)[多余]? ?(?:倍|%|成|和|、)"
)
"""What makes of a time behind 是 what a multiple is one of (是2015年的3倍)."""
_MULTIPLE_BEFORE = ("是", "为", "相当于", "达", "达到", "恢复", "恢复到", "恢复至")


@dataclass(slots=True)
class Time:
    """A time expression: where it stands, its form, and whether it only serves a comparison."""

    start: int
    end: int
    text: str
    kind: str
    rule: str = ""
    compared: bool = False
    names: bool = False
    """Whether it only dates a plan or report (2020年行动计划) and says for when of no figure."""
    bracketed: bool = False

    @property
    def governs(self) -> bool:
        """Whether the expression can say for when a figure holds."""
        return not self.compared and not self.names and self.kind not in ("duration", "decade")


@cache
def _words() -> dict[str, str]:
    return {row["form"]: row["rule"] for row in read_rows("times.tsv")}


@cache
def _pattern() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, _words()), key=lambda word: (-len(word), word)))
    grammar = "|".join(f"(?P<g{index}>{body})" for index, (_, body) in enumerate(_GRAMMAR))
    first = re.escape("".join(sorted({*_FIRST, *_FEASTS, *(word[0] for word in _words())})))
    return re.compile(
        rf"(?=[{first}])(?P<prefix>{_PREFIX})"
        rf"(?:{_NEAR}(?:{grammar})|(?P<date>(?<={_LOOKED_AT}){_YEAR4}(?=[,。;!]))|(?P<event>{_FEAST})|(?P<word>{words})){_SUFFIX}"
    )


@cache
def _cue() -> re.Pattern[str]:
    """What every time holds, sooner found than the time itself; most sentences hold none."""
    words = sorted(re.escape(word) for word in _words() if not _UNITS.search(word))
    shapes = [_UNITS.pattern, "天来|十.五", "期间|前[夕后]|长假|假[期日]|黄金周", f"(?:{_LOOKED_AT})20"]
    return re.compile("|".join([*shapes, *words]))


def _inside_word(folded: str, match: re.Match[str], start: int, end: int) -> bool:
    """Whether a time word is only the seam of two others (项|目前|期经费)."""
    at = match.start("word")
    if match["word"] == "后年" and folded[max(start, at - 1)] in "成产用工营行运":
        return True
    if not folded.startswith(_SEAMS, at):
        return False
    position = max(start, at - 4)
    cuts = {position}
    for word in cut(folded[position : min(end, match.end() + 4)]):
        position += len(word)
        cuts.add(position)
    return not {at, match.end("word")} <= cuts


def _quoted(folded: str, match: re.Match[str], start: int, end: int) -> bool:
    """Whether a time stands inside the quotation marks of a name (“2018年文艺骨干培训班”)."""
    opened = folded.rfind("“", max(start, match.start() - _TITLE_REACH), match.start())
    if opened < 0 or _CLOSES.search(folded, opened, match.start()):
        return False
    closed = _CLOSES.search(folded, match.end(), min(end, match.end() + _TITLE_REACH))
    return closed is not None and closed.group() == "”"


def find_times(folded: str, start: int, end: int) -> Iterator[Time]:
    """Yield the time expressions between two offsets of the folded text, in order, not overlapping.

    Those of the grammar and the table, and clauses that date by an event (展会期间, 计划实施以来).
    """
    events = [
        Time(match.start(), match.end(), match.group(), "event")
        for cue in ("以来", "期间")
        if folded.find(cue, start, end) >= 0
        for match in _EVENTS[cue].finditer(folded, start, end)
    ]
    told = _find_told(folded, start, end)
    if not events:
        yield from told
        return
    for time in told:
        inside = next((event for event in events if event.start < time.end and time.start < event.end), None)
        if inside is None:
            yield from (event for event in events if event.start < time.start)
            events = [event for event in events if event.start > time.start]
            yield time
        elif inside.end == time.end:  # the plan's years say more than its name does (我县“十三五”期间)
            events.remove(inside)
            yield time
    yield from events


def _find_told(folded: str, start: int, end: int) -> Iterator[Time]:
    """Yield the time expressions between two offsets of the folded text, in order, not overlapping.

    Those inside book-title marks, and those that date a plan or report, are marked as names.
    """
    if not _cue().search(folded, start, end):
        return
    for match in _pattern().finditer(folded, start, end):
        kind, rule = _KINDS.get(match.lastgroup or "", "word"), ""
        if kind == "word":
            rule = _words()[match["word"]]
            if _inside_word(folded, match, start, end):
                continue
        if folded.startswith("的", match.start() - 1) and match.group() in _THESE:
            if not _HAVE_BEEN.search(folded, start, match.start()):
                continue
        begin, prefix = match.start(), match["prefix"]
        if prefix.strip() in ("从", "至", "到", "") and not match.group().startswith("到目前"):
            begin += len(prefix)
        bare = kind == "since" and match.group()[-1] == "年" and match.group()[0] not in "过近最这前此上刚"
        within = match.start() > start and folded[match.start() - 1] not in ",;: "
        aside = match.start() > start and folded[match.start() - 1] in ",;"
        grows = folded.startswith(_GROWS, match.end())
        if kind == "streak":
            yield Time(begin, match.end(), folded[begin : match.end()], kind, "each")  # of its clause alone
            continue
        if kind == "since" and (
            folded.startswith("平均增", match.end()) or (bare and grows and (aside or within))
        ):
            rule = "each"
        elif bare and aside:
            rule = "alone"
        before = folded[max(start, match.start() - 6) : match.start()]
        against = before[:-2] if before.endswith(("去年", "上年")) else before  # 比去年|全年
        compared = bool(_COMPARED_BEFORE.search(against)) or folded.startswith("相比", match.end())
        if before.endswith(_MULTIPLE_BEFORE) and _MULTIPLE_AFTER.match(folded, match.end(), end):
            compared = True
        if before.endswith("在") and _BASE_AFTER.match(folded, match.end(), end):
            compared = True
        if kind == "word" and match["word"] in ("上年同期", "去年同期"):
            compared = True
        held = within and kind == "date" and _HELD.match(folded, match.end(), end)
        shared = rule == "each" and before.endswith(_SHARERS)
        bracketed = folded.startswith(")", match.end()) and folded[max(start, match.start() - 1)] == "("
        opened = folded.rfind("《", max(start, match.start() - _TITLE_REACH), match.start())
        titled = opened > folded.rfind("》", max(start, match.start() - _TITLE_REACH), match.start())
        listed = folded.startswith(("重点项目", "重点工程"), match.end()) and _IS_ONE.search(before)
        names = (
            bracketed
            or bool(listed or held)
            or shared
            or titled
            or _quoted(folded, match, start, end)
            or bool(_NAMES_AFTER.match(folded, match.end(), end))
        )
        text = folded[begin : match.end()]
        text = " ".join(text.split()) if "  " in text else text
        yield Time(begin, match.end(), text, kind, rule, compared, names, bracketed)
