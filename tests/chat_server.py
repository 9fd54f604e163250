"""A chat endpoint on this machine that answers as a test tells it to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Told = Mapping[str, Any]


@dataclass(frozen=True)
class Reply:
    """What the endpoint sends: a status with headers and a body, after a wait, in drips or cut short."""

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    wait: float = 0.0
    drip: float = 0.0
    cut: int = 0


def said(content: Told | str | None, finish: str = "stop") -> Reply:
    """A chat completion whose message is an answer."""
    text = content if isinstance(content, str | None) else json.dumps(content, ensure_ascii=False)
    choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": finish}
    return Reply(json.dumps({"choices": [choice]}, ensure_ascii=False).encode())


def failed(status: int, message: str = "", **headers: str) -> Reply:
    """An error; the underscores of header names stand for hyphens."""
    body = json.dumps({"error": {"message": message}}).encode()
    return Reply(body, status, {name.replace("_", "-"): value for name, value in headers.items()})


@dataclass
class Endpoint:
    """A running endpoint: where it is, and what it was sent (bodies, and headers in lower case)."""

    url: str
    bodies: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    headers: list[dict[str, str]] = field(default_factory=list[dict[str, str]])

    @property
    def formats(self) -> list[str]:
        """How each request demanded JSON."""
        return [body.get("response_format", {}).get("type", "text") for body in self.bodies]

    def asked(self, turn: int) -> str:
        """The last words of the question number `turn`."""
        content: str = self.bodies[turn]["messages"][-1]["content"]
        return content


@contextmanager
def endpoint(reply: Callable[[dict[str, Any], int], Reply]) -> Generator[Endpoint]:
    """Run an endpoint; `reply` is given the body of a request and its number, from 0."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            turn = len(place.bodies)
            place.bodies.append({"path": self.path, **body})
            place.headers.append({name.lower(): value for name, value in self.headers.items()})
            answer = reply(body, turn)
            stop.wait(answer.wait)
            self.send_response(answer.status)
            for name, value in {"Content-Type": "application/json", **answer.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self._send(answer)

        def _send(self, answer: Reply) -> None:
            try:
                if not answer.drip:
                    self.wfile.write(answer.body[: len(answer.body) - answer.cut])
                    return
                for sign in answer.body:
                    self.wfile.write(bytes([sign]))
                    self.wfile.flush()
                    if stop.wait(answer.drip):
                        return
            except OSError:
                return  # the client went away, as it should

        def log_message(self, format: str, *args: object) -> None:
            return

    stop = threading.Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    place = Endpoint(f"http://127.0.0.1:{server.server_port}/v1")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield place
    finally:
        stop.set()
        server.shutdown()
        thread.join(5)
        server.server_close()
