//! The report on one rollout: every picture with its table, the checklist, the log with its hashes, in one page.

use super::dossier::Dossier;
use super::form::Form;
use super::page::{Page, PageError, Section, Template, cleaned};
use super::span::minute;
use super::svg::Picture;
use super::table::Cell;
use super::{gantt, history_tables, packages, ramp, stages, strip, tables, windows};
use crate::domain::flag::Environment;

/// Draws a rollout; `None` for a form that is no picture.
pub fn picture(form: Form, dossier: &Dossier) -> Option<Picture> {
    match form {
        Form::Strip => Some(strip::strip(&dossier.view)),
        Form::Stages => Some(stages::stages(dossier)),
        Form::Ramp => Some(ramp::ramp(dossier)),
        Form::Gantt => Some(gantt::gantt(dossier)),
        Form::Packages => Some(packages::packages(dossier)),
        Form::Markdown | Form::Checklist | Form::Html | Form::Json | Form::Csv | Form::CsvLog => {
            None
        }
    }
}

/// Prints the report.
///
/// # Errors
/// When the template is wrong.
pub fn report(dossier: &Dossier, template: &Template) -> Result<String, PageError> {
    let view = &dossier.view;
    let now = format!("{} UTC", minute(dossier.now));
    let mut page = Page::new(view.name(), &view.title, now);
    facts(&mut page, dossier);
    let links = view.references.iter().filter_map(|reference| {
        let cell = Cell::address(reference.target.clone());
        cell.href.as_ref()?;
        let text = if reference.text.is_empty() {
            &reference.target
        } else {
            &reference.text
        };
        let text = text.clone();
        Some(cleaned(Cell { text, ..cell }))
    });
    page.links = links.collect();
    page.sections = sections(dossier);
    page.printed(template)
}

fn facts(page: &mut Page, dossier: &Dossier) {
    let view = &dossier.view;
    page.fact("state", Cell::labelled(view.state, view.label()));
    for (place, environment) in &view.environments {
        if *place == Environment::Production || !environment.claimed.is_untouched() {
            let class =
                if *place == Environment::Production && environment.claimed.is_on_for_anyone() {
                    "live"
                } else {
                    ""
                };
            page.fact(
                place.as_str(),
                Cell::of(environment.in_words.clone()).class(class),
            );
        }
        if !environment.drift.is_empty() {
            page.fact("drift", Cell::of(environment.drift.join("; ")).class("bad"));
        }
    }
    let progress = view.progress;
    page.fact(
        "steps",
        Cell::of(format!("{} of {}", progress.done, progress.total)),
    );
    page.fact("attempt", Cell::of(view.attempt.to_string()));
    if let Some(hold) = &view.hold {
        page.fact("held", Cell::of(hold.text.clone()).class("bad"));
    }
    let open = view.blockers.iter().filter(|blocker| blocker.open).count();
    if open > 0 {
        page.fact("open blockers", Cell::of(open.to_string()).class("bad"));
    }
    page.fact("next", Cell::of(view.next.in_one_line()));
    for owner in &view.owners {
        page.fact("owner", Cell::of(format!("{}: {}", owner.role, owner.name)));
    }
}

fn sections(dossier: &Dossier) -> Vec<Section> {
    let view = &dossier.view;
    let mut sections = vec![
        Section::new(
            "stages",
            "Stages",
            "What leads where, behind which gates, and which way was taken?",
        )
        .picture(&strip::strip(view))
        .picture(&stages::stages(dossier))
        .table(tables::stages(dossier)),
    ];
    if let Some(found) = &dossier.ramp {
        sections.push(
            Section::new(
                "ramp",
                "Ramp of production",
                "How fast, when, and with which QA at each percentage?",
            )
            .picture(&ramp::ramp(dossier))
            .table(history_tables::ramp(found))
            .or_else("production was never set to anything"),
        );
    }
    sections.push(
        Section::new("time", "Time", "Which stage ate the time?")
            .picture(&gantt::gantt(dossier))
            .table(history_tables::visits(dossier))
            .or_else("it has not begun"),
    );
    sections.push(
        Section::new(
            "windows",
            "Windows",
            "How long was waited, against what was planned?",
        )
        .picture(&windows::windows(dossier))
        .table(history_tables::windows(dossier))
        .or_else("no time has begun"),
    );
    sections.extend(rest(dossier));
    sections
}

fn rest(dossier: &Dossier) -> Vec<Section> {
    let view = &dossier.view;
    let mut sections = vec![
        Section::new("qa", "QA", "What was tried where, and what came out?")
            .table(tables::qa(view))
            .or_else("no result was recorded"),
        Section::new(
            "gates",
            "Gates",
            "What lets it through, what does not, what was overridden?",
        )
        .table(tables::gates(dossier)),
    ];
    let mut add = |section: Section| {
        if !section.table.rows.is_empty() {
            sections.push(section);
        }
    };
    add(
        Section::new("rollbacks", "Rollbacks", "When did it go back, and why?")
            .table(history_tables::ways_back(dossier)),
    );
    add(
        Section::new("blockers", "Blockers", "What stands or stood in the way?")
            .table(tables::blockers(view)),
    );
    add(
        Section::new("incidents", "Incidents", "What else went on meanwhile?")
            .table(history_tables::incidents(dossier)),
    );
    add(Section::new(
        "packages",
        "Packages",
        "Which package runs where, with which migrations?",
    )
    .picture(&packages::packages(dossier))
    .table(tables::packages(&dossier.packages)));
    add(
        Section::new("checklist", "Checklist", "What was done, by whom, when?")
            .table(tables::checklist(view)),
    );
    add(Section::new(
        "log",
        "Log",
        "Who recorded what? Each entry holds the hash of the one before.",
    )
    .table(history_tables::log(&dossier.log)));
    sections
}
