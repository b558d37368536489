//! The pictures of the README: frames of the demo, drawn by the screen itself. They fail here when the screen draws something else.
#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests fail by panicking, like tests"
)]

#[path = "pictures/svg.rs"]
mod svg;

use std::path::Path;
use std::rc::Rc;

use chrono::{TimeZone as _, Utc};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use rollgate::domain::id::Actor;
use rollgate::shell::{DataSource, Desk, OpenData, Place};
use rollgate::store::MemoryStore;
use rollgate::tracker::{FixedClock, load_demo};
use rollgate::tui::view::{Canvas, Palette, Theme};
use rollgate::tui::{Effect, Key, KeyCode, Message, Model};

const SIZE: (u16, u16) = (100, 30);

/// The pictures: the name of the file, the rollout that is open, the keys that are pressed then.
const PICTURES: [(&str, Option<&str>, &str); 4] = [
    ("fleet", None, ""),
    ("rollout", Some("fuzzy_file_search"), ""),
    ("ramp", Some("fuzzy_file_search"), "2"),
    ("rollback", Some("fuzzy_file_search"), "!"),
];

/// Sits down before the demo, at a time at which the clock stands still.
fn desk(open: Option<&str>, keys: &str) -> Desk {
    let clock = Rc::new(FixedClock::at(
        Utc.with_ymd_and_hms(2026, 3, 10, 14, 32, 0).unwrap(),
    ));
    let actor = Actor::from("you");
    let store = Box::<MemoryStore>::default();
    let (tracker, _) = load_demo(store, Rc::clone(&clock) as _, actor.clone()).unwrap();
    let open = open.map(|name| tracker.find(name).unwrap());
    let source = DataSource {
        tracker,
        clock,
        actor,
    };
    let data = OpenData::new(source, None);
    let model = Model::new(SIZE.0, SIZE.1, data.now());
    let mut desk = Desk::new(model, data, Place::default());
    desk.carry_out(vec![Effect::Refresh]);
    if let Some(id) = open {
        desk.model.fleet.selected = Some(id);
        desk.say(Message::Key(Key::plain(KeyCode::Enter)));
    }
    for key in keys.chars() {
        desk.say(Message::Key(Key::char(key)));
    }
    desk
}

/// Draws what is to be seen with the colours of a theme.
fn drawn(desk: &Desk, theme: svg::Ground) -> String {
    let palette = match theme {
        svg::Ground::Dark => Palette::Dark,
        svg::Ground::Light => Palette::Light,
    };
    let mut buffer = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
    let mut canvas = Canvas::empty(SIZE.0, SIZE.1);
    for (column, row, cell) in canvas.paint(desk.screen(), &Theme::new(palette)) {
        buffer[(column, row)] = cell.clone();
    }
    svg::picture(&buffer, theme)
}

#[test]
fn the_pictures_of_the_readme_are_what_the_screen_draws() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/pictures");
    let drawn_now = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures");
    std::fs::create_dir_all(&drawn_now).unwrap();
    let mut stale = Vec::new();
    for (name, open, keys) in PICTURES {
        let desk = desk(open, keys);
        for theme in [svg::Ground::Dark, svg::Ground::Light] {
            let file = format!("{name}-{}.svg", theme.name());
            let picture = drawn(&desk, theme);
            std::fs::write(drawn_now.join(&file), &picture).unwrap();
            if std::fs::read_to_string(folder.join(&file)).ok().as_deref() != Some(&picture) {
                stale.push(file);
            }
        }
    }
    assert!(
        stale.is_empty(),
        "{stale:?} show something else now; `just pictures` takes over what was drawn"
    );
}

#[test]
fn every_picture_is_in_the_readme_and_nothing_else_is_in_the_folder() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    let mut found: Vec<String> = std::fs::read_dir(root.join("assets/pictures"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    found.sort();
    let mut expected: Vec<String> = PICTURES
        .iter()
        .flat_map(|(name, _, _)| [format!("{name}-dark.svg"), format!("{name}-light.svg")])
        .collect();
    expected.sort();
    assert_eq!(found, expected);
    for file in found {
        assert!(
            readme.contains(&format!("assets/pictures/{file}")),
            "{file}"
        );
    }
}
