//! A table as data: columns, rows, cells. How it looks is the affair of whoever prints it.

use serde::Serialize;

use super::link::web_address;
use super::svg::class_of;
use crate::domain::plan::StepState;

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Table {
    /// The names of the columns.
    pub columns: Vec<&'static str>,
    /// The rows; each has a cell for every column.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// What it says, as it was written: whoever prints it cleans and escapes it.
    pub text: String,
    /// Where it leads; only to the web.
    pub href: Option<String>,
    /// The addresses that it is made of, where it is made of some.
    pub parts: Vec<Self>,
    /// What it is, for its looks: a state, `code` or `number`.
    pub class: &'static str,
}

impl Table {
    /// Makes a table without rows.
    pub fn new(columns: &[&'static str]) -> Self {
        Self {
            columns: columns.to_vec(),
            rows: Vec::new(),
        }
    }
}

impl Cell {
    /// Makes a cell of text.
    pub fn of(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// Makes a cell of a text that may be absent.
    pub fn maybe(text: Option<&String>) -> Self {
        Self::of(text.cloned().unwrap_or_default())
    }

    /// Makes a cell of code.
    pub fn code(text: impl Into<String>) -> Self {
        Self::of(text).class("code")
    }

    /// Makes a cell of a state: mark and word.
    pub fn state(state: StepState) -> Self {
        Self::labelled(state, state.label())
    }

    /// Makes a cell of a rollout's state: its mark and `label`, its own word.
    pub fn labelled(state: StepState, label: &str) -> Self {
        Self::of(format!("{} {label}", state.mark())).class(class_of(state))
    }

    /// Makes a cell of an address, which is a link where it leads to the web.
    pub fn address(text: impl Into<String>) -> Self {
        let cell = Self::of(text);
        let href = web_address(&cell.text).map(str::to_owned);
        Self { href, ..cell }
    }

    /// Makes a cell that keeps in one line.
    pub fn number(text: impl Into<String>) -> Self {
        Self::of(text).class("number")
    }

    /// Makes a cell of several addresses.
    pub fn addresses(texts: &[String]) -> Self {
        Self {
            parts: texts
                .iter()
                .map(|text| Self::address(text.clone()))
                .collect(),
            ..Self::of(texts.join(" "))
        }
    }

    /// Says what it is.
    #[must_use]
    pub fn class(self, class: &'static str) -> Self {
        Self { class, ..self }
    }
}
