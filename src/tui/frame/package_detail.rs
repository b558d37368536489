//! What one package brought, and how far back an environment can go. In doubt it says why, and shows no line to copy.

use super::chrome::role_of;
use super::fleet_preview::labelled;
use super::packages::standing;
use super::time;
use crate::domain::flag::FlagName;
use crate::domain::package::PackageName;
use crate::domain::plan::StepState;
use crate::projection::{MigrationLine, PackageLine, PackagesView, rollback_check};
use crate::tui::keymap::{Action, Copied, Record};
use crate::tui::model::Model;
use crate::tui::screen::{Line, Role};
use crate::tui::shown::Shown;
use crate::tui::symbols::slot;

/// The most migrations that are listed.
const MOST: usize = 20;

/// Draws all that is known of the selected package.
pub(super) fn lines(
    model: &Model,
    view: &PackagesView,
    selected: Option<&PackageLine>,
    width: usize,
) -> Vec<Line> {
    let Some(line) = selected else {
        return vec![Line::of(" no package is selected")];
    };
    let package = &line.row.package;
    let (role, words) = standing(&line.standing, view.horizon.environment, false);
    let mut lines = vec![
        Line::new()
            .and(Role::Title, " BACK TO IT? ")
            .and(role, &words)
            .fit(width),
    ];
    let against = line.row.against.as_ref();
    let basis = match (against, line.row.basis) {
        (Some(against), _) => format!("against {}", against.product_version()),
        (None, "said") => "somebody listed what it brought".to_owned(),
        (None, "whole") => "no package before it is known".to_owned(),
        (None, _) => "only its name is known".to_owned(),
    };
    lines.extend(labelled("DIFF", &basis, width));
    lines.extend(migrations(model, view, package, width));
    for (label, text) in links(model, view, line) {
        lines.extend(labelled(label, &text, width));
    }
    let key = |what| model.key_of(Action::Copy(what));
    let (note, all) = (key(Copied::PackageNote), key(Copied::ReleaseNote));
    let answer = key(Copied::PackageAnswer);
    let keys = format!(
        "{note} note for the release issue   {all} of the whole release {}   {answer} answer in one line",
        line.row.release
    );
    lines.extend(labelled("COPY", &keys, width));
    if let Some(what) = &view.undo {
        let undo = model.key_of(Action::Record(Record::UndoPackages));
        let text = format!("{undo} takes back: {what}");
        lines.extend(labelled("UNDO", &text, width));
    }
    if let Some(what) = &view.redo {
        let redo = model.key_of(Action::Record(Record::RedoPackages));
        let text = format!("{redo} brings back: {what}");
        lines.extend(labelled("REDO", &text, width));
    }
    lines
}

/// Draws what matters most, in lines that are cut.
pub(super) fn short(
    model: &Model,
    view: &PackagesView,
    selected: Option<&PackageLine>,
    width: usize,
) -> Vec<Line> {
    let Some(line) = selected else {
        return vec![];
    };
    let mut lines = migrations(model, view, &line.row.package, width);
    let facts = links(model, view, line);
    let horizon = &view.horizon;
    if let Some(doubt) = horizon.doubts.first() {
        lines.push(Line::of(" ").and(Role::Bad, &format!("✗ in doubt: {}", short_names(doubt))));
    } else if let Some(check) = rollback_check(horizon) {
        let check_key = model.key_of(Action::Copy(Copied::RollbackCheck));
        lines.push(
            Line::new()
                .and(Role::Title, &format!(" {:<12}", "CHECK"))
                .and(Role::Body, &format!("{check_key}  {check}")),
        );
    }
    lines.extend(facts.into_iter().map(|(label, text)| {
        Line::new()
            .and(Role::Title, &format!(" {label:<12}"))
            .and(Role::Body, &text)
    }));
    lines.into_iter().map(|line| line.fit(width)).collect()
}

fn migrations(
    model: &Model,
    view: &PackagesView,
    package: &PackageName,
    width: usize,
) -> Vec<Line> {
    let Some(listed) = view.migrations(package) else {
        let text = "not known: its source names the package and lists none   am adds";
        return labelled("MIGRATIONS", text, width);
    };
    if listed.is_empty() {
        return labelled("MIGRATIONS", "no post-deploy migration", width);
    }
    let mut lines = vec![Line::new().and(Role::Title, " MIGRATIONS")];
    let count = listed.len();
    for found in listed.iter().take(MOST) {
        lines.extend(migration(model, view, found, width));
    }
    if count > MOST {
        lines.push(Line::of(&format!("   and {} more", count - MOST)));
    }
    lines
}

