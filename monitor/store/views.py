"""The views of the contract: what a person may query in SQLite. Made anew whenever their SQL changed; they hold nothing.

What depends on the present is worked out here from the events and the one-row `clock`. Times are cut to whole seconds.
Helping views (`present`, `version_standing`, `story_final`, `change_known`) carry what several of them need.
"""

from __future__ import annotations

from sqlite_utils import Database

from monitor.model.register import UNCONFIRMED_AFTER
from monitor.model.words import NewsLabel, Stage, Standing

# The day a text counts from: its date of issue, else the day on which it was first seen.
ISSUE_DAY = "coalesce({v}.issued, substr({v}.seen_at, 1, 10))"

# The last end recorded of the label of text `v`; none where the text was seen after it and so revived the label.
ENDING_OF = """(SELECT e.id FROM ending e WHERE e.id = (SELECT max(x.id) FROM ending x
    WHERE x.measure = v.measure AND x.label = v.label)
    AND (e."by" = 'superseded' OR v.seen_at <= coalesce(e.seen_at, e.at)) AND e.at <= {now})"""


def _seconds(column: str) -> str:
    """SQL that cuts a stored time to whole seconds, as the contract shows times."""
    return f"substr({column}, 1, 19) || 'Z'"


_SAYS_NOTHING = ", ".join(f"'{label.value}'" for label in NewsLabel if not label.worth_an_alert)
_TELLS = f"(r.label NOT IN ({_SAYS_NOTHING}) AND r.stage <> '{Stage.REPUBLICATION.value}')"


def _borne_out(told: str, confirmed: str) -> str:
    """SQL for whether what was told has been borne out; nothing where nothing was told that could be."""
    waits = f"(julianday(present.now) - julianday({told})) * 24 < {UNCONFIRMED_AFTER.total_seconds() / 3600:.0f}"
    return f"""CASE WHEN {told} IS NULL THEN NULL WHEN {confirmed} IS NOT NULL THEN '{Standing.CONFIRMED.value}'
        WHEN {waits} THEN '{Standing.UNCONFIRMED.value}' ELSE '{Standing.NEVER_CONFIRMED.value}' END"""


_PRESENT = """
SELECT coalesce((SELECT now FROM clock), strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) AS now
"""

# A text is ended by what was recorded about its label; else by the next text of its measure that has
# begun (in order of issue, so that an old text printed late ends nothing); else by its own end date, if that came first.
_VERSION_STANDING = f"""
WITH led AS (
    SELECT v.id, v.measure, v.label, present.now,
        coalesce(v.starts_at, v.starts, '') AS begins,
        coalesce(v.expires_at, v.expires || 'T00:00:00.000000Z') AS due,
        {ENDING_OF.format(now="present.now")} AS ending,
        (SELECT w.id FROM version w WHERE w.measure = v.measure
            AND ({ISSUE_DAY.format(v="w")}, w.id) > ({ISSUE_DAY.format(v="v")}, v.id)
            AND coalesce(w.starts_at, w.starts, '') <= present.now
            ORDER BY {ISSUE_DAY.format(v="w")}, w.id LIMIT 1) AS successor
    FROM version v, present
),
told AS (
    SELECT led.*, CASE WHEN led.due <= led.now THEN led.due END AS lapsed,
        CASE WHEN e.id IS NOT NULL THEN e.at
            WHEN s.label = led.label THEN s.seen_at
            ELSE coalesce(s.starts_at, s.issued || 'T00:00:00.000000Z', s.seen_at) END AS replaced,
        CASE WHEN e.id IS NOT NULL THEN e."by" WHEN s.id IS NOT NULL THEN 'superseded' END AS replaced_by,
        CASE WHEN e.id IS NOT NULL THEN e.by_label ELSE s.label END AS replaced_by_label
    FROM led LEFT JOIN ending e ON e.id = led.ending LEFT JOIN version s ON s.id = led.successor
),
judged AS (
    SELECT told.*, lapsed IS NOT NULL AND (replaced IS NULL OR lapsed < replaced) AS by_itself FROM told
)
SELECT id, measure, label, now, due,
    CASE WHEN by_itself THEN lapsed ELSE replaced END AS ended,
    CASE WHEN by_itself THEN 'expired' ELSE replaced_by END AS ended_by,
    CASE WHEN by_itself THEN NULL ELSE replaced_by_label END AS ended_by_label,
    CASE WHEN by_itself THEN 'expired' WHEN replaced_by IS NOT NULL THEN replaced_by
        WHEN begins > now THEN 'not yet' ELSE 'in force' END AS status
FROM judged
"""

