-- What people told the alert book: whom not to wake, for how long, and why.
CREATE TABLE silences (
    id    TEXT PRIMARY KEY,
    until INTEGER NOT NULL,
    ended INTEGER NOT NULL,
    at    INTEGER NOT NULL,
    body  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX silences_at ON silences (at);

-- What waits for a summary of its channel. A row that was taken up stays, so that its state change can never be held again.
CREATE TABLE held (
    seq     INTEGER PRIMARY KEY,
    id      TEXT NOT NULL UNIQUE,
    waiting INTEGER NOT NULL,
    body    TEXT NOT NULL
) STRICT;
CREATE INDEX held_waiting ON held (seq) WHERE waiting = 1;

-- Storms and caps are counted from the outbox; rows of before count for nothing.
ALTER TABLE outbox ADD COLUMN made INTEGER;
ALTER TABLE outbox ADD COLUMN topic TEXT;
CREATE INDEX outbox_made ON outbox (made) WHERE topic IS NOT NULL;

CREATE INDEX decisions_fingerprint ON decisions (fingerprint, seq);
