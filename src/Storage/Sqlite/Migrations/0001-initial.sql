CREATE TABLE posts (
    seq         INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,
    source_id   TEXT NOT NULL,
    platform    TEXT NOT NULL,
    role        INTEGER NOT NULL,
    url         TEXT,
    title       TEXT,
    text        TEXT NOT NULL,
    author_key  TEXT,
    published   INTEGER NOT NULL,
    first_seen  INTEGER NOT NULL,
    rank        INTEGER,
    heat        INTEGER,
    replies     INTEGER,
    story_id    TEXT,
    backfill    INTEGER NOT NULL,
    topic       TEXT,
    sentiment   INTEGER,
    band        INTEGER,
    score       REAL,
    relevance   REAL,
    assessment  TEXT
) STRICT;
CREATE INDEX posts_published ON posts (published);
CREATE INDEX posts_seen ON posts (first_seen);
CREATE INDEX posts_story ON posts (story_id, published);
CREATE INDEX posts_source ON posts (source_id, published);

-- Text arrives pre-cut into character bigrams; the table keeps the index only.
CREATE VIRTUAL TABLE posts_fts USING fts5 (grams, content = '', contentless_delete = 1, detail = none, tokenize = 'unicode61');

CREATE TABLE stories (
    id         TEXT PRIMARY KEY,
    text       TEXT NOT NULL,
    first_seen INTEGER NOT NULL,
    last_seen  INTEGER NOT NULL,
    posts      INTEGER NOT NULL,
    authors    INTEGER NOT NULL,
    sources    INTEGER NOT NULL,
    platforms  INTEGER NOT NULL,
    max_risk   REAL NOT NULL,
    risk_sum   REAL NOT NULL,
    risk_count INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX stories_last ON stories (last_seen);

-- Who and where a story has been, so that distinct counts stay right without re-reading its posts.
-- kind: a = author, s = source, p = platform, t = topic (n counts its posts).
CREATE TABLE story_members (
    story_id TEXT NOT NULL,
    kind     TEXT NOT NULL,
    value    TEXT NOT NULL,
    n        INTEGER NOT NULL,
    PRIMARY KEY (story_id, kind, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE post_rollups (
    at        INTEGER PRIMARY KEY,
    posts     INTEGER NOT NULL,
    negative  INTEGER NOT NULL,
    neutral   INTEGER NOT NULL,
    positive  INTEGER NOT NULL,
    high_risk INTEGER NOT NULL
) STRICT;

CREATE TABLE probes (
    target_id TEXT NOT NULL,
    at        INTEGER NOT NULL,
    state     INTEGER NOT NULL,
    result    TEXT NOT NULL,
    PRIMARY KEY (target_id, at)
) STRICT, WITHOUT ROWID;

CREATE TABLE sources (
    source_id  TEXT PRIMARY KEY,
    first_run  INTEGER NOT NULL,
    last_fresh INTEGER,
    posts      INTEGER NOT NULL,
    cursor     TEXT,
    last_run   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE alerts (
    id          TEXT PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    open        INTEGER NOT NULL,
    version     INTEGER NOT NULL,
    opened_at   INTEGER NOT NULL,
    body        TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX alerts_one_open ON alerts (fingerprint) WHERE open = 1;
CREATE INDEX alerts_opened ON alerts (opened_at);

CREATE TABLE decisions (
    seq         INTEGER PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    alert_id    TEXT,
    at          INTEGER NOT NULL,
    body        TEXT NOT NULL
) STRICT;
CREATE INDEX decisions_alert ON decisions (alert_id, seq);

CREATE TABLE outbox (
    seq          INTEGER PRIMARY KEY,
    id           TEXT NOT NULL UNIQUE,
    alert_id     TEXT,
    channel      TEXT NOT NULL,
    level        INTEGER NOT NULL,
    status       INTEGER NOT NULL,
    attempts     INTEGER NOT NULL,
    not_before   INTEGER NOT NULL,
    leased_until INTEGER,
    detail       TEXT,
    delivered_at INTEGER,
    body         TEXT NOT NULL
) STRICT;
CREATE INDEX outbox_open ON outbox (status, not_before) WHERE status < 2;
CREATE INDEX outbox_alert ON outbox (alert_id, seq);

CREATE TABLE users (
    name          TEXT PRIMARY KEY COLLATE NOCASE,
    role          INTEGER NOT NULL,
    password_hash TEXT NOT NULL,
    must_change   INTEGER NOT NULL,
    failed        INTEGER NOT NULL,
    locked_until  INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
    seq     INTEGER PRIMARY KEY,
    at      INTEGER NOT NULL,
    who     TEXT NOT NULL,
    action  TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail  TEXT
) STRICT;
CREATE TRIGGER audit_is_append_only_update BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'the audit trail is append-only'); END;
CREATE TRIGGER audit_is_append_only_delete BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'the audit trail is append-only'); END;

CREATE TABLE settings (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