_VERSIONS = f"""
SELECT v.measure, v.label, v.issued, v.starts, coalesce(v.expires, substr(v.expires_at, 1, 10)) AS expires,
    {_seconds("s.ended")} AS ended, s.ended_by, {_seconds("v.seen_at")} AS seen_at, v.url, v.sha256,
    v.id, v.title, s.status, s.ended_by_label, {_seconds("s.due")} AS due, v.source, v.evidence, v.known, v.text
FROM version v JOIN version_standing s ON s.id = v.id
"""


def _newest(where: str = "") -> str:
    """SQL for the text of measure `m` that was issued last."""
    day = ISSUE_DAY.format(v="w")
    return (
        f"(SELECT w.id FROM version w, present WHERE w.measure = m.key{where} ORDER BY {day} DESC, w.id DESC LIMIT 1)"
    )


def _standing(column: str) -> str:
    """SQL for one column of the standing of text `v`."""
    return f"(SELECT s.{column} FROM version_standing s WHERE s.id = v.id)"


# The text that counts: the latest by issue; while that has not begun, the one before it if that is still in force.
_MEASURES = f"""
WITH newest AS (
    SELECT m.id, {_newest()} AS latest,
        {_newest(" AND coalesce(w.starts_at, w.starts, '') <= present.now")} AS begun
    FROM measure m
),
chosen AS (
    SELECT id, CASE WHEN latest IS NOT begun
        AND (SELECT b.status FROM version_standing b WHERE b.id = begun) = 'in force' THEN begun ELSE latest END AS current
    FROM newest
)
SELECT m.key AS measure, m.issuer, m.program, m.kind, coalesce(nullif(v.title, ''), m.title) AS title,
    coalesce(v.label, (SELECT h.label FROM change h WHERE h.measure = m.key ORDER BY h.id DESC LIMIT 1), '') AS label,
    coalesce({_standing("status")}, (SELECT e."by" FROM ending e, present WHERE e.measure = m.key
        AND e.at <= present.now ORDER BY e.id DESC LIMIT 1), 'in force') AS status,
    v.issued, v.starts, coalesce(v.expires, substr(v.expires_at, 1, 10)) AS expires,
    {_seconds("m.first_seen")} AS first_seen, coalesce(nullif(v.url, ''), m.url) AS url,
    {_seconds(_standing("due"))} AS due, {_seconds(_standing("ended"))} AS ended, m.programs, v.id AS version
FROM measure m JOIN chosen c ON c.id = m.id LEFT JOIN version v ON v.id = c.current
"""

# Where a merged story stands now; most stories were never merged and have no row here.
_STORY_FINAL = """
WITH RECURSIVE walk (story, final, steps) AS (
    SELECT story, into_story, 0 FROM story_merge
    UNION ALL
    SELECT walk.story, merged.into_story, steps + 1 FROM walk JOIN story_merge merged ON merged.story = walk.final
    WHERE steps < 100
)
SELECT story, final FROM walk WHERE final NOT IN (SELECT story FROM story_merge)
"""

# A change as it is known now: what an update learned later stands for what was told first.
_CHANGE_KNOWN = """
SELECT c.id, u.id AS change_update, coalesce(u.kind, c.kind) AS kind, coalesce(u.direction, c.direction) AS direction,
    coalesce(u.summary, c.summary) AS summary, coalesce(u.sha256, c.sha256) AS sha256,
    coalesce(nullif(u.url, ''), c.url) AS url
FROM change c LEFT JOIN change_update u
    ON u.id = (SELECT x.id FROM change_update x WHERE x.change = c.id ORDER BY x.id DESC LIMIT 1)
"""

_CHANGES = f"""
SELECT c.id, {_seconds("c.at")} AS at, {_seconds("c.effective")} AS effective, c.measure, c.label, k.kind, k.direction,
    c.title, k.summary, coalesce(f.final, c.story) AS story, json_extract(c.sources, '$[0]') AS source, k.url, k.sha256,
    c.sources, c.program, c.jurisdiction, c.before_label, c.note, c.provisional, c.kind AS told_kind,
    c.direction AS told_direction, c.corrects,
    (SELECT x.id FROM change x WHERE x.corrects = c.id ORDER BY x.id DESC LIMIT 1) AS corrected_by
FROM change c JOIN change_known k ON k.id = c.id LEFT JOIN story_final f ON f.story = c.story
"""

