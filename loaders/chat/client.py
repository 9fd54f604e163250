"""Ask a chat endpoint (the OpenAI form, `POST …/chat/completions`), within limits, and keep its answers.

What goes wrong on the way is tried again a bounded number of times; what cannot get better is a
`ChatError` at once. The key goes into one header and nowhere else: not into the cache, not into messages,
not along with a redirect.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import time
from collections.abc import Mapping, Sequence
from http.client import HTTPException, HTTPMessage, HTTPResponse
from pathlib import Path
from typing import IO, Any, cast
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

from govgraph.loaders.chat.prompt import AnswerError, schema
from govgraph.loaders.chat.settings import ChatSettings
from govgraph.ontology.errors import ChatError

_SAID = 200
"""Number of characters of a server's own words that an error repeats."""
_LARGEST = 4_000_000
"""Bytes of an answer beyond which it is not read on."""
_FORMATS: tuple[dict[str, Any] | None, ...] = (
    {"type": "json_schema", "json_schema": {"name": "records", "strict": True, "schema": schema()}},
    {"type": "json_object"},
    None,
)
"""Ways to demand JSON, strictest first: no server takes all of them, and some take one and ignore it."""
_LOCAL = frozenset(("localhost", "127.0.0.1", "::1"))

Messages = Sequence[Mapping[str, str]]


class AnswerCache:
    """Answers by what was asked: one file a question, which appears whole or not at all."""

    def __init__(self, settings: ChatSettings) -> None:
        self._folder, self._model = settings.cache, settings.model

    def _path(self, question: Messages) -> Path:
        asked = json.dumps([self._model, list(map(dict, question))], ensure_ascii=False, sort_keys=True)
        digest = hashlib.sha256(asked.encode()).hexdigest()
        return self._folder / digest[:2] / f"{digest}.json"

    def get(self, question: Messages) -> tuple[str, ...] | None:
        """The answers kept for a question, or None; a damaged file counts as none."""
        try:
            kept: object = json.loads(self._path(question).read_bytes())
        except (OSError, ValueError):
            return None
        answers = cast(dict[str, object], kept).get("answers") if isinstance(kept, dict) else None
        if not isinstance(answers, list) or not answers:
            return None
        texts = cast(list[object], answers)
        return tuple(map(str, texts)) if all(isinstance(text, str) for text in texts) else None

    def put(self, question: Messages, answers: Sequence[str]) -> None:
        """Keep the answers to a question; raises `ChatError` where the folder cannot be written."""
        path = self._path(question)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, part = tempfile.mkstemp(dir=path.parent, suffix=".part")
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as stream:
                    json.dump({"model": self._model, "answers": list(answers)}, stream, ensure_ascii=False)
                os.replace(part, path)
            except BaseException:
                os.unlink(part)
                raise
        except OSError as error:
            raise ChatError(
                f"the answer cannot be kept in {path.parent} ({error.strerror}); set GOVGRAPH_CACHE to "
                "a folder that can be written"
            ) from None


