//! The keys by which something leaves the program: texts for the clipboard, files. None of them records anything.

use super::{app, copy, under};
use crate::export::Copy;
use crate::tui::keymap::action::{App, Copied};
use crate::tui::keymap::binding::Context::{Fleet, Working};
use crate::tui::keymap::binding::{Binding, Group, two};

/// The bindings.
pub(super) const OUT: &[Binding] = &[
    copy(two('y', 'r'), Copied::Rollback, "rollback command"),
    copy(two('y', 's'), Copied::Text(Copy::Slack), "text for Slack"),
    copy(
        two('y', 'i'),
        Copied::Text(Copy::Issue),
        "text for an issue",
    ),
    copy(
        two('y', 'm'),
        Copied::Text(Copy::Markdown),
        "checklist, QA and ramp as Markdown",
    ),
    copy(
        two('y', 'x'),
        Copied::Text(Copy::CrossPost),
        "cross-post: command, message, comment",
    ),
    copy(two('y', 'h'), Copied::Text(Copy::Handover), "handover pack"),
    copy(two('y', 'u'), Copied::Link, "link of the issue"),
    copy(
        two('y', 'E'),
        Copied::Unsaved,
        "the record that is not saved",
    ),
    under(
        app(Working, two('y', 'e'), App::Export, "export to a file…"),
        Group::Copy,
    ),
    app(Fleet, two('v', 'h'), App::Days, "days, one mark for each"),
];
