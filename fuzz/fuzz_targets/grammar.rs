//! Any text as lines of chatops and their answers: nothing panics, and what is printed reads back as what was read.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rollgate::chatops::{
    Profile, blanks, check, parse_line, print, read_reply, scan, shell, split_glued,
};
use rollgate::domain::flag::{FlagName, Percentage};
use rollgate::domain::plan::Dialect;

fuzz_target!(|text: String| {
    for line in text.lines().take(20) {
        there_and_back(line);
        there_and_back(&format!("/chatops run feature set {line}"));
        there_and_back(&format!("/chatops gitlab run {line}"));
        blanks(line);
        shell(line);
    }
    scan(&text);
    if let Some(flag) = FlagName::parse("a_flag") {
        read_reply(&text, &flag);
        for line in text.lines().take(20) {
            split_glued(line, &flag);
        }
    }
    if let Some(flag) = FlagName::parse(&text) {
        assert_eq!(FlagName::parse(flag.as_str()), Some(flag));
    }
    Percentage::parse(&text);
});

fn there_and_back(line: &str) {
    let Some(instruction) = parse_line(line) else {
        return;
    };
    check(&instruction);
    if instruction.dialect != Dialect::Chatops {
        return;
    }
    for profile in [Profile::Old, Profile::New] {
        let printed = print(&instruction, profile);
        let again = parse_line(&printed);
        let normalised = again.as_ref().map(|again| print(again, profile));
        assert_eq!(normalised.as_deref(), Some(printed.as_str()), "{line:?}");
    }
}
