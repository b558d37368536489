//! Lines in other languages than chatops: GitLab's quick actions and shell commands. Only their first words are read.

use crate::domain::plan::{Dialect, Instruction, Verb};

use super::blank::blanks;

/// GitLab's quick actions that occur in templates. Source: GitLab docs, "Quick actions".
const QUICK_ACTIONS: [&str; 44] = [
    "/approve",
    "/assign",
    "/assign_reviewer",
    "/award",
    "/blocked_by",
    "/cc",
    "/clear_weight",
    "/clone",
    "/close",
    "/confidential",
    "/copy_metadata",
    "/create_merge_request",
    "/done",
    "/draft",
    "/due",
    "/duplicate",
    "/epic",
    "/estimate",
    "/health_status",
    "/iteration",
    "/label",
    "/link",
    "/lock",
    "/merge",
    "/milestone",
    "/move",
    "/promote",
    "/publish",
    "/ready",
    "/reassign",
    "/relabel",
    "/relate",
    "/remove_due_date",
    "/remove_milestone",
    "/reopen",
    "/spend",
    "/subscribe",
    "/tag",
    "/title",
    "/todo",
    "/unassign",
    "/unlabel",
    "/unlock",
    "/weight",
];

/// Programs whose name at the start of a line makes it a shell line.
const PROGRAMS: [&str; 34] = [
    "aws",
    "bundle",
    "cargo",
    "cd",
    "chef-client",
    "cp",
    "curl",
    "docker",
    "export",
    "gcloud",
    "gh",
    "git",
    "glab",
    "go",
    "gsutil",
    "helm",
    "knife",
    "kubectl",
    "make",
    "mkdir",
    "mv",
    "nox",
    "npm",
    "pip",
    "poetry",
    "python",
    "rake",
    "rm",
    "ruby",
    "ssh",
    "sudo",
    "systemctl",
    "terraform",
    "yarn",
];

/// Reads a quick action; `None` for a path and for an unknown word without a dash in it.
pub(super) fn quick_action(raw: &str, command: &str) -> Option<Instruction> {
    let command = command.trim_matches('`').trim();
    let first = command.split_whitespace().next()?;
    let name = first.strip_prefix('/')?;
    let legal = !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c == '_' || c == '-');
    let known = QUICK_ACTIONS.contains(&first) || name.contains('-');
    (legal && known).then(|| instruction(raw, command, Dialect::QuickAction, name))
}

/// Reads a shell line by its prompt or its first word; `None` for prose.
pub(super) fn shell_line(raw: &str, command: &str) -> Option<Instruction> {
    let command = command.trim_matches('`').trim();
    let bare = command.strip_prefix("$ ").unwrap_or(command).trim();
    let first = bare.split_whitespace().next()?;
    let prompted = bare.len() < command.len();
    let is_script = first.starts_with("./") || first.starts_with("bin/");
    let is_program = PROGRAMS.contains(&first) && bare.split_whitespace().count() > 1;
    (prompted || is_script || is_program).then(|| instruction(raw, bare, Dialect::Shell, first))
}

/// Takes `script`, one line or several, for a shell, whatever it says.
pub fn shell(script: &str) -> Instruction {
    let script = script.trim();
    let first = script.split_whitespace().next().unwrap_or_default();
    instruction(script, script, Dialect::Shell, first)
}

fn instruction(raw: &str, normalised: &str, dialect: Dialect, verb: &str) -> Instruction {
    let only_brackets = |blank: &String| dialect != Dialect::Shell || blank.starts_with('<');
    Instruction {
        raw: raw.to_owned(),
        normalised: normalised.to_owned(),
        dialect,
        verb: Verb::Other(verb.to_owned()),
        flag: None,
        value: None,
        environments: Vec::new(),
        scopes: Vec::new(),
        modifiers: Vec::new(),
        blanks: blanks(normalised)
            .into_iter()
            .filter(only_brackets)
            .collect(),
        problems: Vec::new(),
        of_ladder: false,
    }
}