# The operations of the text that was read last: those of the newest update that brought any, else the change's own.
_OPERATIONS = """
SELECT o.change, o.path, o.op, o.effect, o.direction, o.before, o.after, o.why, o.id
FROM operation o
WHERE o.change_update IS (SELECT max(x.change_update) FROM operation x WHERE x.change = o.change)
"""

_REPORTS = f"""
SELECT {_seconds("r.at")} AS at, r.source, r.language, r.title, r.label, r.direction, r.stage, r.measure,
    coalesce(f.final, r.story) AS story, {_seconds("coalesce(k.at, r.confirmed_at)")} AS confirmed_at,
    coalesce(k.lead_hours, r.lead_hours) AS lead_hours, r.url, r.id, r.jurisdiction, r.program, r.score, r.why, r.sha256,
    {_borne_out(f"CASE WHEN {_TELLS} THEN r.at END", "coalesce(k.at, r.confirmed_at)")} AS standing
FROM present, report r LEFT JOIN story_final f ON f.story = r.story
    LEFT JOIN confirmation k ON k.id = (SELECT x.id FROM confirmation x WHERE x.report = r.id ORDER BY x.id DESC LIMIT 1)
"""

# Everything filed under a story or one merged into it, in one pass.
_STORIES = f"""
WITH filed (story, first_at, told_at, proven_at, changes, reports) AS (
    SELECT story, first_at, NULL, NULL, 0, 0 FROM story
    UNION ALL SELECT story, NULL, NULL, NULL, 1, 0 FROM change
    UNION ALL SELECT story, NULL, CASE WHEN {_TELLS} THEN r.at END, NULL, 0, 1 FROM report r
    UNION ALL SELECT story, NULL, NULL, at, 0, 0 FROM mention
        WHERE official AND json_extract(mention, '$.kind') IS NOT 'republished'
),
summed AS (
    SELECT coalesce(f.final, filed.story) AS story, min(filed.first_at) AS first_at, min(filed.proven_at) AS proven_at,
        min(filed.told_at) AS told_at,
        sum(filed.changes) AS changes, sum(filed.reports) AS reports
    FROM filed LEFT JOIN story_final f ON f.story = filed.story GROUP BY 1
)
SELECT s.story, {_seconds("x.first_at")} AS first_at, s.title,
    coalesce((SELECT d.direction FROM story_direction d WHERE d.story = s.story ORDER BY d.id DESC LIMIT 1),
        s.direction) AS direction,
    {_seconds("x.proven_at")} AS confirmed_at, x.changes, x.reports,
    {_borne_out("x.told_at", "x.proven_at")} AS standing
FROM present, summed x JOIN story s ON s.story = x.story
"""

_DEADLINES = f"""
SELECT v.measure, v.label, v.title, {_seconds("s.due")} AS due,
    (strftime('%s', s.due) - strftime('%s', s.now)) / 86400 AS days_left
FROM version v JOIN version_standing s ON s.id = v.id
WHERE s.due > s.now AND s.status IN ('in force', 'not yet')
"""

_DELIVERIES = f"""
SELECT alert, channel, state, attempts, {_seconds("first_try")} AS first_try, {_seconds("last_try")} AS last_try,
    {_seconds("sent_at")} AS sent_at, error, id, {_seconds("next_try")} AS next_try,
    {_seconds("hold_until")} AS hold_until
FROM delivery
"""

_POLLS = f"""
SELECT {_seconds("at")} AS at, source, url, status, bytes, changed, problem, detail, looks FROM poll
"""

# In the order in which they stand on each other.
VIEWS = {
    "present": _PRESENT,
    "version_standing": _VERSION_STANDING,
    "story_final": _STORY_FINAL,
    "change_known": _CHANGE_KNOWN,
    "measures": _MEASURES,
    "versions": _VERSIONS,
    "changes": _CHANGES,
    "operations": _OPERATIONS,
    "reports": _REPORTS,
    "stories": _STORIES,
    "deadlines": _DEADLINES,
    "deliveries": _DELIVERIES,
    "polls": _POLLS,
}


def are_current(db: Database) -> bool:
    """True where every view in the database is the one of this version of the program."""
    kept = {view.name: view.schema for view in db.views}
    return all(kept.get(name) == _statement(name, sql) for name, sql in VIEWS.items())


def create_views(db: Database) -> None:
    """Drops our views and makes those of this version; a view that somebody else made stays."""
    for name in VIEWS:
        db.execute(f'DROP VIEW IF EXISTS "{name}"')
    for name, sql in VIEWS.items():
        db.execute(_statement(name, sql))


def _statement(name: str, sql: str) -> str:
    return f'CREATE VIEW "{name}" AS {sql.strip()}'
