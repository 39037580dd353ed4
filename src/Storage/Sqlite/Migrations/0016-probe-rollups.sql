-- Several vantage points may look at one target in the same moment.
CREATE TABLE probes_by_vantage (
    target_id TEXT NOT NULL,
    at        INTEGER NOT NULL,
    vantage   TEXT NOT NULL DEFAULT '',
    state     INTEGER NOT NULL,
    result    TEXT NOT NULL,
    PRIMARY KEY (target_id, at, vantage)
) STRICT, WITHOUT ROWID;
INSERT INTO probes_by_vantage (target_id, at, state, result) SELECT target_id, at, state, result FROM probes;
DROP TABLE probes;
ALTER TABLE probes_by_vantage RENAME TO probes;

-- Results by target and five minutes; kept longer than they are. Durations in microseconds, and counted by place (Core/Probes/Latencies.cs).
CREATE TABLE probe_rollups (
    target_id TEXT NOT NULL,
    at        INTEGER NOT NULL,
    up        INTEGER NOT NULL,
    degraded  INTEGER NOT NULL,
    down      INTEGER NOT NULL,
    unknown   INTEGER NOT NULL,
    timed     INTEGER NOT NULL,
    sum_us    INTEGER NOT NULL,
    max_us    INTEGER NOT NULL,
    places    TEXT NOT NULL,
    PRIMARY KEY (target_id, at)
) STRICT, WITHOUT ROWID;
CREATE INDEX probe_rollups_at ON probe_rollups (at);

WITH told AS (
    SELECT target_id, at / 300000 * 300000 AS bucket, state,
        CASE WHEN state IN (1, 2) AND json_valid(result) THEN CAST(json_extract(result, '$.Timings.Total') AS REAL) END AS ms
    FROM probes
), placed AS (
    SELECT target_id, bucket, group_concat(place || ':' || n, ' ') AS places
    FROM (SELECT target_id, bucket, latency_place(ms) AS place, count(*) AS n FROM told WHERE ms IS NOT NULL GROUP BY 1, 2, 3)
    GROUP BY 1, 2
)
INSERT INTO probe_rollups
SELECT t.target_id, t.bucket, count(*) FILTER (WHERE state = 1), count(*) FILTER (WHERE state = 2), count(*) FILTER (WHERE state = 3), count(*) FILTER (WHERE state = 0),
    count(ms), coalesce(sum(CAST(round(ms * 1000) AS INTEGER)), 0), coalesce(max(CAST(round(ms * 1000) AS INTEGER)), 0), coalesce(max(p.places), '')
FROM told t LEFT JOIN placed p ON p.target_id = t.target_id AND p.bucket = t.bucket
GROUP BY 1, 2;
