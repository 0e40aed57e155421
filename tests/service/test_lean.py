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


STEMS = """
import sys
if sys.argv[1] == "light":
    from monitor.lean import travel_light
    travel_light()
import snowballstemmer
words = ["sanctions", "verordeningen", "Lizenzen", "санкции", "autorizaciones", "sankcjami", "mesures"]
print(sorted(snowballstemmer.algorithms()))
for language in sorted(snowballstemmer.algorithms()):
    print(language, [snowballstemmer.stemmer(language).stemWord(word) for word in words])
try:
    snowballstemmer.stemmer("klingon")
except KeyError as error:
    print(error)
"""


def test_stemmers_that_come_on_demand_are_those_of_the_library():
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT), "PYTHONIOENCODING": "utf-8"}
    told = [
        subprocess.run([sys.executable, "-c", STEMS, how], capture_output=True, env=environment, check=True).stdout
        for how in ("light", "whole")
    ]
    assert told[0] == told[1]
    assert told[0].decode().count("\n") > 20


def test_only_the_stemmers_of_our_languages_are_loaded():
    code = CODE.replace("import monitor.service", "import monitor.library, monitor.service")
    code += "monitor.library.lexicons(None); print(sorted(n for n in sys.modules if n.endswith('_stemmer')))"
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT), "PYTHONIOENCODING": "utf-8"}
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, check=True)
    last = ended.stdout.decode().splitlines()[-1]
    assert "snowballstemmer.dutch_stemmer" in last
    assert "serbian" not in last
