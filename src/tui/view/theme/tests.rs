//! What must hold of colours: none where none is wanted, enough contrast on the backgrounds that people have, one order of choice.

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

/// Black, a common grey, Solarized Dark, Dracula, Nord.
const DARK_GROUNDS: [u32; 5] = [0x00_0000, 0x1e_1e1e, 0x00_2b36, 0x28_2a36, 0x2e_3440];

/// White, a common grey, Solarized Light, Gruvbox Light.
const LIGHT_GROUNDS: [u32; 4] = [0xff_ffff, 0xf2_f2f2, 0xfd_f6e3, 0xfb_f1c7];

/// Returns the relative luminance. Source: WCAG 2.1.
fn luminance(red: u8, green: u8, blue: u8) -> f64 {
    let linear = |channel: u8| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.040_45 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

/// Returns the contrast ratio of a colour on a background. Source: WCAG 2.1.
fn contrast(color: Color, ground: u32) -> f64 {
    let Color::Rgb(red, green, blue) = color else {
        panic!("{color:?} is no truecolour");
    };
    let [_, ground_red, ground_green, ground_blue] = ground.to_be_bytes();
    let one = luminance(red, green, blue);
    let other = luminance(ground_red, ground_green, ground_blue);
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn every_hue_can_be_read_on_the_backgrounds_it_is_for() {
    let sets = [
        (Palette::Dark, DARK_GROUNDS.as_slice(), 5.1),
        (Palette::Light, LIGHT_GROUNDS.as_slice(), 4.5),
    ];
    for (palette, grounds, least) in sets {
        for role in ROLES {
            let Some(color) = Theme::new(palette).style(role, false).fg else {
                continue;
            };
            for ground in grounds {
                let ratio = contrast(color, *ground);
                assert!(
                    ratio >= least,
                    "{palette:?} {role:?} on {ground:06x}: {ratio:.2}"
                );
            }
        }
    }
}

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
fn only_the_four_colours_that_can_be_read_everywhere_are_used_of_the_sixteen() {
    let theme = Theme::new(Palette::Sixteen);
    let allowed = [Color::Red, Color::Green, Color::Magenta, Color::Cyan];
    for role in ROLES {
        let style = theme.style(role, false);
        assert!(style.fg.is_none_or(|color| allowed.contains(&color)));
    }
}

#[test]
fn no_palette_paints_a_background_or_dims_a_colour() {
    for palette in [Palette::Sixteen, Palette::Dark, Palette::Light] {
        for role in ROLES {
            let style = Theme::new(palette).style(role, false);
            assert_eq!(style.bg, None);
            let is_dim = style.add_modifier.contains(Modifier::DIM);
            assert!(!(is_dim && style.fg.is_some()), "{role:?}");
        }
    }
}

/// Returns the palette of a terminal that has all colours on black, where somebody asked for `named`.
fn named(named: Option<&str>) -> Palette {
    chosen(named, Some("truecolor"), Some("15;0"))
}

fn chosen(named: Option<&str>, color_term: Option<&str>, background: Option<&str>) -> Palette {
    Palette::chosen(&Wishes {
        wanted: true,
        named,
        color_term,
        background,
    })
}

#[test]
fn the_stronger_word_wins() {
    assert_eq!(named(Some("light")), Palette::Light);
    assert_eq!(named(Some("16")), Palette::Sixteen);
    assert_eq!(named(Some("never")), Palette::None);
    assert_eq!(named(Some("plaid")), Palette::Dark);
    assert_eq!(named(None), Palette::Dark);
    let refused = Wishes {
        named: Some("dark"),
        ..Wishes::default()
    };
    assert_eq!(Palette::chosen(&refused), Palette::None);
}

#[test]
fn where_nobody_says_how_dark_it_is_nothing_is_guessed() {
    let all = Some("truecolor");
    assert_eq!(chosen(None, all, Some("0;15")), Palette::Light);
    assert_eq!(chosen(None, all, Some("15;default;0")), Palette::Dark);
    assert_eq!(chosen(None, all, None), Palette::Sixteen);
    assert_eq!(chosen(None, None, Some("15;0")), Palette::Sixteen);
}
