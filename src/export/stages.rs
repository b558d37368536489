//! The stages as a state machine: what leads where, behind which gates, which way was taken, which branch was not, where it went back.

use super::dossier::Dossier;
use super::gates;
use super::span::from_to;
use super::svg::{Drawing, Picture, Place, class_of};
use crate::domain::id::StageId;
use crate::projection::{DecisionView, Leaving, StageView};

const WIDTH: i64 = 960;

/// Where the boxes begin, and how wide they are.
const BOX: (i64, i64) = (96, 430);

/// Where the ways to earlier stages go up.
const LANE: i64 = 880;

/// The height of a branch.
const BRANCH: i64 = 23;

/// The height of a line of small text.
const LINE: i64 = 17;

/// A stage that was drawn: where its box begins and ends.
#[derive(Debug, Clone, Copy)]
struct Drawn {
    top: i64,
    bottom: i64,
}

/// Draws the machine.
pub(super) fn stages(dossier: &Dossier) -> Picture {
    let mut drawing = Drawing::new(WIDTH);
    let mut drawn: Vec<Drawn> = Vec::new();
    let mut y = 14;
    let all = &dossier.view.stages;
    for (place, stage) in all.iter().enumerate() {
        let bottom = stage_box(&mut drawing, dossier, stage, y);
        drawn.push(Drawn { top: y, bottom });
        let next = all.get(place + 1);
        y = edge(&mut drawing, dossier, (stage, next), bottom);
    }
    let y = ways_back(&mut drawing, dossier, &drawn, y);
    reopened(&mut drawing, dossier, &drawn);
    let title = format!("Stage diagram of {}", dossier.view.name());
    drawing.finish(y, &title, &says(dossier))
}

fn says(dossier: &Dossier) -> String {
    let stages = dossier.view.stages.iter();
    let stages: Vec<String> = stages
        .map(|stage| format!("{} {}", stage.title, stage.state.label()))
        .collect();
    format!(
        "{}; {} way(s) back",
        stages.join(", then "),
        dossier.course.ways_back.len()
    )
}

/// Draws a stage with its decisions, and returns where it ends.
fn stage_box(drawing: &mut Drawing, dossier: &Dossier, stage: &StageView, top: i64) -> i64 {
    let (left, wide) = BOX;
    let decisions: Vec<&DecisionView> = decisions(dossier, stage);
    let heights = decisions.iter().map(|decision| {
        let count = i64::try_from(decision.options.len()).unwrap_or(0);
        20 + count * BRANCH
    });
    let height = 48 + heights.sum::<i64>();
    let class = class_of(stage.state);
    drawing.rect((left, top), (wide, height), "box", "");
    drawing.rect((left, top), (6, height), class, stage.state.label());
    let mark = format!("m {class}");
    let sign = stage.state.mark().to_string();
    drawing.text((left + 18, top + 20), &mark, &sign);
    let title = format!("{} {}", stage.number, stage.title);
    drawing.cut((left + 40, top + 20), "b", &title, 42);
    let label = format!("{class} e");
    drawing.text((left + wide - 12, top + 20), &label, stage.state.label());
    drawing.cut((left + 40, top + 38), "s", &facts(dossier, stage), 64);
    let mut y = top + 48;
    for decision in decisions {
        y = branches(drawing, decision, (left + 40, y));
    }
    top + height
}

fn decisions<'a>(dossier: &'a Dossier, stage: &StageView) -> Vec<&'a DecisionView> {
    let all = dossier.view.decisions.iter();
    all.filter(|decision| {
        dossier
            .stage_of(&decision.step)
            .is_some_and(|found| found.id == stage.id)
    })
    .collect()
}

fn facts(dossier: &Dossier, stage: &StageView) -> String {
    let mut facts = vec![format!(
        "{} of {} steps",
        stage.progress.done, stage.progress.total
    )];
    if stage.optional {
        facts.push("optional".to_owned());
    }
    let visits: Vec<_> = dossier.course.visits_of(&stage.id).collect();
    if visits.len() > 1 {
        facts.push(format!("entered {} times", visits.len()));
    }
    if let Some(last) = visits.last() {
        facts.push(from_to(last.from, last.to, dossier.now));
    }
    facts.join(" · ")
}

/// Draws the branches of a decision: the one that was taken whole, the others dashed. Returns where they end.
fn branches(drawing: &mut Drawing, decision: &DecisionView, (x, y): Place) -> i64 {
    drawing.cut((x, y + 10), "s", &decision.question, 60);
    let mut y = y + 16;
    for option in &decision.options {
        let is_taken = decision.answer.as_ref() == Some(&option.key);
        let (class, text, words) = match (is_taken, decision.answer.is_some()) {
            (true, _) => ("done", "i", "✓"),
            (false, true) => ("left-out", "left-out", "~ not taken:"),
            (false, false) => ("open", "", "?"),
        };
        drawing.rect((x, y), (380, 20), class, &option.label);
        let words = format!("{words} {}", option.label);
        drawing.cut((x + 6, y + 15), text, &words, 52);
        y += BRANCH;
    }
    y + 4
}

