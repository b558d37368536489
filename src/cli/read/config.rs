//! `config`: where files are looked for, what holds, and what is set in the settings file. It writes that file and no other.

use serde_json::json;

use crate::cli::answer::{Answer, Body};
use crate::cli::args::ConfigVerb;
use crate::cli::host::SettingRow;
use crate::cli::output::{Line, Page, Role};
use crate::cli::refusal::usage;
use crate::cli::session::Session;
use crate::error::Report;

/// Shows or changes the settings.
pub(crate) fn config(session: &Session<'_, '_>, verb: &ConfigVerb) -> Result<Answer, Report> {
    match verb {
        ConfigVerb::Path => table(paths(session)),
        ConfigVerb::List => list(session),
        ConfigVerb::Schema => {
            let schema = session.host.settings_schema();
            let text = format!("{schema:#}");
            let mut page = Page::new();
            text.lines().for_each(|line| page.say(line));
            Answer::new(&schema, page)
        }
        ConfigVerb::Get { key } => get(session, key),
        ConfigVerb::Set { key, value } => set(session, key, value),
    }
}

/// A name and what it is; `None` where it is not known.
type Rows = Vec<(&'static str, Option<String>)>;

fn paths(session: &Session<'_, '_>) -> Rows {
    let shown = |path: Option<&std::path::PathBuf>| path.map(|path| path.display().to_string());
    let setting = session.setting;
    let given = session.global.database.as_ref();
    vec![
        ("database", shown(given.or(setting.database.as_ref()))),
        ("config", shown(session.host.settings().0.as_ref())),
        ("calendar", shown(setting.calendar_file.as_ref())),
        ("policies", shown(setting.policies_file.as_ref())),
        ("keys", session.host.keys().file),
        ("reports", shown(setting.state_folder.as_ref())),
    ]
}

fn list(session: &Session<'_, '_>) -> Result<Answer, Report> {
    let setting = session.setting;
    let actor = session.signed().ok().map(|actor| actor.to_string());
    let calendar = setting.calendar_file.as_ref();
    let laid_over = calendar.is_some_and(|path| path.exists());
    let mut rows = paths(session);
    rows.extend([
        ("actor", actor),
        ("calendar_laid_over", Some(laid_over.to_string())),
        ("ascii", Some(session.ascii().to_string())),
        ("color", Some(session.style().color.to_string())),
        ("terminal", setting.term.clone()),
    ]);
    let settings = session.host.settings().1;
    let mut answer = table(rows)?;
    if let Body::Page(page) = &mut answer.body {
        page.gap();
        page.say("Settings of the file; rollgate config set KEY VALUE sets one");
        for row in &settings {
            let (role, value) = match &row.value {
                Some(value) if row.origin == "environment" => {
                    let over = format!("{value}, but the environment says otherwise");
                    (Role::Strong, over)
                }
                Some(value) => (Role::Strong, value.clone()),
                None if row.origin == "environment" => {
                    (Role::Quiet, "as the environment says".to_owned())
                }
                None => (Role::Quiet, format!("not set: {}", row.default)),
            };
            page.push(
                Line::new()
                    .word(Role::Strong, row.name)
                    .to(20)
                    .word(role, &value),
            );
            let about = format!("{}; {}", row.about, row.kind);
            page.push(Line::new().to(20).word(Role::Quiet, &about));
        }
    }
    if let Some(data) = answer.data.as_object_mut() {
        data.insert("settings".to_owned(), json!(settings));
    }
    Ok(answer)
}

fn table(rows: Rows) -> Result<Answer, Report> {
    let mut page = Page::new();
    let mut data = serde_json::Map::new();
    for (name, value) in rows {
        let words = value.as_deref().unwrap_or("not known");
        page.push(Line::new().word(Role::Strong, name).to(20).plain(words));
        data.insert(name.to_owned(), json!(value));
    }
    Answer::new(&data, page)
}

fn get(session: &Session<'_, '_>, key: &str) -> Result<Answer, Report> {
    let (_, rows) = session.host.settings();
    let row = find(&rows, key)?;
    let mut page = Page::new();
    page.say(row.value.as_deref().unwrap_or_default());
    Answer::new(row, page)
}

fn set(session: &Session<'_, '_>, key: &str, value: &str) -> Result<Answer, Report> {
    let (_, rows) = session.host.settings();
    find(&rows, key)?;
    let mut page = Page::new();
    let (word, path) = if session.global.dry_run {
        ("would set", None)
    } else {
        ("ok", Some(session.host.set_setting(key, value)?))
    };
    let place = path.as_ref().map(|path| path.display().to_string());
    let words = format!(" {key} = {value}");
    let line = Line::new().word(Role::Good, word).plain(&words);
    page.push(
        line.word(
            Role::Quiet,
            &place
                .as_ref()
                .map_or_else(String::new, |place| format!("   in {place}")),
        ),
    );
    let data = json!({ "name": key, "value": value, "file": place });
    let mut answer = Answer::with(&data, Body::Word(page))?;
    answer.changed = path.is_some();
    Ok(answer)
}

fn find<'a>(rows: &'a [SettingRow], key: &str) -> Result<&'a SettingRow, Report> {
    rows.iter().find(|row| row.name == key).ok_or_else(|| {
        let known: Vec<&str> = rows.iter().map(|row| row.name).collect();
        let hint = format!("the settings are {}", known.join(", "));
        usage(format!("no setting is called {key}"), hint)
    })
}
