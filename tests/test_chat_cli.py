"""`--extractor chat` as a user meets it: what is said where, what is stored, what is asked again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from chat_server import Endpoint, Reply, endpoint, failed, said

FIRST = "滨江区上线“书香驿”便民点，读者说好。"
SECOND = "滨江区推进云杉计划，办好37件小事。"
ANSWER = {
    "things": [{"quote": "云杉计划", "type": "initiative"}, {"quote": "月桂计划", "type": "initiative"}],
    "relations": [
        {"subject": "云杉计划", "predicate": "has_outcome", "object": "N1", "quote": "办好37件小事"},
    ],
}


def well(body: dict[str, Any], _: int) -> Reply:
    asked = body["messages"][-1]["content"]
    return said(ANSWER if asked.endswith(SECOND) else {"things": [], "relations": []})


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.txt"
    path.write_text(f"{FIRST}\n{SECOND}\n", "utf-8")
    return path


def run(place: Endpoint | None, *arguments: str, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run govgraph beside `cwd` with the chat settings of an endpoint and a cache of its own."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("GOVGRAPH_")}
    env |= {"PYTHONUTF8": "1", "GOVGRAPH_CACHE": str(cwd / "cache"), "GOVGRAPH_CHAT_BACKOFF": "0.01"}
    if place is not None:
        env |= {"GOVGRAPH_CHAT_URL": place.url, "GOVGRAPH_CHAT_MODEL": "small-model"}
    return subprocess.run(
        [sys.executable, "-m", "govgraph", *arguments],
        cwd=cwd,
        env=env | more,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def test_extract_writes_the_records_and_says_what_was_added_and_refused(note: Path, tmp_path: Path) -> None:
    with endpoint(well) as place:
        done = run(place, "extract", str(note), "--extractor", "chat", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        requests = len(place.bodies)
        explained = run(
            place, "extract", str(note), "--extractor", "chat", "--explain", "-f", "text", cwd=tmp_path
        )
        assert len(place.bodies) == requests == 3
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [r["name"] for r in records if r["kind"] == "entity" and "计划" in r["name"]] == ["云杉计划"]
    text = note.read_text("utf-8")
    assert all(text[r["start"] : r["end"]] == r["quote"] for r in records)
    said_line, usage = done.stderr.splitlines()
    assert said_line.startswith("note.txt: ")
    assert "1 refused (1 not in the paragraph)" in said_line
    assert usage.startswith("2 passages, 0 of them from the cache; 3 requests, ")
    assert "refused      thing 月桂计划  [not in the paragraph]" in explained.stdout
    assert explained.stderr.splitlines()[1] == (
        "2 passages, 2 of them from the cache; 0 requests, 0 characters sent"
    )


def test_build_stores_who_read_and_reads_a_source_once(note: Path, tmp_path: Path) -> None:
    who = "SELECT ?who WHERE { ?run prov:wasAssociatedWith/rdfs:label ?who }"
    with endpoint(well) as place:
        done = run(place, "build", str(note), "--extractor", "chat", "-s", "store", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert len(done.stderr.splitlines()) == 2
        again = run(place, "build", str(note), "--extractor", "chat", "-s", "store", cwd=tmp_path)
        assert again.stderr == "0 passages, 0 of them from the cache; 0 requests, 0 characters sent\n"
        assert again.stdout == done.stdout
        offline = run(
            None, "build", str(note), "--extractor", "chat", "-s", "offline", cwd=tmp_path,
            GOVGRAPH_CHAT_OFFLINE="1", GOVGRAPH_CHAT_MODEL="small-model",
        )  # fmt: skip
    assert offline.returncode == 0, offline.stderr
    dumps = [run(None, "export", "-f", "n-quads", "-s", s, cwd=tmp_path).stdout for s in ("store", "offline")]
    assert dumps[0] == dumps[1]
    assert "云杉计划" in dumps[0]
    assert "chat:small-model" in run(None, "query", "-e", who, "-s", "store", cwd=tmp_path).stdout
    rules = run(None, "build", str(note), "-s", "store", cwd=tmp_path)
    assert rules.returncode == 0, rules.stderr
    assert "chat:small-model" not in run(None, "export", "-f", "n-quads", "-s", "store", cwd=tmp_path).stdout


def fails(done: subprocess.CompletedProcess[str], code: int, *parts: str) -> None:
    """Assert exit `code`, nothing on stdout, and one line on stderr that holds all `parts`."""
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (code, "", 1), done.stderr
    assert [part for part in parts if part not in done.stderr] == []


def test_missing_settings_are_named_before_anything_is_read(note: Path, tmp_path: Path) -> None:
    done = run(None, "extract", str(note), "--extractor", "chat", cwd=tmp_path)
    fails(done, 2, "needs GOVGRAPH_CHAT_URL and GOVGRAPH_CHAT_MODEL", "GOVGRAPH_CHAT_KEY")
    done = run(None, "build", str(note), "--extractor", "chat", "-s", "store", cwd=tmp_path)
    fails(done, 2, "needs GOVGRAPH_CHAT_URL")
    done = run(None, "build", str(note), "--extractor", "chat", "--jobs", "2", cwd=tmp_path)
    fails(done, 2, "--jobs is for the rules")
    assert not (tmp_path / "store").exists()


def test_an_endpoint_that_refuses_leaves_the_store_as_it_was(note: Path, tmp_path: Path) -> None:
    assert run(None, "build", str(note), "-s", "store", cwd=tmp_path).returncode == 0
    before = run(None, "export", "-f", "n-quads", "-s", "store", cwd=tmp_path).stdout
    with endpoint(lambda _b, _t: failed(401, "no such key")) as place:
        done = run(
            place, "build", str(note), "--extractor", "chat", "-s", "store", cwd=tmp_path,
            GOVGRAPH_CHAT_KEY="secret",
        )  # fmt: skip
        assert len(place.bodies) == 1
    fails(done, 1, "note.txt: paragraphs 1–2 not read", "HTTP 401", "GOVGRAPH_CHAT_KEY")
    assert "secret" not in done.stderr
    assert run(None, "export", "-f", "n-quads", "-s", "store", cwd=tmp_path).stdout == before


def test_a_source_without_a_usable_answer_is_reported_and_the_others_are_stored(
    note: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("定南县推进红豆杉计划,新建公园24个。\n", "utf-8")

    def reply(body: dict[str, Any], turn: int) -> Reply:
        return said("抱歉") if "红豆杉" in str(body["messages"]) else well(body, turn)

    with endpoint(reply) as place:
        arguments = ("build", str(note), str(other), "--extractor", "chat", "-s", "store")
        done = run(place, *arguments, cwd=tmp_path)
        kept = run(place, *arguments, cwd=tmp_path, GOVGRAPH_CHAT_ON_FAILURE="rules")
    assert done.returncode == 1
    assert done.stdout.startswith("store: 1 source\n")
    assert "other.txt: small-model gave no usable answer to paragraph 1" in done.stderr
    assert kept.returncode == 0, kept.stderr
    assert kept.stdout.startswith("store: 2 sources\n")
    assert "the records of the rules stand in paragraphs without an answer: paragraph 1 " in kept.stderr
