"""Runs in the container: serves staged pages as they stood on the day that the file `day` names, and takes webhooks. Standard library only."""

from __future__ import annotations

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

FOLDER = Path(sys.argv[1])


class Site(BaseHTTPRequestHandler):
    def do_GET(self):
        now = f"2026-03-{int((FOLDER / 'day').read_text()):02d}T23"
        lines = [json.loads(line) for line in (FOLDER / "responses.jsonl").read_text().splitlines()]
        found = [line for line in lines if line["url"].endswith(f".gov{self.path}") and line["at"] <= now]
        self.answer(found[-1] if found else None)

    def answer(self, line):
        body = (FOLDER / line["body"]).read_bytes() if line else b""
        self.send_response(200 if line else 404)
        self.send_header("content-length", str(len(body)))
        if line:
            self.send_header("content-type", line["headers"]["content-type"])
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        with (FOLDER / "hooks.jsonl").open("a") as file:
            file.write(json.dumps({"path": self.path, "body": body}) + "\n")
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        return


ThreadingHTTPServer(("127.0.0.1", 8000), Site).serve_forever()
