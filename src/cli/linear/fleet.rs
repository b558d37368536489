//! All rollouts, read aloud. It reads the fleet and decides nothing.

use super::choice::{Choice, Deed, Question, Scene, Slot};
use super::place::Place;
use super::spoken;
use crate::checklist::Template;
use crate::domain::Timestamp;
use crate::projection::FleetRow;

/// Returns what is so and what can be chosen at the fleet.
pub(super) fn scene(
    fleet: &[FleetRow],
    templates: &[Template],
    (now, is_demo): (Timestamp, bool),
) -> Scene {
    let open: Vec<&FleetRow> = fleet.iter().filter(|row| !row.is_over()).collect();
    let over = fleet.len() - open.len();
    let mine = open.iter().filter(|row| row.needs_me(now)).count();
    let blocked = open.iter().filter(|row| !row.blockers.is_empty()).count();
    let mut scene = Scene::default();
    scene.say(format!(
        "Fleet: {} under way, {mine} need you, {blocked} with a blocker, {over} over.",
        open.len()
    ));
    for row in open {
        scene.go("", row_in_words(row, now), Place::Rollout(row.id.clone()));
    }
    let file = vec![Question {
        text: "which file, or the link of the issue".to_owned(),
        slot: Slot::Word,
        needed: true,
    }];
    scene.ask(
        "import",
        "import a rollout issue from a file or a link",
        &["import"],
        file,
    );
    scene.choices.push(Choice {
        word: "paste",
        text: "import a rollout issue that you paste".to_owned(),
        deed: Deed::Paste,
    });
    begin(&mut scene, templates);
    if fleet.is_empty() && !is_demo {
        scene.choices.push(Choice {
            word: "demo",
            text: "look round in the demo; nothing in it is real".to_owned(),
            deed: Deed::Demo,
        });
    }
    scene.run("check", "what is overdue or done badly", &["check"]);
    scene.run("log", "who did what when", &["log"]);
    scene
}

/// Offers every template; one that is about a flag asks for its name.
fn begin(scene: &mut Scene, templates: &[Template]) {
    for (place, template) in templates.iter().enumerate() {
        let word = if place == 0 { "new" } else { "" };
        let name = template.name.replace('-', " ");
        let text = format!("begin from a template: {name}, {}", template.about);
        let flag = Question::needed("the name of the flag", "--flag");
        let asked = template.asks_for_flag().then_some(flag);
        scene.ask(
            word,
            text,
            &["new", &template.name],
            asked.into_iter().collect(),
        );
    }
}

fn row_in_words(row: &FleetRow, now: Timestamp) -> String {
    let mut words = vec![format!(
        "{}: {}",
        row.name(),
        spoken::labelled(row.state_at(now), row.label_at(now))
    )];
    if let Some(production) = &row.production {
        words.push(format!("production {production}"));
    }
    words.push(format!("{} of {} steps", row.done, row.total));
    match row.blockers.len() {
        0 => {}
        1 => words.push("1 blocker".to_owned()),
        many => words.push(format!("{many} blockers")),
    }
    if row.is_overdue(now) {
        words.push("overdue".to_owned());
    }
    format!("{}; next {}", words.join(", "), row.next_at(now))
}
