"""What a model is asked about a passage, and how its answer is read.

The model is told the passage with its heading, the place the document speaks for, and the figures that
our own grammar found, by number. It answers with words of the passage, types and predicates; it is never
asked for a value, and one that it gives is not looked at.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from govgraph.ontology.records import Predicate, Span, ThingType

PLACE_WORD = "PLACE"
"""How an answer names the place that the document speaks for."""

TYPES = {
    ThingType.INSTITUTION: "机构、部门、单位、企业、学校",
    ThingType.PLACE: "地区、街道、村、场所",
    ThingType.INITIATIVE: "机制、改革、模式、品牌、活动、行动、服务",
    ThingType.PROGRAM: "有资金或建设内容的工程、项目、计划",
    ThingType.DOCUMENT: "文件、规划、条例",
    ThingType.RECOGNITION: "荣誉、称号、示范单位、榜单",
    ThingType.GROUP: "受益人群",
    ThingType.EVENT: "会议、论坛、赛事",
    ThingType.PERSON: "人名",
}
PREDICATES = {
    Predicate.LAUNCHED: "机构、地区或人 → 其推出、开展、实施的举措、项目、活动",
    Predicate.TAKES_PART: "机构、地区或人 → 其参与(而非牵头)的举措、项目、活动",
    Predicate.ISSUED: "机构或地区 → 其印发的文件",
    Predicate.BASED_ON: "举措、项目、活动 → 其所依据的文件",
    Predicate.RECEIVED: "获得者 → 荣誉",
    Predicate.GRANTED_BY: "荣誉 → 授予机构,或原文中的级别词(全国、省级)",
    Predicate.HAS_OUTCOME: "举措、项目、机构或地区 → 成果数字(编号)或荣誉",
    Predicate.PART_OF: "部分 → 整体",
    Predicate.MEMBER_OF: "人 → 其任职的机构",
    Predicate.INCLUDES: "整体 → 成员",
    Predicate.PARTNER: "合作双方",
    Predicate.LOCATED_IN: "事物 → 所在地",
    Predicate.BENEFITS: "举措、项目、机构 → 受益人群",
    Predicate.FUNDED: "项目、举措、机构 → 资金数字(编号)",
    Predicate.FIRST_IN: "首创的举措 → 首创范围(全国、全省)",
    Predicate.ADOPTED_IN: "被推广的举措 → 推广范围",
}

_TASK = """你从中国地方政府的文章中找出有名称的事物和它们之间的关系。只处理给出的那一个段落。
只输出一个 JSON 对象:{"things": [...], "relations": [...]},不要解释。
things 的每一项:{"quote": 名称, "type": 类型}。
- quote 必须从段落中逐字抄录,一字不改,不缩写,不合并,不翻译;按在段落中出现的先后排列,同一事物只列一次。
- 名称包括引号内的词和属于它的中心词,不包括前面的动词和后面的数字。
- 泛称(该区、有关部门、这项工作)不是名称。
relations 的每一项:{"subject": 主语, "predicate": 谓词, "object": 宾语, "quote": 依据}。
- subject 和 object 用 things 中的 quote;文章所在地(包括省略主语的句子)写 PLACE;数字写它的编号(如 N2)。
- quote 是一句之内逐字抄录的依据,要含主语、宾语中的至少一个。
- 数值、单位一律不写;没有编号的数字不要用。没有就给空列表。不要推测,不要用段落以外的知识。
类型:
{types}
谓词:
{predicates}"""

_REPAIR = """上面有几项不能采用。只输出改正后的这些项(格式同前,不必重复其余各项);改不了的就不要写。
{items}"""

_AGAIN = "上一条回答不是所要求的 JSON 对象。只输出那一个 JSON 对象,不要任何别的文字。"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one body paragraph that is asked about in one go."""

    span: Span
    paragraph: int
    section: str
    """The heading above it, or empty."""


@dataclass(frozen=True, slots=True)
class ToldThing:
    """A thing as the model words it."""

    quote: str
    type: str


@dataclass(frozen=True, slots=True)
class ToldRelation:
    """A relation as the model words it."""

    subject: str
    predicate: str
    object: str
    quote: str

    def text(self) -> str:
        """The relation in one line."""
        return f"{self.subject} —{self.predicate}→ {self.object}: {self.quote}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model said about a passage, checked for form only."""

    things: tuple[ToldThing, ...]
    relations: tuple[ToldRelation, ...]
    malformed: tuple[str, ...]
    """Items without the fields that they need, as JSON."""


