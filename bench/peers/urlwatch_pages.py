"""Watched pages in urlwatch: first look, and all unchanged. Runs in urlwatch's own environment; prints one JSON object.

Its own run is timed without starting Python and importing it, which would be more than half of what `urlwatch` takes.
"""

import json
import resource
import sys
import tempfile
import time
from pathlib import Path

from urlwatch.config import CommandConfig
from urlwatch.main import Urlwatch
from urlwatch.storage import CacheMiniDBStorage, UrlsYaml, YamlConfigStorage

address, count = sys.argv[1], int(sys.argv[2])
told = {}
with tempfile.TemporaryDirectory() as name:
    folder = Path(name)
    files = [str(folder / file) for file in ("urlwatch.yaml", "urls.yaml", "hooks.py", "cache.db")]
    Path(files[0]).write_text("report:\n  stdout:\n    enabled: false\n")
    Path(files[1]).write_text("---\n".join(f"url: {address}/{number}\n" for number in range(count)))
    asked = CommandConfig([], "urlwatch", str(folder), sys.prefix, *files, False)
    storage = CacheMiniDBStorage(files[3])
    for work in ("first", "unchanged"):
        watch = Urlwatch(asked, YamlConfigStorage(files[0]), storage, UrlsYaml(files[1]))
        begun, worked = time.perf_counter(), time.process_time()
        watch.run_jobs()
        told[work], told[f"{work} cpu"] = time.perf_counter() - begun, time.process_time() - worked
        verbs = {state.verb for state in watch.report.job_states}
        if verbs != {"new" if work == "first" else "unchanged"}:
            raise SystemExit(f"urlwatch found {verbs}")
    told["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps(told))
