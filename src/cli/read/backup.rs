//! `backup`: the data file copied while it is in use. Nothing that is there already is written over.

use serde_json::json;

use crate::cli::answer::{Answer, Body};
use crate::cli::args::Backup;
use crate::cli::output::{Line, Page, Role};
use crate::cli::session::Session;
use crate::error::Report;

/// Copies the data file.
pub(crate) fn backup(session: &Session<'_, '_>, args: &Backup) -> Result<Answer, Report> {
    let from = session.database()?;
    let verb = if session.global.dry_run {
        "would copy"
    } else {
        session.host.backup(&from, &args.file)?;
        "ok copied"
    };
    let mut page = Page::new();
    let words = format!(" {} to {}", from.display(), args.file.display());
    page.push(Line::new().word(Role::Good, verb).plain(&words));
    let data =
        json!({ "from": from.display().to_string(), "path": args.file.display().to_string() });
    Answer::with(&data, Body::Word(page))
}
