-- Every act is chained to the one before it (Core's AuditChain, given to SQLite as audit_hash); what was written before is chained here, in its order.
DROP TRIGGER audit_is_append_only_update;
DROP TRIGGER audit_is_append_only_delete;
ALTER TABLE audit RENAME TO audit_unchained;
CREATE TABLE audit (
    seq     INTEGER PRIMARY KEY,
    at      INTEGER NOT NULL,
    who     TEXT NOT NULL,
    action  TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail  TEXT,
    hash    TEXT NOT NULL
) STRICT;
INSERT INTO audit (seq, at, who, action, subject, detail, hash)
WITH RECURSIVE chain (seq, hash) AS (
    SELECT seq, audit_hash('0000000000000000000000000000000000000000000000000000000000000000', seq, at, who, action, subject, detail)
    FROM audit_unchained WHERE seq = (SELECT min(seq) FROM audit_unchained)
    UNION ALL
    SELECT u.seq, audit_hash(chain.hash, u.seq, u.at, u.who, u.action, u.subject, u.detail)
    FROM chain JOIN audit_unchained u ON u.seq = (SELECT min(seq) FROM audit_unchained WHERE seq > chain.seq)
)
SELECT u.seq, u.at, u.who, u.action, u.subject, u.detail, chain.hash FROM chain JOIN audit_unchained u USING (seq) ORDER BY u.seq;
DROP TABLE audit_unchained;
CREATE INDEX audit_subject ON audit (subject, seq);
CREATE TRIGGER audit_is_append_only_update BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'the audit trail is append-only'); END;
CREATE TRIGGER audit_is_append_only_delete BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'the audit trail is append-only'); END;

-- origin: alert:ID or story:ID; one open case for each.
CREATE TABLE cases (
    id        TEXT PRIMARY KEY,
    origin    TEXT NOT NULL,
    open      INTEGER NOT NULL,
    version   INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    body      TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX cases_one_open ON cases (origin) WHERE open = 1;
CREATE INDEX cases_origin ON cases (origin, opened_at);
CREATE INDEX cases_opened ON cases (opened_at);
