//! `rollback drill`: the way back as a checklist to rehearse. It touches neither the flag nor the rollout.

use serde_json::json;

use super::way_back::drilled;
use crate::cli::answer::Answer;
use crate::cli::output::{Line, Page, Role};
use crate::cli::session::Session;
use crate::error::Report;

/// Shows the plan as a checklist.
pub(crate) fn rollback_drill(session: &Session<'_, '_>, flag: &str) -> Result<Answer, Report> {
    let tracker = session.open()?;
    let (_, view) = session.view(&tracker, flag)?;
    let name = view.name();
    let plan = &view.rollback.plan;
    let mut page = Page::new();
    let begun = session.zone().format(session.now, "%H:%M:%S %Z");
    page.push(
        Line::new()
            .word(Role::Strong, &format!("DRILL {name}"))
            .plain(&format!("   begun {begun}, nothing is switched")),
    );
    for step in &plan.steps {
        page.say(&format!("  [ ] {} {}", step.order, step.text));
        if let Some(line) = step.line_apart() {
            page.say(&format!("        {line}"));
        }
    }
    for impossible in &plan.impossible {
        page.push(
            Line::new()
                .word(Role::Bad, "  impossible: ")
                .plain(impossible),
        );
    }
    if let Some(words) = drilled(&view, session.clock()) {
        page.say(&format!("last time: {words}"));
    }
    page.push(Line::new().plain("When you are through: ").word(
        Role::Strong,
        &format!("rollgate rollback drill {name} --took 7m30s"),
    ));
    let data = json!({ "begun_at": session.now, "plan": plan, "last": view.rollback.drill });
    Ok(Answer::new(&data, page)?.warn(plan.warnings.clone()))
}
