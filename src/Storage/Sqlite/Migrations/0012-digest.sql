-- Files that go with a notice by mail. Beside the outbox, because its bodies are often listed and these are read only to be sent.
CREATE TABLE outbox_files (
    notice_id    TEXT NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
    position     INTEGER NOT NULL,
    name         TEXT NOT NULL,
    content_type TEXT NOT NULL,
    content_id   TEXT,
    content      BLOB NOT NULL,
    PRIMARY KEY (notice_id, position)
) STRICT, WITHOUT ROWID;

-- Where a person's letters go, and which are wanted.
CREATE TABLE mailboxes (
    user_name TEXT PRIMARY KEY COLLATE NOCASE REFERENCES users (name) ON DELETE CASCADE,
    address   TEXT NOT NULL,
    weekly    INTEGER NOT NULL,
    daily     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
