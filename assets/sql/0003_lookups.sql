-- How a rollout is found by its name, and the few that a status line is about, however many there are. One look at the head of a stream
-- instead of three at its end, for every event that is added.

CREATE INDEX fleet_flag ON fleet ((row ->> '$.flag') COLLATE NOCASE);
CREATE INDEX fleet_title ON fleet ((row ->> '$.title') COLLATE NOCASE);

-- With the row itself, so that what goes on lies together, wherever in the table it is.
DROP INDEX fleet_going_on;
CREATE INDEX fleet_going_on ON fleet (rollout, row)
WHERE coalesce(row ->> '$.phase', '') NOT IN ('closed', 'abandoned');

-- What goes on, in need of a person now or at some time, or at rest. A row that says nothing about it may be in need.
CREATE INDEX fleet_in_need ON fleet (rollout, row)
WHERE coalesce(row ->> '$.phase', '') NOT IN ('closed', 'abandoned')
  AND (coalesce(row ->> '$.phase', '') = 'rolling_back'
    OR coalesce(row ->> '$.state', '') IN ('failed', 'blocked')
    OR coalesce(row ->> '$.timers', '') <> '[]');
CREATE INDEX fleet_at_rest ON fleet (updated_at DESC, rollout)
WHERE coalesce(row ->> '$.phase', '') NOT IN ('closed', 'abandoned')
  AND NOT (coalesce(row ->> '$.phase', '') = 'rolling_back'
    OR coalesce(row ->> '$.state', '') IN ('failed', 'blocked')
    OR coalesce(row ->> '$.timers', '') <> '[]');

-- An event follows the head of its stream: by its number, which also stops INSERT OR REPLACE as long
-- as nobody has replaced the head, and by the hash before it.
DROP TRIGGER event_is_added_behind_the_last;
DROP TRIGGER event_follows_the_hash_before_it;
DROP TRIGGER event_is_added_behind_the_head;
CREATE TRIGGER event_follows_the_head BEFORE INSERT ON event
WHEN NOT EXISTS (SELECT 1 FROM head
        WHERE stream = NEW.stream AND seq = NEW.seq - 1 AND hash = NEW.prev_hash)
    AND (NEW.seq <> 1 OR NEW.prev_hash <> zeroblob(32)
        OR EXISTS (SELECT 1 FROM head WHERE stream = NEW.stream))
BEGIN
    SELECT raise(ABORT, 'an event follows the head of its stream');
END;
