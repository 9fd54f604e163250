"""Names of a fixed form, told by a pattern or by a list wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator

from govgraph.loaders.lexicon import HAN, lazy
from govgraph.loaders.names.candidates import Candidate, bare, lines_with
from govgraph.loaders.names.lexicons import ending_of, head_endings, institution_endings, known_names
from govgraph.loaders.names.words import Words
from govgraph.loaders.reading.byline import MEDIA
from govgraph.ontology.places import load_places
from govgraph.ontology.records import PlaceRef, ThingType

_CN = "[一二三四五六七八九十]"
_LONG_BUREAUS = lazy(
    r"(?:自然资源和规划|住房和城乡建设|住房和城乡规划建设|住房和城市更新|工业和信息化|科技和工业信息化|发展和改革|人力资源和社会保障"
    r"|文化和旅游|文化广电和旅游|国土资源和规划|农业农村和水利|教育和体育|民政和人力资源|水务和河湖管理|商务和投资促进|海洋[与和]渔业)(?:局|厅|委员会|委|部)"
)
"""Bureaus whose names hold a 和."""
_OFFICE = r"办(?=[、,。;和与及(]|主任|副主任|牵头|会同|联合|等|组织|开展|按照)"
"""How an office ends whose first word also stands before 办好 and 办理."""
_SHORT = (
    (
        "住建 人社 城管 市监 发改 工信 文旅 文广旅 教体 卫健 医保 自规 资规 农水 政数 行审 交运 退役军人事务"
        " 文旅体 投促 经信 行政审批 市场监管 自然资源 生态环境 卫生健康 农业农村 文广新"
        " 住房城乡建设 投资促进 民宗",
        "局(?!长)",
    ),
    ("政府 县委 市委 区委 省委", _OFFICE),
    (
        "发改 卫健 卫计 国资 住建 经信 商务 交通 水务 卫生健康 发展改革 政法 旅发 旅游 食安",
        "委(?![员托派书常])",
    ),
    ("(?<=[市区县])建 (?<=[省市区县])农 (?<=[省市])经 (?<=[省市])科 (?<=[省市])教", "委(?![员托派书常])"),
    (
        "住建 人社 文旅 商务 水利 工信 教育 科技 公安 民政 财政 司法 自然资源 生态环境 农业农村 交通运输",
        "厅(?![长级堂])",
    ),
    ("驻京 驻沪 驻汉 驻穗 驻粤 驻深 驻杭 驻宁 驻渝 驻蓉 驻津", "办(?:事处)?(?![理学])"),
    (
        "健康 爱卫 老龄 河长 林长 网信 文明 信访 政务 大数据 巡察 督查 扶贫 双拥 新闻 方志 统筹 假日 防汛",
        "办(?![理事公法学])",
    ),
    (
        "食安 蓝天 金融 史志 创城 创卫 人防 征收 棚改 招商 重点 项目 (?<=[省市县区州旗])编",
        _OFFICE,
    ),
    ("中组 中宣 统战 人社 住建 工信 文旅", rf"部(?![门分署队]|{HAN}{{1,3}}[组队])"),
    ("纪委监", "委"),
    ("(?<=[省市县区州旗])侨", "联(?!网)"),
    ("工商", "联(?=[、,。;和与及等])(?<!党派、工商联)(?<!人士、工商联)(?<!团体、工商联)"),
)
"""Bureaus by their short names, which the tokenizer tears, and how these end."""
_FIRST = "".join({name.split(")")[-1][0] for names, _ in _SHORT for name in names.split()})
_SHORT_BUREAUS = lazy(
    f"(?=[{_FIRST}])(?:" + "|".join(f"(?:{'|'.join(names.split())}){end}" for names, end in _SHORT) + ")"
)
_SHORT_ENDS = lazy(f"[{''.join(name[-1] for names, _ in _SHORT for name in names.split())}][局办委部联]")
"""What every such name holds, sooner found than the name itself."""
_OWN_OFFICE = lazy(rf"(?![承主举协联]){HAN}{{2,3}}办(?=[、,。;和与及(])(?<![承主举协联创督开兴]办)")
"""An office of a bureau, right behind its name."""
_STAFFED = lazy("办(?=主任|副主任|负责人|工作人员|牵头|会同|联合|共|印发|组织)")
_ANY_OFFICE = lazy(
    rf"(?<=[省市县区州旗])(?![里内场直]){HAN}{{2,3}}?(?<![承主举协联创督开兴经停申包代]){_STAFFED.pattern}"
)
"""An office right behind the sign of its area, told by its staff or by what it does (市招投标办|主任)."""
_DUTIES = "(?:负责|办结|追究|问责|承诺|公示|年薪|工资|代办|包保)制(?![度造定约品成药])"
"""What a system holds somebody to."""
_FORMS = (
    ("委员会", rf"中(?:国共产党|共){HAN}{{2,12}}?(?:第{_CN}+届)?委员会", ThingType.INSTITUTION),
    (
        "人民代表大会",
        rf"[^\W\d在于日的和与及向对召开参加了]{{0,7}}[省市区县州旗镇乡]第?{_CN}+届人民代表大会(?:常务委员会)?(?:第{_CN}+次会议)?",
        ThingType.EVENT,
    ),
    ("人大及其常委会", r"[省市区县州旗镇乡]人大及其常委会", ThingType.INSTITUTION),
    ("十", rf"(?:党的|中共)二?十{_CN}?大(?![以类项小型])", ThingType.EVENT),
    ("全会", rf"(?:党的|中共)?(?:二?十{_CN}?届)(?:{_CN}中(?:[、和]{_CN}中)*|历次)全会", ThingType.EVENT),
    ("次党代会", rf"[省市区县州旗]第?{_CN}+次党代会", ThingType.EVENT),
    ("届人大", rf"[省市区县州旗镇乡]第?{_CN}+届人大(?:常委会)?第?{_CN}+次(?:全体)?会议", ThingType.EVENT),
    ("次人代会", rf"[省市区县州旗镇乡](?:第?{_CN}+届)?第?{_CN}+次人代会", ThingType.EVENT),
    ("项规定", rf"(?:中央|省委|市委|省市|中央和省委){_CN}{{1,3}}项规定", ThingType.DOCUMENT),
    (
        "年行动",
        rf"(?:(?<=实施)|(?<=开展)|(?<=启动)|(?<=推进))(?!实施|开展)[^\W\d和与及的]{{4,16}}?{_CN}年行动(?!计划|方案)",
        ThingType.INITIATIVE,
    ),
    ("热线", rf"(?<!\d)1\d{{4}}{HAN}{{0,10}}?热线", ThingType.INITIATIVE),
    ("标准", rf"(?:(?<=达到)|(?<=符合))(?:国家|全国|省级){HAN}{{5,20}}标准", ThingType.RECOGNITION),
    (
        lazy(r"强(?<=\d强)"),
        r"(?:世界|全球|亚洲|中国|全国|全省|全市)(?:民营企业|制造业|服务业|(?:工业|建筑业?|外贸)?企业)?\d{2,3}强(?!企业|发布|峰会|论坛|名录|榜|[县区市镇])",
        ThingType.RECOGNITION,
    ),
    (lazy(r"强(?<=\d强)"), rf"(?:全国|中国){HAN}{{4,14}}\d{{2,3}}强(?![县区市镇])", ThingType.RECOGNITION),
    (
        "委",
        rf"[省市区县州旗]委(?:农村部|农工部|农办|政法委|社会工作部|编办|巡察办|改革办|国安办|财办|第{_CN}+巡[察视]组|教育工委)",
        ThingType.INSTITUTION,
    ),
    (
        "纪检监察组",
        rf"(?:(?:{HAN}{{0,3}}[省市区县]纪委监委)(?:第{_CN}+)?(?:派驻)?|(?:派驻|驻){HAN}{{2,10}}?)纪检监察组",
        ThingType.INSTITUTION,
    ),
    ("净土", r"蓝天、?碧水、?净土(?:三大)?(?:保卫战|攻坚战|工程|行动)", ThingType.INITIATIVE),
    (
        "届",
        rf"第{_CN}+届[^\W\d的在于和与等]{{2,12}}?(?:博览会|论坛|峰会|大会(?!堂)|研讨会|洽谈会|交易会|(?<![环季春细情])节|马拉松|运动会|大赛|挑战赛|锦标赛|联赛|年会)",
        ThingType.EVENT,
    ),
    (
        lazy("行(?<=[支分]行)"),
        rf"(?:(?:中国)?(?:工商|农业|建设|交通|邮政储蓄|招商|民生|中信|农村商业|农商|(?<![^\W和与及在向由对的了]){HAN}{{2}})银行|农商行|国开行|农发行|[农工建中交]行){HAN}{{2,8}}?(?:支行|分行)",
        ThingType.INSTITUTION,
    ),
    (
        "分局",
        rf"[省市区县](?:公安|环保|生态环境|自然资源|市场监管|工商|税务|规划|国土)局?{HAN}{{2,5}}?分局",
        ThingType.INSTITUTION,
    ),
    (lazy("院(?<=[中高]院)"), rf"(?<!{HAN})[省市州](?:中院|高院)", ThingType.INSTITUTION),
    (lazy("委(?<=[校院][党团]委)"), rf"(?<!{HAN})[校院][党团]委(?![书员])", ThingType.INSTITUTION),
    (
        lazy("党(?<=[业统织关国公新]党)(?:委|工委)"),
        r"[省市区县镇乡](?![委级])(?:非公|两新|国资|机关|教育|卫生)(?:企业|系统|组织)?(?:党委|党工委)",
        ThingType.INSTITUTION,
    ),
    ("团", r"(?:共青)?团(?:中央|[省市区县旗州]委)(?!书记|副书记)", ThingType.INSTITUTION),
    (
        "战",
        rf"(?<=打好|打赢|打响)(?!新|了|打|[^\W\d]{{2}}战|.{{0,4}}三大){HAN}{{2,10}}?(?:攻坚战|保卫战|歼灭战)",
        ThingType.INITIATIVE,
    ),
    (
        "脱贫攻坚",
        r"脱贫攻坚(?=(?:扎实|高效|深入|持续|取得|圆满|强力|有力|有效|纵深|稳步))",
        ThingType.INITIATIVE,
    ),
    ("A", r"(?<=创建|创成|获评|评为|晋升|成为|实现)(?:国家)?[1-5]A级?(?:旅游)?景区", ThingType.RECOGNITION),
    ("A级", rf"国家[1-5]A级{HAN}{{0,6}}?(?:景区|景点|旅游区)", ThingType.RECOGNITION),
    (
        "灌区",
        rf"(?:(?<=实施|推进|启动|完成)|(?<=[,。;、\n])){HAN}{{2,8}}灌区(?:续建)?配套[与和及]"
        rf"{HAN}{{0,4}}改造(?:项目|工程)",
        ThingType.PROGRAM,
    ),
    (
        "领导小组",
        rf"(?:(?<!{HAN})|(?<=成立)|(?<=成立了)|(?<=[由经向对]))(?:全国|国务院|[省市县区州镇乡])[^\W\d的了在被由为]{{4,18}}?"
        rf"(?<!工作)领导小组(?:办公室)?",
        ThingType.INSTITUTION,
    ),
    ("依法治", r"(?:[省市县区旗州]委)?全面依法治[国省市县区旗州]委员会", ThingType.INSTITUTION),
    ("以旧换新", r"(?:消费品|汽车|家电|家装)以旧换新(?:活动|行动)?", ThingType.INITIATIVE),
    ("设备更新", r"大规模设备更新", ThingType.INITIATIVE),
    (
        "入选",
        r"(?<=入选)(?:国家|全国)[^,。;、“”《》\d]{6,30}?(?:县|区|市|镇|村|单位|企业|基地|案例)(?=[,。;])",
        ThingType.RECOGNITION,
    ),
    (
        lazy(_DUTIES),
        r"(?:(?<=[、,。;和与及“])|(?<=[实推执]行)|(?<=严格)|(?<=落实)|(?<=建立)|(?<=健全)|(?<=实施)|(?<=完善))"
        rf"(?!实行|推行|严格|落实|建立|健全|实施|完善|执行){HAN}{{2,6}}{_DUTIES}",
        ThingType.INITIATIVE,
    ),
    (
        lazy("全会|全委|全体"),
        rf"(?:中央纪委|中纪委|[省市区县州旗]委)(?:{_CN}+届)?{_CN}+次(?:、{_CN}+次)*"
        r"(?:全会|全委(?:扩大)?会议?|全体(?:扩大)?会议)",
        ThingType.EVENT,
    ),
    (
        "名单",
        rf"(?:(?<=公布)|(?<=公布了)|(?<=发布)|(?<=发布了)|(?<=印发))(?:全[国省市])?(?:第{_CN}+批|首批)[^,。;、“”]{{4,24}}?名单",
        ThingType.DOCUMENT,
    ),
    ("普法", rf"“?[一二三]?{_CN}五”?普法", ThingType.INITIATIVE),
)
"""What every such name holds, sooner found than the name itself; its form, and its type."""
_FORMAL = tuple((cue, lazy(form), kind) for cue, form, kind in _FORMS)


_BOTH = lazy(r"委(?<=([省市县区州旗])委)\1政府")
"""A committee and a government without a sign between them, which act as one (县委县政府出台意见)."""


def find_formal(text: str, start: int, end: int) -> Iterator[Candidate]:
    """Party committees, congresses, hotlines … by their full names, whose ordinals stop other rules."""
    for cue, pattern, kind in _FORMAL:
        for first, stop in lines_with(cue, text, start, end):
            for match in pattern.finditer(text, first, stop):
                begin = match.start()
                if kind is ThingType.EVENT and match.group().startswith("第"):
                    begin = _held_by(text, begin, first)
                name = bare(text[begin : match.end()])
                yield Candidate(begin, match.end(), name, kind, "formal-name", 0.85, 5)
    for match in _LONG_BUREAUS.finditer(text, start, end):
        begin = match.start() - 2 * text.endswith("国家", start, match.start())
        yield _bureau(text, _signed(text, begin, start), match.end(), "formal-name", 0.85, 5)
    for both in _BOTH.finditer(text, start, end):
        yield _bureau(text, _signed(text, both.start(), start), both.end(), "formal-name", 0.85, 6)
    for first, stop in lines_with(_SHORT_ENDS, text, start, end):
        for match in _SHORT_BUREAUS.finditer(text, first, stop):  # a longer name may hold it
            begin = _signed(text, match.start(), first)
            yield _bureau(text, begin, match.end(), "short-bureau", 0.8, 3)
            if inner := _OWN_OFFICE.match(text, match.end(), stop):  # 市经信委|信用办
                yield _bureau(text, begin, inner.end(), "short-bureau", 0.8, 4)
    for first, stop in lines_with(_STAFFED, text, start, end):
        for match in _ANY_OFFICE.finditer(text, first, stop):
            yield _bureau(text, _signed(text, match.start(), first), match.end(), "office", 0.7, 2)


def _held_by(text: str, at: int, start: int) -> int:
    """Where a congress or fair begins that is told by its number: with whose it is (云岭市|第二届运动会)."""
    wider = next((area for area in _WIDER if text.endswith(area, start, at)), "")
    if wider:
        return at - len(wider)
    begin = _signed(text, at, start)
    return at if begin == at - 1 and text[begin - 1 : begin] in "我全该本各" else begin


_WIDER = ("全国", "自治区", "京津冀")
"""Areas without a sign of the table."""


def _signed(text: str, at: int, start: int) -> int:
    """Where a bureau's name begins: with its area or the sign of it, if that stands right before `at`."""
    if text.endswith(("国家", "中央"), start, at):
        return at - 2
    if text.endswith("政府", start, at) and at - 2 > start:
        at -= 4 if text.endswith("人民", start, at - 2) else 2  # 省政府|新闻办
    if at == start or text[at - 1] not in "省市区县州":
        return at
    if zone := _NEW_ZONE.search(text, max(start, at - 4), at):
        return zone.start()
    areas = load_places().full_names(text, max(start, at - 12), at)
    return next((area.start for area in areas if area.end == at), at - 1)


