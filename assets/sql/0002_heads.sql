-- The end of every stream, kept beside its events, so that a stream which lost its last events does not pass for whole.

DROP TABLE outbox;

CREATE TABLE head (
    stream TEXT    NOT NULL PRIMARY KEY,
    seq    INTEGER NOT NULL CHECK (seq > 0),
    hash   BLOB    NOT NULL CHECK (length(hash) = 32)
) STRICT;

INSERT INTO head (stream, seq, hash)
SELECT stream, seq, hash FROM event AS last
WHERE seq = (SELECT max(seq) FROM event WHERE stream = last.stream);

CREATE TRIGGER event_is_added_behind_the_head BEFORE INSERT ON event
WHEN NEW.seq <> 1 + coalesce((SELECT seq FROM head WHERE stream = NEW.stream), 0)
BEGIN
    SELECT raise(ABORT, 'an event is added behind the head of its stream');
END;

CREATE TRIGGER event_moves_the_head AFTER INSERT ON event
BEGIN
    INSERT INTO head (stream, seq, hash) VALUES (NEW.stream, NEW.seq, NEW.hash)
    ON CONFLICT (stream) DO UPDATE SET seq = excluded.seq, hash = excluded.hash;
END;

CREATE TRIGGER head_only_moves_on BEFORE UPDATE ON head
WHEN NEW.stream <> OLD.stream OR NEW.seq <> OLD.seq + 1
BEGIN
    SELECT raise(ABORT, 'a head only moves on');
END;

CREATE TRIGGER head_is_never_removed BEFORE DELETE ON head
BEGIN
    SELECT raise(ABORT, 'a head is never removed');
END;

-- Most of a fleet is over in the end; what goes on is read without the rest.
CREATE INDEX fleet_going_on ON fleet (rollout)
WHERE coalesce(row ->> '$.phase', '') NOT IN ('closed', 'abandoned');
