"""Extractions built by hand, for tests that want records without reading a text.

`Builder` finds each quote in a text of a few lines; `sample()` is a short report with one of everything
(baseline, change, parts, target, rank, honours, shared mentions). Its facts are invented.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from govgraph.ontology.records import (
    Block,
    BlockKind,
    Bound,
    Document,
    Evidence,
    Extraction,
    Ignored,
    Measurement,
    Period,
    PlaceRef,
    Predicate,
    Relation,
    Role,
    Section,
    Span,
    Thing,
    ThingType,
)

HOME = PlaceRef("330108", "滨江区")

REPORT = """滨江区：一年的数字
2021-03-02 来源：江南早报 作者：周闻
办事更快
滨江区推出“一窗通”机制，区政务局出台《一窗通工作规程》。办理“一窗通”，材料由9份减至4份。
2020年底，市场主体3000户，较2015年底增长50%，包括小微企业2400户、其他企业600户。
“一窗通”在全省首创，已在全市推广，获评省级政务创新案例2项，由省政务办授予。
养老有靠
区民政局与城南医院合作，开办银龄食堂12家，惠及老年人1万余人，投入资金300万元。
群众满意度92%，列全省第3名。2021年计划新增养老床位200张。
联系电话86-571。
"""


class Builder:
    """Collects records of one text; quotes are looked up, so that offsets need not be counted."""

    def __init__(self, text: str, place: PlaceRef | None = HOME, **about: Any) -> None:
        """`about` sets further fields of the document."""
        digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
        lines = [Span(*match.span()) for match in re.finditer(r"[^\n]+", text)]
        sentences = tuple(Span(*match.span()) for match in re.finditer(r"[^。\n]+。?", text))
        whole: dict[str, Any] = {
            "title": text[lines[0].start : lines[0].end],
            "blocks": tuple(Block(line, BlockKind.BODY, 0, number) for number, line in enumerate(lines, 1)),
            "sections": (Section(0, "", Span(0, len(text))),),
        }
        self.document = Document(
            id=digest[:8],
            sha256=digest,
            name="sample.txt",
            text=text,
            media_type="text/plain",
            place=place,
            sentences=sentences,
            **(whole | about),
        )
        self.figures: list[Measurement] = []
        self.things: list[Thing] = []
        self.relations: list[Relation] = []
        self.ignored: list[Ignored] = []

    def evidence(self, quote: str, turn: int = 0) -> Evidence:
        """The evidence of the occurrence number `turn` (from 0) of `quote`."""
        found = [match.span() for match in re.finditer(re.escape(quote), self.document.text)]
        span = Span(*found[turn])
        sentence = next(s for s in self.document.sentences if s.start <= span.start and span.end <= s.end)
        block = next(b for b in self.document.blocks if b.span.start <= span.start and span.end <= b.span.end)
        return Evidence(span, quote, sentence, block.section, block.paragraph)

    def figure(self, quote: str, measure: str, value: str, unit: str, **more: Any) -> str:
        """Add a measurement; returns its id."""
        turn = more.pop("turn", 0)
        record = Measurement(
            id=f"m{len(self.figures) + 1:03}",
            evidence=self.evidence(quote, turn),
            value=Decimal(value),
            unit=unit,
            bound=more.pop("bound", Bound.EXACT),
            role=more.pop("role", Role.LEVEL),
            measure=measure,
            period=more.pop("period", None),
            rule="sample",
            confidence=Decimal("0.9"),
        )
        self.figures.append(replace(record, **more))
        return record.id

    def thing(self, name: str, type: ThingType, *quotes: str, **more: Any) -> str:
        """Add a thing, mentioned wherever one of `quotes` (else its name) stands; returns its id."""
        mentions = tuple(
            self.evidence(quote, turn)
            for quote in quotes or (name,)
            for turn in range(self.document.text.count(quote))
        )
        record = Thing(f"e{len(self.things) + 1:03}", name, type, mentions, "sample", Decimal("0.8"))
        self.things.append(replace(record, **more))
        return record.id

    def relation(self, quote: str, subject: str, predicate: Predicate, object: str, **more: Any) -> str:
        """Add a relation; returns its id."""
        identifier = f"r{len(self.relations) + 1:03}"
        record = Relation(
            identifier, self.evidence(quote), subject, predicate, object, "sample", Decimal("0.7")
        )
        self.relations.append(replace(record, **more))
        return identifier

    def ignore(self, quote: str, reason: str) -> None:
        """Add a number that is no measurement."""
        self.ignored.append(Ignored(self.evidence(quote).span, quote, reason))

    def build(self) -> Extraction:
        """Return the extraction of all that was added."""
        return Extraction(
            self.document,
            tuple(self.figures),
            tuple(self.things),
            tuple(self.relations),
            tuple(self.ignored),
            "sample 1.0",
        )


def sample() -> Extraction:
    """Return the records of `REPORT`."""
    builder = Builder(REPORT, **_layout())
    mechanism = builder.thing("一窗通机制", ThingType.INITIATIVE, "“一窗通”", subtype="Mechanism")
    office = builder.thing("区政务局", ThingType.INSTITUTION, canonical="滨江区政务局", level="district")
    rules = builder.thing("一窗通工作规程", ThingType.DOCUMENT)
    honour = builder.thing("省级政务创新案例", ThingType.RECOGNITION)
    grantor = builder.thing("省政务办", ThingType.INSTITUTION, level="provincial")
    bureau = builder.thing("区民政局", ThingType.INSTITUTION)
    hospital = builder.thing("城南医院", ThingType.INSTITUTION)
    older = builder.thing("老年人", ThingType.GROUP)
    canteens = builder.thing("银龄食堂", ThingType.PROGRAM)
    builder.relation("滨江区推出“一窗通”机制", "place", Predicate.LAUNCHED, mechanism)
    builder.relation("区政务局出台《一窗通工作规程》", office, Predicate.ISSUED, rules)
    builder.relation("“一窗通”在全省首创", mechanism, Predicate.FIRST_IN, "全省")
    builder.relation("已在全市推广", mechanism, Predicate.ADOPTED_IN, "全市", implied=True)
    builder.relation("获评省级政务创新案例2项", mechanism, Predicate.RECEIVED, honour)
    builder.relation("由省政务办授予", honour, Predicate.GRANTED_BY, grantor)
    builder.relation("区民政局与城南医院合作", bureau, Predicate.PARTNER, hospital)
    builder.relation("惠及老年人", canteens, Predicate.BENEFITS, older)
    _figures(builder, mechanism, canteens, bureau)
    builder.ignore("86-571", "telephone number")
    return builder.build()


def _figures(builder: Builder, mechanism: str, canteens: str, bureau: str) -> None:
    year_end = Period("2020年底", end=date(2020, 12, 31))
    now = builder.figure("4份", "材料", "4", "份")
    builder.figure("9份", "材料", "9", "份", role=Role.BASELINE, baseline_of=now)
    total = builder.figure("3000户", "市场主体", "3000", "户", period=year_end)
    builder.figure(
        *("50%", "市场主体", "50", "%"),
        role=Role.CHANGE,
        direction="up",
        change_of=total,
        period=year_end,
        compared_with=Period("2015年底", end=date(2015, 12, 31)),
    )
    builder.figure("2400户", "小微企业", "2400", "户", part_of=total, period=year_end)
    builder.figure("600户", "其他企业", "600", "户", part_of=total, period=year_end)
    builder.figure("2项", "省级政务创新案例", "2", "项", role=Role.CUMULATIVE)
    opened = builder.figure("12家", "银龄食堂", "12", "家", role=Role.CUMULATIVE)
    people = builder.figure("1万余人", "老年人", "10000", "人", bound=Bound.MORE_THAN)
    money = builder.figure("300万元", "资金", "3000000", "元", role=Role.CUMULATIVE)
    builder.figure("92%", "群众满意度", "92", "%")
    builder.figure("第3名", "群众满意度", "3", "名", role=Role.RANK, rank_in="全省")
    builder.figure("200张", "养老床位", "200", "张", role=Role.TARGET, period=Period("2021年"))
    builder.relation("4份", mechanism, Predicate.HAS_OUTCOME, now)
    builder.relation("开办银龄食堂12家", bureau, Predicate.HAS_OUTCOME, opened)
    builder.relation("1万余人", canteens, Predicate.HAS_OUTCOME, people)
    builder.relation("投入资金300万元", canteens, Predicate.FUNDED, money)


def _layout() -> dict[str, Any]:
    """Blocks, sections and by-line of `REPORT`."""
    lines = [Span(*match.span()) for match in re.finditer(r"[^\n]+", REPORT)]
    headings = {2: 1, 6: 2}
    blocks = [
        Block(lines[0], BlockKind.TITLE, reason="title"),
        Block(lines[1], BlockKind.BYLINE, reason="by-line"),
    ]
    section = paragraph = 0
    for number, line in enumerate(lines[2:], start=2):
        section = headings.get(number, section)
        if number in headings:
            blocks.append(Block(line, BlockKind.HEADING, section))
        else:
            paragraph += 1
            blocks.append(Block(line, BlockKind.BODY, section, paragraph))
    return {
        "title": "滨江区：一年的数字",
        "issued": date(2021, 3, 2),
        "publisher": "江南早报",
        "creators": ("周闻",),
        "blocks": tuple(blocks),
        "sections": (
            Section(0, "", Span(0, lines[2].start)),
            Section(1, "办事更快", Span(lines[2].start, lines[6].start), "business-environment"),
            Section(2, "养老有靠", Span(lines[6].start, len(REPORT)), "ageing"),
        ),
    }
