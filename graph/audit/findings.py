"""What an audit finds: one check of some figures against each other, and its verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum

from govgraph.graph.audit.claimed import Figure, Report, Sentence
from govgraph.graph.audit.precision import Interval

_PLACES = 6


class Verdict(StrEnum):
    """The outcome of a check, the gravest first; the values are names of terms."""

    INCONSISTENT = "inconsistent"
    CANNOT_TELL = "cannotTell"
    WITHIN_ROUNDING = "withinRounding"
    CONSISTENT = "consistent"


class Kind(StrEnum):
    """What a check compares; the values are names of terms."""

    PARTS = "checkParts"
    SUBSET = "checkSubset"
    SHARES = "checkShares"
    CHANGE = "checkChange"
    YEARLY = "checkYearly"
    TWICE = "checkTwice"
    RATE = "checkRate"
    LIST = "checkList"
    UNIT = "checkUnit"
    SUMMARY = "checkSummary"


@dataclass(frozen=True, slots=True)
class Check:
    """One check of one source.

    `figures` are those compared, in the order of the text. `zh` and `en` give the arithmetic in words;
    `stated` is what the text says and `computed` what follows from the other figures (None where the
    check compares no two numbers).
    """

    kind: Kind
    verdict: Verdict
    source: str
    figures: tuple[Figure, ...]
    zh: str
    en: str
    stated: Decimal | None = None
    computed: Decimal | None = None

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the figures, each once, in the order of the text."""
        return tuple({figure.sentence.iri: figure.sentence for figure in self.figures}.values())

    def of(self, stated: Decimal, computed: Decimal) -> Check:
        """Return the check with the two numbers that were compared."""
        return replace(self, stated=stated, computed=round(computed, _PLACES))

    def words(self, language: str) -> str:
        """Return the arithmetic in Chinese (zh) or English (en)."""
        return self.zh if language == "zh" else self.en


def compared(stated: Interval, computed: Interval, equal: bool) -> Verdict:
    """Return whether a stated figure is the computed one, to the letter or within what was printed."""
    if equal:
        return Verdict.CONSISTENT
    return Verdict.WITHIN_ROUNDING if stated.meets(computed) else Verdict.INCONSISTENT


def make(
    report: Report, kind: Kind, verdict: Verdict, figures: Sequence[Figure], words: tuple[str, str]
) -> Check:
    """Return a check with its figures in the order of the text; `words` are Chinese and English."""
    ordered = tuple(sorted(figures, key=lambda figure: (figure.start, figure.claim)))
    return Check(kind, verdict, report.source, ordered, *words)


def plain(value: Decimal, places: int = 2) -> str:
    """Return a number for reading: rounded, without exponent and without zeros at its end."""
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN) if value % 1 else value
    text = format(rounded, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def scaled(value: Decimal) -> str:
    """Return an amount for reading, in 亿 or 万 where it is large."""
    for factor, word in ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万")):
        if abs(value) >= factor:
            return plain(value / factor, 4) + word
    return plain(value, 4)


def signed(value: Decimal) -> str:
    """Return a change in per cent for reading, with its sign."""
    return ("+" if value > 0 else "−" if value < 0 else "") + plain(abs(value)) + "%"
