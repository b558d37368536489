//! The keys of the preview of an import. Only one of them saves.

use crate::tui::key::KeyCode;
use crate::tui::keymap::action::{Action, App};
use crate::tui::keymap::binding::{Binding, Context, Group, Keys, char, code};

const fn own(group: Group, keys: Keys, app: App, label: &'static str) -> Binding {
    Binding::new(Context::ImportPreview, group, keys, Action::App(app), label)
}

/// The bindings.
pub(super) const PREVIEW: &[Binding] = &[
    own(Group::App, char('w'), App::SaveImport, "save as a rollout").hint(10, "save"),
    own(
        Group::Step,
        char('m'),
        App::DoneTo,
        "done up to here, or not",
    )
    .hint(15, "done up to here"),
    own(
        Group::Step,
        char('x'),
        App::Choose,
        "accept or refuse a repair, answer",
    )
    .hint(12, "accept or refuse"),
    own(Group::Step, char('A'), App::AcceptAll, "accept all repairs").hint(25, "accept all"),
    own(
        Group::Step,
        code(KeyCode::Enter),
        App::Fold,
        "fold a stage, answer",
    )
    .hint(30, "fold"),
    own(Group::Move, code(KeyCode::Tab), App::NextPart, "next part").hint(20, "part"),
    own(
        Group::Move,
        code(KeyCode::BackTab),
        App::PreviousPart,
        "part before",
    ),
    own(Group::Move, char('1'), App::Part(0), "steps"),
    own(Group::Move, char('2'), App::Part(1), "repairs"),
    own(Group::Move, char('3'), App::Part(2), "warnings"),
    own(Group::Move, char('4'), App::Part(3), "answers"),
    own(
        Group::Move,
        char('5'),
        App::Part(4),
        "changes, where it is another version",
    ),
    own(
        Group::App,
        char('u'),
        App::FromLink,
        "the link of the issue",
    ),
];
