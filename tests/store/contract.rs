//! The contract of a store, kept by every store alike.

use std::cell::Cell;

use rollgate::domain::id::{RolloutId, Seq};
use rollgate::journal::{StreamId, Tip};
use rollgate::store::{Batch, Document, EventStore, MemoryStore, SqliteStore, StoreError, verify};

use crate::fleet;
use crate::support::{add, batch, moment, place, rollout, row, sealed, stream};

/// Checks everything that users of a store rely on; `make` makes a new, empty one each time.
fn contract(make: impl Fn() -> Box<dyn EventStore>) {
    for check in [
        a_new_store_is_empty,
        what_is_appended_is_loaded_in_order,
        a_batch_behind_another_end_is_a_conflict,
        a_batch_over_another_past_is_a_conflict,
        a_conflict_leaves_nothing_behind,
        several_streams_are_written_together_or_not_at_all,
        the_events_of_all_incidents_are_loaded_at_once,
        a_batch_that_does_not_fit_is_refused,
        a_row_of_the_fleet_is_replaced_by_the_next,
        the_fleet_can_be_rebuilt,
        fleet::what_goes_on_is_read_without_what_is_over,
        fleet::whoever_has_a_name_is_found_by_it,
        fleet::what_may_need_somebody_is_told_from_what_is_at_rest,
        fleet::what_is_at_rest_is_counted_without_being_read,
        the_newest_document_is_returned_byte_for_byte,
        a_draft_is_kept_until_it_is_dropped,
        the_marker_changes_with_every_write,
        streams_are_told_in_order_and_kept_apart,
        what_was_appended_verifies,
        a_copy_in_memory_holds_the_same,
    ] {
        check(make().as_mut());
    }
}

#[test]
fn a_store_in_memory_keeps_the_contract() {
    contract(|| Box::new(MemoryStore::default()));
}

#[test]
fn a_store_in_a_file_keeps_the_contract() {
    let (folder, _) = place();
    let number = Cell::new(0);
    contract(|| {
        number.set(number.get() + 1);
        let path = folder.path().join(format!("{}.db", number.get()));
        Box::new(SqliteStore::open(&path).unwrap())
    });
}

fn a_new_store_is_empty(store: &mut dyn EventStore) {
    assert_eq!(store.load(stream()).unwrap(), []);
    assert_eq!(store.tip(stream()).unwrap(), None);
    assert_eq!(store.streams().unwrap(), []);
    assert_eq!(store.fleet().unwrap(), []);
    assert_eq!(store.document(&rollout()).unwrap(), None);
    assert_eq!(store.draft("note").unwrap(), None);
}

fn what_is_appended_is_loaded_in_order(store: &mut dyn EventStore) {
    let mut expected = add(store, stream(), &["a", "b"]).unwrap();
    assert_eq!(store.load(stream()).unwrap(), expected);
    expected.extend(add(store, stream(), &["c \u{0}\r\n🦀"]).unwrap());
    assert_eq!(store.load(stream()).unwrap(), expected);
    let last = expected.last().unwrap();
    let tip = Tip {
        seq: Seq::new(3),
        hash: last.hash,
        at: moment(),
    };
    assert_eq!(store.tip(stream()).unwrap(), Some(tip));
}

fn a_batch_behind_another_end_is_a_conflict(store: &mut dyn EventStore) {
    let first = add(store, stream(), &["a"]).unwrap();
    add(store, stream(), &["b"]).unwrap();
    let late = sealed(stream(), Some(&first[0].tip()), &["c"]);
    let error = store.append(&batch(stream(), &late)).unwrap_err();
    let StoreError::Conflict {
        expected, actual, ..
    } = error
    else {
        panic!("{error}");
    };
    assert_eq!((expected, actual), (Seq::new(1), Seq::new(2)));
}

fn a_batch_over_another_past_is_a_conflict(store: &mut dyn EventStore) {
    add(store, stream(), &["a"]).unwrap();
    let other = sealed(stream(), None, &["not a"]);
    let late = sealed(stream(), Some(&other[0].tip()), &["b"]);
    let error = store.append(&batch(stream(), &late)).unwrap_err();
    assert!(matches!(error, StoreError::Conflict { .. }), "{error}");
}

