//! What a command answers: the same as data for scripts and as a page for people. It prints nothing.

use serde::Serialize;
use serde_json::Value;

use super::output::Page;
use super::refusal::failed;
use crate::error::{Exit, Report};

/// The answer of a command.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    /// For scripts.
    pub(crate) data: Value,
    /// For people.
    pub(crate) body: Body,
    /// What somebody should know besides.
    pub(crate) warnings: Vec<String>,
    /// How the program ends.
    pub(crate) exit: Exit,
    /// Whether something was changed.
    pub(crate) changed: bool,
}

/// What a person reads.
#[derive(Debug, Clone)]
pub(crate) enum Body {
    /// A page.
    Page(Page),
    /// A word on what was done, which `--quiet` leaves out.
    Word(Page),
    /// Text as it is: a document, a script.
    Raw(String),
    /// Nothing: it was on the screen.
    Nothing(u8),
}

impl Answer {
    /// Answers with data and a page.
    ///
    /// # Errors
    ///
    /// When the data cannot be put into JSON.
    pub(crate) fn new(data: &impl Serialize, page: Page) -> Result<Self, Report> {
        Self::with(data, Body::Page(page))
    }

    /// Answers with a page, and with data where `is_wanted`: for a long list it takes longer than everything else.
    ///
    /// # Errors
    ///
    /// As [`Answer::new`].
    pub(crate) fn of_many(
        data: &impl Serialize,
        page: Page,
        is_wanted: bool,
    ) -> Result<Self, Report> {
        if is_wanted {
            Self::new(data, page)
        } else {
            Self::new(&(), page)
        }
    }

    /// Answers with data and what a person reads.
    ///
    /// # Errors
    ///
    /// When the data cannot be put into JSON.
    pub(crate) fn with(data: &impl Serialize, body: Body) -> Result<Self, Report> {
        let data =
            serde_json::to_value(data).map_err(|error| failed("INTERNAL", error.to_string()))?;
        Ok(Self {
            data,
            body,
            warnings: Vec::new(),
            exit: Exit::Ok,
            changed: false,
        })
    }

    /// Adds warnings.
    #[must_use]
    pub(crate) fn warn(mut self, warnings: Vec<String>) -> Self {
        self.warnings.extend(warnings);
        self
    }

    /// Ends the program otherwise.
    #[must_use]
    pub(crate) const fn exit(mut self, exit: Exit) -> Self {
        self.exit = exit;
        self
    }
}
