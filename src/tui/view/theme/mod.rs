//! How each role looks: truecolour for a dark or a light terminal, sixteen colours, or none at all. No state is told by a colour alone.

mod choice;
mod depth;
mod file;

pub use choice::{BUILT_IN, Chosen, Wishes};
pub use depth::{Depth, nearest};
pub use file::{ThemeError, read};

use ratatui::style::{Color, Modifier, Style};

use crate::tui::screen::Role;

/// How roles look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    styles: Vec<(Role, Style)>,
}

/// The themes that are there without a file of one's own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Palette {
    /// The sixteen colours of the terminal, of which 1, 2, 5 and 6 are used as text: they can be read on any background.
    #[default]
    Sixteen,
    /// Five hues for a dark background.
    Dark,
    /// Five hues for a light background.
    Light,
    /// Bold, underline and reverse only, and nothing dim.
    HighContrast,
    /// No colour: the attributes of the sixteen.
    None,
}

impl Palette {
    /// Returns its name, as settings have it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sixteen => "neutral",
            Self::Dark => "dark",
            Self::Light => "light",
            Self::HighContrast => "high-contrast",
            Self::None => "none",
        }
    }

    const fn text(self) -> &'static str {
        match self {
            Self::Sixteen | Self::None => include_str!("../../../../assets/themes/neutral.toml"),
            Self::Dark => include_str!("../../../../assets/themes/dark.toml"),
            Self::Light => include_str!("../../../../assets/themes/light.toml"),
            Self::HighContrast => include_str!("../../../../assets/themes/high-contrast.toml"),
        }
    }
}

impl Default for Theme {
    fn default() -> Self {
        Self::new(Palette::default())
    }
}

impl Theme {
    /// Makes the theme of a palette.
    pub fn new(palette: Palette) -> Self {
        // A test reads each of the files that are built in; without its styles every role would be plain text.
        let theme = read(palette.name(), palette.text());
        let mut theme = theme.unwrap_or(Self { styles: Vec::new() });
        if palette == Palette::None {
            for (_, style) in &mut theme.styles {
                style.fg = None;
            }
        }
        theme
    }

    /// Returns the style of a role; what is selected is reversed too.
    pub fn style(&self, role: Role, selected: bool) -> Style {
        let own = self.styles.iter().find(|(found, _)| *found == role);
        let style = own.map_or_else(Style::new, |(_, style)| *style);
        if selected {
            style.add_modifier(Modifier::REVERSED)
        } else {
            style
        }
    }

    /// Says how a role looks: `#f08c5f bold`; `default text` where it has no colour of its own.
    pub fn told(&self, role: Role) -> String {
        let style = self.style(role, false);
        let color = match style.fg {
            Some(Color::Rgb(red, green, blue)) => format!("#{red:02x}{green:02x}{blue:02x}"),
            Some(Color::Indexed(number)) => format!("colour {number}"),
            Some(other) if other != Color::Reset => other.to_string().to_lowercase(),
            Some(_) | None => "default text,".to_owned(),
        };
        let all = [
            (Modifier::BOLD, "bold"),
            (Modifier::DIM, "dim"),
            (Modifier::UNDERLINED, "underline"),
            (Modifier::REVERSED, "reverse"),
        ];
        let set = all
            .iter()
            .filter(|(kind, _)| style.add_modifier.contains(*kind));
        let words = set.fold(color, |words, (_, word)| format!("{words} {word}"));
        words.trim_end_matches(',').to_owned()
    }
}

#[cfg(test)]
mod tests;
