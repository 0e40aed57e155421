"""The tables, as the chain of migrations that made them; the views that people query are in `views`.

A table has a singular name (`version`), the view over it the plural of the contract (`versions`). A released migration
is never edited: what changes is added as the next one.
"""

from __future__ import annotations

from functools import cache

from sqlite_utils import Database, Migrations

from monitor.model.faults import NewerDatabaseError, StoreError
from monitor.store.journal import APPENDED
from monitor.store.views import create_views

migrations = Migrations("sanctions-monitor")


# The tables of the first migration: what is held, what changed, what was reported, what was seen, who was told.
_REGISTER = """
CREATE TABLE journal (
    id INTEGER PRIMARY KEY, entry_table TEXT NOT NULL, entry_row INTEGER NOT NULL, hash TEXT NOT NULL
) STRICT;
CREATE TABLE measure (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, issuer TEXT NOT NULL, program TEXT NOT NULL, kind TEXT NOT NULL,
    title TEXT NOT NULL, first_seen TEXT NOT NULL, url TEXT NOT NULL, programs TEXT NOT NULL
) STRICT;
CREATE TABLE version (
    id INTEGER PRIMARY KEY, measure TEXT NOT NULL, label TEXT NOT NULL COLLATE NOCASE, title TEXT NOT NULL,
    text TEXT NOT NULL, sha256 TEXT NOT NULL, seen_at TEXT NOT NULL, source TEXT NOT NULL, url TEXT NOT NULL, evidence TEXT,
    issued TEXT, starts TEXT, expires TEXT, starts_at TEXT, expires_at TEXT, known INTEGER NOT NULL
) STRICT;
CREATE INDEX version_by_issue ON version (measure, coalesce(issued, substr(seen_at, 1, 10)), id);
CREATE INDEX version_by_label ON version (measure, label, id);
CREATE INDEX version_by_end ON version (expires_at) WHERE expires_at IS NOT NULL;
CREATE TABLE ending (
    id INTEGER PRIMARY KEY, measure TEXT NOT NULL, label TEXT NOT NULL COLLATE NOCASE, at TEXT NOT NULL,
    "by" TEXT NOT NULL CHECK ("by" IN ('superseded', 'expired', 'revoked', 'withdrawn')),
    by_label TEXT, seen_at TEXT
) STRICT;
CREATE INDEX ending_by_label ON ending (measure, label, id);
"""

_CHANGES = """
CREATE TABLE change (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, measure TEXT NOT NULL, label TEXT NOT NULL COLLATE NOCASE,
    kind TEXT NOT NULL,
    direction TEXT NOT NULL, title TEXT NOT NULL, summary TEXT NOT NULL, sources TEXT NOT NULL, url TEXT NOT NULL,
    effective TEXT, sha256 TEXT, program TEXT NOT NULL, jurisdiction TEXT NOT NULL, redline TEXT NOT NULL,
    before_label TEXT, expires_at TEXT, note TEXT NOT NULL, provisional INTEGER NOT NULL, story TEXT NOT NULL,
    corrects INTEGER REFERENCES change (id)
) STRICT;
CREATE INDEX change_by_measure ON change (measure, label, id);
CREATE INDEX change_by_story ON change (story, id);
CREATE INDEX change_by_correction ON change (corrects) WHERE corrects IS NOT NULL;
CREATE TABLE change_update (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, change INTEGER NOT NULL REFERENCES change (id), measure TEXT NOT NULL,
    label TEXT NOT NULL, kind TEXT NOT NULL, direction TEXT NOT NULL, summary TEXT NOT NULL, story TEXT NOT NULL,
    source TEXT NOT NULL, url TEXT NOT NULL, sha256 TEXT, redline TEXT NOT NULL, note TEXT NOT NULL
) STRICT;
CREATE INDEX change_update_by_change ON change_update (change, id);
CREATE TABLE operation (
    id INTEGER PRIMARY KEY, change INTEGER NOT NULL REFERENCES change (id),
    change_update INTEGER REFERENCES change_update (id),  -- set where it was learned after the change was told
    path TEXT NOT NULL, op TEXT NOT NULL, effect TEXT NOT NULL, direction TEXT NOT NULL, before TEXT, after TEXT,
    why TEXT NOT NULL
) STRICT;
CREATE INDEX operation_by_change ON operation (change, change_update, id);
"""

