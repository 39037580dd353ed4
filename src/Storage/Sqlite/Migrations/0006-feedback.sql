-- What people say of posts; the masked text stands in the body, so that it outlives the post and goes when the label expires.
CREATE TABLE labels (
    post_id TEXT NOT NULL,
    task    TEXT NOT NULL,
    at      INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    agrees  INTEGER,
    body    TEXT NOT NULL,
    PRIMARY KEY (post_id, task)
) STRICT, WITHOUT ROWID;
CREATE INDEX labels_at ON labels (at);
CREATE INDEX labels_expire ON labels (expires);

-- What people say of alerts.
CREATE TABLE verdicts (
    alert_id TEXT PRIMARY KEY,
    at       INTEGER NOT NULL,
    body     TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX verdicts_at ON verdicts (at);

-- The queue of what no model has judged yet; nearly always empty.
CREATE INDEX posts_unassessed ON posts (first_seen, seq) WHERE assessment IS NULL;