_NEW_ZONE = lazy(rf"(?![由在从向和与及对经为]){HAN}{{2}}新区$")
"""A new area, whose bodies are those of a district (大鹏新区|扶贫办)."""


def _bureau(text: str, start: int, end: int, rule: str, confidence: float, priority: int) -> Candidate:
    """The candidate for a bureau."""
    return Candidate(start, end, text[start:end], ThingType.INSTITUTION, rule, confidence, priority)


_DATELINE = lazy(
    rf"({HAN}(?:{HAN}|-){{1,14}}(?:{MEDIA}))"
    r"(?=[^,。\n]{0,16}(?:讯|电)[ (:])"
)


def find_dateline(text: str, start: int, end: int) -> Iterator[Candidate]:
    """The medium at the head of a news text (某日报1月13日讯)."""
    match = _DATELINE.match(text, start, end)
    if match is not None:
        name = match.group(1)
        yield Candidate(match.start(1), match.end(1), name, ThingType.INSTITUTION, "dateline", 0.8, 6)


_LONGEST_HEADING = 25
_GLOSSARY = lazy(
    rf"[^\n]{{0,14}}(?:名词|名词术语|有关用语|名词和术语)?(?:解释|注释|说明)(?:(?!{HAN}).){{0,4}}"
)
_ENTRY = lazy(r"(\(\d{1,3}\)|[\[【]\d{1,3}[\]】]|\d{1,3}[.、])\s*([^:\n]{2,40}?) ?:")
_NO_TERM = tuple(
    "企业 产业 行业 标准 人员 水质 单位 时间 地点 原则 目标 指标 指数 能力 面积 内容 计划 "
    "进展 增加值 率 额 量".split()
)
_QUOTED = lazy(r"“[^“”]+”")


