//! The board of all rollouts: what is seen at every size, where its keys lead, and what asks for it to be read.

use super::beside_fixture::{board, fleet_packages};
use super::golden::picture;
use super::{Effect, Message, Model, press, update};
use crate::domain::id::IncidentId;
use crate::domain::incident::{Alert, Incident, Status, backfill};
use crate::domain::package::DeployStatus;
use crate::tui::effect::Backfill;
use crate::tui::keymap::{Action, Record};
use crate::tui::message::Failure;
use crate::tui::page::{OnBoard, Page, Tab};
use crate::tui::screen;

fn names(model: &Model) -> Vec<String> {
    let rows = model.board_rows().into_iter();
    let name = |found: OnBoard<'_>| {
        let rollout = found.rollout.map_or("-", |(_, name)| name);
        format!("{rollout} {}", found.row.id())
    };
    rows.map(name).collect()
}

#[test]
fn the_board_of_all_rollouts() {
    picture("board", |width, height| board("", (width, height)));
}

#[test]
fn an_incident_is_selected_on_the_board() {
    picture("board_incident", |width, height| {
        board("G", (width, height))
    });
}

#[test]
fn the_worst_comes_first_or_what_is_due_first() {
    let mut model = board("", (120, 36));
    let by_severity = [
        "seed_catalog B2",
        "seed_catalog I2",
        "seed_catalog B3",
        "seed_catalog I1",
        "compost_worker_rename B7",
        "- I4",
    ];
    assert_eq!(names(&model), by_severity);
    press(&mut model, "vs");
    let by_due = [
        "compost_worker_rename B7",
        "seed_catalog B2",
        "seed_catalog I2",
        "seed_catalog B3",
        "seed_catalog I1",
        "- I4",
    ];
    assert_eq!(names(&model), by_due);
    press(&mut model, "/compost\n");
    assert_eq!(names(&model), ["compost_worker_rename B7"]);
}

#[test]
fn enter_opens_the_rollout_at_what_was_selected_and_the_way_back_is_the_board() {
    let mut model = board("jj", (120, 36));
    let effects = press(&mut model, "\n");
    assert_eq!(effects, vec![Effect::Open(Some("r2".into()))]);
    let page = model.rollout_page().unwrap();
    assert_eq!(page.tab, Tab::Blockers);
    assert_eq!(page.blockers.selected.as_deref(), Some("B3"));
    press(&mut model, "q");
    assert!(matches!(model.pages.last(), Some(Page::Board)));
    assert!(screen(&model).text().contains("of all rollouts"));
}

#[test]
fn what_is_asked_about_a_blocker_is_asked_on_its_rollout() {
    let mut model = board("", (120, 36));
    assert_eq!(
        press(&mut model, "c"),
        vec![Effect::Open(Some("r2".into()))]
    );
    let wanted = Action::Record(Record::CloseSelected);
    assert_eq!(model.after_open, Some(("r2".into(), wanted)));
}

#[test]
fn an_incident_about_no_rollout_is_given_a_status_where_it_stands() {
    let mut model = board("G\n", (120, 36));
    assert!(screen(&model).text().contains("Status of I4"));
    press(&mut model, "\u{1b}c");
    assert!(screen(&model).text().contains("Close I4"));
}

#[test]
fn the_board_is_read_while_it_is_there_and_no_longer() {
    let mut model = super::model(80, 24);
    let key = |model: &mut Model, key| update(model, Message::Key(super::Key::char(key)));
    key(&mut model, 'g');
    assert_eq!(key(&mut model, 'B'), vec![Effect::ReadBoard(true)]);
    assert!(screen(&model).text().contains("reading the board"));
    let ended = [Effect::Open(None), Effect::ReadBoard(false)];
    assert_eq!(key(&mut model, 'q'), ended);
}

#[test]
fn from_a_rollout_the_board_leads_back_to_that_rollout() {
    let mut model = super::opened(80, 24);
    press(&mut model, "gB");
    let mut snapshot = super::fixture::snapshot();
    snapshot.board = Some(Box::new(super::beside_fixture::all()));
    snapshot.open = None;
    update(&mut model, Message::Refreshed(Box::new(snapshot)));
    press(&mut model, "\n");
    assert_eq!(press(&mut model, "q"), vec![]);
    assert_eq!(
        press(&mut model, "q"),
        vec![Effect::Open(Some("r1".into())), Effect::ReadBoard(false)]
    );
}

