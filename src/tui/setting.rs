//! A setting as its page shows it, and the part of the page where it stands. It reads and writes no file.

/// A setting, as its page shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SettingLine {
    /// Its name in the file: `chatops.dialect`.
    pub name: &'static str,
    /// What it is for.
    pub about: &'static str,
    /// What it is now.
    pub value: String,
    /// What it is where nobody sets it.
    pub default: &'static str,
    /// Where that comes from: `default`, `file`, `environment` or `option`.
    pub origin: &'static str,
    /// What it can be changed to here; none where it is typed.
    pub choices: Vec<String>,
    /// Whether it is a fact to be read and nothing to be set.
    pub is_fact: bool,
}

/// A part of the settings page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Category {
    /// Colours, signs, how much is seen.
    Look,
    /// Keys and mouse.
    Keys,
    /// What is said of times.
    Timers,
    /// What goes out of the program.
    Copy,
    /// Who one is.
    You,
    /// Where the data is.
    Data,
    /// The program itself.
    About,
}

impl Category {
    /// Every part, in its order.
    pub const ALL: [Self; 7] = [
        Self::Look,
        Self::Keys,
        Self::Timers,
        Self::Copy,
        Self::You,
        Self::Data,
        Self::About,
    ];

    /// Returns its title.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Look => "Look",
            Self::Keys => "Keys",
            Self::Timers => "Timers and alerts",
            Self::Copy => "Copy and open",
            Self::You => "You and your team",
            Self::Data => "Data and backup",
            Self::About => "About, doctor",
        }
    }

    /// Returns its title where there is little room.
    pub const fn short(self) -> &'static str {
        match self {
            Self::Look => "Look",
            Self::Keys => "Keys",
            Self::Timers => "Timers",
            Self::Copy => "Copy",
            Self::You => "You",
            Self::Data => "Data",
            Self::About => "About",
        }
    }

    /// Returns the part in which the setting of this name stands.
    pub fn of(name: &str) -> Self {
        match name {
            "keys.toml" | "mouse" => Self::Keys,
            "bell" | "slow" => Self::Timers,
            "chatops.dialect" | "pager" => Self::Copy,
            "as" => Self::You,
            "database" | "data in use" => Self::Data,
            "version" | "doctor" => Self::About,
            _ => Self::Look,
        }
    }
}

/// Brings settings into the order of the parts, the theme first.
pub fn in_order(mut lines: Vec<SettingLine>) -> Vec<SettingLine> {
    let place = |line: &SettingLine| {
        let category = Category::of(line.name);
        let part = Category::ALL.iter().position(|found| *found == category);
        (part, line.name != "theme")
    };
    lines.sort_by_key(place);
    lines
}