_REPORTS = """
CREATE TABLE report (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, source TEXT NOT NULL, identity TEXT NOT NULL, url TEXT NOT NULL,
    language TEXT NOT NULL, title TEXT NOT NULL, label TEXT NOT NULL, direction TEXT NOT NULL, stage TEXT NOT NULL,
    measure TEXT, jurisdiction TEXT, program TEXT, instruments TEXT NOT NULL, names TEXT NOT NULL, score REAL NOT NULL,
    why TEXT NOT NULL, text TEXT NOT NULL, sha256 TEXT, published TEXT, story TEXT NOT NULL, confirmed_at TEXT,
    lead_hours REAL
) STRICT;
CREATE INDEX report_by_story ON report (story, id);
CREATE INDEX report_by_source ON report (source, id);
CREATE TABLE confirmation (
    id INTEGER PRIMARY KEY, report INTEGER NOT NULL REFERENCES report (id), at TEXT NOT NULL, lead_hours REAL NOT NULL
) STRICT;
CREATE INDEX confirmation_by_report ON confirmation (report, id);
CREATE TABLE story (
    id INTEGER PRIMARY KEY, story TEXT NOT NULL UNIQUE, first_at TEXT NOT NULL, title TEXT NOT NULL,
    direction TEXT NOT NULL
) STRICT;
CREATE TABLE story_merge (
    id INTEGER PRIMARY KEY, story TEXT NOT NULL UNIQUE, into_story TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE INDEX story_merge_by_target ON story_merge (into_story);
CREATE TABLE story_direction (
    id INTEGER PRIMARY KEY, story TEXT NOT NULL, direction TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE INDEX story_direction_by_story ON story_direction (story, id);
CREATE TABLE mention (
    id INTEGER PRIMARY KEY, story TEXT NOT NULL, at TEXT NOT NULL, official INTEGER NOT NULL, mention TEXT NOT NULL,
    change INTEGER REFERENCES change (id), report INTEGER REFERENCES report (id)
) STRICT;
CREATE INDEX mention_by_story ON mention (story, id);
CREATE INDEX mention_by_time ON mention (at);
"""

_SEEN = """
CREATE TABLE event (id INTEGER PRIMARY KEY, at TEXT NOT NULL, event TEXT NOT NULL) STRICT;
CREATE TABLE document (
    id INTEGER PRIMARY KEY, source TEXT NOT NULL, url TEXT NOT NULL, identity TEXT NOT NULL, title TEXT NOT NULL,
    text TEXT NOT NULL, language TEXT, at TEXT NOT NULL, sha256 TEXT, meaning TEXT
) STRICT;
CREATE INDEX document_by_identity ON document (source, identity, id);
CREATE TABLE capture (
    id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, url TEXT NOT NULL, at TEXT NOT NULL, warc_file TEXT NOT NULL,
    "offset" INTEGER NOT NULL, status INTEGER NOT NULL, content_type TEXT NOT NULL, length INTEGER NOT NULL
) STRICT;
CREATE INDEX capture_by_hash ON capture (sha256, id);
"""

_TOLD = """
CREATE TABLE alert (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, subscription TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL,
    about TEXT NOT NULL, matter TEXT NOT NULL, story TEXT, row INTEGER, escalate_at TEXT
) STRICT;
CREATE INDEX alert_by_matter ON alert (kind, row);
CREATE INDEX alert_by_story ON alert (story, id);
CREATE TABLE acknowledgement (
    id INTEGER PRIMARY KEY, alert INTEGER NOT NULL REFERENCES alert (id), at TEXT NOT NULL, who TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE INDEX acknowledgement_by_alert ON acknowledgement (alert, id);
"""


@migrations()
def m001_history(db: Database) -> None:
    """What was seen and what it meant: appended, chained by the journal, never changed."""
    db.executescript(_REGISTER + _CHANGES + _REPORTS + _SEEN + _TOLD)
    for table in APPENDED:
        for deed in ("UPDATE", "DELETE"):
            db.execute(
                f"CREATE TRIGGER {table}_is_append_only_{deed.lower()} BEFORE {deed} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append only'); END"
            )


