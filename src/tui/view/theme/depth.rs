//! How many colours a terminal has, and what becomes of a colour that it has not: the nearest it has, never one that means something else.

use ratatui::style::Color;

use super::{Palette, Theme};

/// How many colours a terminal has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Depth {
    /// Sixteen, which its owner chose.
    Sixteen,
    /// 256, of which 240 are the same everywhere.
    Indexed,
    /// All.
    All,
}

/// The steps of the colour cube. Source: xterm, 256colres.pl.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

impl Depth {
    /// Tells how many colours there are, by what `COLORTERM` and `TERM` hold.
    pub fn of(color_term: Option<&str>, term: Option<&str>) -> Self {
        let term = term.unwrap_or_default();
        if matches!(color_term, Some("truecolor" | "24bit")) || term.ends_with("-direct") {
            Self::All
        } else if term.contains("256color") {
            Self::Indexed
        } else {
            Self::Sixteen
        }
    }
}

impl Theme {
    /// Returns the theme in colours that a terminal with so many has. Of sixteen a role gets the one of the neutral theme: the nearest hue
    /// could be that of another state.
    #[must_use]
    pub fn at(mut self, depth: Depth) -> Self {
        let neutral = match depth {
            Depth::All => return self,
            Depth::Indexed => None,
            Depth::Sixteen => Some(Self::new(Palette::Sixteen)),
        };
        for (role, style) in &mut self.styles {
            if let Some(Color::Rgb(red, green, blue)) = style.fg {
                style.fg = match &neutral {
                    Some(neutral) => neutral.style(*role, false).fg,
                    None => Some(Color::Indexed(nearest(red, green, blue))),
                };
            }
        }
        self
    }
}

/// Returns the number of the nearest of the 240 colours that are the same everywhere; the first sixteen are their owner's.
pub fn nearest(red: u8, green: u8, blue: u8) -> u8 {
    let cube =
        (0..6_u8).flat_map(|r| (0..6_u8).flat_map(move |g| (0..6_u8).map(move |b| (r, g, b))));
    let step = |place: u8| STEPS.get(usize::from(place)).copied().unwrap_or_default();
    let cube = cube.map(|(r, g, b)| (16 + 36 * r + 6 * g + b, [step(r), step(g), step(b)]));
    let grays = (0..24_u8).map(|place| (232 + place, [8 + 10 * place; 3]));
    let wanted = [red, green, blue];
    let far = |found: &[u8; 3]| -> u32 {
        let parts = found.iter().zip(&wanted);
        parts.map(|(a, b)| u32::from(a.abs_diff(*b)).pow(2)).sum()
    };
    let found = cube.chain(grays).min_by_key(|(_, color)| far(color));
    found.map_or(16, |(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::screen::Role;
    use crate::tui::view::theme::file::ROLES;

    #[test]
    fn a_colour_of_the_cube_or_of_the_grays_is_itself() {
        for (color, number) in [
            ((0, 0, 0), 16),
            ((255, 255, 255), 231),
            ((95, 135, 175), 67),
            ((255, 0, 0), 196),
            ((8, 8, 8), 232),
            ((238, 238, 238), 255),
            ((118, 118, 118), 243),
        ] {
            assert_eq!(nearest(color.0, color.1, color.2), number, "{color:?}");
        }
    }

    #[test]
    fn the_hues_of_the_built_in_themes_stay_apart() {
        for palette in [Palette::Dark, Palette::Light] {
            let theme = Theme::new(palette).at(Depth::Indexed);
            let roles = [
                Role::Done,
                Role::Doing,
                Role::Wait,
                Role::Bad,
                Role::Special,
            ];
            let mut hues: Vec<Option<Color>> = roles
                .iter()
                .map(|role| theme.style(*role, false).fg)
                .collect();
            assert!(
                hues.iter()
                    .all(|hue| matches!(hue, Some(Color::Indexed(16..))))
            );
            hues.sort_by_key(|hue| format!("{hue:?}"));
            hues.dedup();
            assert_eq!(hues.len(), roles.len(), "{palette:?} {hues:?}");
        }
    }

    #[test]
    fn of_sixteen_colours_a_role_has_the_neutral_one_and_keeps_its_attributes() {
        let neutral = Theme::new(Palette::Sixteen);
        let dark = Theme::new(Palette::Dark);
        let mapped = dark.clone().at(Depth::Sixteen);
        for (_, role) in ROLES {
            let style = mapped.style(role, false);
            assert!(!matches!(style.fg, Some(Color::Rgb(..))), "{role:?}");
            if dark.style(role, false).fg.is_some() {
                assert_eq!(style.fg, neutral.style(role, false).fg, "{role:?}");
            }
            assert_eq!(style.add_modifier, dark.style(role, false).add_modifier);
        }
        assert_eq!(dark.clone().at(Depth::All), dark);
    }

    #[test]
    fn how_many_colours_there_are_is_what_the_terminal_says_of_itself() {
        for (color_term, term, expected) in [
            (Some("truecolor"), Some("xterm"), Depth::All),
            (Some("24bit"), None, Depth::All),
            (None, Some("xterm-direct"), Depth::All),
            (None, Some("tmux-256color"), Depth::Indexed),
            (Some("yes"), Some("xterm-256color"), Depth::Indexed),
            (None, Some("xterm"), Depth::Sixteen),
            (None, None, Depth::Sixteen),
        ] {
            assert_eq!(Depth::of(color_term, term), expected, "{term:?}");
        }
    }
}
