//! Keys that a person chose: what holds then, what is told of them, and what is refused.

use super::{Key, Message, empty, model, opened, press, update};
use crate::tui::keymap::{Action, Found, KeyMap, Keys, Record, read};
use crate::tui::{Model, screen};

fn mistake(text: &str) -> String {
    read("keys.toml", text).unwrap_err()[0].to_string()
}

fn with(mut model: Model, text: &str) -> Model {
    model.keys = read("keys.toml", text).unwrap();
    model
}

const OTHER: &str = "
[base]
help = [\"F1\", \"?\"]
palette = \"@\"
leave = \"Q\"

[checklist]
tick = \"X\"
done = \"eD\"
skip = [\"eS\", \"F7\"]

[opened]
undo = \"Ctrl-X\"
redo = []
percentage = \"ep\"

[packages]
executed = \"E\"

[base.unused]
";

#[test]
fn a_mistake_is_told_with_its_place_and_what_next() {
    for (text, expected) in [
        ("[base]\nhelp = ", "keys.toml:2:8: "),
        ("\n[tree]\n", "keys.toml:2:2: tree is no section of keys"),
        (
            "[checklist]\n\n  tikc = \"X\"",
            "keys.toml:3:3: checklist has no command tikc   did you mean tick?",
        ),
        (
            "[fleet]\ntick = \"X\"",
            "keys.toml:2:1: fleet has no command tick   it belongs to [checklist]",
        ),
        (
            "[checklist]\ntick = \"Hyper-X\"",
            "keys.toml:2:8: \"Hyper-X\" is no key",
        ),
        ("[checklist]\ntick = 3", "keys.toml:2:8: this is no key"),
        (
            "[checklist]\ntick = [\"X\", \"Alt-x\"]",
            "keys.toml:2:14: Alt-x is never given away: Alt and a letter",
        ),
        (
            "[checklist]\ntick = \"Ctrl-S\"",
            "keys.toml:2:8: Ctrl-S is never given away: the terminal stops",
        ),
        (
            "[checklist]\ntick = \"Esc\"",
            "keys.toml:2:8: Esc is never given away",
        ),
        ("[base]\nback = \"B\"", "keys.toml:2:1: back keeps Esc"),
        ("[base]\nhelp = []", "keys.toml:2:1: help keeps a key"),
        (
            "[base]\ninterrupt = \"I\"",
            "keys.toml:2:13: interrupt stays on Ctrl-C",
        ),
        (
            "[checklist]\ntick = \"r\"",
            "keys.toml:2:1: r for tick is taken on checklist: r is qa   give qa another key under [checklist]",
        ),
        (
            "[checklist]\ntick = \"s\"",
            "keys.toml:2:1: s for tick is taken on checklist: ",
        ),
        (
            "[checklist]\ntick = \"xx\"\nqa = \"x\"",
            "keys.toml:3:1: x for qa is taken on checklist: xx is tick",
        ),
        // The key of a page beneath is hidden only where both stand: on the packages of one rollout.
        (
            "[opened]\npercentage = \"ep\"",
            "keys.toml:2:1: ep for percentage is taken on opened-packages: e is executed   give executed another key under [packages]",
        ),
    ] {
        let told = mistake(text);
        assert!(told.starts_with(expected), "{told}");
    }
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_read_over() {
    let map = read("keys.toml", "\u{feff}[checklist]\r\ntick = \"X\"\r\n").unwrap();
    let found = map.find(crate::tui::keymap::Context::Checklist, None, Key::char('X'));
    assert_eq!(found, Found::Action(Action::Record(Record::Tick)));
}

#[test]
fn two_commands_may_change_their_keys() {
    let text = "[checklist]\ntick = \"r\"\nqa = \"x\"\n";
    let mut model = with(opened(80, 24), text);
    press(&mut model, "x");
    assert!(model.dialog.is_some());
}

#[test]
fn a_command_can_have_other_keys_on_one_page_only() {
    let text = "[timeline]\nfilter = \"\u{f6}\"\n";
    let mut model = with(opened(80, 24), text);
    press(&mut model, "/");
    assert!(model.search.is_some());
    press(&mut model, "\u{1b}5/");
    assert!(model.search.is_none(), "on its page the wide key is gone");
    press(&mut model, "\u{f6}");
    assert!(model.search.is_some());
}

#[test]
fn what_has_no_key_is_still_in_the_palette() {
    let mut model = with(opened(80, 24), "[checklist]\nqa = []\n");
    assert_eq!(press(&mut model, "r"), vec![]);
    assert!(model.dialog.is_none());
    press(&mut model, ":revert\u{1b}");
    assert_eq!(model.key_of(Action::Record(Record::Qa)), "r");
}

/// Keys as hints, menus, palette and help tell them must be those that work, on every page.
fn told_keys_work(model: &Model) {
    let context = model.context();
    let works = |keys: Keys| match keys {
        Keys::One(key) => model.keys.find(context, None, key),
        Keys::Two(first, second) => model.keys.find(context, Some(first), second),
    };
    for (_, key, words) in model.keys.hints(context) {
        let keys = Keys::parse(&key).unwrap();
        assert_ne!(works(keys), Found::Nothing, "hint {key} {words}");
    }
    for (prefix, _) in model.keys.prefixes(context) {
        assert_eq!(works(Keys::One(prefix)), Found::Prefix(prefix));
        for binding in model.keys.menu(context, prefix) {
            assert_eq!(works(binding.keys), Found::Action(binding.action));
        }
    }
    for row in crate::tui::palette::all(model) {
        let Some(binding) = row.binding() else {
            continue;
        };
        assert_eq!(works(binding.keys), Found::Action(binding.action));
    }
    let mut help = model.clone();
    help.width = 200;
    help.height = 200;
    press(&mut help, "?");
    let text = screen(&help).text();
    for binding in model.keys.bindings(model.page_context()) {
        let label: String = binding.label.chars().take(20).collect();
        let told = text.contains(&label) && text.contains(&binding.keys.spoken());
        assert!(told || binding.alias, "{} {text}", binding.label);
    }
}

#[test]
fn hints_menus_palette_and_help_tell_the_keys_that_work() {
    let other = OTHER.replace("[base.unused]\n", "");
    for text in ["", other.as_str()] {
        for start in [model(80, 24), empty(80, 24), opened(80, 24)] {
            told_keys_work(&with(start, text));
        }
        for view in ["2", "5", "6"] {
            let mut model = with(opened(80, 24), text);
            press(&mut model, view);
            told_keys_work(&model);
        }
    }
}

#[test]
fn after_a_change_the_screen_names_no_key_that_is_gone() {
    let other = OTHER.replace("[base.unused]\n", "");
    let mut model = with(opened(120, 36), &other);
    let recorded = Message::Recorded {
        rollout: "r1".into(),
        texts: vec!["3.2.3 done".to_owned()],
    };
    update(&mut model, recorded);
    let text = screen(&model).text();
    assert!(text.contains("Ctrl-X undoes"), "{text}");
    press(&mut model, "e");
    let text = screen(&model).text();
    assert!(
        text.contains("skip…") && text.contains("set a percentage"),
        "{text}"
    );
    let effects = update(&mut model, Message::Key(Key::char('D')));
    assert!(
        model.dialog.is_some(),
        "a line of production takes a dialog: {effects:?}"
    );
    update(
        &mut model,
        Message::Key(Key::plain(crate::tui::KeyCode::Esc)),
    );
    model.height = 60;
    press(&mut model, "?");
    let text = screen(&model).text();
    assert!(text.contains("these are your keys: keys.toml"), "{text}");
}

#[test]
fn the_default_map_has_no_source() {
    assert_eq!(KeyMap::default().source, None);
}

#[test]
fn on_every_page_hints_menus_palette_and_help_tell_the_keys_that_work() {
    let other = OTHER.replace("[base.unused]\n", "");
    for text in ["", other.as_str()] {
        for (name, page) in super::pages::pages(80, 24) {
            let is_on_top = ["help", "help_all", "help_search", "menu", "palette"];
            if !is_on_top.contains(&name) && page.plain.is_none() && page.look.page.is_none() {
                told_keys_work(&with(page, text));
            }
        }
    }
}

/// Every command that words on a page name has other keys.
const MOVED: &str = "
[import-preview]
save-import = \"W\"
done-to = \"M\"
choose = \"X\"
fold = \"F6\"
from-link = \"L\"
part-0 = \"F7\"

[first-run]
paste = \"P\"
import = \"F\"
from-link = \"L\"
from-template = \"T\"
demo = \"D\"
";

#[test]
fn words_on_the_preview_and_on_the_first_page_name_the_keys_that_work() {
    let text = "Rollout\n\n1. Stage\n\n\u{2022} one\n/chatops run feature set a_b 5 --actors\n";
    let mut preview = with(model(120, 36), MOVED);
    update(&mut preview, Message::Pasted(text.to_owned()));
    let shown = screen(&preview).text();
    assert!(shown.contains("Import preview"), "{shown}");
    assert!(!shown.contains("   u keeps"), "{shown}");
    assert!(shown.contains("L keeps one"), "{shown}");
    let gone = ["m says", "Enter answers", "x accept", "1 shows"];
    assert!(gone.iter().all(|words| !shown.contains(words)), "{shown}");

    let shown = screen(&with(empty(120, 36), MOVED)).text();
    for (key, words) in [
        ("P", "Paste the"),
        ("F", "Open a"),
        ("L", "I have"),
        ("D", "Look"),
    ] {
        assert!(shown.contains(&format!("{key}   {words}")), "{key} {shown}");
    }
}

#[test]
fn every_mistake_of_a_file_is_told_at_once_in_the_order_of_its_lines() {
    let text = "[checklist]\ntikc = \"X\"\nskip = \"Alt-x\"\n\n[tree]\n";
    let mistakes = read("keys.toml", text).unwrap_err();
    let lines: Vec<usize> = mistakes.iter().map(|mistake| mistake.line).collect();
    assert_eq!(lines, [2, 3, 5]);
}
