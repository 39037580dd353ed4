-- From when giving up and failover count: the notice's making, or when a person had it sent again.
ALTER TABLE outbox ADD COLUMN clock_from INTEGER;
UPDATE outbox SET clock_from = coalesce(made, delivered_at, unixepoch() * 1000);

-- When its channel was last spoken to because of it.
ALTER TABLE outbox ADD COLUMN touched INTEGER;
UPDATE outbox SET touched = delivered_at;
CREATE INDEX outbox_touched ON outbox (channel, touched);

-- Dead letters: since when, and whether a person said that they may rest.
ALTER TABLE outbox ADD COLUMN dead_at INTEGER;
ALTER TABLE outbox ADD COLUMN aside INTEGER NOT NULL DEFAULT 0;
CREATE INDEX outbox_dead ON outbox (channel, seq) WHERE status = 3 AND aside = 0;

-- The failover channel that got a copy, or the one that was not allowed to.
ALTER TABLE outbox ADD COLUMN handed_to TEXT;
ALTER TABLE outbox ADD COLUMN kept_from TEXT;

-- So that rows a summary has taken up can go one day.
ALTER TABLE held ADD COLUMN at INTEGER;
UPDATE held SET at = coalesce(unixepoch(json_extract(body, '$.At')), unixepoch()) * 1000;
