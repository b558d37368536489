//! Reading rows back. A row that is not what was written is an error with its position, never skipped.

use rusqlite::{Connection, OptionalExtension as _, Row, params};
use sha2::{Digest as _, Sha256};

use crate::domain::Timestamp;
use crate::domain::id::{Actor, RolloutId, Seq};
use crate::journal::{Envelope, Hash, StreamId, Tip};
use crate::store::{Document, Head, StoreError};

type Cause = Box<dyn std::error::Error + Send + Sync>;

const EVENTS: &str = "SELECT seq, at, said_at, actor, kind, version, payload, prev_hash, hash
    FROM event WHERE stream = ?1 ORDER BY seq";

/// `0` is the letter after `/`.
const INCIDENTS: &str =
    "SELECT seq, at, said_at, actor, kind, version, payload, prev_hash, hash, stream
    FROM event WHERE stream >= 'incident/' AND stream < 'incident0' ORDER BY stream, seq";

const TIP: &str = "SELECT seq, hash, at FROM event WHERE stream = ?1 ORDER BY seq DESC LIMIT 1";

const HEAD: &str = "SELECT seq, hash FROM head WHERE stream = ?1";

const HEADS: &str = "SELECT stream, seq, hash FROM head ORDER BY stream";

/// Goes from one name to the next by the index, however many events each stream has.
const STREAMS: &str = "WITH RECURSIVE name(stream) AS (
        SELECT min(stream) FROM event
        UNION ALL
        SELECT (SELECT min(stream) FROM event WHERE stream > name.stream)
        FROM name WHERE stream IS NOT NULL)
    SELECT stream FROM name WHERE stream IS NOT NULL";

const DOCUMENTS: &str =
    "SELECT name, text, hash FROM document WHERE rollout = ?1 ORDER BY version DESC LIMIT ?2";

/// Hands every event of a stream to `visit` in order, until it says no; an event that cannot be read comes as an error.
pub(super) fn events(
    connection: &Connection,
    stream: &StreamId,
    mut visit: impl FnMut(Result<Envelope, StoreError>) -> bool,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(EVENTS)?;
    let mut rows = statement.query([stream.as_str()])?;
    let mut last = Seq::ZERO;
    while let Some(row) = rows.next()? {
        let seq = number(row, 0).map(Seq::new);
        last = seq.as_ref().map_or(last.next(), |seq| *seq);
        let read = seq.and_then(|seq| envelope(stream, seq, row));
        if !visit(read.map_err(|cause| StoreError::unreadable(stream, last, cause))) {
            break;
        }
    }
    Ok(())
}

/// Hands every event of every incident to `visit`, by incident and then in order, until it says no.
pub(super) fn incidents(
    connection: &Connection,
    mut visit: impl FnMut(Result<Envelope, StoreError>) -> bool,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(INCIDENTS)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let name = String::from_utf8_lossy(row.get_ref(9)?.as_bytes()?).into_owned();
        let seq = number(row, 0).map(Seq::new);
        let place = seq.as_ref().map_or(Seq::ZERO, |seq| *seq);
        let read = match StreamId::parse(&name) {
            Some(stream) => seq
                .and_then(|seq| envelope(&stream, seq, row))
                .map_err(|cause| StoreError::unreadable(&stream, place, cause)),
            None => Err(StoreError::Unreadable {
                stream: name,
                seq: place,
                source: "no stream has such a name".into(),
            }),
        };
        if !visit(read) {
            break;
        }
    }
    Ok(())
}

