//! A theme as a file: five hues, and for each role a hue and attributes. It can name no background, and one mistake refuses it whole.

use ratatui::style::{Color, Modifier, Style};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Theme;
use crate::tui::screen::Role;

/// The roles, as a file names them.
pub(super) const ROLES: [(&str, Role); 17] = [
    ("body", Role::Body),
    ("title", Role::Title),
    ("dim", Role::Dim),
    ("frame", Role::Frame),
    ("done", Role::Done),
    ("doing", Role::Doing),
    ("wait", Role::Wait),
    ("elapsed", Role::Elapsed),
    ("bad", Role::Bad),
    ("failed", Role::Failed),
    ("special", Role::Special),
    ("question", Role::Question),
    ("bar", Role::Bar),
    ("production", Role::Production),
    ("error", Role::Error),
    ("focus", Role::Focus),
    ("caret", Role::Caret),
];

const HUES: [&str; 5] = ["done", "doing", "wait", "bad", "special"];

/// The colours of a terminal that can be read on any background, by their names.
const SAFE: [(&str, Color); 4] = [
    ("red", Color::Red),
    ("green", Color::Green),
    ("magenta", Color::Magenta),
    ("cyan", Color::Cyan),
];

/// What is wrong with a theme.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {what}")]
pub struct ThemeError {
    /// The file's name.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, with the key.
    pub what: String,
}

/// A mistake, and at which byte.
type Mistake = (usize, String);

/// Reads the theme in `text`, which is of the file called `file`. Roles that it leaves out are as in the neutral theme.
///
/// # Errors
///
/// The first mistake, with its line: what is no TOML, an unknown key, hue, colour or attribute, a dimmed colour, or a bar of
/// production that is not reversed.
pub fn read(file: &str, text: &str) -> Result<Theme, ThemeError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    theme(text).map_err(|(at, what)| {
        let before = text.get(..at).unwrap_or(text);
        ThemeError {
            file: file.to_owned(),
            line: before.matches('\n').count() + 1,
            what,
        }
    })
}

fn theme(text: &str) -> Result<Theme, Mistake> {
    let parsed = DeTable::parse(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        (at, error.message().to_owned())
    })?;
    let mut hues = Vec::new();
    let mut written = Vec::new();
    for (name, value) in parsed.get_ref() {
        let at = name.span().start;
        let table = value.get_ref().as_table();
        match (name.get_ref().as_ref(), table) {
            ("about", None) => {}
            ("hues", Some(table)) => hues = read_hues(table)?,
            ("roles", Some(table)) => {
                for (name, value) in table {
                    written.push((role(name)?, value.span().start, words(value)?));
                }
            }
            (other, _) => {
                let what = format!("{other} belongs to no theme: it has about, [hues] and [roles]");
                return Err((at, what));
            }
        }
    }
    let mut styles = Vec::new();
    for (name, default) in default_roles() {
        let own = written.iter().find(|(found, ..)| *found == name);
        let (at, text) = own.map_or((0, default), |(_, at, text)| (*at, text.as_str()));
        styles.push((name, style((name, text), &hues).map_err(|what| (at, what))?));
    }
    Ok(Theme { styles })
}

/// What a role is where a theme does not say: the words of the neutral theme.
fn default_roles() -> [(Role, &'static str); 17] {
    ROLES.map(|(_, role)| {
        let words = match role {
            Role::Body | Role::Frame | Role::Caret => "",
            Role::Title | Role::Question | Role::Bar | Role::Focus => "bold",
            Role::Dim => "dim",
            Role::Done => "done",
            Role::Doing => "doing bold",
            Role::Wait => "wait",
            Role::Elapsed => "wait underline",
            Role::Bad | Role::Error => "bad bold",
            Role::Failed => "bad bold reverse",
            Role::Special => "special bold underline",
            Role::Production => "bold reverse",
        };
        (role, words)
    })
}

fn role(name: &Spanned<std::borrow::Cow<'_, str>>) -> Result<Role, Mistake> {
    let found = ROLES
        .iter()
        .find(|(known, _)| *known == name.get_ref().as_ref());
    found.map(|(_, role)| *role).ok_or_else(|| {
        let what = format!("roles.{} is no role", name.get_ref());
        (name.span().start, what)
    })
}

fn words(value: &Spanned<DeValue<'_>>) -> Result<String, Mistake> {
    let text = value.get_ref().as_str().map(str::to_owned);
    text.ok_or_else(|| (value.span().start, "this has to be a text".to_owned()))
}

fn read_hues(table: &DeTable<'_>) -> Result<Vec<(&'static str, Color)>, Mistake> {
    let mut hues = Vec::new();
    for (name, value) in table {
        let known = HUES.iter().find(|known| **known == name.get_ref().as_ref());
        let Some(known) = known else {
            let what = format!(
                "hues.{} is no hue: they are {}",
                name.get_ref(),
                HUES.join(", ")
            );
            return Err((name.span().start, what));
        };
        let text = words(value)?;
        let color = color(&text).ok_or_else(|| {
            let what =
                format!("hues.{known} cannot be {text:?}: #rrggbb, red, green, magenta or cyan");
            (value.span().start, what)
        })?;
        hues.push((*known, color));
    }
    Ok(hues)
}

fn color(text: &str) -> Option<Color> {
    let Some(digits) = text.strip_prefix('#') else {
        let found = SAFE.iter().find(|(name, _)| *name == text);
        return found.map(|(_, color)| *color);
    };
    let is_whole = digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    let number = u32::from_str_radix(digits, 16).ok().filter(|_| is_whole)?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some(Color::Rgb(red, green, blue))
}

fn style((role, text): (Role, &str), hues: &[(&str, Color)]) -> Result<Style, String> {
    let mut style = Style::new();
    for word in text.split_whitespace() {
        let attribute = match word {
            "bold" => Modifier::BOLD,
            "dim" => Modifier::DIM,
            "underline" => Modifier::UNDERLINED,
            "reverse" => Modifier::REVERSED,
            hue if HUES.contains(&hue) => {
                // A theme without this hue has the attributes alone.
                let found = hues.iter().find(|(name, _)| *name == hue);
                style.fg = found.map(|(_, color)| *color).or(style.fg);
                continue;
            }
            other => {
                let what = "it is hues, bold, dim, underline and reverse";
                return Err(format!("{other:?} means nothing in a role: {what}"));
            }
        };
        style = style.add_modifier(attribute);
    }
    let has = |attribute| style.add_modifier.contains(attribute);
    if has(Modifier::DIM) && style.fg.is_some() {
        return Err("a colour that is dimmed cannot be read".to_owned());
    }
    if role == Role::Production && !has(Modifier::REVERSED) {
        return Err("roles.production has to be reversed".to_owned());
    }
    Ok(style)
}
