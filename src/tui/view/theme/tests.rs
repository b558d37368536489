//! What must hold of colours: none where none is wanted, enough contrast on the backgrounds that people have, one order of choice.

use super::*;

const ROLES: [Role; 17] = {
    let mut roles = [Role::Body; 17];
    let mut place = 0;
    while place < roles.len() {
        roles[place] = file::ROLES[place].1;
        place += 1;
    }
    roles
};

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
    for palette in [
        Palette::Sixteen,
        Palette::Dark,
        Palette::Light,
        Palette::HighContrast,
    ] {
        for role in ROLES {
            let style = Theme::new(palette).style(role, false);
            assert_eq!(style.bg, None);
            let is_dim = style.add_modifier.contains(Modifier::DIM);
            assert!(!(is_dim && style.fg.is_some()), "{role:?}");
        }
    }
}

/// Returns the name of the theme of a terminal that has all colours on black, where somebody asked for `named`.
fn named(named: &str) -> String {
    let wishes = Wishes {
        named: Some(named.to_owned()),
        ..on(Some("truecolor"), Some("15;0"))
    };
    wishes.chosen().name
}

fn on(color_term: Option<&str>, background: Option<&str>) -> Wishes {
    Wishes {
        wanted: true,
        color_term: color_term.map(str::to_owned),
        background: background.map(str::to_owned),
        ..Wishes::default()
    }
}

#[test]
fn the_stronger_word_wins() {
    assert_eq!(named("light"), "light");
    assert_eq!(named("16"), "neutral");
    assert_eq!(named("never"), "none");
    assert_eq!(named("high-contrast"), "high-contrast");
    assert_eq!(named("plaid"), "neutral");
    assert_eq!(named("auto"), "dark");
    let refused = Wishes {
        wanted: false,
        named: Some("dark".to_owned()),
        ..Wishes::default()
    };
    assert_eq!(refused.chosen().name, "none");
}

#[test]
fn where_nobody_says_how_dark_it_is_nothing_is_guessed() {
    let all = Some("truecolor");
    for (wishes, expected) in [
        (on(all, Some("0;15")), "light"),
        (on(all, Some("15;default;0")), "dark"),
        (on(all, None), "neutral"),
        (on(None, Some("15;0")), "neutral"),
    ] {
        assert_eq!(wishes.chosen().name, expected, "{wishes:?}");
    }
}

#[test]
fn what_the_terminal_says_itself_is_believed_before_a_variable() {
    let mut wishes = on(Some("truecolor"), Some("15;0"));
    assert!(wishes.wants_background());
    wishes.is_light = Some(true);
    assert_eq!(wishes.chosen().name, "light");
    assert!(!on(None, None).wants_background());
}

#[test]
fn a_theme_of_ones_own_may_leave_roles_out_and_take_a_name() {
    let own = read("mine.toml", "[hues]\nbad = \"#ff0000\"\n").unwrap();
    let wishes = Wishes {
        named: Some("mine".to_owned()),
        own: vec![("mine".to_owned(), own)],
        ..on(Some("truecolor"), None)
    };
    let theme = wishes.chosen().theme;
    let bad = theme.style(Role::Bad, false);
    assert_eq!(bad.fg, Some(Color::Rgb(255, 0, 0)));
    assert!(bad.add_modifier.contains(Modifier::BOLD));
    assert_eq!(theme.style(Role::Done, false), Style::new());
    assert!(wishes.names().contains(&"mine".to_owned()));
}

#[test]
fn a_mistake_in_a_theme_is_told_with_its_line_and_key() {
    for (text, expected) in [
        ("[hues", "mine.toml:1: "),
        ("\n[colours]\n", "mine.toml:2: colours belongs to no theme"),
        (
            "[hues]\nsad = \"#000000\"",
            "mine.toml:2: hues.sad is no hue",
        ),
        (
            "[hues]\nbad = \"#12345\"",
            "mine.toml:2: hues.bad cannot be",
        ),
        ("[hues]\nbad = \"yellow\"", "hues.bad cannot be \"yellow\""),
        ("[hues]\nbad = 1", "mine.toml:2: this has to be a text"),
        ("[roles]\nbody = \"blink\"", "\"blink\" means nothing"),
        ("[roles]\nwhole = \"\"", "roles.whole is no role"),
        (
            "[roles]\nproduction = \"bold\"",
            "roles.production has to be reversed",
        ),
        (
            "[hues]\nbad = \"red\"\n[roles]\nbad = \"bad dim\"",
            "mine.toml:4: a colour that is dimmed",
        ),
    ] {
        let error = read("mine.toml", text).unwrap_err().to_string();
        assert!(error.contains(expected), "{text}: {error}");
    }
}

/// Writes what each role looks like in each theme: the picture that a change of a theme has to answer for.
#[test]
fn every_theme_looks_like_this() {
    let palettes = [
        Palette::Sixteen,
        Palette::Dark,
        Palette::Light,
        Palette::HighContrast,
        Palette::None,
    ];
    let mut text = String::new();
    for palette in palettes {
        let source = read(palette.name(), palette.text());
        assert!(source.is_ok(), "{source:?}");
        let theme = Theme::new(palette);
        text.push_str(palette.name());
        text.push('\n');
        for (name, role) in file::ROLES {
            let style = theme.style(role, false);
            let color = style.fg.map_or_else(String::new, |color| color.to_string());
            let row = format!("  {name:<11}{color:<9}{:?}", style.add_modifier);
            text.push_str(row.trim_end());
            text.push('\n');
        }
    }
    insta::assert_snapshot!(text);
}
