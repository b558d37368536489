//! Why a command can do nothing now. It says so before anybody tries, and forbids nothing: the rules do.

use crate::domain::rollout::Phase;
use crate::tui::dialog::WatchVerb;
use crate::tui::keymap::{Action, App, Context, Copied, Record};
use crate::tui::model::Model;

/// Returns why `action` can do nothing now.
pub(super) fn why_not(model: &Model, action: Action) -> Option<String> {
    if matches!(action, Action::Record(_)) && model.as_of().is_some() {
        let back = model.key_of(Action::App(App::Back));
        return Some(format!("you look back: {back}"));
    }
    let why = match action {
        Action::Record(what) => record(model, what),
        Action::Copy(what) => copy(model, what),
        Action::App(what) => app(model, what),
        Action::Move(_) => None,
    };
    why.map(str::to_owned)
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "nothing is known against the others"
)]
fn record(model: &Model, what: Record) -> Option<&'static str> {
    // What was not read yet is read first.
    let view = model.view()?;
    let windows = model.windows();
    let runs = windows.iter().any(|timer| !timer.is_over(model.now));
    let open_blocker = view.blockers.iter().any(|blocker| blocker.open);
    let (missing, why) = match what {
        Record::Undo => (view.undo.is_none(), "nothing is there to undo"),
        Record::Redo => (view.redo.is_none(), "nothing was taken back"),
        Record::CloseBlocker => (!open_blocker, "no blocker is open"),
        Record::Decide => (view.decisions.is_empty(), "no question is asked"),
        Record::Override => {
            let closed = view.gates.iter().any(|gate| !gate.open);
            (!closed, "every gate is open")
        }
        Record::Watch(WatchVerb::HandOver)
        | Record::TimerExtend
        | Record::TimerPause
        | Record::TimerStop => (!runs, "no time runs"),
        Record::Watch(_) => (view.flag.is_none(), "it is about no flag"),
        Record::Percentage if view.flag.is_none() => (true, "it is about no flag"),
        Record::Percentage => (view.phase != Phase::Active, "the rollout is not active"),
        Record::Advance => (view.current_stage().is_none(), "no stage is gone through"),
        _ => (false, ""),
    };
    missing.then_some(why)
}

fn copy(model: &Model, what: Copied) -> Option<&'static str> {
    if what == Copied::Unsaved {
        let is_saved = model.pending.unsaved.is_none();
        return is_saved.then_some("every record is saved");
    }
    let view = model.view()?;
    match what {
        Copied::Instruction => {
            let step = model.step()?;
            step.instructions.is_empty().then_some("no command here")
        }
        Copied::Rollback => view
            .rollback
            .plan
            .steps
            .is_empty()
            .then_some("nothing to roll back"),
        Copied::PackageAnswer | Copied::PackageNote | Copied::ReleaseNote => {
            model.package_line().is_none().then_some("no package")
        }
        Copied::RollbackCheck => {
            let read = model.packages_view()?;
            (!read.horizon.copyable).then_some("the target is in doubt")
        }
        Copied::RollbackStep | Copied::Entry | Copied::Text(_) | Copied::Link | Copied::Unsaved => {
            None
        }
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "nothing is known against the others"
)]
fn app(model: &Model, what: App) -> Option<&'static str> {
    match what {
        App::DemoClock => (!model.demo).then_some("only in the demo"),
        App::Browse(_) => {
            let view = model.view()?;
            let is_web = |target: &str| target.starts_with("http");
            let any = view.references.iter().any(|found| is_web(&found.target));
            (!any).then_some("no address in the document")
        }
        App::NextMatch | App::PreviousMatch => {
            let filter = match model.rollout_page() {
                Some(page) => &page.filter,
                None => &model.fleet.filter,
            };
            filter.is_empty().then_some("nothing is looked for")
        }
        App::Fleet => (model.page_context() == Context::Fleet).then_some("you are there"),
        _ => None,
    }
}
