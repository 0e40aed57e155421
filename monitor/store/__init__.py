"""What was seen, what it meant and who was told, kept: SQLite, the WARC archive and the journal. Decides nothing.

`Store.open(path)` opens the database; `with store.writing() as tx` is one transaction; `Archive.open(folder)` keeps raw bytes.
"""

from monitor.store.archive import Archive, Kept
from monitor.store.store import Store
from monitor.store.tx import Tx

__all__ = ["Archive", "Kept", "Store", "Tx"]
