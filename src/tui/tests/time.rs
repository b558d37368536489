//! Time that runs, and looking at a rollout as it stood before.

use super::golden::picture;
use super::{Effect, Message, Model, fixture, opened, press, update};
use crate::domain::rollout::{Command, TimerChange};
use crate::projection::OpenRollout;

fn changes(effects: &[Effect]) -> Vec<(TimerChange, Option<String>)> {
    let commands = effects.iter().filter_map(|effect| {
        if let Effect::Dispatch {
            command: Command::ChangeTimer { change, reason, .. },
            ..
        } = effect
        {
            Some((*change, reason.clone()))
        } else {
            None
        }
    });
    commands.collect()
}

/// Does what the shell does when it is asked to look back.
fn look(model: &mut Model, effects: &[Effect]) {
    for effect in effects {
        let Effect::LookAt(moment) = effect else {
            continue;
        };
        let whole = fixture::ramping().history();
        let open = match moment {
            Some(at) => OpenRollout::of(&whole.at(*at), *at),
            None => OpenRollout::of(&whole, fixture::now()),
        };
        let mut snapshot = fixture::snapshot();
        snapshot.open = open.map(|open| Box::new(open.with_log_of(&whole)));
        let more = update(model, Message::Refreshed(Box::new(snapshot)));
        assert_eq!(more, vec![]);
    }
}

fn looking_back(width: u16, height: u16) -> Model {
    let mut model = opened(width, height);
    press(&mut model, "5jjjj");
    let effects = press(&mut model, "va");
    look(&mut model, &effects);
    model
}

#[test]
fn a_time_stands_still_for_a_reason_or_for_none() {
    let mut model = opened(80, 24);
    assert_eq!(changes(&press(&mut model, "tp")), vec![]);
    let effects = press(&mut model, "\t\t\n");
    assert_eq!(changes(&effects), vec![(TimerChange::Pause, None)]);
    let mut model = opened(80, 24);
    let effects = press(&mut model, "tpa meeting\t\t\n");
    let why = Some("a meeting".to_owned());
    assert_eq!(changes(&effects), vec![(TimerChange::Pause, why)]);
}

#[test]
fn what_stands_still_goes_on_by_the_same_key_and_can_say_why() {
    let mut model = opened(80, 24);
    let story = fixture::ramping();
    let step = model.windows().first().unwrap().step.clone();
    let pause = Command::ChangeTimer {
        step,
        change: TimerChange::Pause,
        reason: None,
    };
    let history = story.then(1, &pause).history();
    let mut snapshot = fixture::snapshot();
    snapshot.open = OpenRollout::of(&history, fixture::now()).map(Box::new);
    update(&mut model, Message::Refreshed(Box::new(snapshot)));
    press(&mut model, "tp");
    let text = crate::tui::screen(&model).text();
    assert!(text.contains("it stands still"), "{text}");
    let effects = press(&mut model, "they are back\t\t\n");
    let why = Some("they are back".to_owned());
    assert_eq!(changes(&effects), vec![(TimerChange::Resume, why)]);
}

#[test]
fn more_time_asks_how_much() {
    let mut model = opened(80, 24);
    press(&mut model, "tx");
    assert_eq!(press(&mut model, "5x\t\t\t\n"), vec![]);
    press(&mut model, "\u{1b}tx15m\t\t\t");
    let effects = press(&mut model, "\n");
    assert_eq!(changes(&effects), vec![(TimerChange::Extend(900), None)]);
    let mut model = opened(80, 24);
    let effects = press(&mut model, "tx15m\tthe graph is late\t\t\n");
    let why = Some("the graph is late".to_owned());
    assert_eq!(changes(&effects), vec![(TimerChange::Extend(900), why)]);
}

#[test]
fn a_time_that_is_stopped_early_says_why() {
    let mut model = opened(80, 24);
    press(&mut model, "tc");
    assert_eq!(press(&mut model, "\t\t\n"), vec![]);
    press(&mut model, "\t");
    press(&mut model, "nothing to see\t\t");
    let effects = press(&mut model, "\n");
    let why = Some("nothing to see".to_owned());
    assert_eq!(changes(&effects), vec![(TimerChange::Stop, why)]);
}

