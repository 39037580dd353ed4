-- The last read that brought the post; null while only the first did. What a site still shows must not be deleted and then taken for new.
ALTER TABLE posts ADD COLUMN last_seen INTEGER;

-- From here on the curve counts exactly the posts that are kept. Before, a late post lost its count at the first pruning.
DELETE FROM post_rollups;
INSERT INTO post_rollups
SELECT published / 300000 * 300000, count(*), count(*) FILTER (WHERE sentiment = 0), count(*) FILTER (WHERE sentiment = 1),
       count(*) FILTER (WHERE sentiment = 2), count(*) FILTER (WHERE band = 2)
FROM posts GROUP BY 1;
