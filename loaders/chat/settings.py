"""The settings of the extractor that asks a chat endpoint, from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from govgraph.ontology.errors import UsageError


@dataclass(frozen=True, slots=True)
class ChatSettings:
    """Where to ask, and how much at most. Times are in seconds; limits hold for one run.

    `url` is the base address (`…/v1`) or that of `…/chat/completions` itself. `max_characters` counts
    what is sent. `max_tokens` bounds one answer (0: the server's own bound). `passage` is the length in
    characters above which a paragraph is asked about in parts. With `offline` only the cache answers.
    `keep_rules`: where a paragraph has no answer the records of the rules stand, instead of an error.
    """

    url: str
    model: str
    cache: Path
    key: str = field(default="", repr=False)
    offline: bool = False
    keep_rules: bool = False
    max_requests: int = 500
    max_characters: int = 3_000_000
    max_tokens: int = 4096
    passage: int = 1200
    retries: int = 3
    timeout: float = 120.0
    backoff: float = 1.0
    """Wait before the first repeat; doubled with each further one."""
    max_wait: float = 60.0
    """The longest wait that a server's `Retry-After` may ask for."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Self:
        """Read the GOVGRAPH_CHAT_… variables; raises `UsageError` naming those that are missing or wrong."""
        env = os.environ if environment is None else environment
        offline = _flag(env, "GOVGRAPH_CHAT_OFFLINE")
        needed = ["GOVGRAPH_CHAT_MODEL"] if offline else ["GOVGRAPH_CHAT_URL", "GOVGRAPH_CHAT_MODEL"]
        missing = [name for name in needed if not env.get(name, "").strip()]
        if missing:
            raise UsageError(
                f"the chat extractor needs {' and '.join(missing)}: set GOVGRAPH_CHAT_URL to the base "
                "address of an OpenAI-compatible endpoint (http://127.0.0.1:8080/v1), GOVGRAPH_CHAT_MODEL "
                "to a model that it serves, and GOVGRAPH_CHAT_KEY where it wants a key"
            )
        url = env.get("GOVGRAPH_CHAT_URL", "").strip().rstrip("/")
        if url and not _is_address(url):
            raise UsageError(
                f"GOVGRAPH_CHAT_URL is {url!r}: give an address that begins with https:// or http://"
            )
        key = env.get("GOVGRAPH_CHAT_KEY", "").strip()
        if not (key.isascii() and (key + "k").isprintable()):
            raise UsageError("GOVGRAPH_CHAT_KEY has characters that no key has; copy it anew")
        return cls(
            url=url,
            model=env["GOVGRAPH_CHAT_MODEL"].strip(),
            cache=cache_folder(env) / "chat",
            key=key,
            offline=offline,
            keep_rules=_choice(env, "GOVGRAPH_CHAT_ON_FAILURE", ("stop", "rules")) == "rules",
            max_requests=int(_number(env, "GOVGRAPH_CHAT_MAX_REQUESTS", 500, 1)),
            max_characters=int(_number(env, "GOVGRAPH_CHAT_MAX_CHARACTERS", 3_000_000, 1)),
            max_tokens=int(_number(env, "GOVGRAPH_CHAT_MAX_TOKENS", 4096, 0)),
            passage=int(_number(env, "GOVGRAPH_CHAT_PASSAGE", 1200, 50)),
            retries=int(_number(env, "GOVGRAPH_CHAT_RETRIES", 3, 0)),
            timeout=_number(env, "GOVGRAPH_CHAT_TIMEOUT", 120, 0.001),
            backoff=_number(env, "GOVGRAPH_CHAT_BACKOFF", 1, 0),
            max_wait=_number(env, "GOVGRAPH_CHAT_MAX_WAIT", 60, 0),
        )


def _is_address(url: str) -> bool:
    """Whether a text is an HTTP address that can be asked."""
    try:
        parts = urlsplit(url)
        return (
            parts.scheme in ("http", "https")
            and bool(parts.hostname)
            and parts.port != 0
            and (url.isascii() and " " not in url and url.isprintable())
        )
    except ValueError:
        return False


def _number(env: Mapping[str, str], name: str, default: float, least: float) -> float:
    text = env.get(name, "").strip()
    try:
        value = float(text) if text else default
    except ValueError:
        value = float("nan")
    if not least <= value < 1e12:
        raise UsageError(f"{name} is {text!r}: give a number of at least {least:g}")
    return value


def _choice(env: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> str:
    text = env.get(name, "").strip() or allowed[0]
    if text not in allowed:
        raise UsageError(f"{name} is {text!r}: give {' or '.join(allowed)}")
    return text


def _flag(env: Mapping[str, str], name: str) -> bool:
    return _choice(env, name, ("0", "1")) == "1"


def cache_folder(env: Mapping[str, str]) -> Path:
    """The folder of what can be fetched again: GOVGRAPH_CACHE, or `govgraph` in the user's cache folder."""
    if given := env.get("GOVGRAPH_CACHE", "").strip():
        return Path(given)
    if os.name == "nt" and env.get("LOCALAPPDATA"):
        return Path(env["LOCALAPPDATA"]) / "govgraph" / "cache"
    return Path(env.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "govgraph"
