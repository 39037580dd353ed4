-- Links of notices that were used: each counts once. A row goes when its link has expired, for then the date refuses it.
CREATE TABLE used_links (
    id       TEXT PRIMARY KEY,
    alert_id TEXT NOT NULL,
    at       INTEGER NOT NULL,
    expires  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX used_links_expires ON used_links (expires);
