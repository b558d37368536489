//! The ramp, the time that runs and the past through the real loop, on the demo: keys in, real rules, frames out.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests fail by panicking, like tests"
)]

#[path = "support/desk.rs"]
mod desk;

use rollgate::domain::flag::Environment;
use rollgate::projection::RolloutView;
use rollgate::shell::{Desk, Place};
use rollgate::tui::{Effect, Model};

use crate::desk::{open_data, presses, screen};

const FLAG: &str = "fuzzy_file_search";

/// Opens the demo at the rollout that is in the middle of its ramp.
fn desk() -> Desk {
    let data = open_data();
    let model = Model::new(120, 40, data.now());
    let mut desk = Desk::new(model, data, Place::default());
    desk.carry_out(vec![Effect::EnterDemo]);
    let rows = desk.model.rows();
    let found = rows.iter().find(|row| row.name() == FLAG);
    let id = found.unwrap().id.clone();
    desk.model.fleet.selected = Some(id);
    presses(&mut desk, "\n");
    desk
}

fn view(desk: &Desk) -> &RolloutView {
    desk.model.view().expect("a rollout is open")
}

fn production(desk: &Desk) -> String {
    let places = &view(desk).environments;
    places
        .get(&Environment::Production)
        .unwrap()
        .in_words
        .clone()
}

/// Goes on with Tab to the stop of this name.
fn goes_to(desk: &mut Desk, name: &str) {
    for _ in 0..40 {
        let dialog = desk.model.dialog.as_ref().expect("a dialog is open");
        if dialog.form.focused() == name {
            return;
        }
        presses(desk, "\t");
    }
    panic!("no stop is called {name}:\n{}", screen(desk));
}

/// Sets the next percentage, every closed gate passed with a reason.
fn climbs(desk: &mut Desk) -> String {
    let next = desk.model.ramp().unwrap().next.unwrap().to_string();
    presses(desk, "%");
    goes_to(desk, "text");
    presses(desk, "the owner of the dashboards has looked");
    goes_to(desk, "reply");
    presses(desk, "done");
    let closed: Vec<&'static str> = desk
        .model
        .ramp()
        .unwrap()
        .gates
        .iter()
        .filter(|gate| !gate.open && gate.hard)
        .map(|gate| gate.id.as_str())
        .collect();
    for gate in closed {
        goes_to(desk, gate);
        presses(desk, " ");
    }
    goes_to(desk, "word");
    presses(desk, &next);
    goes_to(desk, "go");
    presses(desk, "\n");
    next
}

#[test]
fn a_percentage_is_typed_recorded_seen_in_the_past_and_undone() {
    let mut desk = desk();
    let before = production(&desk);
    presses(&mut desk, "2");
    assert!(screen(&desk).contains("WINDOWS"), "{}", screen(&desk));
    let next = climbs(&mut desk);
    let after = production(&desk);
    assert!(
        after.starts_with(&format!("{next}% of actors")),
        "{}",
        screen(&desk)
    );
    assert!(screen(&desk).contains("stay at"), "{}", screen(&desk));

    // The past is shown as it was, and says so; records are refused until one is back.
    presses(&mut desk, "5hh");
    for _ in 0..6 {
        if production(&desk) == before {
            break;
        }
        presses(&mut desk, "h");
    }
    assert_eq!(production(&desk), before, "{}", screen(&desk));
    assert!(screen(&desk).contains("AS OF "), "{}", screen(&desk));
    let seq = desk.model.opened().unwrap().timeline.len();
    presses(&mut desk, "1xuu\u{1b}");
    assert_eq!(desk.model.opened().unwrap().timeline.len(), seq);
    assert_eq!(production(&desk), after, "{}", screen(&desk));

    presses(&mut desk, "uu");
    assert_eq!(production(&desk), before, "{}", screen(&desk));
}

#[test]
fn a_stay_stands_still_runs_longer_and_is_not_stopped_before_its_time() {
    let mut desk = desk();
    climbs(&mut desk);
    presses(&mut desk, "2tpa meeting");
    goes_to(&mut desk, "go");
    presses(&mut desk, "\n");
    assert!(screen(&desk).contains("stands still"), "{}", screen(&desk));
    presses(&mut desk, "tp");
    goes_to(&mut desk, "go");
    presses(&mut desk, "\n");
    let all = |desk: &Desk| desk.model.first_window().unwrap().seconds_in_all();
    let before = all(&desk);
    presses(&mut desk, "tx5m");
    goes_to(&mut desk, "go");
    presses(&mut desk, "\n");
    assert_eq!(all(&desk), before + 300, "{}", screen(&desk));
    let count = desk.model.windows().len();
    presses(&mut desk, "tcall is quiet");
    goes_to(&mut desk, "go");
    presses(&mut desk, "\n");
    assert_eq!(desk.model.windows().len(), count, "{}", screen(&desk));
    let why = "it is not stopped, who goes on before";
    assert!(screen(&desk).contains(why), "{}", screen(&desk));
}
