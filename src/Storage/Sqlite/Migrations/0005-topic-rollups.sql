-- Hourly counts per topic and mood by the moment of first sight, for what is usual at an hour of the week. The rule of what counts is
-- HourTally in the code: public, judged, no backfill; little relevance counts as off_topic.
CREATE TABLE topic_rollups (
    at        INTEGER NOT NULL,
    topic     TEXT NOT NULL,
    sentiment INTEGER NOT NULL,
    posts     INTEGER NOT NULL,
    PRIMARY KEY (at, topic, sentiment)
) STRICT, WITHOUT ROWID;

INSERT INTO topic_rollups
SELECT first_seen / 3600000 * 3600000, iif(relevance >= 0.5, topic, 'off_topic'), sentiment, count(*)
FROM posts WHERE role = 0 AND backfill = 0 AND topic IS NOT NULL AND sentiment IS NOT NULL GROUP BY 1, 2, 3;
