//! Any text as a settings file, a calendar, policies, a theme: nothing panics, and what was read and written again reads the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rollgate::config::{Config, KEYS, SettingsFile};
use rollgate::domain::calendar::Calendar;
use rollgate::domain::incident::Policies;
use rollgate::domain::issue_link::IssueLink;

fuzz_target!(|input: (u8, String)| {
    let (which, text) = input;
    if let Ok(mut file) = SettingsFile::parse(&text) {
        for key in KEYS {
            let Some(value) = file.get(key.name) else {
                continue;
            };
            file.set(key.name, &value)
                .expect("what was read can be set");
            assert_eq!(file.get(key.name), Some(value));
        }
    }
    let key = &KEYS[usize::from(which) % KEYS.len()];
    let mut file = SettingsFile::default();
    if file.set(key.name, &text).is_ok() {
        assert!(file.get(key.name).is_some(), "{} = {text:?}", key.name);
    }
    Config::from_variables(|name| {
        (name.len() % 7 == usize::from(which) % 7).then(|| text.clone().into())
    })
    .ok();
    for calendar in [Calendar::parse(&text), Calendar::with_overrides(&text)]
        .into_iter()
        .flatten()
    {
        let moment = chrono::DateTime::from_timestamp(1_770_000_000, 0).expect("a moment in range");
        calendar.at(moment);
        calendar.next_allowed(moment, which % 2 == 0);
    }
    Policies::parse(&text).ok();
    rollgate::tui::view::read_theme("theme.toml", &text).ok();
    IssueLink::parse(&text).ok();
});