#[test]
fn the_text_of_a_blocker_can_be_copied_from_the_board() {
    let mut model = board("", (120, 36));
    let effects = press(&mut model, "yi");
    assert!(matches!(effects.as_slice(), [Effect::Copy { text, label }]
        if text.starts_with("# Gardens made before") && label.starts_with("seed_catalog")));
}

#[test]
fn a_backfill_is_listed_before_it_is_made_and_is_made_only_as_it_was_listed() {
    let plan = |count: usize| {
        let alert = Alert {
            status: Status::Triggered,
            policy: Some("default".into()),
            created_at: super::fixture::now(),
        };
        let incident = |number: usize| {
            let mut incident = Incident::new(IncidentId::new(format!("I{number}")));
            incident.title = "Seeds cannot be saved".to_owned();
            incident.alert = (number <= count).then(|| alert.clone());
            incident
        };
        let incidents: Vec<Incident> = (1..=count + 2).map(incident).collect();
        let plan = backfill(&incidents, super::fixture::now());
        Message::BackfillPlanned(Box::new(plan))
    };
    picture("backfill", |width, height| {
        let mut model = board("", (width, height));
        assert_eq!(
            press(&mut model, "sf"),
            vec![Effect::Backfill(Backfill::Plan)]
        );
        update(&mut model, plan(3));
        model
    });
    let mut model = board("", (120, 36));
    update(&mut model, plan(0));
    assert!(screen(&model).text().contains("nothing to backfill"));
    update(&mut model, plan(2));
    let made = vec![Effect::Backfill(Backfill::Make(vec![
        "I1".into(),
        "I2".into(),
    ]))];
    assert_eq!(press(&mut model, "\t\n"), made);
    let texts = vec!["I1 backfilled".to_owned()];
    update(&mut model, Message::RecordedBeside { texts });
    assert!(screen(&model).text().contains("uf takes it back"));
    press(&mut model, "uf");
    assert_eq!(
        press(&mut model, "\t\n"),
        vec![Effect::Backfill(Backfill::Undo)]
    );
}

#[test]
fn a_repository_is_read_while_the_screen_goes_on_and_a_failure_brings_the_folder_back() {
    let open = |width, height| fleet_packages("ar", DeployStatus::Success, (width, height));
    picture("scan", open);
    picture("scan_runs", |width, height| {
        let mut model = open(width, height);
        press(&mut model, "/srv/garden\n\t\n");
        let words = "12 of 40 packages are new".to_owned();
        update(&mut model, Message::ScanGoesOn(words));
        model
    });
    let mut model = open(120, 36);
    let effects = press(&mut model, "/srv/garden\n\t\n");
    assert!(effects.contains(&Effect::ScanPackages("/srv/garden".to_owned())));
    press(&mut model, "ar");
    assert!(screen(&model).text().contains("is being read already"));
    let failure = Failure {
        message: "/srv/garden is no folder".to_owned(),
        reasons: vec![],
        hint: Some("check the path".to_owned()),
        refused: false,
        unsaved: false,
    };
    update(&mut model, Message::ScanEnded(Err(failure)));
    let text = screen(&model).text();
    assert!(
        text.contains("! /srv/garden is no folder   check the path"),
        "{text}"
    );
    press(&mut model, "\u{1b}");
    let words = "40 packages, 12 of them new or changed".to_owned();
    update(&mut model, Message::ScanEnded(Ok(words)));
    assert!(screen(&model).text().contains("12 of them new or changed"));
}

#[test]
fn the_note_of_a_whole_release_can_be_copied() {
    let mut model = fleet_packages("", DeployStatus::Success, (120, 36));
    let effects = press(&mut model, "yN");
    assert!(
        matches!(effects.as_slice(), [Effect::Copy { text, label }]
        if text.contains("Release 14.8") && text.contains("20220201173212_add_index_to_beds") && label.starts_with("release 14.8")),
        "{effects:?}"
    );
}
