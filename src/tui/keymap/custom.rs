//! `keys.toml`: what a person wants otherwise. One mistake refuses the whole file, with its place, and the table holds as it is.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::action::{Action, App};
use super::binding::{Binding, Context, Keys};
use super::map::{Found, KeyMap, table};
use super::names::{distance, reserved};
use crate::tui::key::{Key, KeyCode};

/// What is wrong with `keys.toml`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {what}   {hint}")]
pub struct KeysError {
    /// The file's name.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub what: String,
    /// What to do next.
    pub hint: String,
}

/// A mistake, and at which byte.
type Mistake = (usize, String, String);

/// One line of the file: these keys, and no others, for a command in a context.
struct Wish {
    context: Context,
    action: Action,
    keys: Vec<Keys>,
    at: usize,
}

/// Reads `text` of the file called `file` and lays it over the table.
///
/// # Errors
///
/// Every line that is wrong: what is no TOML, an unknown section, command or key, one that no one may have; where there is none, the first
/// key that is taken.
pub fn read(file: &str, text: &str) -> Result<KeyMap, Vec<KeysError>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let map = wishes(text).and_then(|wishes| applied(&wishes).map_err(|mistake| vec![mistake]));
    map.map(|mut map| {
        map.source = Some(file.to_owned());
        map
    })
    .map_err(|mistakes| {
        mistakes
            .into_iter()
            .map(|it| placed(file, text, it))
            .collect()
    })
}

fn placed(file: &str, text: &str, (at, what, hint): Mistake) -> KeysError {
    let before = text.get(..at).unwrap_or(text);
    let line = before.rsplit('\n').next().unwrap_or_default();
    KeysError {
        file: file.to_owned(),
        line: before.matches('\n').count() + 1,
        column: line.chars().count() + 1,
        what,
        hint,
    }
}

fn wishes(text: &str) -> Result<Vec<Wish>, Vec<Mistake>> {
    let parsed = DeTable::parse(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        let hint = "write [section], then command = \"key\"".to_owned();
        vec![(at, error.message().to_owned(), hint)]
    })?;
    let map = KeyMap::default();
    let contexts = map.contexts();
    let (mut found, mut mistakes) = (Vec::new(), Vec::new());
    for (name, section) in parsed.get_ref() {
        let at = name.span().start;
        let context = contexts
            .iter()
            .find(|context| context.name() == *name.get_ref().as_ref());
        let (Some(context), Some(section)) = (context, section.get_ref().as_table()) else {
            let names: Vec<String> = contexts.iter().map(|context| context.name()).collect();
            let what = format!("{} is no section of keys", name.get_ref());
            mistakes.push((at, what, format!("sections are {}", names.join(", "))));
            continue;
        };
        for (name, value) in section {
            let at = name.span().start;
            let action = action(&map, *context, name.get_ref());
            let wish = action.map_err(|(what, hint)| (at, what, hint));
            let wish = wish.and_then(|action| Ok((action, keys(value, action)?)));
            match wish {
                Ok((action, keys)) => found.push(Wish {
                    context: *context,
                    action,
                    keys,
                    at,
                }),
                Err(mistake) => mistakes.push(mistake),
            }
        }
    }
    found.sort_by_key(|wish| wish.at);
    mistakes.sort_by_key(|(at, _, _)| *at);
    if mistakes.is_empty() {
        Ok(found)
    } else {
        Err(mistakes)
    }
}

/// Looks a command up by its name, in this context and in those that hold there too.
fn action(map: &KeyMap, context: Context, name: &str) -> Result<Action, (String, String)> {
    let mut here = map.bindings(context);
    if let Some(binding) = here.find(|binding| binding.action.name() == name) {
        return Ok(binding.action);
    }
    let what = format!("{} has no command {name}", context.name());
    let elsewhere: Vec<String> = map
        .all()
        .filter(|binding| binding.action.name() == name)
        .map(|binding| binding.context.name())
        .collect();
    if let Some(first) = elsewhere.first() {
        return Err((what, format!("it belongs to [{first}]")));
    }
    let names = map.bindings(context).map(|binding| binding.action.name());
    let near = names
        .map(|known| (distance(&known, name), known))
        .min()
        .filter(|(distance, _)| *distance <= 3);
    let hint = near.map_or_else(
        || "`rollgate keys` lists them".to_owned(),
        |(_, known)| format!("did you mean {known}?"),
    );
    Err((what, hint))
}

/// Reads a key, or a list of them; an empty list takes all keys away.
fn keys(value: &Spanned<DeValue<'_>>, action: Action) -> Result<Vec<Keys>, Mistake> {
    let at = value.span().start;
    let no_key = || {
        let hint = "write \"x\", \"uu\", \"Space h\", \"Ctrl-P\", \"F5\" or a list of these";
        (at, "this is no key".to_owned(), hint.to_owned())
    };
    let found = if let Some(text) = value.get_ref().as_str() {
        vec![parsed(text, at, action)?]
    } else {
        let list = value.get_ref().as_array().ok_or_else(no_key)?;
        let list = list.iter().map(|one| {
            let text = one.get_ref().as_str().ok_or_else(no_key)?;
            parsed(text, one.span().start, action)
        });
        list.collect::<Result<Vec<Keys>, Mistake>>()?
    };
    if action == Action::App(App::Interrupt) {
        let hint = "leave the line out".to_owned();
        return Err((at, "interrupt stays on Ctrl-C".to_owned(), hint));
    }
    Ok(found)
}