class AnswerError(Exception):
    """An answer that cannot be used; its text says why."""


@dataclass(frozen=True, slots=True)
class _Sample:
    """An invented passage with the answer to it."""

    heading: str
    text: str
    figures: tuple[str, ...]
    things: tuple[tuple[str, str], ...]
    relations: tuple[tuple[str, str, str, str], ...]

    def answer(self) -> dict[str, list[dict[str, str]]]:
        """The answer that a model should give."""
        names = ("subject", "predicate", "object", "quote")
        return {
            "things": [{"quote": quote, "type": kind} for quote, kind in self.things],
            "relations": [dict(zip(names, row, strict=True)) for row in self.relations],
        }


_SAMPLE_PLACE = "云屏县"
_SAMPLES = (
    _Sample(
        "托幼有着落",
        "县妇女联合会开办“晨光屋”托管服务，已覆盖7个村，照看务工家庭儿童320名。前不久，这项服务获评省级巾帼暖心岗。",
        ("7个", "320名"),
        (
            ("县妇女联合会", "institution"),
            ("“晨光屋”托管服务", "initiative"),
            ("务工家庭儿童", "group"),
            ("省级巾帼暖心岗", "recognition"),
        ),
        (
            ("县妇女联合会", "launched", "“晨光屋”托管服务", "县妇女联合会开办“晨光屋”托管服务"),
            ("“晨光屋”托管服务", "has_outcome", "N1", "已覆盖7个村"),
            ("“晨光屋”托管服务", "benefits", "务工家庭儿童", "照看务工家庭儿童320名"),
            ("“晨光屋”托管服务", "received", "省级巾帼暖心岗", "这项服务获评省级巾帼暖心岗"),
            ("省级巾帼暖心岗", "granted_by", "省级", "获评省级巾帼暖心岗"),
        ),
    ),
    _Sample(
        "山路通了",
        "印发《云屏县山区道路养护办法》，投入1.6亿元实施环山公路改造工程，修好路面42公里。",
        ("1.6亿元", "42公里"),
        (("《云屏县山区道路养护办法》", "document"), ("环山公路改造工程", "program")),
        (
            (PLACE_WORD, "issued", "《云屏县山区道路养护办法》", "印发《云屏县山区道路养护办法》"),
            ("环山公路改造工程", "funded", "N1", "投入1.6亿元实施环山公路改造工程"),
            ("环山公路改造工程", "has_outcome", "N2", "修好路面42公里"),
        ),
    ),
)


@cache
def sample_quotes() -> frozenset[str]:
    """Names and clauses of the examples, which must not come back as records."""
    things = {quote for sample in _SAMPLES for quote, _ in sample.things}
    return frozenset(things | {row[3] for sample in _SAMPLES for row in sample.relations} | {_SAMPLE_PLACE})


def messages(
    passage: str, title: str, place: str, heading: str, figures: Sequence[str]
) -> list[dict[str, str]]:
    """The conversation that asks about a passage; `figures` are its figures as printed, N1, N2 …."""
    types = "\n".join(f"- {kind.value}:{meaning}" for kind, meaning in TYPES.items())
    predicates = "\n".join(f"- {name.value}:{meaning}" for name, meaning in PREDICATES.items())
    asked = [
        {"role": "system", "content": _TASK.replace("{types}", types).replace("{predicates}", predicates)}
    ]
    for sample in _SAMPLES:
        question = _question(sample.text, "", _SAMPLE_PLACE, sample.heading, sample.figures)
        asked.append({"role": "user", "content": question})
        asked.append({"role": "assistant", "content": json.dumps(sample.answer(), ensure_ascii=False)})
    asked.append({"role": "user", "content": _question(passage, title, place, heading, figures)})
    return asked


def _question(passage: str, title: str, place: str, heading: str, figures: Sequence[str]) -> str:
    numbers = "\n".join(f"N{number} {text}" for number, text in enumerate(figures, start=1))
    return (
        f"文章:{title or '(无)'}\n所在地:{place or '(未知)'}\n小标题:{heading or '(无)'}\n"
        f"数字:\n{numbers or '(无)'}\n段落:\n{passage}"
    )


