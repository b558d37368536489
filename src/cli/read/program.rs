//! What the program says about itself: completions and the manual page.

use clap::CommandFactory as _;
use clap_complete::Shell;
use serde_json::json;

use crate::cli::answer::{Answer, Body};
use crate::cli::args::{Cli, Completion};
use crate::cli::refusal::failed;
use crate::error::Report;

/// Prints the completions for a shell.
pub(crate) fn completion(args: &Completion) -> Result<Answer, Report> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "rollgate", &mut script);
    let script = String::from_utf8_lossy(&script).into_owned() + from_the_data(args.shell);
    let data = json!({ "shell": args.shell.to_string(), "script": script });
    Answer::with(&data, Body::Raw(script))
}

/// Returns what makes a shell ask for names of flags and steps, which no script can know; nothing for shells without it.
const fn from_the_data(shell: Shell) -> &'static str {
    match shell {
        Shell::Bash => include_str!("../../../assets/completion/rollgate.bash"),
        Shell::Zsh => include_str!("../../../assets/completion/rollgate.zsh"),
        Shell::Fish => include_str!("../../../assets/completion/rollgate.fish"),
        // The list of shells may grow; what is new is completed without the data.
        Shell::Elvish | Shell::PowerShell | _ => "",
    }
}

/// Prints the manual page: the program, then every command.
pub(crate) fn man() -> Result<Answer, Report> {
    let mut page = Vec::new();
    let command = Cli::command();
    let mut render = |command: clap::Command| clap_mangen::Man::new(command).render(&mut page);
    let mut rendered = render(command.clone());
    for verb in command.get_subcommands() {
        let name = format!("rollgate-{}", verb.get_name());
        rendered = rendered.and_then(|()| render(verb.clone().name(name)));
    }
    rendered.map_err(|error| failed("INTERNAL", error.to_string()))?;
    let page = String::from_utf8_lossy(&page).into_owned();
    Answer::with(&json!({ "page": page }), Body::Raw(page))
}
