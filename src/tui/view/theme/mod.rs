//! How each role looks: truecolour for a dark or a light terminal, sixteen colours, or none at all. No state is told by a colour alone.

use ratatui::style::{Color, Modifier, Style};

use crate::tui::screen::Role;

/// How roles look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Theme {
    palette: Palette,
}

/// Which colours there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Palette {
    /// The sixteen of the terminal, of which 1, 2, 5 and 6 are used as text: they can be read on any background.
    #[default]
    Sixteen,
    /// Five hues for a dark background.
    Dark,
    /// Five hues for a light background.
    Light,
    /// None: bold, underline and reverse only.
    None,
}

/// What is said about colours, the strongest word first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wishes<'a> {
    /// Whether there is to be any colour, as the command line and `NO_COLOR` say.
    pub wanted: bool,
    /// What `ROLLGATE_COLOR` holds: `dark`, `light`, `16` or `never`.
    pub named: Option<&'a str>,
    /// What `COLORTERM` holds.
    pub color_term: Option<&'a str>,
    /// What `COLORFGBG` holds: the numbers of foreground and background.
    pub background: Option<&'a str>,
}

/// The five hues of a palette, each for what it tells.
struct Hues {
    done: Color,
    doing: Color,
    wait: Color,
    bad: Color,
    special: Color,
}

const SIXTEEN: Hues = Hues {
    done: Color::Green,
    doing: Color::Cyan,
    wait: Color::Magenta,
    bad: Color::Red,
    special: Color::Magenta,
};

const DARK: Hues = Hues {
    done: Color::Rgb(0x55, 0xdf, 0xc0),
    doing: Color::Rgb(0x80, 0xb4, 0xda),
    wait: Color::Rgb(0xf2, 0xd6, 0x4b),
    bad: Color::Rgb(0xf0, 0x8c, 0x5f),
    special: Color::Rgb(0xd6, 0x85, 0xff),
};

const LIGHT: Hues = Hues {
    done: Color::Rgb(0x2d, 0x7a, 0x6a),
    doing: Color::Rgb(0x1c, 0x45, 0x80),
    wait: Color::Rgb(0x87, 0x67, 0x10),
    bad: Color::Rgb(0x6b, 0x18, 0x00),
    special: Color::Rgb(0x9a, 0x28, 0xd0),
};

impl Palette {
    /// Chooses: the command line, `NO_COLOR`, `ROLLGATE_COLOR`, at last what the terminal says of itself. Where nobody says whether
    /// the background is dark, the sixteen colours are safer than a guess.
    pub fn chosen(wishes: &Wishes<'_>) -> Self {
        if !wishes.wanted {
            return Self::None;
        }
        match wishes.named {
            Some("dark") => return Self::Dark,
            Some("light") => return Self::Light,
            Some("16") => return Self::Sixteen,
            Some("never" | "none") => return Self::None,
            Some(_) | None => {}
        }
        if !matches!(wishes.color_term, Some("truecolor" | "24bit")) {
            return Self::Sixteen;
        }
        let background = wishes.background.and_then(|pair| pair.rsplit(';').next());
        match background.and_then(|number| number.parse::<u8>().ok()) {
            Some(0..=6 | 8) => Self::Dark,
            Some(7 | 9..=15) => Self::Light,
            Some(_) | None => Self::Sixteen,
        }
    }

    const fn hues(self) -> Option<Hues> {
        match self {
            Self::Sixteen => Some(SIXTEEN),
            Self::Dark => Some(DARK),
            Self::Light => Some(LIGHT),
            Self::None => None,
        }
    }
}

impl Theme {
    /// Makes the theme of a palette.
    pub const fn new(palette: Palette) -> Self {
        Self { palette }
    }

    /// Returns the style of a role; what is selected is reversed too.
    pub fn style(&self, role: Role, selected: bool) -> Style {
        let mut style = Style::new().add_modifier(attributes(role));
        if let Some(color) = self.palette.hues().and_then(|hues| color(role, &hues)) {
            style = style.fg(color);
        }
        if selected {
            style = style.add_modifier(Modifier::REVERSED);
        }
        style
    }
}

const fn attributes(role: Role) -> Modifier {
    match role {
        Role::Body | Role::Frame | Role::Done | Role::Wait | Role::Caret => Modifier::empty(),
        Role::Title
        | Role::Doing
        | Role::Bad
        | Role::Question
        | Role::Bar
        | Role::Error
        | Role::Focus => Modifier::BOLD,
        Role::Dim => Modifier::DIM,
        Role::Elapsed => Modifier::UNDERLINED,
        Role::Failed | Role::Production => Modifier::BOLD.union(Modifier::REVERSED),
        Role::Special => Modifier::BOLD.union(Modifier::UNDERLINED),
    }
}

const fn color(role: Role, hues: &Hues) -> Option<Color> {
    match role {
        Role::Doing => Some(hues.doing),
        Role::Done => Some(hues.done),
        Role::Wait | Role::Elapsed => Some(hues.wait),
        Role::Special => Some(hues.special),
        Role::Bad | Role::Failed | Role::Error => Some(hues.bad),
        Role::Body
        | Role::Title
        | Role::Dim
        | Role::Frame
        | Role::Question
        | Role::Bar
        | Role::Production
        | Role::Focus
        | Role::Caret => None,
    }
}

#[cfg(test)]
mod tests;
