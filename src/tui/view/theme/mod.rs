//! How each role looks: sixteen colours or none at all. No state is told by a colour alone.

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
    /// The sixteen of the terminal, of which 1, 2, 5 and 6 are used as text.
    #[default]
    Sixteen,
    /// None: bold, underline and reverse only.
    None,
}

impl Theme {
    /// Makes the theme of a palette.
    pub const fn new(palette: Palette) -> Self {
        Self { palette }
    }

    /// Returns the style of a role; what is selected is reversed too.
    pub fn style(&self, role: Role, selected: bool) -> Style {
        let mut style = Style::new().add_modifier(attributes(role));
        if self.palette == Palette::Sixteen
            && let Some(color) = color(role)
        {
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

const fn color(role: Role) -> Option<Color> {
    match role {
        Role::Doing => Some(Color::Cyan),
        Role::Done => Some(Color::Green),
        Role::Wait | Role::Elapsed | Role::Special => Some(Color::Magenta),
        Role::Bad | Role::Failed | Role::Error => Some(Color::Red),
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
mod tests {
    use super::*;

    const ROLES: [Role; 17] = [
        Role::Body,
        Role::Title,
        Role::Dim,
        Role::Frame,
        Role::Done,
        Role::Doing,
        Role::Wait,
        Role::Elapsed,
        Role::Bad,
        Role::Failed,
        Role::Special,
        Role::Question,
        Role::Bar,
        Role::Production,
        Role::Error,
        Role::Focus,
        Role::Caret,
    ];

    #[test]
    fn without_colours_there_is_no_colour_and_production_stays_reversed() {
        let theme = Theme::new(Palette::None);
        for role in ROLES {
            for selected in [false, true] {
                let style = theme.style(role, selected);
                assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
            }
        }
        let bar = theme.style(Role::Production, false);
        assert!(bar.add_modifier.contains(Modifier::REVERSED));
        let bar = theme.style(Role::Bar, false);
        assert!(!bar.add_modifier.contains(Modifier::REVERSED));
    }

    #[test]
    fn only_the_four_colours_that_can_be_read_everywhere_are_used() {
        let theme = Theme::new(Palette::Sixteen);
        for role in ROLES {
            let style = theme.style(role, false);
            assert_eq!(style.bg, None);
            let allowed = [Color::Red, Color::Green, Color::Magenta, Color::Cyan];
            assert!(style.fg.is_none_or(|color| allowed.contains(&color)));
            let is_dim = style.add_modifier.contains(Modifier::DIM);
            assert!(
                !(is_dim && style.fg.is_some()),
                "dim and a colour: {role:?}"
            );
        }
    }
}
