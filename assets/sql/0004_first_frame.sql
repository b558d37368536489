-- What a first frame says of all the rollouts at rest, though it shows a few: the length of a name in bytes, how many open blockers a rollout
-- has, and its deadline. They are made of the row, and stand side by side in an index.

ALTER TABLE fleet ADD COLUMN at_rest INTEGER GENERATED ALWAYS AS (
    coalesce(row ->> '$.phase', '') NOT IN ('closed', 'abandoned', 'rolling_back')
    AND coalesce(row ->> '$.state', '') NOT IN ('failed', 'blocked')
    AND coalesce(row ->> '$.timers', '') = '[]') VIRTUAL;
ALTER TABLE fleet ADD COLUMN name_bytes INTEGER GENERATED ALWAYS AS (
    length(CAST(coalesce(row ->> '$.flag', row ->> '$.title') AS BLOB))) VIRTUAL;
ALTER TABLE fleet ADD COLUMN blockers INTEGER GENERATED ALWAYS AS (json_array_length(row, '$.blockers')) VIRTUAL;
ALTER TABLE fleet ADD COLUMN deadline TEXT GENERATED ALWAYS AS (row ->> '$.deadline.at') VIRTUAL;

CREATE INDEX fleet_of_at_rest ON fleet (name_bytes DESC, updated_at, rollout DESC, blockers, deadline) WHERE at_rest;