#[test]
fn where_no_time_runs_the_keys_say_so() {
    let mut model = opened(80, 24);
    fixture::at_stage(&mut model, "r2");
    for keys in ["tx", "tp", "tc"] {
        assert_eq!(press(&mut model, keys), vec![], "{keys}");
        assert!(model.dialog.is_none());
        assert!(model.notice.as_ref().unwrap().text.contains("no time runs"));
    }
}

#[test]
fn the_dialog_to_extend() {
    picture("extend", |width, height| {
        let mut model = opened(width, height);
        press(&mut model, "tx15m");
        model
    });
}

#[test]
fn a_rollout_as_it_stood() {
    picture("looking_back", looking_back);
    picture("looking_back_steps", |width, height| {
        let mut model = looking_back(width, height);
        press(&mut model, "1");
        model
    });
}

#[test]
fn while_one_looks_back_the_bar_says_so_and_nothing_is_recorded() {
    let mut model = looking_back(80, 24);
    for tab in ["1", "2", "3", "4", "5", "6"] {
        press(&mut model, tab);
        let bar = crate::tui::screen(&model).rows[1].text();
        assert!(bar.contains("AS OF "), "{bar}");
        for keys in [
            "x", "sd", "sn", "so", "sa", "an", "ab", "r", "%", "tp", "tx", "uu", "U", "d", " h",
            ".", "c", "e", "ai", "ap",
        ] {
            let effects = press(&mut model, keys);
            assert!(!effects.iter().any(Effect::records), "{keys}: {effects:?}");
            assert!(model.dialog.is_none(), "{keys}");
        }
    }
    assert!(model.as_of().is_some());
    let effects = press(&mut model, "\u{1b}");
    assert_eq!(effects, vec![Effect::LookAt(None)]);
    look(&mut model, &effects);
    let bar = crate::tui::screen(&model).rows[1].text();
    assert!(!bar.contains("AS OF"), "{bar}");
    press(&mut model, "tp");
    assert!(model.dialog.is_some(), "it is now again");
}

#[test]
fn left_and_right_on_the_log_go_through_the_past() {
    let mut model = opened(80, 24);
    press(&mut model, "5");
    let first = press(&mut model, "h");
    assert!(matches!(first.as_slice(), [Effect::LookAt(Some(_))]));
    look(&mut model, &first);
    let older = press(&mut model, "h");
    look(&mut model, &older);
    let at = |effects: &[Effect]| match effects {
        [Effect::LookAt(at)] => *at,
        _ => panic!("{effects:?}"),
    };
    assert!(at(&older) <= at(&first));
    let newer = press(&mut model, "l");
    look(&mut model, &newer);
    assert_eq!(at(&newer), at(&first));
    assert_eq!(press(&mut model, "l"), vec![Effect::LookAt(None)]);
    assert_eq!(model.as_of(), None);
}

#[test]
fn the_way_back_is_begun_at_now() {
    let mut model = looking_back(80, 24);
    let effects = press(&mut model, "!");
    assert_eq!(effects, vec![Effect::LookAt(None)]);
    let snapshot = Box::new(fixture::snapshot());
    update(&mut model, Message::Refreshed(snapshot));
    assert!(model.dialog.is_some());
}

#[test]
fn a_rehearsal_of_the_way_back_records_how_long_it_took_and_nothing_else() {
    picture("drill", |width, height| {
        let mut model = opened(width, height);
        press(&mut model, "tr");
        model
    });
    let took = |effects: &[Effect]| match effects {
        [
            Effect::Dispatch {
                command: Command::RecordDrill { took_s },
                ..
            },
        ] => Some(*took_s),
        _ => None,
    };
    let mut model = opened(80, 24);
    press(&mut model, "tr7m30s\t\t");
    assert_eq!(took(&press(&mut model, "\n")), Some(450));
    let mut model = opened(80, 24);
    press(&mut model, "tr\t\t");
    model.now += chrono::TimeDelta::seconds(95);
    assert_eq!(took(&press(&mut model, "\n")), Some(95));
    let mut model = opened(80, 24);
    press(&mut model, "trsoon\t\t");
    assert_eq!(press(&mut model, "\n"), vec![]);
}
