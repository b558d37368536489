//! A document as read, for a person to look over before it is kept: every step, every repair, every doubt.

use super::check::say as say_finding;
use super::reading_document::{ReadingDocument, StepDocument};
use crate::cli::output::{Line, Page, Role};

/// Shows what was read.
pub(crate) fn reading_page(document: &ReadingDocument<'_>) -> Page {
    let mut page = Page::new();
    if document.is_rollout {
        plan(&mut page, document);
    } else {
        page.push(Line::new().word(Role::Bad, "This is no rollout."));
    }
    doubts(&mut page, document);
    page
}

fn plan(page: &mut Page, document: &ReadingDocument<'_>) {
    let name = document.flag.unwrap_or(document.title);
    page.push(
        Line::new()
            .word(Role::Strong, name)
            .plain("   ")
            .plain(document.title),
    );
    let counts = document.counts;
    page.say(&format!(
        "{} stages, {} steps, {} boxes of which {} done and {} n/a, {} instructions, {} repairs",
        counts.stages,
        counts.steps,
        counts.tasks,
        counts.boxes_done,
        counts.boxes_na,
        counts.instructions,
        counts.repairs
    ));
    for owner in document.owners {
        page.push(
            Line::new()
                .word(Role::Quiet, &format!("{}: ", owner.role))
                .plain(&owner.name),
        );
    }
    for stage in &document.stages {
        page.gap();
        let optional = if stage.optional { "   optional" } else { "" };
        let title = format!("{} {}", stage.number, stage.title);
        page.push(
            Line::new()
                .word(Role::Strong, &title)
                .word(Role::Quiet, optional),
        );
        steps(page, &stage.steps, 1);
    }
    if !document.rollback.steps.is_empty() {
        page.gap();
        page.push(Line::new().word(Role::Strong, "Rollback"));
        steps(page, &document.rollback.steps, 1);
    }
}

fn steps(page: &mut Page, all: &[StepDocument<'_>], depth: usize) {
    for step in all {
        let indent = "  ".repeat(depth);
        let line = Line::new().plain(&indent);
        let words = format!(" {} {}", step.number, step.text);
        page.push(if step.kind.has_state() {
            line.mark(step.state).plain(&words)
        } else {
            line.plain(" ").word(Role::Quiet, &words)
        });
        for instruction in step.instructions {
            if instruction.normalised != step.text {
                page.say(&format!("{indent}    {}", instruction.normalised));
            }
            for problem in &instruction.problems {
                let words = format!("{indent}    refused by chatops: {}", problem.message);
                page.push(Line::new().word(Role::Bad, &words));
            }
        }
        steps(page, &step.steps, depth + 1);
    }
}

fn doubts(page: &mut Page, document: &ReadingDocument<'_>) {
    if !document.repairs.is_empty() {
        page.gap();
        page.push(Line::new().word(Role::Strong, "Repaired"));
    }
    for repair in document.repairs {
        page.push(
            Line::new()
                .word(Role::Quiet, &format!("{:>5}", repair.line))
                .to(7)
                .plain(&repair.before),
        );
        page.push(if repair.accepted {
            Line::new().to(7).word(Role::Good, &repair.after)
        } else {
            Line::new().to(7).word(Role::Quiet, "left as it is")
        });
    }
    if !document.questions.is_empty() {
        page.gap();
        page.push(Line::new().word(Role::Strong, "Questions"));
    }
    for question in document.questions {
        let options = question.options.join(" | ");
        page.push(
            Line::new()
                .to(7)
                .plain(&question.text)
                .to(9)
                .word(Role::Quiet, &options),
        );
    }
    if !document.findings.is_empty() {
        page.gap();
        page.push(Line::new().word(Role::Strong, "Findings"));
    }
    for finding in &document.findings {
        say_finding(page, finding);
    }
}
