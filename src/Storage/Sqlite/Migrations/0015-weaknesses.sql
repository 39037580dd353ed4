-- The register of weaknesses. fixed_at: the look that proved it mended; null while it is there.
CREATE TABLE weaknesses (
    fingerprint TEXT PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,
    target_id   TEXT NOT NULL,
    version     INTEGER NOT NULL,
    first_seen  INTEGER NOT NULL,
    fixed_at    INTEGER,
    body        TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX weaknesses_target ON weaknesses (target_id, first_seen);
CREATE INDEX weaknesses_fixed ON weaknesses (fixed_at);