fn several_streams_are_written_together_or_not_at_all(store: &mut dyn EventStore) {
    add(store, stream(), &["a"]).unwrap();
    let incident = StreamId::incident("I1");
    let new = sealed(&incident, None, &["b"]);
    let late = sealed(stream(), None, &["c"]);
    let both = [batch(&incident, &new), batch(stream(), &late)];
    let error = store.append_all(&both).unwrap_err();
    assert!(matches!(error, StoreError::Conflict { .. }), "{error}");
    assert_eq!(store.load(&incident).unwrap(), []);
    let tip = store.tip(stream()).unwrap();
    let next = sealed(stream(), tip.as_ref(), &["c"]);
    let both = [batch(&incident, &new), batch(stream(), &next)];
    store.append_all(&both).unwrap();
    assert_eq!(store.load(&incident).unwrap(), new);
    assert_eq!(store.load(stream()).unwrap().len(), 2);
}

fn the_events_of_all_incidents_are_loaded_at_once(store: &mut dyn EventStore) {
    let [first, second] = ["I1", "I2"].map(StreamId::incident);
    add(store, &second, &["c"]).unwrap();
    add(store, &first, &["a"]).unwrap();
    add(store, &StreamId::ledger(), &["elsewhere"]).unwrap();
    add(store, stream(), &["elsewhere"]).unwrap();
    add(store, &first, &["b"]).unwrap();
    let each = [&first, &second].map(|stream| store.load(stream).unwrap());
    assert_eq!(store.load_incidents().unwrap(), each.concat());
}

fn a_conflict_leaves_nothing_behind(store: &mut dyn EventStore) {
    let before = add(store, stream(), &["a"]).unwrap();
    let late = sealed(stream(), None, &["b"]);
    let document = Document {
        name: "b.md".to_owned(),
        text: "b".to_owned(),
    };
    let refused = store.append(&Batch {
        fleet: Some(&row(&rollout(), "b")),
        document: Some(&document),
        ..batch(stream(), &late)
    });
    assert!(refused.is_err());
    assert_eq!(store.load(stream()).unwrap(), before);
    assert_eq!(store.fleet().unwrap(), []);
    assert_eq!(store.document(&rollout()).unwrap(), None);
}

fn a_batch_that_does_not_fit_is_refused(store: &mut dyn EventStore) {
    let sealed_here = sealed(stream(), None, &["a", "b"]);
    let mut changed = sealed_here.clone();
    changed[1].payload = "null".to_owned();
    let ledger = StreamId::ledger();
    let in_ledger = sealed(&ledger, None, &["a"]);
    let other_row = row(&RolloutId::from("other"), "a");
    let document = Document {
        name: String::new(),
        text: String::new(),
    };
    let misfits = [
        batch(stream(), &[]),
        batch(stream(), &changed),
        batch(stream(), &in_ledger),
        Batch {
            expected: Seq::ZERO,
            ..batch(stream(), &sealed_here[1..])
        },
        Batch {
            fleet: Some(&other_row),
            ..batch(stream(), &sealed_here)
        },
        Batch {
            document: Some(&document),
            ..batch(&ledger, &in_ledger)
        },
    ];
    for misfit in misfits {
        let error = store.append(&misfit).unwrap_err();
        assert!(matches!(error, StoreError::Misfit { .. }), "{error}");
    }
    assert_eq!(store.streams().unwrap(), []);
}

fn a_row_of_the_fleet_is_replaced_by_the_next(store: &mut dyn EventStore) {
    for title in ["a", "b"] {
        let envelopes = sealed(stream(), store.tip(stream()).unwrap().as_ref(), &[title]);
        let row = row(&rollout(), title);
        let with_row = Batch {
            fleet: Some(&row),
            ..batch(stream(), &envelopes)
        };
        store.append(&with_row).unwrap();
        assert_eq!(store.fleet().unwrap(), [row]);
    }
}