_MEANS = lazy(r"[”》]?:是?指")
"""What makes an explanation of an entry, whatever stands above it (3.“两免一补”:指…)."""


def find_glossary(words: Words, start: int, end: int, opened: bool) -> Iterator[Candidate]:
    """The term that an entry of a list of explanations explains ([3]“两免一补”: …).

    An entry numbered 3. counts only where a heading has `opened` the list, or where it says 指.
    """
    match = _ENTRY.match(words.text, start, end)
    if match is None or (
        match.group(1)[0].isdigit() and not (opened or _MEANS.match(words.text, match.end(2)))
    ):
        return
    term = match.group(2)
    parts = list(_QUOTED.finditer(words.text, match.start(2), match.end(2)))
    several = len(parts) > 1 and not _QUOTED.sub("", term).strip("、和 ")
    spans = [part.span() for part in parts] if several else [match.span(2)]
    for begin, stop in spans:
        name = bare(words.text[begin:stop])
        if len(name) < 2 or name.endswith(_NO_TERM) or "," in name or name.count("、") > 2:
            continue
        ending = ending_of(name, len(name), 0, head_endings()) or ending_of(
            name, len(name), 0, institution_endings()
        )
        kind, subtype = (ending.type, ending.subtype) if ending else (ThingType.INITIATIVE, "")
        kind = known_names().get(name, kind)
        yield Candidate(begin, stop, name, kind, "glossary", 0.75, 6, subtype)


