//! What the last word of a command line can be completed to: commands, flags, steps. It reads the data and never fails a shell.

use std::collections::BTreeSet;

use clap::{Arg, Command, CommandFactory as _};

use crate::cli::answer::{Answer, Body};
use crate::cli::args::{Cli, Complete};
use crate::cli::output::shown;
use crate::cli::session::Session;
use crate::error::Report;
use crate::tracker::Tracker;

/// Where the word that is completed stands.
#[derive(Debug, PartialEq, Eq)]
struct Place {
    /// What is asked for there, by the name of the argument; `None` where an option begins or nothing is known.
    wanted: Option<String>,
    /// The rollout that was named before it.
    flag: Option<String>,
    /// The commands that may stand there.
    commands: Vec<String>,
}

/// Prints the words that can stand in the place of the last one, one a line.
pub(crate) fn complete(session: &Session<'_, '_>, args: &Complete) -> Result<Answer, Report> {
    let (last, before) = match args.words.split_last() {
        Some((last, before)) => (last.as_str(), before),
        None => ("", args.words.as_slice()),
    };
    let place = place(&Cli::command(), before, last);
    let mut found: BTreeSet<String> = place.commands.iter().cloned().collect();
    if let Some(wanted) = &place.wanted
        && let Ok(tracker) = session.open()
    {
        found.extend(values(&tracker, wanted, place.flag.as_deref()));
    }
    let fits = |word: &String| word.starts_with(last) && !word.contains(char::is_whitespace);
    let found: Vec<String> = found.into_iter().filter(fits).collect();
    let text: String = found.iter().map(|word| shown(word) + "\n").collect();
    Answer::with(&found, Body::Raw(text))
}

/// Goes through the words typed before and says what may follow.
fn place(root: &Command, before: &[String], last: &str) -> Place {
    let mut command = root;
    let mut positional = 0;
    let mut flag = None;
    let mut words = before.iter().map(String::as_str);
    let mut option: Option<&Arg> = None;
    while let Some(word) = words.next() {
        if let Some(name) = word.strip_prefix("--").filter(|name| !name.is_empty()) {
            let arg = command
                .get_arguments()
                .chain(root.get_arguments())
                .find(|arg| arg.get_long() == Some(name));
            let takes = arg.filter(|arg| arg.get_action().takes_values());
            if takes.is_some() && words.len() == 0 {
                option = takes;
            } else if takes.is_some() {
                words.next();
            }
        } else if word.starts_with('-') {
        } else if let Some(found) = command.find_subcommand(word) {
            command = found;
            positional = 0;
        } else {
            let arg = command.get_positionals().nth(positional);
            if arg.is_some_and(|arg| arg.get_id() == "flag") {
                flag = Some(word.to_owned());
            }
            positional += 1;
        }
    }
    let next = command.get_positionals().nth(positional);
    let next = next.or_else(|| {
        let last = command.get_positionals().last();
        last.filter(|arg| {
            arg.get_num_args()
                .is_some_and(|range| range.max_values() > 1)
        })
    });
    let wanted = option.or(next).map(|arg| arg.get_id().to_string());
    let is_option = last.starts_with('-') && option.is_none();
    let commands = command.get_subcommands().filter(|verb| !verb.is_hide_set());
    Place {
        wanted: wanted.filter(|_| !is_option),
        flag,
        commands: if option.is_some() || is_option || positional > 0 {
            Vec::new()
        } else {
            commands.map(|verb| verb.get_name().to_owned()).collect()
        },
    }
}

fn values(tracker: &Tracker, wanted: &str, flag: Option<&str>) -> Vec<String> {
    match wanted {
        "flag" | "what" => flags(tracker),
        "step" | "steps" => flag.map_or_else(Vec::new, |flag| steps(tracker, flag)),
        _ => Vec::new(),
    }
}

fn flags(tracker: &Tracker) -> Vec<String> {
    let fleet = tracker.fleet().unwrap_or_default().into_iter();
    fleet.map(|row| row.name().to_owned()).collect()
}

/// Returns the numbers of the steps that are open, and `next`.
fn steps(tracker: &Tracker, flag: &str) -> Vec<String> {
    let view = tracker.find(flag).and_then(|id| tracker.view(&id, None));
    let Ok(view) = view else {
        return Vec::new();
    };
    let open = view.steps().filter(|step| !step.state.is_settled());
    open.map(|step| step.number.clone())
        .chain(std::iter::once("next".to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(line: &str) -> Place {
        let words: Vec<String> = line.split(' ').map(str::to_owned).collect();
        let (last, before) = words.split_last().unwrap();
        place(&Cli::command(), before, last)
    }

    #[test]
    fn each_place_asks_for_what_stands_there() {
        for (line, expected, flag) in [
            ("show ", Some("flag"), None),
            ("step done quick ", Some("steps"), Some("quick")),
            ("step done quick 1.1 ", Some("steps"), Some("quick")),
            ("--db x.db show qu", Some("flag"), None),
            ("qa pass quick ", Some("step"), Some("quick")),
            (
                "timer handover quick bo --step ",
                Some("step"),
                Some("quick"),
            ),
            ("show --l", None, None),
            ("verify ", None, None),
        ] {
            let place = wanted(line);
            assert_eq!(place.wanted.as_deref(), expected, "{line}");
            assert_eq!(place.flag.as_deref(), flag, "{line}");
        }
    }

    #[test]
    fn commands_are_offered_where_one_may_stand_and_hidden_ones_never() {
        let commands = wanted("").commands;
        assert!(commands.contains(&"import".to_owned()));
        assert!(!commands.contains(&"complete".to_owned()));
        assert!(wanted("timer ").commands.contains(&"handover".to_owned()));
        assert!(wanted("show quick ").commands.is_empty());
    }
}
