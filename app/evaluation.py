"""Evaluate files of facts, or texts extracted on the spot, against gold annotations."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from govgraph.loaders.evaluate import FIELDS, Evaluation, Fact, described, evaluate, in_context, read_facts
from govgraph.ontology.errors import SourceError


def evaluate_files(pairs: Sequence[tuple[str, str]]) -> Evaluation:
    """Evaluate pairs of (gold, facts) files; a facts file that is no .jsonl is a text to extract."""
    return evaluate((_facts(gold), _facts(found)) for gold, found in pairs)


def report(result: Evaluation, *, misses: bool, as_json: bool) -> Iterator[str]:
    """Yield the scores as lines, a kind a line, and with `misses` each error in its context."""
    scores = result.scores()
    if as_json:
        yield json.dumps(scores, ensure_ascii=False)
    else:
        for kind, row in scores.items():
            yield f"{kind} " + " ".join(f"{name}={value:g}" for name, value in row.items())
    if misses:
        for kind, outcome in result.outcomes.items():
            yield from (f"- {kind}  {_line(fact)}" for fact in outcome.missed)
            yield from (f"+ {kind}  {_line(fact)}" for fact in outcome.spurious)
            if kind == "measurement":
                for gold, found in outcome.pairs:
                    wrong = [name for name, test in FIELDS.items() if not test(gold, found)]
                    if wrong:
                        told = ", ".join(f"{n} {found.get(n) or '—'} for {gold.get(n) or '—'}" for n in wrong)
                        yield f"~ {kind}  {_line(gold)}: {told}"


def _line(fact: Fact) -> str:
    return f"{fact.get('context') or fact.get('quote', '')}  {' '.join(described(fact))}"


def _facts(name: str) -> list[Fact]:
    """Read facts with a `context` each, where the text they were taken from lies beside them."""
    path = Path(name)
    if path.suffix != ".jsonl":
        from govgraph.batch import read_source
        from govgraph.loaders.extract import extract
        from govgraph.loaders.jsonl import to_jsonl

        extraction = extract(read_source(name))
        return _with_context(read_facts(to_jsonl(extraction), name), extraction.document.text)
    try:
        facts = read_facts(path.read_text("utf-8").splitlines(), name)
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{name} cannot be read ({error}); JSON Lines in UTF-8 are expected") from error
    text = path.with_name(path.name.removesuffix(".jsonl").removesuffix(".gold") + ".txt")
    return _with_context(facts, text.read_text("utf-8-sig")) if text.is_file() else facts


def _with_context(facts: list[Fact], text: str) -> list[Fact]:
    return [{**fact, "context": in_context(fact, text)} for fact in facts]
