ALTER TABLE users ADD COLUMN epoch integer NOT NULL DEFAULT 0;
ALTER TABLE users ADD COLUMN disabled boolean NOT NULL DEFAULT false;
ALTER TABLE users ADD COLUMN issuer text COLLATE "C";
ALTER TABLE users ADD COLUMN subject text COLLATE "C";
CREATE UNIQUE INDEX users_identity ON users (issuer, subject);

CREATE TABLE second_factors (
    user_name text COLLATE "C" PRIMARY KEY,
    secret    text NOT NULL,
    step      bigint NOT NULL,
    recovery  text NOT NULL
);
CREATE UNIQUE INDEX second_factors_name ON second_factors (lower(user_name));