def opens_glossary(text: str) -> bool:
    """Whether a line heads a list of explanations."""
    text = text.strip()
    return len(text) <= _LONGEST_HEADING and bool(_GLOSSARY.fullmatch(text))


_ISSUING = r"(?:出台|印发|推出|制定|发布|实施)了?"
_COUNTED = r"(?:政策措施|政策|措施|举措|意见|规定|办法)"
_ARTICLES = lazy(
    rf"{_ISSUING}(?:((?:{HAN}{{2,10}}|“{HAN}{{2,10}}”)(?<![等路街河])(?<!微博|信息|消息|公告)(?:\d{{1,3}}条{_COUNTED}?|{_CN}{{1,3}}[条项]{_COUNTED}))"
    rf"|[^,。;:\n]{{4,40}}?、({HAN}{{4,14}}{_CN}{{1,3}}[条项]{_COUNTED}))"
)


def find_articles(text: str, start: int, end: int) -> Iterator[Candidate]:
    """Measures known by the number of their articles (出台稳增长26条, 就业帮扶八项措施)."""
    for match in _ARTICLES.finditer(text, start, end):
        group = 1 if match.group(1) else 2
        name = bare(match.group(group))
        yield Candidate(match.start(group), match.end(group), name, ThingType.DOCUMENT, "articles", 0.7, 5)


