"""200 feeds in reader: first fetch, all unchanged, ten changed, search. Runs in reader's own environment; prints one JSON object."""

import json
import resource
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from reader import make_reader

origin, count, workers = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
told = {}
with tempfile.TemporaryDirectory() as folder:
    reader = make_reader(str(Path(folder) / "reader.sqlite"))
    for number in range(count):
        reader.add_feed(f"{origin}/feed/{number}")

    def cycle(name: str) -> None:
        begun, worked = time.perf_counter(), time.process_time()
        reader.update_feeds(scheduled=False, workers=workers)
        told[name], told[f"{name} cpu"] = time.perf_counter() - begun, time.process_time() - worked

    cycle("first")
    held = reader.get_entry_counts().total
    if held != count * 50:
        raise SystemExit(f"reader holds {held} entries, not {count * 50}")
    cycle("unchanged")
    urllib.request.urlopen(f"{origin}/edition/feed/1", data=b"").close()
    cycle("one changed")
    urllib.request.urlopen(f"{origin}/edition/feed/10", data=b"").close()
    cycle("ten changed")
    told["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    reader.enable_search()
    reader.update_search()
    begun = time.perf_counter()
    found = [result.id for result in reader.search_entries("bridges winter")]
    told["search"] = time.perf_counter() - begun
    told["found"] = len(found)
    begun = time.perf_counter()
    list(reader.search_entries("bridges winter", limit=20))
    told["search 20"] = time.perf_counter() - begun
print(json.dumps(told))
