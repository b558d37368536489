//! A whole rollout through the real loop: keys in, real rules, a real data file, frames out. Only the terminal is missing.
//!
//! With `ROLLGATE_CORPUS` set the text is a real issue, pasted as it was copied from its page; else one of our own.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "helpers of tests fail by panicking, like tests"
)]

use std::rc::Rc;

use chrono::{TimeZone as _, Utc};
use rollgate::domain::flag::Environment;
use rollgate::domain::id::Actor;
use rollgate::domain::plan::StepState;
use rollgate::domain::rollout::Phase;
use rollgate::projection::RolloutView;
use rollgate::shell::{DataSource, Desk, OpenData, Place, Then};
use rollgate::store::SqliteStore;
use rollgate::tracker::{FixedClock, Tracker, Who};
use rollgate::tui::{Key, KeyCode, Message, Model};

/// A person at the keyboard, with a clock that moves only when they wait.
struct Person {
    desk: Desk,
    clock: FixedClock,
    _folder: tempfile::TempDir,
}

impl Person {
    fn sits_down() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("rollgate.db")).unwrap();
        let clock = FixedClock::at(Utc.with_ymd_and_hms(2026, 3, 10, 9, 0, 0).unwrap());
        let actor = Actor::from("tester");
        let who = Who {
            actor: actor.clone(),
            said_at: None,
        };
        let tracker = Tracker::new(Box::new(store), Box::new(clock.clone()), who);
        let source = DataSource {
            tracker,
            clock: Rc::new(clock.clone()),
            actor,
        };
        let data = OpenData::new(source, None);
        let model = Model::new(100, 30, data.now());
        let mut desk = Desk::new(model, data, Place::default());
        desk.carry_out(vec![rollgate::tui::Effect::Refresh]);
        Self {
            desk,
            clock,
            _folder: folder,
        }
    }

    fn sees(&self, text: &str) {
        let screen = self.desk.screen().text();
        assert!(
            screen.contains(text),
            "{text:?} is not on the screen:\n{screen}"
        );
    }

    fn presses(&mut self, keys: &str) {
        for character in keys.chars() {
            let key = match character {
                '\n' => Key::plain(KeyCode::Enter),
                '\t' => Key::plain(KeyCode::Tab),
                '\u{1b}' => Key::plain(KeyCode::Esc),
                character => Key::char(character),
            };
            assert_ne!(self.desk.say(Message::Key(key)), Then::Quit, "{keys:?}");
        }
    }

    fn waits(&mut self, seconds: u32) {
        self.clock.advance(seconds);
        let now = self.desk.now();
        self.desk.say(Message::Ticked(now));
        self.desk.carry_out(vec![rollgate::tui::Effect::Refresh]);
    }

    /// Puts the selection on a step of the stage that is shown.
    fn goes_to(&mut self, number: &str) {
        self.presses("gg");
        for _ in 0..60 {
            if self
                .desk
                .model
                .step()
                .is_some_and(|step| step.number == number)
            {
                return;
            }
            self.presses("j");
        }
        panic!("there is no step {number}:\n{}", self.desk.screen().text());
    }

    /// Goes to the button of the open dialog and presses it.
    fn presses_the_button(&mut self) {
        for _ in 0..30 {
            let dialog = self.desk.model.dialog.as_ref().expect("a dialog is open");
            if matches!(dialog.form.focused(), "go" | "next") {
                self.presses("\n");
                return;
            }
            self.presses("\t");
        }
        panic!("there is no button:\n{}", self.desk.screen().text());
    }

    #[track_caller]
    fn has_done(&self, number: &str) {
        let text = self.desk.screen().text();
        assert_eq!(self.state(number), StepState::Done, "{number}\n{text}");
    }

    fn ticks(&mut self, number: &str) {
        self.goes_to(number);
        self.presses("x");
        self.has_done(number);
    }

    fn answers_first(&mut self, number: &str) {
        self.goes_to(number);
        self.presses("\n ");
        self.presses_the_button();
        self.has_done(number);
    }

    fn records_a_pass(&mut self, number: &str) {
        self.goes_to(number);
        self.presses("r ");
        self.presses_the_button();
        self.has_done(number);
    }

    fn says_what_is_written(&mut self) {
        self.presses("sa");
        self.sees("nobody has said what is written while the flag is off");
        self.presses("\u{1b}ao");
        self.sees("What does the feature write then?");
        // The second answer: the same as while it is on.
        self.presses("j ");
        self.presses_the_button();
        assert_eq!(self.view().writes.answer, Some("always"));
    }

    /// Records a pass for the data that stands at this place among those that are asked for.
    fn tries_data(&mut self, place: usize) {
        self.presses("r ");
        while self.desk.model.dialog.as_ref().unwrap().form.focused() != "cohort" {
            self.presses("\t");
        }
        self.presses(&"l".repeat(place));
        self.presses(" ");
        self.presses_the_button();
        let cohorts = &self.view().writes.cohorts;
        let passed = cohorts.iter().filter(|known| known.passed == Some(true));
        assert_eq!(passed.count(), place, "{}", self.desk.screen().text());
    }

    fn advances(&mut self) {
        let before = self.view().current_stage().unwrap().number;
        self.presses("sa");
        self.presses_the_button();
        let after = self.view().current_stage().unwrap().number;
        assert_eq!(after, before + 1, "{}", self.desk.screen().text());
    }

    /// Types the percentage into the dialog of the ramp, and presses its button where the gates let it.
    fn ramps_to(&mut self, number: &str, percentage: &str) {
        self.goes_to(number);
        self.presses("\n");
        assert!(self.stops_at("word"), "{}", self.desk.screen().text());
        self.presses(percentage);
        if self.stops_at("go") {
            self.presses("\n");
        }
    }

    fn stops_at(&mut self, name: &str) -> bool {
        for _ in 0..40 {
            let dialog = self.desk.model.dialog.as_ref().expect("a dialog is open");
            if dialog.form.focused() == name {
                return true;
            }
            self.presses("\t");
        }
        false
    }

    fn view(&self) -> &RolloutView {
        self.desk.model.view().expect("a rollout is open")
    }

    fn state(&self, number: &str) -> StepState {
        let mut steps = self.view().steps();
        steps.find(|step| step.number == number).unwrap().state
    }

    fn production(&self) -> String {
        self.view().environments[&Environment::Production]
            .in_words
            .clone()
    }
}

