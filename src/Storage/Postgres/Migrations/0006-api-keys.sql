-- Keys of other programs; as SQLite's 0017. hash: SHA-256 of the key, in hex; the key itself is nowhere.
CREATE TABLE api_keys (
    name       text COLLATE "C" PRIMARY KEY,
    hash       text COLLATE "C" NOT NULL UNIQUE,
    start      text NOT NULL,
    role       integer NOT NULL,
    created_at bigint NOT NULL,
    created_by text NOT NULL,
    expires    bigint,
    revoked_at bigint,
    revoked_by text,
    last_used  bigint
);