_MEDIUM = lazy(
    rf"(?:来源|稿源|出处)[:;]? *({HAN}{{2,10}}(?:[日晚早晨时导商]报|社|网|台|客户端|周刊|发布))"
    rf"|(?<!{HAN})({HAN}{{2,6}}(?:[日晚早晨时导商]报|通讯社|电视台|新闻网))(?=记者|通讯员|(?!{HAN}))"
    rf"|(?:(?<!{HAN})|(?<=来源)|(?<=发布机构))({HAN}{{2,20}}(?:局|厅|委员会|办公室|调查总?队|人民政府|融媒体中心))"
    rf"(?:(?=[局镇乡区县市州]长)|(?=主任)|(?!{HAN}))"
)


def find_medium(text: str, start: int, end: int) -> Iterator[Candidate]:
    """The medium or body that a by-line names as the source or as whose head speaks."""
    for match in _MEDIUM.finditer(text, start, end):
        group = match.lastindex or 0
        yield Candidate(
            match.start(group),
            match.end(group),
            match.group(group),
            ThingType.INSTITUTION,
            "byline-medium",
            0.9,
            5,
        )


def find_local(text: str, start: int, end: int, own: PlaceRef) -> Iterator[Candidate]:
    """The document's own place where no table holds it (a town, a zone) and its name stands in full."""
    known = load_places().by_code.get(own.code)
    level, canonical, priority = (known.level, known.name, 2) if known else ("", "", 4)
    while (at := text.find(own.name, start, end)) >= 0:
        start = at + len(own.name)
        yield Candidate(
            at, start, own.name, ThingType.PLACE, "place-own", 0.85, priority, "", level, own.code, canonical
        )


def find_home(text: str, start: int, end: int, own: PlaceRef | None) -> Iterator[Candidate]:
    """The document's own place and those above it, where a title names them in full."""
    if own is None:
        return
    if not load_places().named(own.name):
        yield from find_local(text, start, end, own)
    table = load_places()
    chain = {place.code: place for place in table.chain(own.code)}
    for match in table.full_names(text, start, end):
        for place in match.places:
            if place.code in chain:
                yield Candidate(
                    match.start,
                    match.end,
                    text[match.start : match.end],
                    ThingType.PLACE,
                    "place-title",
                    0.85,
                    2,
                    level=place.level,
                    code=place.code,
                )
                break
