//! What `--set` says about a document: the flag, answers, blanks. Which of them is meant is told by what the document asks.

use super::import::Origin;
use crate::checklist::{self, Reading};
use crate::cli::args::Import;
use crate::cli::refusal::usage;
use crate::domain::flag::FlagName;
use crate::domain::id::DecisionKey;
use crate::error::Report;
use crate::tracker::ImportOptions;

/// The key under which the flag is named.
const FLAG: &str = "flag";

/// Returns the reading as it is with the flag that was named, and everything that was said.
pub(super) fn apply(
    mut reading: Reading,
    args: &Import,
    origin: &Origin,
) -> Result<(Reading, ImportOptions), Report> {
    let mut options = ImportOptions {
        source: origin.source.clone(),
        done_to: args.done_to.clone(),
        link: origin.link.clone(),
        ..ImportOptions::default()
    };
    for (key, value) in &args.said {
        if key == FLAG {
            options.flag = Some(flag(&reading, value)?);
            continue;
        }
        let question = reading.questions.iter().find(|asked| asked.key == *key);
        match question {
            Some(asked) if asked.options.contains(value) => {
                let decision = DecisionKey::new(key);
                options.decisions.push((decision, value.clone()));
            }
            Some(asked) => {
                let message = format!("{value} is no answer to: {}", asked.text);
                let hint = format!("give --set {key}={}", asked.options.join("|"));
                return Err(usage(message, hint));
            }
            None => {
                options.blanks.insert(key.clone(), value.clone());
            }
        }
    }
    if let Some(flag) = &options.flag {
        reading = checklist::with_flag(reading, flag);
    }
    Ok((reading, options))
}

fn flag(reading: &Reading, value: &str) -> Result<FlagName, Report> {
    let flag = FlagName::parse(value).ok_or_else(|| {
        let hint = "a flag's name has letters, digits, _ - . and : only";
        usage(format!("{value} is no name of a flag"), hint)
    })?;
    match &reading.plan.flag {
        Some(named) if *named != flag => {
            let message = format!("the document is about {named}, not about {flag}");
            let hint = "leave out --set flag=…, or change the document";
            Err(usage(message, hint))
        }
        Some(_) | None => Ok(flag),
    }
}
