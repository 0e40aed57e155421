"""What a new text means beside the old one: operations, direction, kind, a sentence, a redline. Pure."""

from monitor.judge.compare import compare
from monitor.judge.pages import compare_pages
from monitor.judge.present import as_json, not_compared
from monitor.judge.prose import compare_prose

__all__ = ["as_json", "compare", "compare_pages", "compare_prose", "not_compared"]
