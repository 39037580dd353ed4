-- The latest edit of a post, and since when its source no longer shows it.
ALTER TABLE posts ADD COLUMN edited INTEGER;
ALTER TABLE posts ADD COLUMN gone INTEGER;

-- What posts said before. Without a reference to posts: where old ones move to Elasticsearch their history stays here until it is too old.
CREATE TABLE post_revisions (
    post_id TEXT NOT NULL,
    until   INTEGER NOT NULL,
    title   TEXT,
    text    TEXT NOT NULL,
    PRIMARY KEY (post_id, until)
) STRICT, WITHOUT ROWID;

-- Stretches in which a source failed in one way, with what the first failure saw.
CREATE TABLE source_spells (
    source_id TEXT NOT NULL,
    since     INTEGER NOT NULL,
    state     INTEGER NOT NULL,
    until     INTEGER,
    runs      INTEGER NOT NULL,
    error     TEXT,
    sample    TEXT,
    PRIMARY KEY (source_id, since)
) STRICT, WITHOUT ROWID;

-- What senders of pushed posts were answered.
CREATE TABLE push_receipts (
    source_id TEXT NOT NULL,
    key       TEXT NOT NULL,
    body      TEXT NOT NULL,
    status    INTEGER NOT NULL,
    answer    TEXT NOT NULL,
    expires   INTEGER NOT NULL,
    PRIMARY KEY (source_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX push_receipts_expires ON push_receipts (expires);
