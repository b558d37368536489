//! Reading the fleet: all of it, what goes on, or the few that a name or a status line is about. Each query has its index in the schema.

use chrono::SecondsFormat;
use rusqlite::{Connection, Params, Row};

use crate::domain::Timestamp;
use crate::domain::id::RolloutId;
use crate::projection::FleetRow;
use crate::store::{FleetAtRest, FleetInShort, StoreError};

/// Every row of the fleet.
pub(super) const FLEET: &str = "SELECT rollout, row FROM fleet ORDER BY rollout";

/// Rows of the rollouts that are not over. An index is found by these very words; so for the two below.
macro_rules! going_on {
    () => {
        "FROM fleet WHERE coalesce(row ->> '$.phase', '') NOT IN ('closed', 'abandoned')"
    };
}

/// Tells of a row that it may need a person, now or when a time ends.
macro_rules! needs {
    () => {
        "(coalesce(row ->> '$.phase', '') = 'rolling_back'
    OR coalesce(row ->> '$.state', '') IN ('failed', 'blocked')
    OR coalesce(row ->> '$.timers', '') <> '[]')"
    };
}

/// The rollouts that are not over.
pub(super) const GOING_ON: &str = concat!("SELECT rollout, row ", going_on!(), " ORDER BY rollout");

/// Those of them that may need a person.
const IN_NEED: &str = concat!(
    "SELECT rollout, row ",
    going_on!(),
    " AND ",
    needs!(),
    " ORDER BY rollout"
);

/// The first `?1` of the others, the newest first.
const AT_REST: &str = concat!(
    "SELECT rollout, row ",
    going_on!(),
    " AND NOT ",
    needs!(),
    " ORDER BY updated_at DESC, rollout LIMIT ?1"
);

/// How many open blockers the others have, and how many deadlines that are over at `?1`. Without its `Z` the text of a moment has the order of time.
const OF_AT_REST: &str = "SELECT coalesce(sum(blockers), 0), count(iif(rtrim(deadline, 'Z') <= ?1, 1, NULL)) FROM fleet WHERE at_rest";

/// The one of them with the longest name; of several the last in the order of need.
const LONGEST_AT_REST: &str = "SELECT rollout, row FROM fleet WHERE at_rest ORDER BY name_bytes DESC, updated_at, rollout DESC LIMIT 1";

/// How many the rollouts are that are not over; the two indices are smaller than that of all of them.
const COUNT_GOING_ON: &str = concat!(
    "SELECT (SELECT count(*) ",
    going_on!(),
    " AND ",
    needs!(),
    ") + (SELECT count(updated_at) ",
    going_on!(),
    " AND NOT ",
    needs!(),
    ")"
);

/// The rows of the rollouts whose id, flag or title `?1` is, by an index for each.
pub(super) const CALLED: &str = "SELECT rollout, row FROM fleet WHERE rollout IN (
        SELECT rollout FROM fleet WHERE rollout = ?1
        UNION ALL SELECT rollout FROM fleet WHERE row ->> '$.flag' = ?1 COLLATE NOCASE
        UNION ALL SELECT rollout FROM fleet WHERE row ->> '$.title' = ?1 COLLATE NOCASE)
    ORDER BY rollout";

/// The row of one rollout.
pub(super) const ROW: &str = "SELECT rollout, row FROM fleet WHERE rollout = ?1";

/// How many rows the fleet has.
pub(super) const COUNT: &str = "SELECT count(*) FROM fleet";

