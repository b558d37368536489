//! What time has done to a rollout: a flag that outlives its type, a wait that nobody went on from, a rollout that nobody touches.

use chrono::TimeDelta;

use crate::checklist::{Finding, Severity};
use crate::domain::Timestamp;
use crate::domain::flag::Environment;
use crate::domain::plan::{StageKind, StepState};
use crate::domain::rollout::Phase;
use crate::projection::RolloutView;

/// How long before its end a deadline is a note, in days.
const SOON: i64 = 14;

/// Looks for what has been left lying; `max_age` is how long a rollout may go without a record.
pub(super) fn findings(
    view: &RolloutView,
    max_age: Option<TimeDelta>,
    now: Timestamp,
) -> Vec<Finding> {
    if matches!(view.phase, Phase::Closed | Phase::Abandoned) {
        return Vec::new();
    }
    let name = view.name();
    let mut found = Vec::new();
    found.extend(outlived(view, now));
    for timer in view.timers.iter().filter(|timer| timer.is_over(now)) {
        let message = format!("the time of {} is over, and nobody went on", timer.number);
        let hint = format!("rollgate step done {name} {}", timer.number);
        found.push(finding("wait_over", Severity::Warning, message, hint));
    }
    let Some((age, touched)) = max_age.zip(view.updated_at) else {
        return found;
    };
    let rest = now - touched;
    if rest <= age {
        return found;
    }
    let days = rest.num_days();
    let message = format!("nothing was recorded for {days} days");
    let hint = format!("rollgate next {name}, or rollgate abandon {name} --reason TEXT");
    found.push(finding("stale", Severity::Warning, message, hint));
    let production = view.environments.get(&Environment::Production);
    let is_on = production.is_some_and(|place| place.claimed.boolean == Some(true));
    let mut cleanup = view
        .stages
        .iter()
        .filter(|stage| stage.kind == StageKind::Cleanup);
    if is_on && cleanup.any(|stage| stage.state != StepState::Done) {
        let message = "it is on for everybody, and the flag is not cleaned up".to_owned();
        let hint = format!("rollgate show {name} shows what is left");
        found.push(finding(
            "on_without_cleanup",
            Severity::Warning,
            message,
            hint,
        ));
    }
    found
}

fn outlived(view: &RolloutView, now: Timestamp) -> Option<Finding> {
    let deadline = view.deadline.as_ref()?;
    let days = deadline.days_left(now)?;
    let (code, severity) = if deadline.is_over(now) {
        ("flag_overdue", Severity::Warning)
    } else if days < SOON {
        ("flag_due", Severity::Note)
    } else {
        return None;
    };
    let hint = "a flag that has to live longer gets another type".to_owned();
    Some(finding(code, severity, deadline.in_words(now), hint))
}

fn finding(code: &str, severity: Severity, message: String, hint: String) -> Finding {
    Finding {
        code: code.to_owned(),
        severity,
        line: 0,
        message,
        hint: Some(hint),
    }
}
