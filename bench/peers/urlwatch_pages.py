"""Watched pages in urlwatch: first look, and all unchanged. Runs in urlwatch's own environment; prints one JSON object.

`unchanged` is the command, as cron starts it for every round; `run` is its own work alone, without starting Python and importing it.
"""

import json
import resource
import subprocess
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
    command = [str(Path(sys.executable).with_name("urlwatch")), "--config", files[0], "--urls", files[1]]
    for work in ("first", "unchanged"):
        begun = time.perf_counter()
        subprocess.run([*command, "--hooks", files[2], "--cache", files[3]], check=True)
        told[work] = time.perf_counter() - begun
    asked = CommandConfig([], "urlwatch", str(folder), sys.prefix, *files, False)
    watch = Urlwatch(asked, YamlConfigStorage(files[0]), CacheMiniDBStorage(files[3]), UrlsYaml(files[1]))
    begun, worked = time.perf_counter(), time.process_time()
    watch.run_jobs()
    told["run"], told["run cpu"] = time.perf_counter() - begun, time.process_time() - worked
    verbs = {state.verb for state in watch.report.job_states}
    if verbs != {"unchanged"} or len(watch.report.job_states) != count:
        raise SystemExit(f"urlwatch found {verbs}")
    told["memory"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(json.dumps(told))