/// Counts what [`COUNT`] or [`COUNT_GOING_ON`] asks for.
pub(super) fn count(connection: &Connection, query: &str) -> rusqlite::Result<usize> {
    let mut statement = connection.prepare_cached(query)?;
    let count: i64 = statement.query_row([], |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// Returns the rows of the fleet that [`FLEET`], [`GOING_ON`], [`ROW`] or another asks for; the inner error is that of the first that cannot be read.
pub(super) fn rows(
    connection: &Connection,
    query: &str,
    about: impl Params,
) -> rusqlite::Result<Result<Vec<FleetRow>, StoreError>> {
    let mut statement = connection.prepare_cached(query)?;
    let mut rows = statement.query(about)?;
    let mut fleet = Vec::new();
    while let Some(row) = rows.next()? {
        // The text is read where it lies: copying it would be half of the work.
        match serde_json::from_slice(row.get_ref(1)?.as_bytes()?) {
            Ok(read) => fleet.push(read),
            Err(source) => {
                let rollout = RolloutId::new(row.get::<_, String>(0)?);
                return Ok(Err(StoreError::UnreadableRow { rollout, source }));
            }
        }
    }
    Ok(Ok(fleet))
}

/// Returns the rows that may need a person, `most` others, and how many there are; the connection is in one look at the store.
pub(super) fn in_short(
    connection: &Connection,
    most: u32,
) -> rusqlite::Result<Result<FleetInShort, StoreError>> {
    let in_need = rows(connection, IN_NEED, [])?;
    let at_rest = rows(connection, AT_REST, [most])?;
    let going_on = count(connection, COUNT_GOING_ON)?;
    Ok(in_need.and_then(|in_need| {
        Ok(FleetInShort {
            in_need,
            at_rest: at_rest?,
            going_on,
        })
    }))
}

/// Returns what the rollouts at rest come to at `now`; the connection is in one look at the store.
pub(super) fn at_rest(
    connection: &Connection,
    now: Timestamp,
) -> rusqlite::Result<Result<FleetAtRest, StoreError>> {
    let longest = rows(connection, LONGEST_AT_REST, [])?;
    let moment = now.to_rfc3339_opts(SecondsFormat::AutoSi, true);
    let mut statement = connection.prepare_cached(OF_AT_REST)?;
    let counts = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let (blockers, overdue): (i64, i64) =
        statement.query_row([moment.trim_end_matches('Z')], counts)?;
    Ok(longest.map(|longest| FleetAtRest {
        longest: longest.into_iter().next(),
        blockers: usize::try_from(blockers).unwrap_or_default(),
        overdue: usize::try_from(overdue).unwrap_or_default(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::SqliteStore;

    #[test]
    fn what_is_over_is_not_even_looked_at_when_what_goes_on_is_read() {
        let folder = tempfile::TempDir::new().unwrap();
        let store = SqliteStore::open(&folder.path().join("store.db")).unwrap();
        let plan = |query: &str, about: &[&str]| -> Vec<String> {
            let query = format!("EXPLAIN QUERY PLAN {query}");
            let mut statement = store.connection.prepare(&query).unwrap();
            let about = rusqlite::params_from_iter(about);
            let details = statement.query_map(about, |row| row.get("detail"));
            details.unwrap().map(Result::unwrap).collect()
        };
        let name = "SEARCH fleet USING COVERING INDEX sqlite_autoindex_fleet_1 (rollout=?)";
        for (query, about, expected) in [
            (
                GOING_ON,
                None,
                &["SCAN fleet USING COVERING INDEX fleet_going_on"][..],
            ),
            (
                IN_NEED,
                None,
                &["SCAN fleet USING COVERING INDEX fleet_in_need"],
            ),
            (
                AT_REST,
                Some("3"),
                &["SCAN fleet USING INDEX fleet_at_rest"],
            ),
            (COUNT_GOING_ON, None, &["fleet_in_need", "fleet_at_rest"]),
            (
                OF_AT_REST,
                Some("2026"),
                &["SCAN fleet USING INDEX fleet_of_at_rest"],
            ),
            (
                LONGEST_AT_REST,
                None,
                &["SCAN fleet USING INDEX fleet_of_at_rest"],
            ),
            (
                CALLED,
                Some("a"),
                &[name, "fleet_flag (<expr>=?)", "fleet_title (<expr>=?)"],
            ),
        ] {
            let found = plan(query, about.as_slice());
            let scans = found.iter().filter(|line| line.starts_with("SCAN fleet"));
            assert!(
                scans.clone().all(|line| line.contains("INDEX")),
                "{found:?}"
            );
            let has = |part: &&str| found.iter().any(|line| line.contains(*part));
            assert!(expected.iter().all(has), "{found:?}");
        }
    }
}
