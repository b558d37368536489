//! `new`: a template filled and taken through the same preview as any other document.

use std::collections::BTreeMap;

use super::import::{Origin, take_in};
use super::link;
use crate::cli::answer::Answer;
use crate::cli::args::{Import, New, Repairs};
use crate::cli::pair::{Pair, find_blank};
use crate::cli::read::find_template;
use crate::cli::refusal::usage;
use crate::cli::session::Session;
use crate::domain::flag::FlagName;
use crate::error::Report;

/// Begins a rollout from a template.
pub(crate) fn new(session: &mut Session<'_, '_>, args: &New) -> Result<Answer, Report> {
    let templates = session.host.templates()?;
    let template = find_template(&templates, &args.template)?;
    let flag = args.name.as_deref().map(flag).transpose()?;
    if template.asks_for_flag() && flag.is_none() {
        let message = format!("{} is about a flag, and none is named", template.name);
        return Err(usage(message, "give --flag NAME"));
    }
    if let Some(flag) = flag.as_ref().filter(|_| !template.asks_for_flag()) {
        let message = format!("{} is about no flag, so {flag} has no place", template.name);
        return Err(usage(message, "leave out --flag"));
    }
    let blanks = template.blanks();
    let mut values = BTreeMap::new();
    let mut said: Vec<Pair> = Vec::new();
    for (key, value) in &args.said {
        match find_blank(key, &blanks) {
            Some(blank) => {
                values.insert(blank.clone(), value.clone());
            }
            None => said.push((key.clone(), value.clone())),
        }
    }
    let given = args.link.as_deref().map(link::parse).transpose()?;
    let origin = Origin {
        text: template.filled(flag.as_ref(), &values),
        source: format!("template {}", template.name),
        link: given,
        typed: String::new(),
    };
    let import = Import {
        file: String::new(),
        done_to: None,
        said,
        link: None,
        fetch: false,
        strict: false,
        repairs: Repairs::All,
        into: None,
    };
    take_in(session, &import, &origin)
}

fn flag(name: &str) -> Result<FlagName, Report> {
    FlagName::parse(name).ok_or_else(|| {
        let hint = "a flag's name has letters, digits, _ - . and : only";
        usage(format!("{name} is no name of a flag"), hint)
    })
}
