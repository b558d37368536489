//! Blockers, incidents and packages on the screen: what is seen at every size, where the keys lead, and what is never copied.

use super::beside_fixture::{at, fleet_packages, read};
use super::golden::picture;
use super::{Effect, Message, Model, press, update};
use crate::domain::id::BlockerId;
use crate::domain::package::{DeployStatus, Place};
use crate::domain::rollout::Command;
use crate::tui::{Symbols, screen, view::painted};

#[test]
fn what_stands_in_the_way() {
    picture("blockers", |width, height| at("3", (width, height)));
    picture("blockers_incident", |width, height| {
        at("3jj", (width, height))
    });
    let mut model = at("3", (80, 24));
    model.symbols = Symbols::Ascii;
    insta::assert_snapshot!("blockers_ascii_80x24", painted(&model));
}

#[test]
fn the_packages_of_the_fleet() {
    picture("packages", |width, height| {
        fleet_packages("", DeployStatus::Success, (width, height))
    });
    picture("packages_in_doubt", |width, height| {
        fleet_packages("", DeployStatus::Paused, (width, height))
    });
}

#[test]
fn the_packages_of_a_rollout() {
    picture("packages_of_rollout", |width, height| {
        at("4", (width, height))
    });
}

#[test]
fn the_way_back_says_how_far_the_package_can_go() {
    picture("rollback_2_horizon", |width, height| {
        let mut model = at("!", (width, height));
        press(&mut model, " \tempty\t\t\t\t\t\t\n");
        model
    });
}

#[test]
fn a_line_to_copy_is_never_shown_while_a_deployment_is_in_doubt() {
    let mut sure = fleet_packages("", DeployStatus::Success, (120, 36));
    assert!(screen(&sure).text().contains("/chatops run rollback check"));
    let effects = press(&mut sure, "yb");
    assert!(
        matches!(effects.as_slice(), [Effect::Copy { text, .. }] if text.starts_with("/chatops run rollback check gprd --target 14.8.2022020815"))
    );
    for last in [
        DeployStatus::Running,
        DeployStatus::Failed,
        DeployStatus::Paused,
    ] {
        for size in [(120, 36), (80, 24), (60, 20), (40, 12)] {
            let mut model = fleet_packages("", last, size);
            let text = screen(&model).text();
            assert!(!text.contains("/chatops"), "{text}");
            assert_eq!(press(&mut model, "yb"), vec![]);
            press(&mut model, "Y");
            assert!(!screen(&model).text().contains("/chatops"));
        }
    }
}

#[test]
fn the_packages_are_read_while_something_is_about_them_and_no_longer() {
    let mut model = super::model(80, 24);
    let press = |model: &mut Model, key| update(model, Message::Key(super::Key::char(key)));
    press(&mut model, 'g');
    let begun = Effect::ReadPackages(Some(Place::Gprd));
    assert_eq!(press(&mut model, 'p'), vec![begun]);
    read(&mut model, DeployStatus::Success);
    let other = Effect::ReadPackages(Some(Place::GprdCny));
    assert_eq!(press(&mut model, 'h'), vec![other]);
    assert!(screen(&model).text().contains("reading the packages"));
    let ended = [Effect::Open(None), Effect::ReadPackages(None)];
    assert_eq!(press(&mut model, 'q'), ended);
}

#[test]
fn a_tick_of_a_plan_is_recorded_at_once_and_the_next_step_follows() {
    let mut model = at("3", (120, 36));
    let effects = press(&mut model, "x");
    let expected = |order, done| Command::MarkBlockerStep {
        blocker: BlockerId::from("B2"),
        order,
        done,
    };
    assert!(
        matches!(effects.as_slice(), [Effect::Dispatch { command, .. }] if *command == expected(2, true))
    );
    let effects = press(&mut model, "hx");
    assert!(
        matches!(effects.as_slice(), [Effect::Dispatch { command, .. }] if *command == expected(1, false))
    );
    assert_eq!(press(&mut model, "jx"), vec![], "B3 has no plan");
}

#[test]
fn closed_ones_are_hidden_only_when_somebody_asks() {
    let mut model = at("3", (120, 36));
    let names = |model: &Model| -> Vec<String> {
        let all = model.in_the_way().into_iter();
        all.map(|found| found.id().to_owned()).collect()
    };
    assert_eq!(names(&model), ["B2", "B3", "I2", "I1", "B1", "I3"]);
    press(&mut model, "vo");
    assert_eq!(names(&model), ["B2", "B3", "I2", "I1"]);
    press(&mut model, "/slow\n");
    assert_eq!(names(&model), ["B3", "I1"]);
}

#[test]
fn the_same_page_is_reached_from_the_fleet() {
    let mut model = super::model(120, 36);
    model.fleet.selected = Some("r2".into());
    let effects = press(&mut model, "gb");
    assert_eq!(effects, vec![Effect::Open(Some("r2".into()))]);
    read(&mut model, DeployStatus::Success);
    assert!(screen(&model).text().contains("[3 Blockers 2]"));
}

#[test]
fn the_text_of_a_blocker_and_of_a_package_can_be_copied() {
    let mut model = at("3", (120, 36));
    let effects = press(&mut model, "yi");
    assert!(matches!(effects.as_slice(), [Effect::Copy { text, .. }]
        if text.starts_with("# Gardens made before") && text.contains("- [x] Delete the entries")));
    let mut model = fleet_packages("", DeployStatus::Success, (120, 36));
    let effects = press(&mut model, "yy");
    assert!(
        matches!(effects.as_slice(), [Effect::Copy { text, .. }]
        if text.contains("gprd can go back to it, and no further; 0 of 2 post-deploy")),
        "{effects:?}"
    );
    let effects = press(&mut model, "yn");
    assert!(
        matches!(effects.as_slice(), [Effect::Copy { text, .. }] if text.contains("Post-deploy migrations added:"))
    );
}

#[test]
fn which_package_is_answered_from_anywhere_and_ends_with_a_copy() {
    picture("which_package", |width, height| {
        let mut model = at("gw", (width, height));
        press(&mut model, "add_index");
        model
    });
    let mut model = at("gw", (120, 36));
    press(&mut model, "2022020");
    assert!(screen(&model).text().contains("4 matches"));
    press(&mut model, "1173212");
    let effects = press(&mut model, "\t\t\n");
    assert!(
        matches!(effects.as_slice(), [Effect::Copy { text, .. }]
        if text.starts_with("20220201173212_add_index_to_beds.rb came with 14.8.202202080920") && text.contains("executed gprd")),
        "{effects:?}"
    );
}