@migrations()
def m002_work(db: Database) -> None:
    """What is due and how far it got: the tables that are the queues (DESIGN.md, rule 2). These rows change."""
    db.executescript("""
CREATE TABLE clock (id INTEGER PRIMARY KEY CHECK (id = 1), now TEXT NOT NULL, wall TEXT) STRICT;
CREATE TABLE target (
    id INTEGER PRIMARY KEY, source TEXT NOT NULL, url TEXT NOT NULL, part TEXT NOT NULL, due TEXT, added TEXT NOT NULL,
    facts TEXT NOT NULL, baseline INTEGER NOT NULL, again INTEGER NOT NULL, looks INTEGER NOT NULL,
    failures INTEGER NOT NULL, depth INTEGER NOT NULL, etag TEXT, last_modified TEXT, sha256 TEXT, meaning TEXT,
    read_at TEXT, moved_to TEXT, UNIQUE (source, url)
) STRICT;
CREATE INDEX target_by_due ON target (due, source, url) WHERE due IS NOT NULL;
CREATE TABLE health (
    id INTEGER PRIMARY KEY, source TEXT NOT NULL UNIQUE, added TEXT NOT NULL, baseline_at TEXT, last_success TEXT,
    last_change TEXT, fewest INTEGER, most INTEGER, polls INTEGER NOT NULL, changes INTEGER NOT NULL,
    late_told INTEGER NOT NULL, longest_silence TEXT, silent_told INTEGER NOT NULL
) STRICT;
CREATE TABLE outbreak (
    id INTEGER PRIMARY KEY, source TEXT NOT NULL, url TEXT NOT NULL, problem TEXT NOT NULL, detail TEXT NOT NULL,
    since TEXT NOT NULL, over TEXT
) STRICT;
CREATE UNIQUE INDEX outbreak_open ON outbreak (source, url, problem) WHERE over IS NULL;
CREATE TABLE item (
    id INTEGER PRIMARY KEY, source TEXT NOT NULL, identity TEXT NOT NULL, hash TEXT NOT NULL, at TEXT NOT NULL,
    UNIQUE (source, identity)
) STRICT;
CREATE TABLE missing (id INTEGER PRIMARY KEY, measure TEXT NOT NULL UNIQUE, since TEXT NOT NULL) STRICT;
CREATE TABLE pending (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, due TEXT, payload TEXT NOT NULL) STRICT;
CREATE INDEX pending_by_due ON pending (due) WHERE due IS NOT NULL;
CREATE TABLE delivery (
    id INTEGER PRIMARY KEY, alert INTEGER NOT NULL REFERENCES alert (id), channel TEXT NOT NULL, state TEXT NOT NULL,
    message TEXT NOT NULL, next_try TEXT, attempts INTEGER NOT NULL, first_try TEXT, last_try TEXT, sent_at TEXT,
    error TEXT NOT NULL, hold_until TEXT, UNIQUE (alert, channel)
) STRICT;
CREATE INDEX delivery_by_time ON delivery (max(next_try, coalesce(hold_until, ''))) WHERE next_try IS NOT NULL;
CREATE TABLE poll (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, source TEXT NOT NULL, url TEXT NOT NULL, status TEXT NOT NULL,
    bytes INTEGER NOT NULL, changed INTEGER NOT NULL, problem TEXT, detail TEXT NOT NULL, sha256 TEXT,
    looks INTEGER NOT NULL DEFAULT 1  -- how many polls the row stands for: more than one after folding
) STRICT;
CREATE INDEX poll_by_time ON poll (substr(at, 1, 19) || 'Z');
CREATE INDEX poll_by_source ON poll (source, at);
""")


@migrations()
def m003_search(db: Database) -> None:
    """Full-text search over everything read; the words of the documents are stored once."""
    db.executescript("""
CREATE VIRTUAL TABLE documents_fts USING fts5 (
    title, text, source UNINDEXED, url UNINDEXED, at UNINDEXED, language UNINDEXED,
    content = 'document', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
""")
    db.execute("INSERT INTO documents_fts (documents_fts) VALUES ('rebuild')")


@migrations()
def m004_waiting(db: Database) -> None:
    """What waits in the outbox is found without reading what was sent in all the years before."""
    db.execute(
        "CREATE INDEX delivery_waiting ON delivery (channel, id) WHERE state IN ('pending', 'sending', 'failed')"
    )
    db.execute("CREATE INDEX delivery_ended ON delivery (channel, id) WHERE state IN ('sent', 'dead')")


@cache
def names() -> tuple[str, ...]:
    """The migrations that this version of the program knows, in order."""
    with Database(memory=True, execute_plugins=False) as empty:
        return tuple(migration.name for migration in migrations.pending(empty))


def refuse_unknown(db: Database, path: str) -> None:
    """Raises NewerDatabaseError for a later version's database, StoreError for a database of something else."""
    applied = {migration.name for migration in migrations.applied(db)}
    later = sorted(applied.difference(names()))
    if later:
        raise NewerDatabaseError(
            f"{path}: written by a later version of sanctions-monitor ({later[-1]}); install that version or restore a backup"
        )
    if not applied and db.table_names():
        raise StoreError(f"{path}: a SQLite database, but not one of sanctions-monitor; give another path")


def refuse_earlier(db: Database, path: str) -> None:
    """Raises StoreError for an earlier version's database: reading alone must not change it."""
    if not is_current(db):
        raise StoreError(f"{path}: written by an earlier version; `sanctions-monitor run` brings it to this one")


def is_current(db: Database) -> bool:
    """True where no migration is outstanding."""
    return not migrations.pending(db)


def migrate(db: Database) -> None:
    """Brings the database to this version in one transaction, views included."""
    db.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(db)
        create_views(db)
        db.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise
