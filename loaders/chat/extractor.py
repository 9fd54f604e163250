"""Read the records of a document with the help of a chat endpoint: optional, and grounded in the text.

The rules read the document first, and all its figures are theirs. The model is then asked, a paragraph at
a time, for named things and relations in the words of the text; what cannot be found there word by word is
refused and counted. Answers are kept in a cache, so that the same text gives the same records again.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from govgraph.loaders.chat.client import AnswerCache, ChatClient
from govgraph.loaders.chat.grounding import Grounded, Grounder
from govgraph.loaders.chat.merge import merge
from govgraph.loaders.chat.prompt import Answer, AnswerError, Passage, again, messages, read_answer, repair
from govgraph.loaders.chat.settings import ChatSettings
from govgraph.loaders.extract import extract, extractor
from govgraph.loaders.reading.copy import as_printed, reading_copy
from govgraph.ontology.errors import ChatError, SourceError
from govgraph.ontology.records import BlockKind, Document, Extraction, Refused, Span

UNREAD = "paragraph"
"""Kind of a refusal: a paragraph without an answer."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What a run has cost so far."""

    passages: int
    cached: int
    requests: int
    characters: int

    def text(self) -> str:
        """The usage in one line."""
        return (
            f"{self.passages} passages, {self.cached} of them from the cache; "
            f"{self.requests} requests, {self.characters} characters sent"
        )


class ChatExtractor:
    """Extracts documents one after another; the limits of `settings` hold for all of them together."""

    def __init__(self, settings: ChatSettings) -> None:
        self.watch: Callable[[str], None] = lambda _: None
        """Told what is asked about, before each question that the cache cannot answer."""
        self._settings = settings
        self._rule = f"chat:{settings.model}"
        self._client = ChatClient(settings)
        self._cache = AnswerCache(settings)
        self._passages = 0
        self._cached = 0

    @property
    def usage(self) -> Usage:
        """What the extractor has cost so far."""
        return Usage(self._passages, self._cached, self._client.requests, self._client.characters)

    @property
    def name(self) -> str:
        """What the records are said to be made by: the rules, the model, and a digest of what it is asked."""
        return f"{extractor()} + {self._rule} {_prompt_digest()}"

    def __call__(self, document: Document) -> Extraction:
        """Return the records of the rules with those that the model adds.

        Raises `SourceError` naming the paragraphs without a usable answer (unless `keep_rules`), and
        `ChatError` where the endpoint fails or a limit is reached; answers got until then are kept.
        """
        printed = document
        document = reading_copy(document)
        base = extract(document)
        grounder = Grounder(document, base.measurements, self._rule)
        grounded: list[Grounded] = []
        failed: list[tuple[Passage, str]] = []
        passages = read_passages(document, self._settings.passage)
        for number, passage in enumerate(passages):
            try:
                grounded += self._read(document, passage, grounder)
            except AnswerError as reason:
                failed.append((passage, str(reason)))
            except ChatError as error:
                rest = _paragraphs(passages[number:])
                raise ChatError(f"{document.name}: {rest} not read: {error}") from None
        if failed and not self._settings.keep_rules:
            raise SourceError(_failure(document, failed, self._settings.model))
        refused = [Refused(UNREAD, _opening(document, p), reason, p.span) for p, reason in failed]
        refused += [one for part in grounded for one in part.refused]
        names = [name for part in grounded for name in part.names]
        drafts = [draft for part in grounded for draft in part.drafts]
        merged = merge(base, names, drafts, refused, self._rule)
        without = f" without {_paragraphs([passage for passage, _ in failed])}" if failed else ""
        return as_printed(replace(merged, extractor=self.name + without), printed)

    def _read(self, document: Document, passage: Passage, grounder: Grounder) -> list[Grounded]:
        """What the answers about a passage say; raises `AnswerError` where there is none to be had."""
        question = messages(
            document.text[passage.span.start : passage.span.end],
            document.title,
            document.place.name if document.place else "",
            passage.section,
            [figure.evidence.quote for figure in grounder.figures(passage.span)],
        )
        self._passages += 1
        try:
            kept = [read_answer(raw) for raw in self._cache.get(question) or ()]
        except AnswerError:
            kept = []
        if kept:
            self._cached += 1
            return [grounder.ground(passage, answer) for answer in kept]
        if self._settings.offline:
            raise AnswerError("no answer in the cache, and GOVGRAPH_CHAT_OFFLINE=1 asks for none")
        self.watch(f"{document.name}, paragraph {passage.paragraph}")
        raws = self._ask(question, passage, grounder)
        self._cache.put(question, raws)
        return [grounder.ground(passage, read_answer(raw)) for raw in raws]

    def _ask(self, question: list[dict[str, str]], passage: Passage, grounder: Grounder) -> list[str]:
        """One answer, or two where a second try was worth while: at most one re-ask a passage."""
        raw = self._client.ask(question)
        try:
            answer = read_answer(raw)
        except AnswerError:
            self._client.loosen()
            raw = self._client.ask([*question, *again(raw)])
            read_answer(raw)
            return [raw]
        doubts = [(one.quote, one.reason) for one in grounder.ground(passage, answer).refused]
        if not doubts:
            return [raw]
        try:
            second = self._client.ask([*question, *repair(raw, doubts)])
            return [raw, second] if _says_something(read_answer(second)) else [raw]
        except AnswerError:
            return [raw]  # the first answer stands, with what it was refused