fn parsed(text: &str, at: usize, action: Action) -> Result<Keys, Mistake> {
    let Some(keys) = Keys::parse(text) else {
        let hint = "write x, uu, Space h, Ctrl-P, F5, PgDn or ↑";
        return Err((at, format!("{text:?} is no key"), hint.to_owned()));
    };
    let (Keys::One(first) | Keys::Two(first, _)) = keys;
    let second = if let Keys::Two(_, second) = keys {
        second
    } else {
        first
    };
    for key in [first, second] {
        let esc = Key::plain(KeyCode::Esc);
        let why = reserved(key).or_else(|| {
            let is_back = action == Action::App(App::Back) && keys == Keys::One(esc);
            let is_kept = key == Key::ctrl('c') || (key == esc && !is_back);
            is_kept.then_some("it always closes what is on top")
        });
        if let Some(why) = why {
            return Err((
                at,
                format!("{key} is never given away: {why}"),
                "take another key".to_owned(),
            ));
        }
    }
    Ok(keys)
}

fn applied(wishes: &[Wish]) -> Result<KeyMap, Mistake> {
    let mut bindings = table();
    let mut hiding = Vec::new();
    for wish in wishes {
        let own: Vec<Binding> = bindings
            .iter()
            .copied()
            .filter(|found| wish.is_for(found))
            .collect();
        let template = if own.is_empty() {
            hiding.push((wish.context, wish.action));
            let map = KeyMap::default();
            let wider = map
                .bindings(wish.context)
                .find(|found| found.action == wish.action);
            wider.map(|wider| {
                (
                    Binding {
                        context: wish.context,
                        ..*wider
                    },
                    bindings.len(),
                )
            })
        } else {
            let first = bindings.iter().position(|found| wish.is_for(found));
            own.first().copied().zip(first)
        };
        if let Some((template, place)) = template {
            rebound(&mut bindings, (&own, template, place), wish);
        }
    }
    let map = KeyMap::of(bindings, hiding);
    match clash(&map, wishes).or_else(|| lost(&map, wishes)) {
        Some(mistake) => Err(mistake),
        None => Ok(map),
    }
}

impl Wish {
    fn is_for(&self, binding: &Binding) -> bool {
        binding.context == self.context && binding.action == self.action
    }
}

/// Gives the rows of a command the keys that are wished, in their order; more keys make aliases, fewer leave the last rows out.
fn rebound(
    bindings: &mut Vec<Binding>,
    (own, template, place): (&[Binding], Binding, usize),
    wish: &Wish,
) {
    let mut keys = wish.keys.iter();
    bindings.retain_mut(|binding| {
        if !wish.is_for(binding) {
            return true;
        }
        let next = keys.next();
        binding.keys = next.copied().unwrap_or(binding.keys);
        next.is_some()
    });
    let more = keys.enumerate().map(|(order, keys)| {
        let is_first = order == 0 && own.is_empty();
        let hint = template.hint.filter(|_| is_first);
        let alias = !is_first || template.alias;
        Binding {
            keys: *keys,
            hint,
            alias,
            ..template
        }
    });
    let place = (place + own.len()).min(bindings.len());
    let more: Vec<Binding> = more.collect();
    bindings.splice(place..place, more);
}

/// Finds a key that would mean two things on a page, and the last line of the file that has to do with it.
fn clash(map: &KeyMap, wishes: &[Wish]) -> Option<Mistake> {
    for context in Context::ALL {
        let here: Vec<&Binding> = map.bindings(context).collect();
        for (place, binding) in here.iter().enumerate() {
            let other = here
                .iter()
                .skip(place + 1)
                .find(|other| excludes(binding, other));
            let Some(other) = other else { continue };
            let culprit = wishes.iter().rev().find(|wish| {
                let named = |found: &Binding| {
                    found.action == wish.action && wish.keys.contains(&found.keys)
                };
                named(binding) || named(other)
            });
            let Some(culprit) = culprit else { continue };
            let taken = if binding.action == culprit.action {
                other
            } else {
                binding
            };
            let (own, other) = (culprit.action.name(), taken.action.name());
            let keys = culprit.keys.iter().find(|keys| touches(**keys, taken.keys));
            let keys = keys.map_or_else(String::new, |keys| keys.spoken());
            let of = taken.context.name();
            let what = format!(
                "{keys} for {own} is taken on {}: {} is {other}",
                context.name(),
                taken.keys.spoken()
            );
            let hint = format!("give {other} another key under [{of}], or none: {other} = []");
            return Some((culprit.at, what, hint));
        }
    }
    None
}

/// Finds a page without the way back on Escape or without a key for help, and the line that took it.
fn lost(map: &KeyMap, wishes: &[Wish]) -> Option<Mistake> {
    let line = |action: Action| wishes.iter().rev().find(|wish| wish.action == action);
    let (back, help) = (Action::App(App::Back), Action::App(App::Help));
    for context in Context::ALL {
        let esc = map.find(context, None, Key::plain(KeyCode::Esc));
        let has_help = map.bindings(context).any(|found| found.action == help);
        let mistake =
            |wish: &Wish, what: &str, hint: &str| (wish.at, what.to_owned(), hint.to_owned());
        if esc != Found::Action(back) {
            return line(back)
                .map(|wish| mistake(wish, "back keeps Esc", "add \"Esc\" to its list"));
        }
        if !has_help {
            return line(help).map(|wish| mistake(wish, "help keeps a key", "give it one"));
        }
    }
    None
}

fn excludes(one: &Binding, other: &Binding) -> bool {
    touches(one.keys, other.keys) && (one.action != other.action || one.keys != other.keys)
}

/// Tells whether two keys are the same, or one begins the other; the menu of everything may begin anything.
fn touches(one: Keys, other: Keys) -> bool {
    let begins = |alone: Keys, pair: Keys| matches!((alone, pair), (Keys::One(key), Keys::Two(first, _)) if key == first && key != super::SPACE);
    one == other || begins(one, other) || begins(other, one)
}
