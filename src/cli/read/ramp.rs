//! `ramp show` and `ramp plan`: the ladder, where production stands on it, what the next percentage has to pass. Nothing is set.

use serde::Serialize;
use serde_json::json;

use crate::cli::answer::Answer;
use crate::cli::args::RampShow;
use crate::cli::moment::{in_words, when};
use crate::cli::output::{Line, Page, Role};
use crate::cli::refusal::usage;
use crate::cli::session::Session;
use crate::domain::flag::{Advice, Percentage, Traffic, advice};
use crate::error::Report;
use crate::projection::{GateView, RampPointView, RampView, RolloutView, RungView, WallClock};

/// Shows the ramp.
pub(crate) fn ramp(session: &Session<'_, '_>, args: &RampShow) -> Result<Answer, Report> {
    let tracker = session.open()?;
    let (id, view) = session.view(&tracker, &args.flag)?;
    let ramp = tracker.ramp(&id, session.at()?)?;
    if args.tolerable == Some(0) {
        let hint = "say how many failed requests a minute can be borne, 1 at least";
        return Err(usage(
            "with 0 failed requests no percentage can be begun at",
            hint,
        ));
    }
    let traffic = match (args.checks_per_day, args.requests, args.tolerable) {
        (Some(checks), _, _) => Traffic::ChecksPerDay(checks),
        (None, Some(per_minute), Some(tolerable)) => Traffic::Requests {
            per_minute,
            tolerable,
        },
        _ => Traffic::Unknown,
    };
    let advice = advice(traffic);
    let is_asked = traffic != Traffic::Unknown || ramp.share == Percentage::NONE;
    let mut page = head(&view, &ramp);
    points(&mut page, &ramp.points, session.clock());
    next(&mut page, &ramp);
    if !ramp.actors.is_empty() {
        page.gap();
        page.push(Line::new().word(Role::Strong, "Actors of interest"));
    }
    for turn in &ramp.actors {
        page.push(super::actor::line(Line::new().plain("  "), turn));
    }
    if is_asked {
        page.gap();
        page.push(Line::new().word(Role::Strong, "Where to begin"));
        for line in advice.text.lines() {
            page.say(&format!("  {line}"));
        }
    }
    let data = Shown {
        ramp: &ramp,
        environments: &view.environments,
        timers: &view.timers,
        advice: &advice,
    };
    Answer::new(&data, page)
}

#[derive(Serialize)]
struct Shown<'a, E: Serialize, T: Serialize> {
    #[serde(flatten)]
    ramp: &'a RampView,
    environments: &'a E,
    timers: &'a T,
    advice: &'a Advice,
}

fn head(view: &RolloutView, ramp: &RampView) -> Page {
    let mut page = Page::new();
    page.push(
        Line::new()
            .word(Role::Strong, view.name())
            .plain(&format!("   production {}", ramp.in_words)),
    );
    let mut ladder = Line::new().plain("  ladder").to(12);
    for rung in &ramp.ladder {
        let (role, mark) = if Some(*rung) == ramp.next {
            (Role::Strong, "▸")
        } else if *rung <= ramp.share {
            (Role::Good, "✓")
        } else {
            (Role::Quiet, "")
        };
        ladder = ladder.word(role, &format!("{mark}{rung}%")).plain("  ");
    }
    page.push(ladder);
    for (place, environment) in &view.environments {
        let line = Line::new().plain(&format!("  {place}")).to(16);
        page.push(line.plain(&environment.in_words));
        for drift in &environment.drift {
            page.push(Line::new().to(16).word(Role::Bad, drift));
        }
    }
    page
}

fn points(page: &mut Page, points: &[RampPointView], clock: WallClock) {
    if points.is_empty() {
        return;
    }
    page.gap();
    page.push(Line::new().word(Role::Strong, "So far"));
    for point in points {
        let at = point.at.map(|at| when(at, clock)).unwrap_or_default();
        let line = Line::new()
            .plain(&format!("  {}%", point.percentage))
            .to(11)
            .plain(&at)
            .to(30)
            .plain(point.by.as_deref().unwrap_or_default())
            .to(40);
        page.push(line.plain(&about(point)));
        if let Some(reason) = &point.reason {
            let gates: Vec<&str> = point.overridden.iter().map(|gate| gate.as_str()).collect();
            let words = format!("passed {} because {reason}", gates.join(", "));
            page.push(Line::new().to(40).word(Role::Bad, &words));
        }
    }
}