def extract_with_chat(document: Document, settings: ChatSettings) -> Extraction:
    """Return the records of a document as the rules and a model read it; see `ChatExtractor`."""
    return ChatExtractor(settings)(document)


def _says_something(answer: Answer) -> bool:
    return bool(answer.things or answer.relations or answer.malformed)


def read_passages(document: Document, longest: int) -> list[Passage]:
    """The body paragraphs of a document, those above `longest` characters in parts of whole sentences."""
    titles = {section.number: section.title for section in document.sections}
    sentences = iter(document.sentences)
    sentence = next(sentences, None)
    passages: list[Passage] = []
    for block in document.blocks:
        inside: list[Span] = []
        while sentence is not None and sentence.start < block.span.end:
            inside.append(sentence)
            sentence = next(sentences, None)
        if block.kind is BlockKind.BODY:
            title = titles.get(block.section, "")
            passages += [Passage(span, block.paragraph, title) for span in _parts(inside, longest)]
    return passages


def _parts(sentences: Sequence[Span], longest: int) -> Iterator[Span]:
    """Sentences put together up to a length; a longer one stands alone."""
    held: Span | None = None
    for sentence in sentences:
        if held is not None and sentence.end - held.start > longest:
            yield held
            held = None
        held = Span(held.start, sentence.end) if held else sentence
    if held is not None:
        yield held


def _prompt_digest() -> str:
    """Eight hexadecimal digits that change when what is asked changes."""
    asked = json.dumps(messages("", "", "", "", ()), ensure_ascii=False)
    return hashlib.sha256(asked.encode()).hexdigest()[:8]


def _opening(document: Document, passage: Passage) -> str:
    """The number of the paragraph of a passage, and its first words."""
    return (
        f"paragraph {passage.paragraph} " + document.text[passage.span.start : passage.span.start + 12] + "…"
    )


def _paragraphs(passages: Sequence[Passage]) -> str:
    """paragraph 3, or paragraphs 3, 5–9."""
    numbers = sorted({passage.paragraph for passage in passages})
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    named = ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    return f"paragraph{'s' * (len(numbers) > 1)} {named}"


def _failure(document: Document, failed: Sequence[tuple[Passage, str]], model: str) -> str:
    """One line that names the paragraphs without an answer, by reason."""
    by_reason: dict[str, list[Passage]] = {}
    for passage, reason in failed:
        by_reason.setdefault(reason, []).append(passage)
    named = "; ".join(f"{_paragraphs(passages)}: {reason}" for reason, passages in by_reason.items())
    return (
        f"{document.name}: {model} gave no usable answer to {named}. The other answers are kept: run again, "
        "or set GOVGRAPH_CHAT_ON_FAILURE=rules to take the records of the rules there"
    )


def report(extraction: Extraction) -> str:
    """One line for the reader: what the model added to a document, and what was refused and why."""
    things = sum(thing.rule.startswith("chat:") for thing in extraction.things)
    relations = sum(relation.rule.startswith("chat:") for relation in extraction.relations)
    unread = [one for one in extraction.refused if one.kind == UNREAD]
    reasons = Counter(one.reason for one in extraction.refused if one.kind != UNREAD)
    ordered = sorted(reasons.items(), key=lambda row: (-row[1], row[0]))
    listed = ", ".join(f"{count} {reason}" for reason, count in ordered)
    line = f"{extraction.document.name}: {things} things and {relations} relations added, "
    line += f"{reasons.total()} refused" + (f" ({listed})" if listed else "")
    if unread:
        named = ", ".join(f"{one.quote} ({one.reason})" for one in unread)
        line += f"; the records of the rules stand in paragraphs without an answer: {named}"
    return line