fn migration(
    model: &Model,
    view: &PackagesView,
    found: &MigrationLine<'_>,
    width: usize,
) -> Vec<Line> {
    let database = view.horizon.environment.database();
    let (state, words) = match &found.ran {
        Some((at, _)) => {
            let at = time::zoned(*at, model.clock());
            (StepState::Done, format!("EXECUTED  {database} {at}"))
        }
        None => found.gone_with.map_or_else(
            || (StepState::Todo, format!("PENDING   {database}")),
            |gone| {
                let words = format!("GONE      with {gone}, it never ran on {database}");
                (StepState::NotApplicable, words)
            },
        ),
    };
    let head = Line::new()
        .and(role_of(state), &slot(state))
        .and(role_of(state), &words);
    let mut lines = vec![head.fit(width)];
    let wrapped = Shown::of(found.migration.path()).wrap(width.saturating_sub(5));
    lines.extend(
        wrapped
            .into_iter()
            .map(|text| Line::of("     ").and_shown(Role::Body, text)),
    );
    lines
}

/// Says which release takes its migrations, which rollouts and flags it concerns, and which incidents fell into its time.
fn links(model: &Model, view: &PackagesView, line: &PackageLine) -> Vec<(&'static str, String)> {
    let package = &line.row.package;
    let mut links = Vec::new();
    if let Some(count) = line.row.post.filter(|count| *count > 0) {
        let text = format!(
            "{} may take {} of {count}: only executed ones count",
            line.row.release, line.executed
        );
        links.push(("RELEASE", text));
    }
    let code: Vec<&str> = view
        .ledger
        .code
        .iter()
        .filter(|(_, known)| *known == package)
        .map(|(flag, _)| flag.as_str())
        .collect();
    if !code.is_empty() {
        links.push(("CODE OF", code.join(", ")));
    }
    let at_risk = &view.horizon.flags_at_risk;
    let since: Vec<String> = at_risk
        .iter()
        .filter(|risk| risk.code_in == *package)
        .map(|risk| format!("{} {}", risk.flag, risk.state))
        .collect();
    if !since.is_empty() {
        links.push(("ON SINCE IT", since.join(", ")));
    }
    let lost: Vec<String> = at_risk
        .iter()
        .filter(|risk| risk.lost_in.contains(package))
        .map(|risk| format!("{}. {} ({})", risk.order, risk.flag, risk.state))
        .collect();
    if !lost.is_empty() {
        let text = format!("{}: switch them off first", lost.join(", "));
        links.push(("NO CODE OF", text));
    }
    if let Some((begun, ended)) = view.lived(package) {
        let incidents = model.snapshot.iter().flat_map(|read| &read.incidents);
        let while_live: Vec<&str> = incidents
            .filter(|incident| {
                incident
                    .created_at
                    .is_some_and(|at| at >= begun && ended.is_none_or(|ended| at < ended))
            })
            .map(|incident| incident.id.as_str())
            .collect();
        let text = if while_live.is_empty() {
            "none while it was live".to_owned()
        } else {
            format!("{} while it was live", while_live.join(", "))
        };
        links.push(("INCIDENTS", text));
    }
    links
}

/// Answers until which package the environment can go back, and names the flags to switch off first.
pub(super) fn answer(model: &Model, view: &PackagesView, width: usize) -> Vec<Line> {
    let horizon = &view.horizon;
    let wrap = |role: Role, text: &str| {
        let lines = Shown::of(text).wrap(width).into_iter();
        lines
            .map(move |text| Line::of(" ").and_shown(role, text))
            .collect::<Vec<Line>>()
    };
    let is_safe = horizon.doubts.is_empty() && !horizon.safe.is_empty();
    let role = if is_safe { Role::Done } else { Role::Bad };
    let mark = if is_safe { "✓" } else { "✗" };
    let mut lines = wrap(role, &format!("{mark} {}", short_names(&horizon.reason)));
    for doubt in horizon.doubts.iter().skip(1) {
        lines.extend(wrap(Role::Bad, &format!("also: {}", short_names(doubt))));
    }
    if let Some(check) = rollback_check(horizon) {
        lines.push(Line::new());
        let key = model.key_of(Action::Copy(Copied::RollbackCheck));
        let head = format!("ASK CHATOPS FIRST   {key} copies");
        lines.extend(wrap(Role::Title, &head));
        lines.extend(wrap(Role::Body, &check));
    }
    if !horizon.flags_unknown.is_empty() {
        let names: Vec<&str> = horizon.flags_unknown.iter().map(FlagName::as_str).collect();
        lines.push(Line::new());
        let text = format!(
            "? which package brought the code of {}: {} says",
            names.join(", "),
            model.key_of(Action::Record(Record::NameCode))
        );
        lines.extend(wrap(Role::Question, &text));
    }
    lines
}

/// Returns `text` with the packages in it by their product versions, which fit where names do not.
fn short_names(text: &str) -> String {
    let words = text.split(' ').map(|word| {
        let bare = word.trim_end_matches([',', ':', ';']);
        let end = word.get(bare.len()..).unwrap_or_default();
        let name = PackageName::parse(bare).filter(|name| name.to_string() == bare);
        name.map_or_else(
            || word.to_owned(),
            |name| format!("{}{end}", name.product_version()),
        )
    });
    words.collect::<Vec<String>>().join(" ")
}