class _StayHere(HTTPRedirectHandler):
    """Follows no redirect: the key must not go to another host unseen."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


class _Again(Exception):
    """A failure that may pass; `wait` is what the server asked for in seconds, or None."""

    def __init__(self, what: str, wait: float | None = None) -> None:
        super().__init__(what)
        self.wait = wait


class ChatClient:
    """Sends questions to the endpoint of `settings`; counts requests and characters over its lifetime."""

    def __init__(self, settings: ChatSettings) -> None:
        self.settings = settings
        self.requests = 0
        self.characters = 0
        path = settings.url.rstrip("/")
        self._address = path if path.endswith("/chat/completions") else f"{path}/chat/completions"
        self._format = 0
        self._opener = self._open()

    def _open(self) -> OpenerDirector:
        handlers: list[Any] = [_StayHere()]
        if urlsplit(self._address).hostname in _LOCAL:
            handlers.append(ProxyHandler({}))  # a proxy cannot reach this machine's own ports
        return build_opener(*handlers)

    def loosen(self) -> None:
        """Demand JSON less strictly from now on: the server ignored how it was demanded."""
        self._format = min(self._format + 1, len(_FORMATS) - 1)

    def ask(self, question: Messages) -> str:
        """Return the text of an answer.

        Raises `AnswerError` where this question has no whole answer (cut off, withheld), and `ChatError`
        where asking on is of no use: unreachable, refused, out of limits.
        """
        for turn in range(self.settings.retries + 1):
            try:
                return self._attempt(question)
            except _Again as failure:
                if turn == self.settings.retries:
                    tried = f", {turn + 1} times" if turn else ""
                    raise ChatError(f"{self._address} {failure}{tried}; try again later") from None
                self._wait(failure, turn)
        raise AssertionError("unreachable")

    def _wait(self, failure: _Again, turn: int) -> None:
        own = self.settings.backoff * 2**turn
        wait = own if failure.wait is None else failure.wait
        if failure.wait is not None and wait > self.settings.max_wait:
            raise ChatError(
                f"{self._address} {failure} and asks to wait {wait:g} s, more than GOVGRAPH_CHAT_MAX_WAIT "
                f"({self.settings.max_wait:g} s) allows; run again then"
            )
        time.sleep(wait)

    def _attempt(self, question: Messages) -> str:
        """Send once, with the way to demand JSON loosened as long as the server refuses it."""
        while True:
            try:
                return self._content(self._post(self._body(question)))
            except HTTPError as error:
                with error:
                    said = self._said(_bounded(error))
                if error.code in (400, 422) and _FORMATS[self._format] is not None:
                    self.loosen()
                    continue
                raise self._refused(error, said) from None

    def _body(self, question: Messages) -> bytes:
        settings = self.settings
        body: dict[str, Any] = {
            "model": settings.model,
            "messages": list(map(dict, question)),
            "temperature": 0,
        }
        if settings.max_tokens:
            body["max_tokens"] = settings.max_tokens
        if demand := _FORMATS[self._format]:
            body["response_format"] = demand
        return json.dumps(body, ensure_ascii=False).encode()

    def _post(self, body: bytes) -> bytes:
        """Send a request and return the body of the answer; spends the limits."""
        size = len(body.decode())
        settings = self.settings
        if self.requests >= settings.max_requests:
            raise ChatError(
                f"the limit of {settings.max_requests} requests is reached; answers so far are kept: raise "
                "GOVGRAPH_CHAT_MAX_REQUESTS and run again"
            )
        if self.characters + size > settings.max_characters:
            raise ChatError(
                f"the limit of {settings.max_characters} characters sent is reached; answers so far are "
                "kept: raise GOVGRAPH_CHAT_MAX_CHARACTERS and run again"
            )
        self.requests += 1
        self.characters += size
        headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "govgraph"}
        if settings.key:
            headers["Authorization"] = f"Bearer {settings.key}"
        request = Request(self._address, data=body, headers=headers, method="POST")
        try:
            deadline = time.monotonic() + settings.timeout
            with cast(HTTPResponse, self._opener.open(request, timeout=settings.timeout)) as response:
                return _read(response, deadline)
        except HTTPError:
            raise
        except TimeoutError:
            raise self._late() from None
        except URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise self._late() from None
            raise ChatError(
                f"{self._address} cannot be reached ({error.reason}); check GOVGRAPH_CHAT_URL and "
                "that the server runs"
            ) from None
        except (OSError, HTTPException) as error:
            raise _Again(f"broke the connection off ({type(error).__name__})") from None

    def _late(self) -> _Again:
        return _Again(f"did not answer within {self.settings.timeout:g} s (GOVGRAPH_CHAT_TIMEOUT)")

    def _content(self, body: bytes) -> str:
        """The text in the body of an answer."""
        try:
            told: object = json.loads(body)
        except (ValueError, RecursionError):
            if body.lstrip().startswith(b"{"):
                raise _Again("sent broken JSON") from None
            raise ChatError(
                f"{self._address} did not answer as a chat endpoint does ({self._said(body) or 'nothing'}); "
                "check GOVGRAPH_CHAT_URL: it often ends in /v1"
            ) from None
        try:
            choice = cast(Any, told)["choices"][0]
            content, reason = choice["message"]["content"], choice.get("finish_reason")
        except (KeyError, IndexError, TypeError, AttributeError):
            raise ChatError(f"{self._address} answered without a choice: {self._said(body)}") from None
        if reason == "length":
            raise AnswerError(
                "the answer was cut off; raise GOVGRAPH_CHAT_MAX_TOKENS or lower GOVGRAPH_CHAT_PASSAGE"
            )
        if reason == "content_filter":
            raise AnswerError("the endpoint withheld the answer")
        return content.encode("utf-8", "replace").decode() if isinstance(content, str) else ""

    def _said(self, body: bytes) -> str:
        """A server's own words: its error message where it has one, never our key."""
        text = body.decode("utf-8", "replace")
        try:
            told: Any = json.loads(text)
            told = told.get("error", told)
            text = str(cast(Any, told).get("message", told)) if isinstance(told, dict) else str(told)
        except (ValueError, AttributeError, RecursionError):
            pass
        text = text.replace(self.settings.key, "…") if self.settings.key else text
        return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:_SAID]

    def _refused(self, error: HTTPError, said: str) -> ChatError | _Again:
        """What an HTTP status means for going on."""
        code = error.code
        spent = code == 402 or (code == 429 and "quota" in said.lower())
        if (code in (408, 425, 429) or code >= 500) and not spent:
            return _Again(f"answered HTTP {code} ({said or 'no reason given'})", _retry_after(error))
        if spent:
            hint = "the quota is spent: answers so far are kept, run again when there is more"
        elif code in (401, 403):
            hint = "the key is not taken: check GOVGRAPH_CHAT_KEY"
        elif 300 <= code < 400:
            hint = f"it redirects to {error.headers.get('Location')}: set GOVGRAPH_CHAT_URL to that"
        elif code == 404:
            hint = f"check GOVGRAPH_CHAT_URL and that it serves GOVGRAPH_CHAT_MODEL={self.settings.model}"
        elif "max_tokens" in said:
            hint = "GOVGRAPH_CHAT_MAX_TOKENS=0 sends no bound"
        else:
            hint = "check GOVGRAPH_CHAT_MODEL, or lower GOVGRAPH_CHAT_PASSAGE"
        return ChatError(f"{self._address} answered HTTP {code} ({said or 'no reason given'}); {hint}")


def _retry_after(error: HTTPError) -> float | None:
    """The seconds of `Retry-After`; None where it is missing or a date."""
    try:
        wait = float(error.headers.get("Retry-After") or "")
    except ValueError:
        return None
    return wait if wait >= 0 else None


def _bounded(error: HTTPError) -> bytes:
    try:
        return error.read(100_000)
    except (OSError, HTTPException):
        return b""


def _read(response: HTTPResponse, deadline: float) -> bytes:
    """The body of a response that may come in drips; raises `TimeoutError` after the deadline."""
    parts: list[bytes] = []
    size = 0
    while chunk := response.read1(65536):
        parts.append(chunk)
        size += len(chunk)
        if size > _LARGEST or time.monotonic() > deadline:
            raise TimeoutError
    return b"".join(parts)