/// Returns the end of a stream; the inner error is that of a row that cannot be read.
pub(super) fn tip(
    connection: &Connection,
    stream: &StreamId,
) -> rusqlite::Result<Option<Result<Tip, StoreError>>> {
    let mut statement = connection.prepare_cached(TIP)?;
    statement
        .query_row([stream.as_str()], |row| {
            let seq = number(row, 0).map(Seq::new);
            let position = seq.as_ref().map_or(Seq::ZERO, |seq| *seq);
            let tip = seq.and_then(|seq| {
                Ok(Tip {
                    seq,
                    hash: Hash::from_bytes(row.get(1)?),
                    at: moment(row.get(2)?)?,
                })
            });
            Ok(tip.map_err(|cause| StoreError::unreadable(stream, position, cause)))
        })
        .optional()
}

/// Returns the end of a stream as it is kept beside its events.
pub(super) fn head(
    connection: &Connection,
    stream: &StreamId,
) -> rusqlite::Result<Option<(i64, [u8; 32])>> {
    let mut statement = connection.prepare_cached(HEAD)?;
    let head = statement.query_row([stream.as_str()], |row| Ok((row.get(0)?, row.get(1)?)));
    head.optional()
}

/// Returns the end of every stream as it is kept beside the events; the inner error is that of the first that cannot be read.
pub(super) fn heads(connection: &Connection) -> rusqlite::Result<Result<Vec<Head>, StoreError>> {
    let mut statement = connection.prepare_cached(HEADS)?;
    let heads = statement.query_map([], |row| {
        let name = String::from_utf8_lossy(row.get_ref(0)?.as_bytes()?).into_owned();
        let read = || -> Result<Head, Cause> {
            Ok(Head {
                stream: StreamId::parse(&name).ok_or("no stream has such a name")?,
                seq: Seq::new(number(row, 1)?),
                hash: Hash::from_bytes(row.get(2)?),
            })
        };
        Ok(read().map_err(|source| StoreError::Unreadable {
            stream: name.clone(),
            seq: Seq::ZERO,
            source,
        }))
    })?;
    let heads: Vec<_> = heads.collect::<rusqlite::Result<_>>()?;
    Ok(heads.into_iter().collect())
}

/// Returns the names of all streams as they are written.
pub(super) fn streams(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut statement = connection.prepare_cached(STREAMS)?;
    let names = statement.query_map([], |row| {
        let name = row.get_ref(0)?.as_bytes()?;
        Ok(String::from_utf8_lossy(name).into_owned())
    })?;
    names.collect()
}

/// Returns the newest texts of a rollout, newest first, and whether each is as it was written.
pub(super) fn documents(
    connection: &Connection,
    rollout: &RolloutId,
    most: u32,
) -> rusqlite::Result<Vec<(Document, bool)>> {
    let mut statement = connection.prepare_cached(DOCUMENTS)?;
    let rows = statement.query_map(params![rollout.as_str(), most], |row| {
        let document = Document {
            name: row.get(0)?,
            text: row.get(1)?,
        };
        let is_whole = row.get::<_, [u8; 32]>(2)? == text_hash(&document.text);
        Ok((document, is_whole))
    })?;
    rows.collect()
}

/// Computes the digest that is kept beside a text.
pub(super) fn text_hash(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}

fn envelope(stream: &StreamId, seq: Seq, row: &Row<'_>) -> Result<Envelope, Cause> {
    Ok(Envelope {
        stream: stream.clone(),
        seq,
        at: moment(row.get(1)?)?,
        said_at: row.get::<_, Option<i64>>(2)?.map(moment).transpose()?,
        actor: Actor::new(row.get::<_, String>(3)?),
        kind: row.get(4)?,
        version: row.get(5)?,
        payload: row.get(6)?,
        prev_hash: Hash::from_bytes(row.get(7)?),
        hash: Hash::from_bytes(row.get(8)?),
    })
}

fn number(row: &Row<'_>, column: usize) -> Result<u64, Cause> {
    Ok(u64::try_from(row.get::<_, i64>(column)?)?)
}

fn moment(milliseconds: i64) -> Result<Timestamp, Cause> {
    Timestamp::from_timestamp_millis(milliseconds)
        .ok_or_else(|| format!("{milliseconds} ms is no time").into())
}