fn about(point: &RampPointView) -> String {
    let mut parts = vec![format!("attempt {}", point.attempt)];
    if let Some(dwell) = point.dwell.filter(|dwell| dwell.seconds_left > 0) {
        parts.push(format!("stay {} left", in_words(dwell.seconds_left)));
    }
    parts.push(point.verdict.map_or_else(
        || "no QA since".to_owned(),
        |verdict| format!("QA {verdict}"),
    ));
    parts.join(" · ")
}

fn next(page: &mut Page, ramp: &RampView) {
    page.gap();
    let Some(instruction) = &ramp.instruction else {
        page.say("On for everybody: there is nothing further up.");
        return;
    };
    let value = ramp.next.map_or_else(
        || "true, on for everybody".to_owned(),
        |next| format!("{next}%"),
    );
    let mut line = Line::new().word(Role::Strong, &format!("Next {value}"));
    if let Some(step) = &ramp.step {
        line = line.plain(&format!("   {} {}", step.number, step.text));
    }
    page.push(line);
    page.say(&format!("  {instruction}"));
    for gate in &ramp.gates {
        page.extend(gate_lines(gate));
    }
}

/// Says how a gate stands, with every reason.
pub(super) fn gate_lines(gate: &GateView) -> Page {
    let mut page = Page::new();
    let (role, mark) = match (gate.open, &gate.overridden) {
        (true, None) if !gate.asks.is_empty() => (Role::Waiting, "?"),
        (true, None) => (Role::Good, "✓"),
        (true, Some(_)) => (Role::Strong, "!"),
        (false, _) => (Role::Bad, "✗"),
    };
    let kind = if gate.hard {
        ""
    } else {
        "   (a reason opens it)"
    };
    let line = Line::new().plain("  ").word(role, mark).plain(" ");
    page.push(
        line.plain(&format!("{} ", gate.id))
            .to(18)
            .plain(&gate.text)
            .word(Role::Quiet, if gate.open { "" } else { kind }),
    );
    for reason in &gate.reasons {
        page.push(Line::new().to(18).word(role, reason));
    }
    for asked in &gate.asks {
        page.push(Line::new().to(18).word(Role::Waiting, asked));
    }
    page
}

/// Shows every percentage of the ladder.
pub(crate) fn ramp_plan(session: &Session<'_, '_>, flag: &str) -> Result<Answer, Report> {
    let tracker = session.open()?;
    let (id, view) = session.view(&tracker, flag)?;
    let ramp = tracker.ramp(&id, session.at()?)?;
    let rungs = tracker.rungs(&id, session.at()?)?;
    let mut page = head(&view, &ramp);
    page.gap();
    for rung in &rungs {
        page.push(rung_line(rung, session.clock()));
        for turn in ramp
            .actors
            .iter()
            .filter(|turn| turn.rung == Some(rung.percentage))
        {
            page.push(super::actor::line(Line::new().to(12), turn));
        }
    }
    Answer::new(
        &json!({ "share": ramp.share, "basis": ramp.basis, "rungs": rungs, "actors": ramp.actors }),
        page,
    )
}

/// Says of a percentage when it was set, or when it can be at the earliest and how long to stay, and the line that sets it.
fn rung_line(rung: &RungView, clock: WallClock) -> Line {
    let (role, mark) = match (rung.reached, rung.next) {
        (true, _) => (Role::Good, "✓"),
        (false, true) => (Role::Strong, "▸"),
        (false, false) => (Role::Quiet, " "),
    };
    let line = Line::new()
        .word(role, &format!("  {mark} {}%", rung.percentage))
        .to(12)
        .plain(&moment(rung, clock))
        .to(56)
        .plain(rung.instruction.as_deref().unwrap_or_default());
    match rung.held_by() {
        Some(why) => line.word(Role::Quiet, &format!("   {why}")),
        None => line,
    }
}

fn moment(rung: &RungView, clock: WallClock) -> String {
    let stay = rung
        .stay_s
        .map(|seconds| format!(", stay {}", in_words(seconds)));
    let stay = stay.unwrap_or_default();
    match (rung.reached, rung.set_at, rung.earliest_at) {
        (true, Some(at), _) => format!("set {}", when(at, clock)),
        (true, None, _) => "passed".to_owned(),
        (false, _, Some(at)) => format!("from {}{stay}", when(at, clock)),
        (false, _, None) if rung.bound_by.is_some() => "never, as the calendar stands".to_owned(),
        (false, _, None) => "no step asks for it".to_owned(),
    }
}
