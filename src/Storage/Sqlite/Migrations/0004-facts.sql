-- What official sources state and deny. Kept for a season, longer than the posts that said so, hence tables of their own.
CREATE TABLE facts (
    id        TEXT PRIMARY KEY,
    subject   TEXT NOT NULL,
    year      INTEGER NOT NULL,
    published INTEGER NOT NULL,
    body      TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX facts_published ON facts (published);

CREATE TABLE rebuttals (
    id        TEXT PRIMARY KEY,
    published INTEGER NOT NULL,
    body      TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX rebuttals_published ON rebuttals (published);
