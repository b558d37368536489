//! `import --into`: a new version of a document is shown against the old one, and taken only after a yes.

use serde::Serialize;

use super::import::{Origin, choice, warnings};
use crate::checklist::Reading;
use crate::cli::answer::{Answer, Body};
use crate::cli::args::Import;
use crate::cli::confirm::agreed;
use crate::cli::output::{Line, Page, Role};
use crate::cli::read::{ReadingDocument, Stages, rollout_page};
use crate::cli::session::Session;
use crate::error::Report;
use crate::projection::RolloutView;
use crate::tracker::{ImportOptions, Reimport, StepName};

#[derive(Serialize)]
struct Preview<'a> {
    #[serde(flatten)]
    reading: ReadingDocument<'a>,
    reimport: &'a Reimport,
}

#[derive(Serialize)]
struct Taken<'a> {
    #[serde(flatten)]
    rollout: &'a RolloutView,
    reimport: &'a Reimport,
}

/// Takes a text for the document of the rollout called `name`.
pub(super) fn reimport(
    session: &mut Session<'_, '_>,
    (args, name): (&Import, &str),
    (origin, options, reading): (&Origin, &ImportOptions, &Reading),
) -> Result<Answer, Report> {
    let repairs = choice(args.repairs);
    let tracker = session.open()?;
    let id = tracker.find(name)?;
    let preview = tracker.compare(&id, &origin.text, options, &repairs)?;
    let view = tracker.view(&id, None)?;
    if session.global.dry_run {
        let data = Preview {
            reading: ReadingDocument::of(reading),
            reimport: &preview,
        };
        return Answer::new(&data, page(&preview));
    }
    if !(session.global.yes || session.global.json || session.global.quiet) {
        let shown = session.style().page(&page(&preview));
        session.io.stderr.write_all(shown.as_bytes()).ok();
    }
    agreed(
        session,
        &format!("take this for the document of {}", view.name()),
    )?;
    drop(tracker);
    let mut tracker = session.open_to_change()?;
    let (events, reimport) = tracker.reimport(&id, &origin.text, options, &repairs)?;
    let view = tracker.view(&id, None)?;
    let mut words = page(&reimport);
    words.gap();
    words.extend(rollout_page(
        &view,
        session.clock(),
        (Stages::Current, None),
    ));
    let data = Taken {
        rollout: &view,
        reimport: &reimport,
    };
    let mut answer = Answer::with(&data, Body::Word(words))?;
    answer.changed = !events.is_empty();
    Ok(answer.warn(warnings(reading)))
}

fn page(reimport: &Reimport) -> Page {
    let mut page = Page::new();
    let counts = format!(
        "{} steps as they were, {} changed, {} new, {} gone",
        reimport.kept,
        reimport.changed.len(),
        reimport.added.len(),
        reimport.removed.len()
    );
    page.say(&counts);
    for step in &reimport.changed {
        let what = format!("   {}", step.what.join(", "));
        page.push(line(Role::Waiting, "changed", &step.step).word(Role::Quiet, &what));
    }
    for step in &reimport.added {
        page.push(line(Role::Good, "new", step));
    }
    for step in &reimport.removed {
        page.push(line(Role::Bad, "gone", step));
    }
    for told in &reimport.switched {
        let words = format!(
            "{}: {} -> {}, by ticks of the text; nobody recorded when",
            told.environment, told.from, told.to
        );
        page.push(Line::new().word(Role::Bad, "flag").to(9).plain(&words));
    }
    page
}

fn line(role: Role, word: &str, step: &StepName) -> Line {
    Line::new()
        .word(role, word)
        .to(9)
        .plain(&format!("{} {}", step.number, step.text))
}
