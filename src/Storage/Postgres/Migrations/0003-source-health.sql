-- The latest edit of a post, since when its source no longer shows it, and what posts, sources and senders of pushed posts leave behind; as SQLite's 0014.
ALTER TABLE posts ADD COLUMN edited bigint;
ALTER TABLE posts ADD COLUMN gone bigint;

CREATE TABLE post_revisions (
    post_id text COLLATE "C" NOT NULL,
    until   bigint NOT NULL,
    title   text,
    text    text NOT NULL,
    PRIMARY KEY (post_id, until)
);
CREATE INDEX post_revisions_until ON post_revisions (until);

CREATE TABLE source_spells (
    source_id text COLLATE "C" NOT NULL,
    since     bigint NOT NULL,
    state     integer NOT NULL,
    until     bigint,
    runs      integer NOT NULL,
    error     text,
    sample    text,
    PRIMARY KEY (source_id, since)
);

CREATE TABLE push_receipts (
    source_id text COLLATE "C" NOT NULL,
    key       text COLLATE "C" NOT NULL,
    body      text NOT NULL,
    status    integer NOT NULL,
    answer    text NOT NULL,
    expires   bigint NOT NULL,
    PRIMARY KEY (source_id, key)
);
CREATE INDEX push_receipts_expires ON push_receipts (expires);
