//! `keys`: what the keys of the screen mean, as they hold or as a file to start from. They are changed in the file, not here.

use crate::cli::answer::{Answer, Body};
use crate::cli::args::KeysWords;
use crate::cli::output::{Line, Page, Role};
use crate::cli::session::Session;
use crate::error::{Exit, Report};

/// Shows the keys.
pub(crate) fn keys(session: &Session<'_, '_>, args: &KeysWords) -> Result<Answer, Report> {
    let table = session.host.keys();
    if args.default {
        let data = serde_json::json!({ "text": table.default_file });
        return Answer::with(&data, Body::Raw(table.default_file));
    }
    let mut page = Page::new();
    let mut context = "";
    for row in &table.keys {
        if row.context != context {
            if !context.is_empty() {
                page.push(Line::new());
            }
            context = &row.context;
            page.push(Line::new().word(Role::Strong, &format!("[{context}]")));
        }
        let line = Line::new().plain("  ").word(Role::Strong, &row.keys);
        page.push(line.to(14).plain(&row.command).to(34).plain(&row.does));
    }
    let file = table.file.as_deref().unwrap_or("keys.toml");
    page.push(Line::new());
    page.say(&if table.changed {
        format!("Changed in {file}.")
    } else {
        format!("Nothing is changed. To change: rollgate keys --default > {file}")
    });
    let problem: Vec<String> = table.problem.iter().cloned().collect();
    let answer = Answer::new(&table, page)?;
    if problem.is_empty() {
        return Ok(answer);
    }
    Ok(answer.warn(problem).exit(Exit::Findings))
}
