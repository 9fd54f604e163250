"""How asking a chat endpoint fails, what its limits keep, and which settings it takes."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from chat_cases import EMPTY, FIRST, TEXT, Made, added, passage_of, well
from chat_server import Reply, endpoint, failed, said

from govgraph.loaders.chat.extractor import ChatExtractor, extract_with_chat, report
from govgraph.loaders.chat.settings import ChatSettings, cache_folder
from govgraph.ontology.errors import ChatError, SourceError, UsageError
from govgraph.ontology.records import Document, Refused, Span

# ---- how it fails ----------------------------------------------------------------------------------


def test_an_answer_that_is_no_json_is_asked_for_once_more_with_a_looser_format(
    document: Document, settings: Made
) -> None:
    def reply(body: dict[str, Any], turn: int) -> Reply:
        return said('{"things": [{"quote": "区民') if turn == 0 else well(body, turn)

    with endpoint(reply) as place:
        extraction = extract_with_chat(document, settings(place))
    assert extraction.refused == ()
    assert len(added(extraction)[0]) == 2
    assert place.formats == ["json_schema", "json_object", "json_object"]
    assert place.asked(1) == "上一条回答不是所要求的 JSON 对象。只输出那一个 JSON 对象,不要任何别的文字。"


def test_paragraphs_without_a_usable_answer_are_named_and_the_others_kept(
    document: Document, settings: Made
) -> None:
    def reply(body: dict[str, Any], turn: int) -> Reply:
        return said("抱歉") if passage_of(body) == FIRST else well(body, turn)

    message = (
        "sample.txt: small-model gave no usable answer to paragraph 1: the answer is not the JSON that was "
        "asked for. The other answers are kept: run again, or set GOVGRAPH_CHAT_ON_FAILURE=rules to take the "
        "records of the rules there"
    )
    with endpoint(reply) as place:
        with pytest.raises(SourceError) as failure:
            extract_with_chat(document, settings(place))
        assert str(failure.value) == message
        assert len(place.bodies) == 3
        extraction = extract_with_chat(document, settings(place, keep_rules=True))
        assert len(place.bodies) == 5
    assert [thing[1] for thing in added(extraction)[0]] == ["厨房改造"]
    start = TEXT.index(FIRST)
    assert extraction.refused == (
        Refused(
            "paragraph",
            f"paragraph 1 {FIRST[:12]}…",
            "the answer is not the JSON that was asked for",
            Span(start, start + len(FIRST)),
        ),
    )
    assert extraction.extractor.endswith(" without paragraph 1")
    assert report(extraction).endswith(
        "0 refused; the records of the rules stand in paragraphs without an answer: "
        f"paragraph 1 {FIRST[:12]}… (the answer is not the JSON that was asked for)"
    )


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (
            said(EMPTY, "length"),
            "the answer was cut off; raise GOVGRAPH_CHAT_MAX_TOKENS or lower GOVGRAPH_CHAT_PASSAGE",
        ),
        (said(None, "content_filter"), "the endpoint withheld the answer"),
        (said(None), "the answer is not the JSON that was asked for"),
        (said({"things": {}, "relations": []}), "the answer is not the JSON that was asked for"),
    ],
    ids=["cut off", "withheld", "empty", "wrong shape"],
)
def test_part_of_an_answer_is_no_answer(
    answer: Reply, reason: str, document: Document, settings: Made
) -> None:
    with endpoint(lambda _b, _t: answer) as place, pytest.raises(SourceError) as failure:
        extract_with_chat(document, settings(place))
    assert f"no usable answer to paragraphs 1–2: {reason}." in str(failure.value)


@pytest.mark.parametrize(
    "trouble",
    [
        failed(429, "slow down", Retry_After="0"),
        failed(503, "starting"),
        Reply(b'{"choices": [{"message": {"con'),
        replace(said(EMPTY), cut=40),
    ],
    ids=["429", "503", "broken JSON", "broken off"],
)
def test_what_may_pass_is_tried_again(trouble: Reply, document: Document, settings: Made) -> None:
    with endpoint(lambda body, turn: trouble if turn == 0 else well(body, turn)) as place:
        extractor = ChatExtractor(settings(place, timeout=2.0))
        extraction = extractor(document)
    assert len(added(extraction)[0]) == 2
    assert extractor.usage.requests == len(place.bodies) == 3


def fails(document: Document, settings: ChatSettings) -> str:
    """The line that an extraction ends with; it names the paragraphs that were not read."""
    with pytest.raises(ChatError) as failure:
        extract_with_chat(document, settings)
    line = str(failure.value)
    prefix = "sample.txt: paragraphs 1–2 not read: "
    assert line.startswith(prefix)
    assert "\n" not in line
    return line.removeprefix(prefix)


@pytest.mark.parametrize(
    "slow",
    [replace(said(EMPTY), wait=5.0), replace(said(EMPTY), drip=0.1)],
    ids=["silent", "in drips"],
)
def test_an_endpoint_that_is_too_slow_is_given_up(slow: Reply, document: Document, settings: Made) -> None:
    with endpoint(lambda _b, _t: slow) as place:
        line = fails(document, settings(place, timeout=0.3, retries=1))
        assert line == (
            f"{place.url}/chat/completions did not answer within 0.3 s (GOVGRAPH_CHAT_TIMEOUT), 2 times; "
            "try again later"
        )
        assert len(place.bodies) == 2


def test_a_wait_longer_than_allowed_is_not_waited(document: Document, settings: Made) -> None:
    with endpoint(lambda _b, _t: failed(429, "busy", Retry_After="3600")) as place:
        line = fails(document, settings(place))
        assert line == (
            f"{place.url}/chat/completions answered HTTP 429 (busy) and asks to wait 3600 s, more than "
            "GOVGRAPH_CHAT_MAX_WAIT (60 s) allows; run again then"
        )
        assert len(place.bodies) == 1


@pytest.mark.parametrize(
    ("answer", "requests", "part"),
    [
        (
            failed(401, "no such key secret"),
            1,
            "HTTP 401 (no such key …); the key is not taken: check GOVGRAPH_CHAT_KEY",
        ),
        (failed(403, "not yours"), 1, "HTTP 403 (not yours); the key is not taken: check GOVGRAPH_CHAT_KEY"),
        (failed(402, "pay"), 1, "HTTP 402 (pay); the quota is spent"),
        (failed(429, "You exceeded your current quota"), 1, "the quota is spent: answers so far are kept"),
        (
            failed(404, "no model"),
            1,
            "check GOVGRAPH_CHAT_URL and that it serves GOVGRAPH_CHAT_MODEL=small-model",
        ),
        (failed(400, "max_tokens is not supported"), 3, "GOVGRAPH_CHAT_MAX_TOKENS=0 sends no bound"),
        (
            failed(400, "context too long"),
            3,
            "HTTP 400 (context too long); check GOVGRAPH_CHAT_MODEL, or lower",
        ),
        (
            failed(307, Location="http://127.0.0.1:9/"),
            1,
            "redirects to http://127.0.0.1:9/: set GOVGRAPH_CHAT_URL",
        ),
        (failed(500, "out of memory"), 4, "answered HTTP 500 (out of memory), 4 times; try again later"),
        (Reply(b"<html>Welcome</html>"), 1, "did not answer as a chat endpoint does (<html>Welcome</html>)"),
        (Reply(b'{"error": {"message": "overloaded"}}'), 1, "answered without a choice: overloaded"),
        (Reply(b"[]"), 1, "answered without a choice: []"),
    ],
    ids=lambda value: str(value.status) if isinstance(value, Reply) else None,
)
def test_what_will_not_pass_ends_the_run_in_one_line(
    answer: Reply, requests: int, part: str, document: Document, settings: Made
) -> None:
    with endpoint(lambda _b, _t: answer) as place:
        line = fails(document, settings(place, key="secret"))
        assert part in line
        assert "secret" not in line
        assert len(place.bodies) == requests


def test_an_endpoint_that_is_not_there_is_named(document: Document, settings: Made) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        line = fails(document, settings(f"http://127.0.0.1:{port}/v1"))
    assert line.startswith(f"http://127.0.0.1:{port}/v1/chat/completions cannot be reached (")
    assert line.endswith("check GOVGRAPH_CHAT_URL and that the server runs")


def test_servers_that_know_fewer_formats_are_asked_in_theirs(document: Document, settings: Made) -> None:
    def reply(known: str) -> Callable[[dict[str, Any], int], Reply]:
        def answer(body: dict[str, Any], turn: int) -> Reply:
            kind = body.get("response_format", {}).get("type", "text")
            return well(body, turn) if kind == known else failed(400, f"response_format {kind} is not known")

        return answer

    with endpoint(reply("json_object")) as place:
        extract_with_chat(document, settings(place))
        assert place.formats == ["json_schema", "json_object", "json_object"]
    with endpoint(reply("text")) as place:
        extract_with_chat(document, settings(place, cache=settings(place).cache / "other"))
        assert place.formats == ["json_schema", "json_object", "text", "text"]


@pytest.mark.parametrize(
    ("limits", "part"),
    [
        ({"max_requests": 1}, "the limit of 1 requests is reached"),
        ({"max_characters": 6000}, "the limit of 6000 characters sent is reached"),
    ],
)
def test_limits_hold_and_what_was_answered_is_kept(
    limits: dict[str, int], part: str, document: Document, settings: Made
) -> None:
    with endpoint(well) as place:
        with pytest.raises(ChatError) as failure:
            extract_with_chat(document, settings(place, **limits))
        assert str(failure.value).startswith(
            f"sample.txt: paragraph 2 not read: {part}; answers so far are kept"
        )
        rest = ChatExtractor(settings(place))
        rest(document)
        assert (rest.usage.cached, rest.usage.requests, len(place.bodies)) == (1, 1, 2)


# ---- settings --------------------------------------------------------------------------------------


def test_settings_come_from_the_environment() -> None:
    given = {
        "GOVGRAPH_CHAT_URL": " http://127.0.0.1:8080/v1/ ",
        "GOVGRAPH_CHAT_MODEL": "m",
        "GOVGRAPH_CACHE": "c",
    }
    settings = ChatSettings.from_environment(given)
    assert settings == ChatSettings("http://127.0.0.1:8080/v1", "m", Path("c") / "chat")
    more = {
        "GOVGRAPH_CHAT_KEY": "secret",
        "GOVGRAPH_CHAT_OFFLINE": "1",
        "GOVGRAPH_CHAT_ON_FAILURE": "rules",
        "GOVGRAPH_CHAT_MAX_REQUESTS": "7",
        "GOVGRAPH_CHAT_MAX_CHARACTERS": "8000",
        "GOVGRAPH_CHAT_MAX_TOKENS": "0",
        "GOVGRAPH_CHAT_PASSAGE": "300",
        "GOVGRAPH_CHAT_RETRIES": "0",
        "GOVGRAPH_CHAT_TIMEOUT": "9.5",
        "GOVGRAPH_CHAT_BACKOFF": "0",
        "GOVGRAPH_CHAT_MAX_WAIT": "0",
    }
    whole = ChatSettings.from_environment(given | more)
    assert whole == ChatSettings(
        settings.url, "m", settings.cache, "secret", True, True, 7, 8000, 0, 300, 0, 9.5, 0, 0
    )
    assert "secret" not in repr(whole)


@pytest.mark.parametrize(
    ("given", "part"),
    [
        ({}, "needs GOVGRAPH_CHAT_URL and GOVGRAPH_CHAT_MODEL: set"),
        ({"GOVGRAPH_CHAT_URL": "http://h/v1"}, "needs GOVGRAPH_CHAT_MODEL: set"),
        ({"GOVGRAPH_CHAT_OFFLINE": "1"}, "needs GOVGRAPH_CHAT_MODEL: set"),
        ({"GOVGRAPH_CHAT_MODEL": "m", "GOVGRAPH_CHAT_URL": "ftp://h"}, "GOVGRAPH_CHAT_URL is 'ftp://h'"),
        ({"GOVGRAPH_CHAT_URL": "http://h:port/v1"}, "GOVGRAPH_CHAT_URL is 'http://h:port/v1'"),
        ({"GOVGRAPH_CHAT_URL": "http://主机/v1"}, "GOVGRAPH_CHAT_URL is 'http://主机/v1'"),
        ({"GOVGRAPH_CHAT_KEY": "钥匙"}, "GOVGRAPH_CHAT_KEY has characters that no key has"),
        ({"GOVGRAPH_CHAT_KEY": "a\r\nHost: b"}, "GOVGRAPH_CHAT_KEY has characters that no key has"),
        ({"GOVGRAPH_CHAT_RETRIES": "many"}, "GOVGRAPH_CHAT_RETRIES is 'many': give a number of at least 0"),
        ({"GOVGRAPH_CHAT_PASSAGE": "5"}, "GOVGRAPH_CHAT_PASSAGE is '5': give a number of at least 50"),
        ({"GOVGRAPH_CHAT_ON_FAILURE": "hope"}, "GOVGRAPH_CHAT_ON_FAILURE is 'hope': give stop or rules"),
    ],
)
def test_wrong_settings_are_a_wrong_call(given: dict[str, str], part: str) -> None:
    whole = {"GOVGRAPH_CHAT_URL": "http://h/v1", "GOVGRAPH_CHAT_MODEL": "m"}
    env = given if "GOVGRAPH_CHAT" in part and part.startswith("needs") else whole | given
    with pytest.raises(UsageError) as failure:
        ChatSettings.from_environment(env)
    assert part in str(failure.value)


def test_the_cache_lies_where_users_expect_it(tmp_path: Path) -> None:
    assert cache_folder({"GOVGRAPH_CACHE": "c", "XDG_CACHE_HOME": "x"}) == Path("c")
    assert cache_folder({"XDG_CACHE_HOME": "x"}) == Path("x") / "govgraph"
    assert cache_folder({}) == Path.home() / ".cache" / "govgraph"


def test_a_cache_that_cannot_be_written_says_so(document: Document, settings: Made, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with endpoint(well) as place:
        line = fails(document, settings(place, cache=tmp_path / "file"))
    assert line.startswith("the answer cannot be kept in ")
    assert line.endswith("set GOVGRAPH_CACHE to a folder that can be written")
