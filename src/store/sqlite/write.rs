//! Writing rows, always inside of a transaction that the caller commits. Nothing here checks what is written.

use rusqlite::types::{ToSqlOutput, Value};
use rusqlite::{Connection, ToSql, params};

use super::read::text_hash;
use crate::domain::Timestamp;
use crate::domain::id::RolloutId;
use crate::journal::Envelope;
use crate::projection::FleetRow;
use crate::store::{Batch, Document};

const EVENT: &str = "INSERT INTO event
    (stream, seq, at, said_at, actor, kind, version, payload, prev_hash, hash)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";

const FLEET: &str = "INSERT INTO fleet (rollout, row, updated_at) VALUES (?1, ?2, ?3)
    ON CONFLICT (rollout) DO UPDATE SET row = excluded.row, updated_at = excluded.updated_at";

const DOCUMENT: &str = "INSERT INTO document (rollout, version, name, text, hash, at)
    SELECT ?1, 1 + coalesce(max(version), 0), ?2, ?3, ?4, ?5 FROM document WHERE rollout = ?1";

const DRAFT: &str = "INSERT INTO draft (key, text, at) VALUES (?1, ?2, ?3)
    ON CONFLICT (key) DO UPDATE SET text = excluded.text, at = excluded.at";

/// A time as it is kept: milliseconds since 1970.
struct Milliseconds(Timestamp);

impl ToSql for Milliseconds {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Owned(Value::Integer(
            self.0.timestamp_millis(),
        )))
    }
}

/// Writes all that a batch holds, which was checked before.
pub(super) fn batch(connection: &Connection, batch: &Batch<'_>) -> rusqlite::Result<()> {
    for envelope in batch.envelopes {
        event(connection, envelope)?;
    }
    if let Some(row) = batch.fleet {
        fleet_row(connection, row)?;
    }
    if let (Some(rollout), Some(text), Some(last)) = (
        batch.stream.rollout_id(),
        batch.document,
        batch.envelopes.last(),
    ) {
        document(connection, &rollout, text, last.at)?;
    }
    Ok(())
}

pub(super) fn event(connection: &Connection, envelope: &Envelope) -> rusqlite::Result<()> {
    let seq = i64::try_from(envelope.seq.get())
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
    connection.prepare_cached(EVENT)?.execute(params![
        envelope.stream.as_str(),
        seq,
        Milliseconds(envelope.at),
        envelope.said_at.map(Milliseconds),
        envelope.actor.as_str(),
        envelope.kind,
        envelope.version,
        envelope.payload,
        envelope.prev_hash.as_bytes(),
        envelope.hash.as_bytes(),
    ])?;
    Ok(())
}

pub(super) fn fleet_row(connection: &Connection, row: &FleetRow) -> rusqlite::Result<()> {
    let json = serde_json::to_string(row)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
    let updated_at = Milliseconds(row.updated_at);
    let mut statement = connection.prepare_cached(FLEET)?;
    statement.execute(params![row.id.as_str(), json, updated_at])?;
    Ok(())
}

pub(super) fn document(
    connection: &Connection,
    rollout: &RolloutId,
    document: &Document,
    at: Timestamp,
) -> rusqlite::Result<()> {
    connection.prepare_cached(DOCUMENT)?.execute(params![
        rollout.as_str(),
        document.name,
        document.text,
        text_hash(&document.text),
        Milliseconds(at),
    ])?;
    Ok(())
}

pub(super) fn draft(
    connection: &Connection,
    key: &str,
    text: &str,
    now: Timestamp,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(DRAFT)?;
    statement.execute(params![key, text, Milliseconds(now)])?;
    Ok(())
}
