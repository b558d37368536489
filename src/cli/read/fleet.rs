//! `list`, `status` and `demo`: the fleet, what needs a person first.

use serde::Serialize;

use super::timers::TimerDocument;
use super::watch::watch;
use crate::cli::answer::Answer;
use crate::cli::args::List;
use crate::cli::host::Data;
use crate::cli::output::{Line, Page, Role, role_of};
use crate::cli::refusal::usage;
use crate::cli::session::Session;
use crate::domain::Timestamp;
use crate::domain::id::{Actor, IncidentId, RolloutId};
use crate::domain::plan::StepState;
use crate::error::Report;
use crate::projection::{DeadlineView, FleetRow, Snapshot};
use crate::tracker::{Tracker, Who};

/// A rollout in a list.
#[derive(Debug, Serialize)]
struct Row<'a> {
    id: &'a RolloutId,
    flag: Option<&'a str>,
    title: &'a str,
    state: StepState,
    #[serde(skip)]
    label: &'static str,
    phase: &'static str,
    attempt: u32,
    stage: Option<Stage<'a>>,
    stages_strip: String,
    production: Option<&'a str>,
    drift: &'a [String],
    done: usize,
    total: usize,
    next: String,
    blockers: &'a [String],
    incidents: &'a [IncidentId],
    timers: Vec<TimerDocument<'a>>,
    hold: Option<&'a str>,
    needs_me: bool,
    imported_at: Option<Timestamp>,
    age_days: Option<i64>,
    deadline: Option<&'a DeadlineView>,
    days_left: Option<i64>,
    overdue: bool,
    updated_at: Timestamp,
    updated_by: &'a str,
}

#[derive(Debug, Serialize)]
struct Stage<'a> {
    number: u32,
    title: &'a str,
}

#[derive(Debug, Serialize)]
struct Status<'a> {
    rollouts: usize,
    needs_me: usize,
    blocked: usize,
    fleet: &'a [Row<'a>],
}

impl<'a> Row<'a> {
    fn of(row: &'a FleetRow, now: Timestamp) -> Self {
        let stage = row.stage.as_ref().map(|(number, title)| Stage {
            number: *number,
            title,
        });
        Self {
            id: &row.id,
            flag: row.flag.as_deref(),
            title: &row.title,
            state: row.state_at(now),
            label: row.label_at(now),
            phase: row.phase.as_str(),
            attempt: row.attempt,
            stage,
            stages_strip: row.stages_strip(),
            production: row.production.as_deref(),
            drift: &row.drift,
            done: row.done,
            total: row.total,
            next: row.next_at(now),
            blockers: &row.blockers,
            incidents: &row.incidents,
            timers: row
                .timers
                .iter()
                .map(|timer| TimerDocument::of(timer, now))
                .collect(),
            hold: row.hold.as_deref(),
            needs_me: row.needs_me(now),
            imported_at: row.imported_at,
            age_days: row.imported_at.map(|at| (now - at).num_days()),
            deadline: row.deadline.as_ref(),
            days_left: row
                .deadline
                .as_ref()
                .and_then(|deadline| deadline.days_left(now)),
            overdue: row.is_overdue(now),
            updated_at: row.updated_at,
            updated_by: &row.updated_by,
        }
    }

    fn name(&self) -> &str {
        self.flag.unwrap_or(self.title)
    }
}

/// Shows the fleet.
pub(crate) fn list(session: &mut Session<'_, '_>, args: &List) -> Result<Answer, Report> {
    let tracker = session.open()?;
    if args.watch {
        return watch(session, |session| shown(session, &tracker, args));
    }
    shown(session, &tracker, args)
}

/// Shows the fleet of the demo.
pub(crate) fn demo(session: &Session<'_, '_>) -> Result<Answer, Report> {
    let actor = session.signed().unwrap_or_else(|_| Actor::from("you"));
    let who = Who {
        actor,
        said_at: None,
    };
    let tracker = session.host.tracker(&Data::Demo, who)?;
    shown(
        session,
        &tracker,
        &List {
            all: true,
            ..List::default()
        },
    )
}

fn shown(session: &Session<'_, '_>, tracker: &Tracker, args: &List) -> Result<Answer, Report> {
    let state = args.state.as_deref().map(parse_state).transpose()?;
    let (mut fleet, now) = fleet(session, tracker, args.all || state.is_some())?;
    fleet.retain(|row| {
        (args.all || state.is_some() || !row.is_over())
            && (!args.needs_me || row.needs_me(now))
            && state.is_none_or(|state| row.state_at(now) == state)
    });
    if let Some(owner) = &args.owner {
        fleet = owned(tracker, fleet, owner)?;
    }
    let rows: Vec<Row<'_>> = fleet.iter().map(|row| Row::of(row, now)).collect();
    let mut page = table(&rows, now);
    if rows.is_empty() {
        page.say(nothing(tracker.store().fleet_size()?));
    }
    Answer::of_many(&rows, page, args.watch || session.global.wants_data())
}

