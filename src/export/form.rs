//! The forms in which a rollout can be written out, by the names that people type. It writes none of them.

/// A form of a rollout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// Its own document, byte for byte but for the boxes that changed.
    Markdown,
    /// A clean checklist.
    Checklist,
    /// One page with pictures and tables.
    Html,
    /// The states of its stages in a row.
    Strip,
    /// The stages with their gates and the way taken.
    Stages,
    /// The share of production in time.
    Ramp,
    /// The stages in time.
    Gantt,
    /// Packages and where they run.
    Packages,
    /// As `show` has it.
    Json,
    /// Its steps as a table.
    Csv,
    /// Its log as a table.
    CsvLog,
}

impl Form {
    /// Every form, in the order in which they are offered.
    pub const ALL: [Self; 11] = [
        Self::Html,
        Self::Markdown,
        Self::Checklist,
        Self::Ramp,
        Self::Gantt,
        Self::Stages,
        Self::Strip,
        Self::Packages,
        Self::Csv,
        Self::CsvLog,
        Self::Json,
    ];

    /// Returns its name: `html`, `svg:ramp`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Checklist => "checklist",
            Self::Html => "html",
            Self::Strip => "svg:strip",
            Self::Stages => "svg:stages",
            Self::Ramp => "svg:ramp",
            Self::Gantt => "svg:gantt",
            Self::Packages => "svg:packages",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::CsvLog => "csv:log",
        }
    }

    /// Says what it is.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Markdown => "its own document, with the boxes as they are",
            Self::Checklist => "a clean checklist",
            Self::Html => "a report with pictures, tables and the log",
            Self::Strip => "the states of the stages in a row",
            Self::Stages => "stages, gates and the way taken",
            Self::Ramp => "the share of production in time",
            Self::Gantt => "the stages in time",
            Self::Packages => "packages and where they run",
            Self::Json => "all of it, for a program",
            Self::Csv => "the steps, for a spreadsheet",
            Self::CsvLog => "the log, for a spreadsheet",
        }
    }

    /// Returns the form of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.as_str() == name)
    }

    /// Returns a name for its file: `new_search-ramp.svg`. It holds letters, digits, `_`, `-` and one full stop, whatever `name` holds.
    pub fn file_name(self, name: &str) -> String {
        let is_plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-');
        let letters = name
            .chars()
            .map(|letter| if is_plain(letter) { letter } else { '-' });
        let name: String = letters.take(60).collect();
        let name = name.trim_matches('-');
        let name = if name.is_empty() { "rollout" } else { name };
        match self.as_str().split_once(':') {
            Some(("csv", part)) => format!("{name}-{part}.csv"),
            Some((_, part)) => format!("{name}-{part}.svg"),
            None if self == Self::Checklist => format!("{name}-checklist.md"),
            None => format!("{name}.{}", self.as_str()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_found_by_its_name() {
        for form in Form::ALL {
            assert_eq!(Form::parse(form.as_str()), Some(form));
        }
        assert_eq!(Form::parse("pdf"), None);
    }

    #[test]
    fn no_name_leads_out_of_the_folder() {
        for (name, expected) in [
            ("new_search", "new_search-ramp.svg"),
            ("../../etc/passwd", "etc-passwd-ramp.svg"),
            ("-rf", "rf-ramp.svg"),
            ("\u{1b}[31m", "31m-ramp.svg"),
            ("", "rollout-ramp.svg"),
            ("..", "rollout-ramp.svg"),
        ] {
            assert_eq!(Form::Ramp.file_name(name), expected, "{name:?}");
        }
        assert_eq!(Form::CsvLog.file_name("a"), "a-log.csv");
        assert_eq!(Form::Checklist.file_name("a"), "a-checklist.md");
        assert_eq!(Form::Html.file_name("a"), "a.html");
    }
}