/// Draws the way from a stage to the next one with the gates before it, and returns where the next one begins.
fn edge(
    drawing: &mut Drawing,
    dossier: &Dossier,
    (stage, next): (&StageView, Option<&StageView>),
    top: i64,
) -> i64 {
    let lines = gates::lines(&stage.gates);
    let height = (i64::try_from(lines.len()).unwrap_or(0) * LINE + 18).max(34);
    let is_taken = dossier
        .course
        .visits_of(&stage.id)
        .any(|visit| matches!(visit.left, Some(Leaving::Advanced | Leaving::Closed)));
    let x = BOX.0 + 60;
    let (class, tip) = if is_taken {
        ("taken", "tip on")
    } else {
        ("edge", "tip")
    };
    let bottom = top + height;
    if next.is_some() {
        drawing.line((x, top), (x, bottom - 6), class);
        drawing.path(&format!("M{} {}l6 0l-6 9l-6 -9z", x, bottom - 9), tip);
    }
    for (place, line) in lines.iter().enumerate() {
        let y = top + 18 + i64::try_from(place).unwrap_or(0) * LINE;
        let class = class_of(line.state);
        drawing.text(
            (x + 16, y),
            &format!("b {class}"),
            &line.state.mark().to_string(),
        );
        drawing.cut((x + 34, y), "s", &line.text, 104);
    }
    bottom
}

/// Draws where it went back, under the last stage, and returns where the picture ends.
fn ways_back(drawing: &mut Drawing, dossier: &Dossier, drawn: &[Drawn], top: i64) -> i64 {
    let mut y = top;
    for (place, back) in dossier.course.ways_back.iter().enumerate() {
        let (left, wide) = BOX;
        y += 8;
        drawing.rect((left, y), (wide, 48), "box", "");
        drawing.rect((left, y), (6, 48), "special", "rolled back");
        drawing.text((left + 18, y + 20), "m special", "↺");
        drawing.cut(
            (left + 40, y + 20),
            "b",
            &format!("Rollback: {}", back.reason),
            50,
        );
        let when = from_to(back.from, back.to, dossier.now);
        drawing.text((left + 40, y + 38), "s", &when);
        let stages = &dossier.view.stages;
        let from = stages
            .iter()
            .position(|stage| Some(&stage.id) == back.stage.as_ref());
        if let Some(from) = from.and_then(|from| drawn.get(from)) {
            let lane = left - 20 - i64::try_from(place % 3).unwrap_or(0) * 18;
            let (start, end) = (i64::midpoint(from.top, from.bottom), y + 24);
            drawing.path(
                &format!("M{left} {start}H{lane}V{end}H{}", left - 8),
                "back",
            );
            drawing.path(&format!("M{left} {end}l-9 -6l0 12z"), "tip off");
        }
        y += 56;
    }
    y.max(top) + 6
}

/// Draws an arc back for every stage that was opened again, and for each new attempt.
fn reopened(drawing: &mut Drawing, dossier: &Dossier, drawn: &[Drawn]) {
    let stages = &dossier.view.stages;
    let place = |id: &StageId| stages.iter().position(|stage| stage.id == *id);
    let right = BOX.0 + BOX.1;
    let visits = &dossier.course.visits;
    for (lane, pair) in visits.windows(2).enumerate() {
        let [before, after] = pair else { continue };
        let (Some(from), Some(to)) = (place(&before.stage), place(&after.stage)) else {
            continue;
        };
        let (Some(start), Some(end)) = (drawn.get(from), drawn.get(to)) else {
            continue;
        };
        if to > from || (to == from && before.left != Some(Leaving::RolledBack)) {
            continue;
        }
        let lane = LANE + i64::try_from(lane % 3).unwrap_or(0) * 10;
        let (start, end) = (start.bottom - 10, end.top + 12);
        drawing.path(
            &format!("M{right} {start}H{lane}V{end}H{}", right + 8),
            "back",
        );
        drawing.path(&format!("M{right} {end}l9 -6l0 12z"), "tip off");
        let words = if before.left == Some(Leaving::Reopened) {
            "opened again".to_owned()
        } else {
            format!("attempt {}", after.attempt)
        };
        drawing.text((right + 16, end - 6), "s special", &format!("↺ {words}"));
    }
}