fn issue() -> String {
    let real = std::env::var_os("ROLLGATE_CORPUS").and_then(|folder| {
        let seeds = std::fs::read_dir(std::path::Path::new(&folder).join("seeds")).ok()?;
        let mut paths = seeds.filter_map(|entry| Some(entry.ok()?.path()));
        let path = paths.find(|path| path.to_string_lossy().contains("004_"))?;
        std::fs::read_to_string(path).ok()
    });
    real.unwrap_or_else(|| include_str!("fixtures/journey.md").to_owned())
}

#[test]
fn an_issue_is_pasted_driven_up_rolled_back_and_begun_again() {
    let mut person = Person::sits_down();
    person.sees("No rollouts yet");
    assert_eq!(person.desk.say(Message::Pasted(issue())), Then::GoOn);
    person.sees("NOTHING IS SAVED YET");
    person.presses("w");
    assert_eq!(person.view().stages.len(), 6);

    person.presses("sa");
    person.sees("☐ QA has passed");
    person.presses("\u{1b}");
    person.ticks("1.1.1");
    person.ticks("1.2.1");
    person.records_a_pass("1.3");
    person.advances();
    person.answers_first("2.2");
    person.ticks("2.1.1");
    person.ticks("2.3.1");
    person.records_a_pass("2.6");
    person.advances();
    for number in ["3.1", "3.3", "3.4", "3.5", "3.6"] {
        person.ticks(number);
    }
    person.goes_to("3.2");
    person.presses("xx");
    person.says_what_is_written();
    for cohort in 1..=2 {
        person.tries_data(cohort);
    }
    person.advances();
    assert_eq!(person.production(), "3 named actors");

    person.answers_first("4.1.1");
    person.ramps_to("4.1.2.1", "1");
    assert_eq!(person.production(), "1% of actors, 3 named actors");
    person.ramps_to("4.1.2.1", "10");
    person.sees("left of the stay at 1%");
    person.presses("\u{1b}");
    person.waits(15 * 60);
    person.ramps_to("4.1.2.1", "10");
    assert_eq!(person.production(), "10% of actors, 3 named actors");
    person.sees("PRODUCTION 10% of actors");
    goes_back_and_begins_anew(&mut person);
}

fn goes_back_and_begins_anew(person: &mut Person) {
    person.presses("!");
    person.sees("IN A HURRY?");
    person.presses(" ");
    person.presses_the_button();
    person.sees("10% of actors");
    person.presses_the_button();
    let word = person.view().name().split('_').next().unwrap().to_owned();
    while person.desk.model.dialog.as_ref().unwrap().form.focused() != "word" {
        person.presses("\t");
    }
    person.presses(&word);
    person.presses_the_button();
    assert_eq!(
        person.view().phase,
        Phase::RollingBack,
        "{}",
        person.desk.screen().text()
    );

    for _ in 0..person.view().rollback.last.as_ref().unwrap().steps.len() {
        person.presses("x");
    }
    assert_eq!(
        person.production(),
        "off",
        "{}",
        person.desk.screen().text()
    );
    person.presses(".");
    if person.desk.model.dialog.is_some() {
        person.presses_the_button();
    }
    assert_eq!(
        person.view().phase,
        Phase::RolledBack,
        "{}",
        person.desk.screen().text()
    );
    person.presses(".");
    if person.desk.model.dialog.is_some() {
        person.presses_the_button();
    }
    assert_eq!(
        (person.view().phase, person.view().attempt),
        (Phase::Active, 2)
    );
    assert_eq!(person.state("1.3"), StepState::Todo);
    assert_eq!(person.view().qa.len(), 4);
    assert!(person.desk.data.verify().unwrap().ok);
}
