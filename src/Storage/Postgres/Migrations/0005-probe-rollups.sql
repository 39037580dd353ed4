-- As SQLite's 0016: several vantage points may look at one target in the same moment; results by target and five minutes.
ALTER TABLE probes ADD COLUMN vantage text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE probes DROP CONSTRAINT probes_pkey;
ALTER TABLE probes ADD PRIMARY KEY (target_id, at, vantage);

CREATE TABLE probe_rollups (
    target_id text COLLATE "C" NOT NULL,
    at        bigint NOT NULL,
    up        integer NOT NULL,
    degraded  integer NOT NULL,
    down      integer NOT NULL,
    unknown   integer NOT NULL,
    timed     integer NOT NULL,
    sum_us    bigint NOT NULL,
    max_us    bigint NOT NULL,
    places    text NOT NULL,
    PRIMARY KEY (target_id, at)
);
CREATE INDEX probe_rollups_at ON probe_rollups (at);

WITH told AS (
    SELECT target_id, at / 300000 * 300000 AS bucket, state,
        CASE WHEN state IN (1, 2) THEN (result::json -> 'Timings' ->> 'Total')::double precision END AS ms
    FROM probes
), placed AS (
    SELECT target_id, bucket, string_agg(place || ':' || n, ' ') AS places
    FROM (
        SELECT target_id, bucket, CASE WHEN ms >= 1 THEN least(80, 1 + floor(4 * ln(ms) / ln(2))::integer) ELSE 0 END AS place, count(*) AS n
        FROM told WHERE ms IS NOT NULL GROUP BY 1, 2, 3) AS counted
    GROUP BY 1, 2
)
INSERT INTO probe_rollups
SELECT t.target_id, t.bucket, count(*) FILTER (WHERE state = 1), count(*) FILTER (WHERE state = 2), count(*) FILTER (WHERE state = 3), count(*) FILTER (WHERE state = 0),
    count(ms), coalesce(sum(round(ms * 1000)), 0)::bigint, coalesce(max(round(ms * 1000)), 0)::bigint, coalesce(max(p.places), '')
FROM told t LEFT JOIN placed p ON p.target_id = t.target_id AND p.bucket = t.bucket
GROUP BY 1, 2;
