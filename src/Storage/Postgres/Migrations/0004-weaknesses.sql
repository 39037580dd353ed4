-- The register of weaknesses; as SQLite's 0015. fixed_at: the look that proved it mended; null while it is there.
CREATE TABLE weaknesses (
    fingerprint text COLLATE "C" PRIMARY KEY,
    id          text COLLATE "C" NOT NULL UNIQUE,
    target_id   text COLLATE "C" NOT NULL,
    version     bigint NOT NULL,
    first_seen  bigint NOT NULL,
    fixed_at    bigint,
    body        text NOT NULL
);
CREATE INDEX weaknesses_target ON weaknesses (target_id, first_seen);
CREATE INDEX weaknesses_fixed ON weaknesses (fixed_at);
