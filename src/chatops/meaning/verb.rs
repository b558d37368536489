//! The verbs of chatops that change no flag: what each does and whether it changes anything. A verb that is not listed is said to be unknown.

use super::Said;
use crate::domain::plan::{Dialect, Instruction};

/// A verb: its words, what it does, what it changes (nothing where that is empty), what should be known.
type Row = (&'static str, &'static str, &'static str, &'static str);

/// Sources: gitlab-com/chatops `lib/chatops/commands/auto_deploy.rb`, `rollback.rb`, `post_deploy_migrations.rb`,
/// `lib/chatops/gitlab/merge_request_release_checker.rb`; GitLab release docs, "Rollback a deployment", "Post deploy migration".
const VERBS: [Row; 14] = [
    (
        "auto_deploy status",
        "Says in which environments an auto-deploy package is, or whether the given commit is deployed there.",
        "",
        "The code has to be there before the flag is turned on.",
    ),
    (
        "auto_deploy blockers",
        "Lists what holds deployments back: incidents, change requests, unhealthy services.",
        "",
        "",
    ),
    (
        "auto_deploy lock",
        "Keeps auto-deploy on one branch, so that no newer one is taken.",
        "auto-deploy: no new branch until it is unlocked",
        "Only release managers are meant to.",
    ),
    (
        "auto_deploy unlock",
        "Lets auto-deploy take new branches again.",
        "auto-deploy: new branches are taken again",
        "Only release managers are meant to.",
    ),
    (
        "auto_deploy pause",
        "Stops auto-deploy: no new package is made or promoted until it is unpaused.",
        "auto-deploy: it stands still for everybody at GitLab.com",
        "Code that is merged meanwhile waits. Tell the release managers.",
    ),
    (
        "auto_deploy unpause",
        "Lets auto-deploy go on after a pause.",
        "auto-deploy: packages are made and promoted again",
        "Only release managers are meant to.",
    ),
    (
        "auto_deploy prepare",
        "Makes the next auto-deploy branch ready.",
        "auto-deploy: a new branch",
        "Only release managers are meant to.",
    ),
    (
        "auto_deploy tag",
        "Tags a new package on the auto-deploy branch, which begins its deployment.",
        "auto-deploy: a new package on its way",
        "Only release managers are meant to.",
    ),
    (
        "rollback check",
        "Says whether going back to the previous package, or to --target, looks safe: which migrations are in between.",
        "",
        "It reads deployments only. A paused, failed or running one can make it name the wrong package.",
    ),
    (
        "release check",
        "Says in which release a merge request is, or whether it will be in the given one.",
        "",
        "",
    ),
    (
        "post_deploy_migrations execute",
        "Runs every pending post-deploy migration on staging, then on production.",
        "the databases of staging and production: what is pending runs, and packages from before cannot be gone back to",
        "It cannot be taken back. Only release managers are meant to; a failed run is looked into before it is tried again.",
    ),
    (
        "post_deploy_migrations status",
        "Lists the post-deploy migrations that are pending.",
        "",
        "",
    ),
    (
        "deploy",
        "Deploys a package to an environment.",
        "the environment: another package runs there",
        "Only release managers are meant to.",
    ),
    (
        "canary",
        "Says or sets how the canary takes part in production's traffic.",
        "the canary: whether it takes traffic",
        "Without an option to set it, it only looks.",
    ),
];

/// Says what a line of chatops does that is not about a flag.
pub(super) fn of_chatops(words: &str, instruction: &Instruction) -> Said {
    let has = |option: &str| {
        instruction
            .modifiers
            .iter()
            .any(|modifier| modifier == option)
    };
    let row = VERBS.iter().find(|(verb, ..)| *verb == words);
    let Some((verb, sentence, change, note)) = row else {
        return unknown(words);
    };
    let changes = Some(change)
        .filter(|change| !change.is_empty())
        .map(|change| (*change).to_owned());
    let notes = Some(note)
        .filter(|note| !note.is_empty())
        .map(|note| (*note).to_owned());
    let mut said = Said {
        sentence: (*sentence).to_owned(),
        changes: Some(changes.into_iter().collect()),
        notes: notes.into_iter().collect(),
    };
    match *verb {
        "post_deploy_migrations execute" if has("--dry-run") => {
            said.sentence =
                String::from("Shows which post-deploy migrations would run, and runs none.");
            said.changes = Some(Vec::new());
            said.notes.clear();
        }
        "deploy" if has("--rollback") => {
            said.sentence = String::from("Goes back to an older package in an environment.");
            let note = "Post-deploy migrations are not undone by it: ask `rollback check` first.";
            said.notes.push(note.to_owned());
        }
        _ => {}
    }
    said
}

fn unknown(words: &str) -> Said {
    let family = words.split(' ').next().unwrap_or(words);
    Said {
        sentence: format!("Asks chatops for `{words}`, which is not known here."),
        changes: None,
        notes: vec![format!("`/chatops run {family} --help` says what it does.")],
    }
}

/// Says what a line for something else than chatops is.
pub(super) fn of_another(words: &str, dialect: Dialect) -> Said {
    let (sentence, change) = match dialect {
        Dialect::QuickAction => (
            format!("A quick action for a comment on the issue: `/{words}`."),
            Some(vec![
                "the issue that it is posted on, when somebody who may posts it".to_owned(),
            ]),
        ),
        Dialect::Shell => (format!("A line for a shell: it runs `{words}`."), None),
        Dialect::Chatops | Dialect::Console => (format!("A line that runs `{words}`."), None),
    };
    Said {
        sentence,
        changes: change,
        notes: Vec::new(),
    }
}
