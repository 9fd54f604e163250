"""The audit of figures for reading: as lines for a terminal, as records, as one self-contained HTML page.

The page has no scripts and loads nothing; its style is named by hash in its Content-Security-Policy. All
text of sources reaches it escaped.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from importlib.resources import files

from govgraph.graph.audit.findings import Check, Kind, Verdict
from govgraph.graph.audit.run import Audit, Audited
from govgraph.graph.reading import local

WORDS = {
    "zh": {
        "title": "数字核查",
        "summary": "{sources}份来源，{checks}项核查：{inconsistent}项不一致，{cannotTell}项无法判定，"
        "{withinRounding}项在精度以内，{consistent}项一致",
        "stated": "原文",
        "none": "没有发现不一致。",
        "more": "另有{}项没有单位的数字（--all 列出）",
        Verdict.INCONSISTENT: "不一致",
        Verdict.CANNOT_TELL: "无法判定",
        Verdict.WITHIN_ROUNDING: "精度以内",
        Verdict.CONSISTENT: "一致",
        Kind.PARTS: "分项与总数",
        Kind.SUBSET: "其中与整体",
        Kind.SHARES: "占比",
        Kind.CHANGE: "变化与前后数值",
        Kind.YEARLY: "年均变化",
        Kind.TWICE: "同一数量先后两说",
        Kind.RATE: "比率范围",
        Kind.LIST: "列举与计数",
        Kind.UNIT: "缺少单位",
        Kind.SUMMARY: "提升幅度与分项",
    },
    "en": {
        "title": "Audit of figures",
        "summary": "{sources} sources, {checks} checks: {inconsistent} inconsistent, {cannotTell} undecided, "
        "{withinRounding} within rounding, {consistent} consistent",
        "stated": "stated",
        "none": "Nothing inconsistent was found.",
        "more": "{} more figures have no unit (--all lists them)",
        Verdict.INCONSISTENT: "inconsistent",
        Verdict.CANNOT_TELL: "cannot tell",
        Verdict.WITHIN_ROUNDING: "within rounding",
        Verdict.CONSISTENT: "consistent",
        Kind.PARTS: "parts and total",
        Kind.SUBSET: "member and whole",
        Kind.SHARES: "shares",
        Kind.CHANGE: "change and values",
        Kind.YEARLY: "change a year",
        Kind.TWICE: "told twice",
        Kind.RATE: "range of a rate",
        Kind.LIST: "list and count",
        Kind.UNIT: "missing unit",
        Kind.SUMMARY: "gain and its parts",
    },
}
"""What the reports say, by language; verdicts and kinds as in `ontology/gov.ttl`."""

_ALWAYS = (Verdict.INCONSISTENT, Verdict.CANNOT_TELL)


def summary(audit: Audit, language: str = "en") -> str:
    """Return one line that counts."""
    counts = audit.counts()
    found = {verdict.value: counts[verdict] for verdict in Verdict}
    text = WORDS[language]["summary"].format(sources=len(audit.sources), checks=sum(found.values()), **found)
    return text.replace("1 sources", "1 source") if len(audit.sources) == 1 else text


def to_text(audit: Audit, language: str = "en", everything: bool = False) -> Iterator[str]:
    """Yield the report line by line: what is inconsistent or undecided, with `everything` also the rest."""
    words = WORDS[language]
    for source in audit.sources:
        shown = shown_of(source, everything)
        if not shown:
            continue
        yield f"{source.report.title} ({source.report.name})"
        for check in shown:
            yield f"  {words[check.verdict]} · {words[check.kind]}: {check.words(language)}"
            yield from (f"    「{sentence.text.strip()}」" for sentence in check.sentences)
        hidden = len(source.of(*_ALWAYS)) - len(shown)
        if hidden > 0:
            yield "  " + words["more"].format(hidden)
        yield ""
    yield summary(audit, language)


def to_jsonl(audit: Audit, everything: bool = False) -> Iterator[str]:
    """Yield one JSON object a check, with offsets of its figures in the stored text."""
    for source in audit.sources:
        for check in shown_of(source, everything, units=True):
            yield json.dumps(_record(source, check), ensure_ascii=False)


def to_html(audit: Audit, language: str = "en", everything: bool = False) -> str:
    """Return the report as one page."""
    import jinja2

    folder = files("govgraph.viz")
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    template = environment.from_string(folder.joinpath("audit.html.j2").read_text(encoding="utf-8"))
    style = folder.joinpath("audit.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    return template.render(
        language="zh-CN" if language == "zh" else "en",
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        style=style,
        words=WORDS[language],
        summary=summary(audit, language),
        sources=[
            (source.report, [(check, check.words(language), marked(check)) for check in shown])
            for source in audit.sources
            if (shown := shown_of(source, everything, units=True))
        ],
    )


def shown_of(source: Audited, everything: bool, units: bool = False) -> tuple[Check, ...]:
    """Return the checks that are shown; missing units by the score are not, unless asked for."""
    if everything:
        return source.checks
    return tuple(check for check in source.of(*_ALWAYS) if units or check.kind is not Kind.UNIT)


def marked(check: Check) -> list[list[tuple[str, bool]]]:
    """Return the sentences of a check in pieces, each with whether it is one of the figures."""
    found: list[list[tuple[str, bool]]] = []
    for sentence in check.sentences:
        pieces: list[tuple[str, bool]] = []
        position = 0
        for figure in check.figures:
            start, end = figure.start - sentence.start, figure.end - sentence.start
            if figure.sentence.iri == sentence.iri and start >= position:
                pieces += [(sentence.text[position:start], False), (sentence.text[start:end], True)]
                position = end
        found.append([*pieces, (sentence.text[position:], False)])
    return found


def _record(source: Audited, check: Check) -> dict[str, object]:
    return {
        "source": local(source.report.source),
        "file": source.report.name,
        "kind": check.kind.removeprefix("check").lower(),
        "verdict": check.verdict.value,
        "zh": check.zh,
        "en": check.en,
        "stated": None if check.stated is None else format(check.stated.normalize(), "f"),
        "computed": None if check.computed is None else format(check.computed.normalize(), "f"),
        "figures": [
            {"claim": local(figure.claim), "start": figure.start, "end": figure.end, "quote": figure.text}
            for figure in check.figures
        ],
        "sentences": [sentence.text for sentence in check.sentences],
    }
