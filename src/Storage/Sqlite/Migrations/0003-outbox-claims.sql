-- Who holds the lease: a random token per claim, so that a late answer under an old claim changes nothing.
ALTER TABLE outbox ADD COLUMN lease_token TEXT;

-- What an attempt left for the next one when only a part of it arrived.
ALTER TABLE outbox ADD COLUMN progress TEXT;

-- Each channel takes its own notices, most severe first.
CREATE INDEX outbox_lane ON outbox (channel, level DESC, seq) WHERE status < 2;
