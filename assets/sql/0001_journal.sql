-- The first schema. Once released, this file is never edited; a change is a new file.
-- Times are milliseconds since 1970-01-01T00:00:00Z.

CREATE TABLE event (
    stream    TEXT    NOT NULL CHECK (stream <> ''),
    seq       INTEGER NOT NULL CHECK (seq > 0),
    at        INTEGER NOT NULL,
    said_at   INTEGER,
    actor     TEXT    NOT NULL,
    kind      TEXT    NOT NULL,
    version   INTEGER NOT NULL CHECK (version BETWEEN 1 AND 65535),
    payload   TEXT    NOT NULL CHECK (json_valid(payload)),
    prev_hash BLOB    NOT NULL CHECK (length(prev_hash) = 32),
    hash      BLOB    NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (stream, seq)
) STRICT;

-- Also stops INSERT OR REPLACE, which deletes without asking the trigger below.
CREATE TRIGGER event_is_added_behind_the_last BEFORE INSERT ON event
WHEN NEW.seq <> 1 + coalesce((SELECT max(seq) FROM event WHERE stream = NEW.stream), 0)
BEGIN
    SELECT raise(ABORT, 'an event is added behind the last one');
END;

CREATE TRIGGER event_follows_the_hash_before_it BEFORE INSERT ON event
WHEN NEW.prev_hash <> coalesce(
    (SELECT hash FROM event WHERE stream = NEW.stream AND seq = NEW.seq - 1), zeroblob(32))
BEGIN
    SELECT raise(ABORT, 'an event follows the hash before it');
END;

CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
BEGIN
    SELECT raise(ABORT, 'an event is never changed');
END;

CREATE TRIGGER event_is_never_removed BEFORE DELETE ON event
BEGIN
    SELECT raise(ABORT, 'an event is never removed');
END;

-- Rebuilt from the events at any time.
CREATE TABLE fleet (
    rollout    TEXT    NOT NULL PRIMARY KEY,
    row        TEXT    NOT NULL CHECK (json_valid(row)),
    updated_at INTEGER NOT NULL
) STRICT;

-- Source texts byte for byte; hash is the SHA-256 of the text.
CREATE TABLE document (
    rollout TEXT    NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    name    TEXT    NOT NULL,
    text    TEXT    NOT NULL,
    hash    BLOB    NOT NULL CHECK (length(hash) = 32),
    at      INTEGER NOT NULL,
    PRIMARY KEY (rollout, version)
) STRICT;

CREATE TRIGGER document_is_added_behind_the_last BEFORE INSERT ON document
WHEN NEW.version <> 1 + coalesce((SELECT max(version) FROM document WHERE rollout = NEW.rollout), 0)
BEGIN
    SELECT raise(ABORT, 'a document is added behind the last version');
END;

CREATE TRIGGER document_is_never_changed BEFORE UPDATE ON document
BEGIN
    SELECT raise(ABORT, 'a document is never changed');
END;

CREATE TRIGGER document_is_never_removed BEFORE DELETE ON document
BEGIN
    SELECT raise(ABORT, 'a document is never removed');
END;

-- Typed and not sent.
CREATE TABLE draft (
    key  TEXT    NOT NULL PRIMARY KEY,
    text TEXT    NOT NULL,
    at   INTEGER NOT NULL
) STRICT;

-- What waits to be sent to another system, and what was.
CREATE TABLE outbox (
    id      INTEGER NOT NULL PRIMARY KEY,
    stream  TEXT    NOT NULL,
    seq     INTEGER NOT NULL,
    target  TEXT    NOT NULL,
    payload TEXT    NOT NULL,
    at      INTEGER NOT NULL,
    sent_at INTEGER,
    FOREIGN KEY (stream, seq) REFERENCES event (stream, seq)
) STRICT;