def repair(raw: str, refused: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    """The two messages that ask once more for the items of an answer that were refused."""
    items = "\n".join(f"- {text}({_TOLD.get(reason, reason)})" for text, reason in refused)
    return [{"role": "assistant", "content": raw}, {"role": "user", "content": _REPAIR.format(items=items)}]


def again(raw: str) -> list[dict[str, str]]:
    """The two messages that ask once more after an answer that was no JSON."""
    return [{"role": "assistant", "content": raw[:2000]}, {"role": "user", "content": _AGAIN}]


NOT_THERE = "not in the paragraph"
ECHO = "an example of the prompt, not of the text"
SEVERAL = "stands several times in the paragraph"
SENTENCES = "does not lie within one sentence"
TYPE = "unknown type"
PREDICATE = "unknown predicate"
FORM = "a field is missing or of the wrong kind"
NO_FIGURE = "our grammar reads no such figure there"
GENERAL = "a word for the place itself, not a name"
LONG = "too long or too short for a name"
NUMBER = "a figure, not a name"
NO_PLACE = "the place of the document is not known"
ELSEWHERE = "an end is not named in that sentence"
NEITHER = "the quote names neither end"
_TOLD = {
    NOT_THERE: "段落中没有这些字,请逐字抄录",
    ECHO: "这是示例中的内容,不是段落中的",
    SEVERAL: "在段落中出现多次,请抄录更长的依据",
    SENTENCES: "依据要在一句之内",
    TYPE: "类型不在列表中",
    PREDICATE: "谓词不在列表中",
    FORM: "缺少字段",
    NO_FIGURE: "数字要用所列的编号",
    GENERAL: "这是泛称,不是名称",
    LONG: "过长或过短,不是名称",
    NUMBER: "这是数字,不是名称",
    NO_PLACE: "所在地未知,不能写 PLACE",
    ELSEWHERE: "主语或宾语不在依据所在的句子里",
    NEITHER: "依据中既没有主语也没有宾语",
}


def schema() -> dict[str, Any]:
    """The JSON schema of an answer, for servers that can hold a model to one."""

    def listed(fields: dict[str, Any]) -> dict[str, Any]:
        item = {
            "type": "object",
            "properties": fields,
            "required": list(fields),
            "additionalProperties": False,
        }
        return {"type": "array", "items": item}

    text = {"type": "string"}
    things = {"quote": text, "type": {"type": "string", "enum": [kind.value for kind in TYPES]}}
    relations = {
        "subject": text,
        "predicate": {"type": "string", "enum": [name.value for name in PREDICATES]},
        "object": text,
        "quote": text,
    }
    fields = {"things": listed(things), "relations": listed(relations)}
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


_TRIES = 200


def read_answer(raw: str) -> Answer:
    """Read an answer, alone or amid other words; raises `AnswerError` where it holds no such object."""
    found = list(_objects(raw))
    if not found:
        raise AnswerError("the answer is not the JSON that was asked for")
    told = found[-1]  # a model that thinks aloud gives its answer last
    things: list[ToldThing] = []
    relations: list[ToldRelation] = []
    malformed: list[str] = []
    for name in ("things", "relations"):
        for item in cast(list[object], told.get(name) or []):
            fields = cast(dict[str, object], item) if isinstance(item, dict) else {}
            names = ("quote", "type") if name == "things" else ("subject", "predicate", "object", "quote")
            values = [fields.get(field) for field in names]
            texts = [_clean(value) for value in values if isinstance(value, str) and _clean(value)]
            if len(texts) < len(names):
                malformed.append(_clean(json.dumps(item, ensure_ascii=False)))
            elif name == "things":
                things.append(ToldThing(*texts))
            else:
                relations.append(ToldRelation(*texts))
    return Answer(tuple(things), tuple(relations), tuple(malformed))


def _clean(text: str) -> str:
    """A text that can be printed and stored: no control characters, no halves of characters."""
    text = text.encode("utf-8", "replace").decode()
    return "".join(sign if sign.isprintable() or sign.isspace() else "?" for sign in text).strip()


def _objects(raw: str) -> Iterator[dict[str, object]]:
    """Yield the JSON objects in a text that have the shape of an answer."""
    decoder = json.JSONDecoder()
    at = raw.find("{")
    for _ in range(_TRIES):
        if at < 0:
            return
        end = at + 1
        try:
            found, end = decoder.raw_decode(raw, at)
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, dict):
            told = cast(dict[str, object], found)
            parts = [told[name] for name in ("things", "relations") if name in told]
            if parts and all(isinstance(part, list | None) for part in parts):
                yield told
        at = raw.find("{", end)
