//! A page from a template. Every value is escaped; only pictures of our own making go in as they are. It runs nothing.

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, UndefinedBehavior};
use serde::Serialize;

use super::shown::shown;
use super::svg::{Picture, STYLE};
use super::table::{Cell, Table};

/// The template that is used where nobody has made another.
const DEFAULT: &str = include_str!("../../assets/export/report.html");

/// A template, and what it is called when it is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Its file.
    pub name: String,
    /// Its text.
    pub text: String,
}

impl Default for Template {
    fn default() -> Self {
        Self {
            name: "report.html".to_owned(),
            text: DEFAULT.to_owned(),
        }
    }
}

/// Why a template makes no page.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}: {what}")]
pub struct PageError {
    /// Its file.
    pub file: String,
    /// The line in it, from 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
}

/// What a page says, as templates see it.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Page {
    /// What it is about: the flag.
    pub(super) name: String,
    /// The title of the document.
    pub(super) title: String,
    /// The moment that it shows.
    pub(super) now: String,
    /// Which program made it.
    pub(super) program: String,
    /// The style of the pictures.
    pub(super) style: &'static str,
    /// What matters most: a label and a cell each.
    pub(super) facts: Vec<(&'static str, Cell)>,
    /// Links of the document.
    pub(super) links: Vec<Cell>,
    /// The parts.
    pub(super) sections: Vec<Section>,
}

/// A part of a page.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Section {
    /// Its name in addresses.
    pub(super) id: &'static str,
    /// Its title.
    pub(super) title: &'static str,
    /// What question it answers.
    pub(super) question: &'static str,
    /// The pictures, as SVG that is escaped already.
    pub(super) pictures: Vec<String>,
    /// The table.
    pub(super) table: Table,
    /// What stands there where the table has no rows.
    pub(super) nothing: &'static str,
    /// Whether the table is long, so that it may be folded.
    pub(super) long: bool,
}

impl Page {
    pub(super) fn new(name: &str, title: &str, now: String) -> Self {
        Self {
            name: shown(name),
            title: shown(title),
            now,
            program: format!("rollgate {}", env!("CARGO_PKG_VERSION")),
            style: STYLE,
            ..Self::default()
        }
    }

    pub(super) fn fact(&mut self, label: &'static str, cell: Cell) {
        self.facts.push((label, cleaned(cell)));
    }

    /// Prints it.
    pub(super) fn printed(&self, template: &Template) -> Result<String, PageError> {
        let mut environment = Environment::new();
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_debug(true);
        let wrong = |error: &Error| PageError {
            file: template.name.clone(),
            line: error.line().unwrap_or(1),
            what: shown(error.detail().unwrap_or(&error.kind().to_string())),
        };
        let added = environment.add_template(&template.name, &template.text);
        added.map_err(|error| wrong(&error))?;
        let found = environment.get_template(&template.name);
        let found = found.map_err(|error| wrong(&error))?;
        found.render(Serde(self)).map_err(|error| wrong(&error))
    }
}

impl Section {
    pub(super) fn new(id: &'static str, title: &'static str, question: &'static str) -> Self {
        Self {
            id,
            title,
            question,
            nothing: "nothing",
            ..Self::default()
        }
    }

    #[must_use]
    pub(super) fn picture(mut self, picture: &Picture) -> Self {
        self.pictures.push(picture.inline());
        self
    }

    #[must_use]
    pub(super) fn table(mut self, mut table: Table) -> Self {
        for row in &mut table.rows {
            for cell in row {
                *cell = cleaned(std::mem::take(cell));
            }
        }
        self.long = table.rows.len() > 30;
        self.table = table;
        self
    }

    #[must_use]
    pub(super) const fn or_else(mut self, nothing: &'static str) -> Self {
        self.nothing = nothing;
        self
    }
}

/// Makes what acts in a text visible.
pub(super) fn cleaned(mut cell: Cell) -> Cell {
    cell.text = shown(&cell.text);
    cell.parts = cell.parts.into_iter().map(cleaned).collect();
    cell
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error_of(text: &str) -> String {
        let template = Template {
            name: "templates/report.html".to_owned(),
            text: text.to_owned(),
        };
        let page = Page::new("a", "b", "c".to_owned());
        page.printed(&template).unwrap_err().to_string()
    }

    #[test]
    fn a_broken_template_is_told_with_file_and_line() {
        let error = error_of("<p>\n{% for x in y %}\n</p>");
        assert!(error.starts_with("templates/report.html, line "), "{error}");
        let error = error_of("<p>\n\n{{ nonsense.deep }}</p>");
        assert!(
            error.starts_with("templates/report.html, line 3: "),
            "{error}"
        );
    }

    #[test]
    fn a_template_of_ones_own_gets_every_value_escaped() {
        let template = Template {
            name: "mine.txt".to_owned(),
            text: "{{ name }}".to_owned(),
        };
        let page = Page::new("<script>alert(1)</script>", "", String::new());
        let text = page.printed(&template).unwrap();
        assert_eq!(text, "&lt;script&gt;alert(1)&lt;&#x2f;script&gt;");
    }
}
