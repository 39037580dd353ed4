-- Stories found to be one: links, alerts and cases that name the younger id still find their story.
-- into_id always names the story that holds the posts now, never one that was itself merged away.
CREATE TABLE story_merges (
    from_id TEXT PRIMARY KEY,
    into_id TEXT NOT NULL,
    at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX story_merges_into ON story_merges (into_id);
CREATE INDEX story_merges_at ON story_merges (at);