/// Says why a list is empty: there is nothing yet, or nothing of what was asked for.
const fn nothing(known: usize) -> &'static str {
    match known {
        0 => {
            "No rollouts. Read one with:  rollgate import issue.md    or look around with:  rollgate demo"
        }
        _ => "No such rollout. See every one with:  rollgate list --all",
    }
}

/// Keeps what `owner` answers for: a person or a team, with or without the sign before the name.
fn owned(tracker: &Tracker, fleet: Vec<FleetRow>, owner: &str) -> Result<Vec<FleetRow>, Report> {
    let unsigned = |name: &str| name.trim_matches(['@', '~', '"']).to_lowercase();
    let wanted = unsigned(owner);
    let mut kept = Vec::new();
    for row in fleet {
        let history = tracker.history(&row.id)?;
        let plan = history.rollout.plan.as_deref();
        let mut owners = plan.into_iter().flat_map(|plan| &plan.owners);
        if owners.any(|owner| unsigned(&owner.name) == wanted) {
            kept.push(row);
        }
    }
    Ok(kept)
}

/// Reads the fleet as it stands, or as it stood at `--at`; without `all` at least what is not over.
fn fleet(
    session: &Session<'_, '_>,
    tracker: &Tracker,
    all: bool,
) -> Result<(Vec<FleetRow>, Timestamp), Report> {
    let Some(at) = session.at()? else {
        let fleet = if all {
            tracker.fleet()?
        } else {
            tracker.fleet_going_on()?
        };
        return Ok((fleet, session.host.now()));
    };
    // What is over now may have gone on then.
    let fleet = tracker.fleet()?;
    let mut then = Vec::new();
    for row in fleet {
        then.extend(FleetRow::of(&tracker.history(&row.id)?.at(at)));
    }
    Snapshot::sort(&mut then, at);
    Ok((then, at))
}

fn parse_state(text: &str) -> Result<StepState, Report> {
    let wanted = text.trim().to_lowercase().replace('-', "_");
    let found = StepState::ALL
        .into_iter()
        .find(|state| state.as_str() == wanted);
    found.ok_or_else(|| {
        let known: Vec<&str> = StepState::ALL.iter().map(|state| state.as_str()).collect();
        usage(
            format!("{text} is no state"),
            format!("the states are {}", known.join(", ")),
        )
    })
}

fn table(rows: &[Row<'_>], now: Timestamp) -> Page {
    let mut page = Page::new();
    let widest = rows
        .iter()
        .map(|row| row.name().chars().count())
        .max()
        .unwrap_or(0);
    let column = 16 + widest.clamp(8, 44);
    for row in rows {
        let production = row
            .production
            .map_or(String::new(), |words| format!("production {words}   "));
        let line = Line::new()
            .mark(row.state)
            .word(role_of(row.state), &format!(" {}", row.label))
            .to(14)
            .word(Role::Strong, row.name())
            .to(column)
            .plain(&row.stages_strip)
            .to(column + 12)
            .plain(&format!("{production}{}/{}", row.done, row.total));
        let age = row.age_days.filter(|days| *days > 0);
        let age = age.map_or_else(String::new, |days| format!("   {days}d"));
        page.push(line.word(Role::Quiet, &age));
        detail(&mut page, "next", &row.next);
        for blocker in row.blockers {
            detail(&mut page, "blocker", blocker);
        }
        for difference in row.drift {
            detail(&mut page, "drift", difference);
        }
        if let Some(reason) = row.hold {
            detail(&mut page, "held", reason);
        }
        if let Some(deadline) = row.deadline.filter(|deadline| deadline.at.is_some()) {
            detail(&mut page, "deadline", &deadline.in_words(now));
        }
        for timer in &row.timers {
            detail(&mut page, "timer", &timer.in_words());
        }
    }
    page
}

fn detail(page: &mut Page, label: &str, text: &str) {
    page.push(
        Line::new()
            .to(14)
            .word(Role::Quiet, label)
            .to(23)
            .plain(text),
    );
}

/// Shows the fleet in lines.
pub(crate) fn status(session: &Session<'_, '_>) -> Result<Answer, Report> {
    let tracker = session.open()?;
    let (mut fleet, now) = fleet(session, &tracker, false)?;
    fleet.retain(|row| !row.is_over());
    let rows: Vec<Row<'_>> = fleet.iter().map(|row| Row::of(row, now)).collect();
    let status = Status {
        rollouts: rows.len(),
        needs_me: rows.iter().filter(|row| row.needs_me).count(),
        blocked: rows.iter().filter(|row| !row.blockers.is_empty()).count(),
        fleet: &rows,
    };
    let mut page = Page::new();
    let counts = format!(
        "rollouts {}   need you {}   with a blocker {}",
        status.rollouts, status.needs_me, status.blocked
    );
    page.say(&counts);
    for row in &rows {
        let place = row
            .production
            .map_or(String::new(), |words| format!("  production {words}"));
        let words = format!(
            " {}{place}  {}/{}  {}",
            row.label, row.done, row.total, row.next
        );
        let line = Line::new()
            .mark(row.state)
            .plain(" ")
            .word(Role::Strong, row.name());
        page.push(line.word(role_of(row.state), &words));
    }
    Answer::of_many(&status, page, session.global.wants_data())
}
