-- Keys of other programs. hash: SHA-256 of the key, in hex; the key itself is nowhere. start: its first characters, by which people tell keys apart.
CREATE TABLE api_keys (
    name       TEXT PRIMARY KEY,
    hash       TEXT NOT NULL UNIQUE,
    start      TEXT NOT NULL,
    role       INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    expires    INTEGER,
    revoked_at INTEGER,
    revoked_by TEXT,
    last_used  INTEGER
) STRICT, WITHOUT ROWID;
