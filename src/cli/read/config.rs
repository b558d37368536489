//! `config`: where files are looked for, and what holds. Settings are changed in the files and the environment, not here.

use serde_json::json;

use crate::cli::answer::Answer;
use crate::cli::args::ConfigVerb;
use crate::cli::output::{Line, Page, Role};
use crate::cli::session::Session;
use crate::error::Report;

/// Shows the settings.
pub(crate) fn config(session: &Session<'_, '_>, verb: ConfigVerb) -> Result<Answer, Report> {
    let shown = |path: Option<&std::path::PathBuf>| path.map(|path| path.display().to_string());
    let setting = session.setting;
    let given = session.global.database.as_ref();
    let paths = [
        ("database", shown(given.or(setting.database.as_ref()))),
        ("calendar", shown(setting.calendar_file.as_ref())),
        ("keys", session.host.keys().file),
        ("reports", shown(setting.state_folder.as_ref())),
    ];
    let mut rows: Vec<(&str, Option<String>)> = paths.into_iter().collect();
    if verb == ConfigVerb::List {
        let actor = session.signed().ok().map(|actor| actor.to_string());
        let calendar = setting.calendar_file.as_ref();
        let laid_over = calendar.is_some_and(|path| path.exists());
        rows.extend([
            ("actor", actor),
            ("calendar_laid_over", Some(laid_over.to_string())),
            ("ascii", Some(session.ascii().to_string())),
            ("color", Some(session.style().color.to_string())),
            ("terminal", setting.term.clone()),
        ]);
    }
    let mut page = Page::new();
    let mut data = serde_json::Map::new();
    for (name, value) in rows {
        let words = value.as_deref().unwrap_or("not known");
        page.push(Line::new().word(Role::Strong, name).to(20).plain(words));
        data.insert(name.to_owned(), json!(value));
    }
    Answer::new(&data, page)
}