fn the_fleet_can_be_rebuilt(store: &mut dyn EventStore) {
    let rows = ["1", "2", "3"].map(|id| row(&RolloutId::from(id), id));
    store.replace_fleet(&rows).unwrap();
    assert_eq!(store.fleet().unwrap(), rows);
    store.replace_fleet(&rows[1..2]).unwrap();
    assert_eq!(store.fleet().unwrap(), rows[1..2]);
}

fn the_newest_document_is_returned_byte_for_byte(store: &mut dyn EventStore) {
    for text in [
        "",
        "\u{feff}# A\r\n- [ ] b\u{0}\u{202e}",
        "no end of line",
        "\n\n",
    ] {
        let envelopes = sealed(stream(), store.tip(stream()).unwrap().as_ref(), &["a"]);
        let document = Document {
            name: "rollout.md".to_owned(),
            text: text.to_owned(),
        };
        let with_document = Batch {
            document: Some(&document),
            ..batch(stream(), &envelopes)
        };
        store.append(&with_document).unwrap();
        assert_eq!(store.document(&rollout()).unwrap(), Some(document));
    }
    let other = RolloutId::from("other");
    assert_eq!(store.document(&other).unwrap(), None);
}

fn a_draft_is_kept_until_it_is_dropped(store: &mut dyn EventStore) {
    for text in ["typed", "typed more\n\u{0}"] {
        store.save_draft("note", text, moment()).unwrap();
        assert_eq!(store.draft("note").unwrap().as_deref(), Some(text));
    }
    assert_eq!(store.draft("other").unwrap(), None);
    store.drop_draft("note").unwrap();
    store.drop_draft("note").unwrap();
    assert_eq!(store.draft("note").unwrap(), None);
}

fn the_marker_changes_with_every_write(store: &mut dyn EventStore) {
    let mut seen = vec![store.marker().unwrap()];
    assert_eq!(store.marker().unwrap(), seen[0]);
    add(store, stream(), &["a"]).unwrap();
    seen.push(store.marker().unwrap());
    store.replace_fleet(&[]).unwrap();
    seen.push(store.marker().unwrap());
    store.save_draft("note", "a", moment()).unwrap();
    seen.push(store.marker().unwrap());
    let all = seen.len();
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), all);
}

fn streams_are_told_in_order_and_kept_apart(store: &mut dyn EventStore) {
    let incident = StreamId::incident("7");
    let streams = [incident, StreamId::ledger(), stream().clone()];
    for stream in streams.iter().rev() {
        add(store, stream, &["a"]).unwrap();
        add(store, stream, &[stream.as_str()]).unwrap();
    }
    assert_eq!(store.streams().unwrap(), streams);
    for stream in &streams {
        let envelopes = store.load(stream).unwrap();
        assert_eq!(envelopes.len(), 2);
        assert!(envelopes.iter().all(|envelope| envelope.stream == *stream));
    }
}

fn what_was_appended_verifies(store: &mut dyn EventStore) {
    add(store, stream(), &["a", "b"]).unwrap();
    add(store, &StreamId::ledger(), &["c"]).unwrap();
    let report = verify(store).unwrap();
    assert_eq!((report.streams, report.events, report.ok), (2, 3, true));
    assert_eq!(report.broken, []);
}

fn a_copy_in_memory_holds_the_same(store: &mut dyn EventStore) {
    let envelopes = sealed(stream(), None, &["a", "b"]);
    let (row, document) = (
        row(&rollout(), "a"),
        Document {
            name: "a.md".to_owned(),
            text: "a\r\n".to_owned(),
        },
    );
    let full = Batch {
        fleet: Some(&row),
        document: Some(&document),
        ..batch(stream(), &envelopes)
    };
    store.append(&full).unwrap();
    let mut copy = MemoryStore::copy_of(store).unwrap();
    assert_eq!(copy.load(stream()).unwrap(), envelopes);
    assert_eq!(copy.fleet().unwrap(), [row]);
    assert_eq!(copy.document(&rollout()).unwrap(), Some(document));
    add(&mut copy, stream(), &["c"]).unwrap();
    assert_eq!(store.load(stream()).unwrap(), envelopes);
}
