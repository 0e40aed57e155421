"""The service goes without what its libraries would like to have, and says nothing about it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
CODE = """
from monitor.lean import travel_light
travel_light()
import sys
import monitor.service, monitor.cli.running, monitor.alerts.mail, monitor.alerts.answers
from monitor.alerts.plugins import open_plugin
from monitor.read import html
assert open_plugin("json://127.0.0.1/x") is not None
page = "<p>Verfügung über Güter</p>".encode("cp1252")
print(html.parse(page, "text/html; charset=windows-1252").get_text().strip())
print(sorted(name for name in ("rich", "numpy", "charset_normalizer", "chardet") if sys.modules.get(name)))
"""


def test_the_service_does_without_luxuries_and_reads_all_the_same():
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT), "PYTHONIOENCODING": "utf-8"}
    ended = subprocess.run([sys.executable, "-c", CODE], capture_output=True, env=environment, check=True)
    assert ended.stdout.decode().splitlines() == ["Verfügung über Güter", "[]"]
    assert b"character detection" not in ended.stderr
